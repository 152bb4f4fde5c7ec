import { defineNamespace } from "../mapping.ts";

/** What the rule for initial weights leaves out. */
export const INIT = defineNamespace("torch.nn.init", {
  eye_: {
    instead:
      "p.set_data(initializer(Identity(), p.shape, p.dtype)) writes the same, with both names from mindspore.common.initializer.",
  },
  dirac_: {
    instead:
      "p.set_data(initializer(Dirac(groups), p.shape, p.dtype)) writes the same, with both names from mindspore.common.initializer.",
  },
  sparse_: {
    instead:
      "p.set_data(initializer(Sparse(sparsity, std), p.shape, p.dtype)) draws the same, with both names from mindspore.common.initializer.",
  },
  calculate_gain: {
    instead:
      "Write the number: 1 for linear and sigmoid, 5 / 3 for tanh, 2 ** 0.5 for relu, (2 / (1 + a ** 2)) ** 0.5 for leaky_relu.",
  },
});
