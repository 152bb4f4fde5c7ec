import { CALCULATE_GAIN, FAN_IN_AND_FAN_OUT } from "../definitions/functions.ts";
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
  _calculate_fan_in_and_fan_out: {
    definition: FAN_IN_AND_FAN_OUT,
    signatures: { torch: "(tensor)" },
    proof: {
      inputs: ["float32[2,3,4,5]", "float32[2,3]"],
      values: ["x * nn.init._calculate_fan_in_and_fan_out(«x|y|tensor=x»)[«0|1»]"],
    },
  },
});
