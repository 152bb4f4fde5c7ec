import { LOAD_STATE_DICT } from "../../../catalogue/definitions/checkpoints.ts";
import type { Mend, Refusal } from "../../../finding.ts";
import { writeDefinition } from "../../../fix/definitions.ts";
import { likelyReason } from "../../../fix/likely.ts";
import { perFile } from "../../../per-file.ts";
import type { Context, Report } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { isLoop } from "../../../steps/function.ts";
import type { Statement } from "../../../syntax/nodes.ts";

const OPTIMIZER = /^(torch|mindspore\.experimental)\.optim\.[A-Z]\w+$/;

/** The calls that make optimizers. */
const optimizersIn = perFile((context: Context): readonly Reference[] =>
  context.model.references.filter(({ name, call }) => call && OPTIMIZER.test(name)),
);

/**
 * Whether an optimizer may have run when a model is given a state. It keeps to the tensors that it was compiled with, and
 * what takes their place is not trained.
 */
export function mayHaveRun({ place, statement }: Reference, context: Context): boolean {
  const optimizers = optimizersIn(context);
  if (!optimizers.length || place.function?.name === "__init__") return false;
  const isMadeHere = optimizers.some((made) => made.place.function === place.function);
  const { statements } = (place.function ?? context.model.module).body;
  const follows = (one: Statement) => isLoop(one) && one.start < statement.start;
  return !isMadeHere || statements.some(follows);
}

/** `model.load_state_dict(state)` → `load_state_dict(model, state)` */
export function writtenInto(reference: Reference, context: Context): Report {
  return {
    at: reference.call ?? reference.node,
    verdict: "restructured",
    effect: "silent",
    name: reference.name.replace("mindspore.nn.Cell", "torch.nn.Module"),
    message:
      "In MindSpore this gives the model other tensors, and an optimizer that has run before trains none of them: a function here writes into those it has.",
    mend: () => mend(reference, context),
  };
}

function mend(reference: Reference, context: Context): Mend | Refusal {
  const { call, receiver } = reference;
  if (!call || !receiver) return { refused: "Call it here." };
  const owner = context.text.slice(receiver.start, receiver.end);
  if (context.text.slice(receiver.end, call.open).includes("#"))
    return { refused: "A comment stands inside the call." };
  const { name, edits } = writeDefinition(LOAD_STATE_DICT, context);
  return {
    edits: [...edits, { start: receiver.start, end: call.open + 1, text: `${name}(${owner}, ` }],
    forms: ["checkpoint:load-state"],
    unsafe: likelyReason(reference, context),
  };
}
