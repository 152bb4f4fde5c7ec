const NAMES = "Optimizer ASGD Adadelta Adagrad Adam AdamW Adamax NAdam RAdam RMSprop Rprop SGD";

/** The classes that an optimizer's methods are said to be of, in both frameworks. */
export const OPTIMIZER_CLASSES: readonly string[] = [
  "torch.optim.Optimizer",
  ...NAMES.split(" ").map((name) => `mindspore.experimental.optim.${name}`),
];
