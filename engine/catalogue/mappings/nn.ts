import { defineNamespace } from "../mapping.ts";

/** Layers and losses of torch.nn; those whose numbers depend on more than names are rules. */
export const NN = defineNamespace("torch.nn", {
  Linear: {
    to: "mindspore.nn.Dense",
    effect: "silent",
    parameters: { in_features: "in_channels", out_features: "out_channels", bias: "has_bias", dtype: { refuse: true } },
    proof: { inputs: ["float32[2,4]"], layers: ["nn.Linear(4, 3«|, True|, False|, bias=False|, bias=True»)"] },
  },
  ReLU: { to: "mindspore.nn.ReLU", proof: { inputs: ["float32[2,4]"], layers: ["nn.ReLU(«|True|inplace=True»)"] } },
});
