import { anyName } from "../../../any-name.ts";
import type { Context, Report } from "../../../rule.ts";
import type { OwnClass } from "../../../semantics/kinds.ts";

/** What trains in MindSpore's way, and what puts a Cell into training mode, or does so by itself. */
const GRADIENTS = /^mindspore\.(ops\.)?(value_and_grad|grad|GradOperation)$/;
const SETS_MODE = /\bset_train\b|\bTrainOneStep\w*|\bModel\(/;
const DIFFERS = /^mindspore\.(mint\.)?nn\.(Dropout|BatchNorm|SyncBatchNorm)/;

const areGradientsTaken = anyName((name) => GRADIENTS.test(name));

/** A training step for a model that nothing puts into training mode: torch's Modules start in it, Cells do not. */
export function* untrainedModels({ text, model }: Context): Iterable<Report> {
  if (!areGradientsTaken(model.names)) return;
  const step = model.references.find(({ name, use }) => use === "call" && GRADIENTS.test(name));
  if (!step || SETS_MODE.test(text)) return;
  const [info, layer] = model.classes.map((own) => [own, layerOf(own)] as const).find(([, found]) => found) ?? [];
  if (!info || !layer) return;
  yield {
    at: step.call ?? step.node,
    verdict: "manual",
    effect: "silent",
    severity: "information",
    message: `A Cell starts in inference mode: unless ${info.name} is put into training mode elsewhere, its ${layer} does not train. Call set_train() on it before.`,
    mend: () => ({ refused: "Call net.set_train() where training begins, and net.set_train(False) where it ends." }),
  };
}

/** The first layer of a class that computes otherwise in training. */
function layerOf({ attributes }: OwnClass): string | undefined {
  for (const typed of attributes.values()) {
    const kind = typed?.ground === "certain" ? typed.kind : undefined;
    if (kind?.is === "instance" && DIFFERS.test(kind.of)) return kind.of.slice(kind.of.lastIndexOf(".") + 1);
  }
  return undefined;
}
