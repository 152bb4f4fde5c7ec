import assert from "node:assert/strict";
import type { Case, Outcome, ProvenVersion } from "../../scripts/proof/case.ts";
import { prove } from "../../scripts/proof/run.ts";
import { rightCases } from "./cases.ts";

const versions: ProvenVersion[] = ["2.10", "2.7"];

/** What is spoiled, in which right case, by which replacement. */
const mutations: [spoiled: string, id: string, from: string, to: string][] = [
  ["p taken for keep_prob", "dropout", "p=0.3", "keep_prob=0.3"],
  ["dropout that does nothing", "dropout", "p=0.3", "p=0.0"],
  ["momentum's complement lost", "batch norm", "momentum=0.8", "momentum=0.2"],
  ["momentum's default", "batch norm", ", momentum=0.8", ""],
  ["eps lost", "batch norm", "eps=1e-3, ", ""],
  ["affine lost", "norm without affine", ", affine=False", ""],
  ["epsilon's default", "layer norm", ", epsilon=1e-5", ""],
  ["padding in the wrong order", "convolution", "(1, 1, 2, 2)", "(2, 2, 1, 1)"],
  ["pad_mode lost", "convolution", 'pad_mode="pad", padding=(1, 1, 2, 2)', "padding=0"],
  ["bias lost", "convolution", ", has_bias=True", ""],
  ["default stride", "pooling", ", stride=2", ""],
  ["window off by one", "pooling", "kernel_size=2", "kernel_size=3"],
  ["arguments swapped, other weights", "embedding", "10, 4", "4, 10"],
  ["approximate GELU", "gelu", "approximate=False", ""],
  ["wrong axis", "softmax", "axis=1", "axis=-1"],
  ["biased deviation", "deviation", ", ddof=1", ""],
  ["int32 indices", "order", ".astype(ms.int64)", ""],
  ["pads reversed", "pad", "(1, 0, 2, 0)", "(2, 0, 1, 0)"],
  ["arguments swapped", "choice", "x, y)\n", "y, x)\n"],
  ["gradient not stopped", "detached", "ops.stop_gradient(x)", "x"],
  ["buffer of other values", "attention", "ops.arange(8)", "ops.arange(1, 9)"],
  ["transpose taken for a reshape", "attention", ".swapaxes(1, 2)", ".reshape(2, 8, 5)"],
  ["gradient of the auxiliary output too", "training", ", has_aux=True", ""],
  ["optimizer not called", "training", "        optimizer(grads)\n", ""],
  ["set_train forgotten", "training", "    model.set_train()\n", ""],
  ["weight decay lost", "training", ', "weight_decay": 0.1', ""],
  ["norms spared from weight decay", "training", "[group], ", 'group["params"], weight_decay=0.1, '],
  ["momentum of SGD lost", "training", ", momentum=0.9)\n", ")\n"],
  ["other learning rate", "training", "learning_rate=0.1,", "learning_rate=0.11,"],
  ["weights not loaded", "script", 'layer.bias.set_data(ms.Tensor(weights["b"]))\n', ""],
];

function mutate([spoiled, id, from, to]: (typeof mutations)[number]): Case {
  const right = rightCases.find((one) => one.id === id)!;
  assert.equal(right.after.split(from).length, 2, `${id} has not one ${from}`);
  return { ...right, id: spoiled, after: right.after.replace(from, to) };
}

describe("the proof harness catches", function () {
  this.timeout(600_000);
  let outcomes: Outcome[];
  before(async () => {
    outcomes = await prove(mutations.map(mutate), versions);
  });
  for (const version of versions) {
    for (const [spoiled, id] of mutations) {
      it(`${id}: ${spoiled}, MindSpore ${version}`, () => {
        const { verdict, reason } = outcomes.find((one) => one.id === spoiled && one.version === version)!;
        assert.ok(verdict === "differs" || verdict === "raises", `${verdict} ${reason ?? ""}`);
      });
    }
  }
});
