import { CALCULATE_GAIN } from "../definitions/functions.ts";
import { defineNamespace } from "../mapping.ts";

/** What the rule for initial weights leaves out. */
export const INIT = defineNamespace("torch.nn.init", {
  calculate_gain: {
    definition: CALCULATE_GAIN,
    proof: {
      inputs: ["float32[2,3]"],
      values: [
        'x * nn.init.calculate_gain(«"relu"|"tanh"|"sigmoid"|"linear"|"leaky_relu", 0.2|"leaky_relu"|nonlinearity="relu"|"leaky_relu", param=0.1»)',
      ],
    },
  },
});
