import type { Definition } from "../../../catalogue/definition.ts";
import {
  LOAD_OPTIMIZER_STATE,
  LOAD_SCHEDULER_STATE,
  OPTIMIZER_STATE,
  SCHEDULER_STATE,
} from "../../../catalogue/definitions/checkpoints.ts";
import type { Mend, Refusal } from "../../../finding.ts";
import { writeDefinition } from "../../../fix/definitions.ts";
import { likelyReason } from "../../../fix/likely.ts";
import type { Context, Report } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Expression, Statement, Subscript } from "../../../syntax/nodes.ts";
import { walkExpressions } from "../../../syntax/walk.ts";
import { OPTIMIZER_CLASSES } from "../../optimizer/classes.ts";

const SCHEDULERS =
  "LRScheduler ConstantLR CosineAnnealingLR CyclicLR ExponentialLR LambdaLR LinearLR MultiStepLR MultiplicativeLR " +
  "PolynomialLR ReduceLROnPlateau SequentialLR StepLR";

/** The classes whose states are told and given by functions of one's own, in both frameworks. */
const OWNERS = [
  ...OPTIMIZER_CLASSES,
  "torch.optim.lr_scheduler.LRScheduler",
  ...SCHEDULERS.split(" ").map((name) => `mindspore.experimental.optim.lr_scheduler.${name}`),
];

/** The methods that tell the state of an optimizer or a scheduler. */
export const STATES = OWNERS.map((owner) => `${owner}.state_dict`);
/** The methods that give them a state. */
export const STATE_LOADS = OWNERS.map((owner) => `${owner}.load_state_dict`);

const isScheduler = ({ name }: Reference): boolean => name.includes("lr_scheduler");

const nameOf = (reference: Reference, method: string): string =>
  `torch.optim.${isScheduler(reference) ? "lr_scheduler.LRScheduler" : "Optimizer"}.${method}`;

/** `optimizer.state_dict()`, which is read for its groups, or kept. */
export function stateOf(reference: Reference, context: Context): Report {
  const groups = groupsOf(reference);
  const what = isScheduler(reference) ? "A scheduler" : "An optimizer";
  return {
    at: reference.call ?? reference.node,
    verdict: "restructured",
    effect: "loud",
    name: nameOf(reference, "state_dict"),
    message: groups
      ? "An optimizer's groups are optimizer.param_groups in MindSpore; its state_dict() holds parameters."
      : `${what}'s state is told by a function here: MindSpore's has no state_dict() that could be loaded.`,
    mend: () => (groups ? fromGroups(reference, groups, context) : told(reference, context)),
  };
}

/** `optimizer.state_dict()` → `optimizer_state(optimizer)` */
function told(reference: Reference, context: Context): Mend | Refusal {
  const { call, receiver } = reference;
  const refused = notWritten(reference, context);
  if (refused) return { refused };
  const { name, edits } = writeDefinition(isScheduler(reference) ? SCHEDULER_STATE : OPTIMIZER_STATE, context);
  return {
    edits: [
      ...edits,
      { start: call!.start, end: receiver!.start, text: `${name}(` },
      { start: receiver!.end, end: call!.end, text: ")" },
    ],
    forms: [isScheduler(reference) ? "checkpoint:scheduler" : "checkpoint:optimizer"],
    unsafe: likelyReason(reference, context),
  };
}

/** `optimizer.load_state_dict(state)` → `load_optimizer_state(optimizer, state)` */
export const given = (reference: Reference, context: Context): Report => ({
  at: reference.call ?? reference.node,
  verdict: "restructured",
  effect: "loud",
  name: nameOf(reference, "load_state_dict"),
  message: `${isScheduler(reference) ? "A scheduler" : "An optimizer"} is given its state by a function here: MindSpore's load_state_dict refuses it.`,
  mend() {
    const { call, receiver } = reference;
    const refused = notWritten(reference, context);
    if (refused || !call || !receiver) return { refused: refused ?? "Call it here." };
    const [state, ...others] = call.arguments;
    if (!state || others.length || state.form !== "positional") return { refused: "Give it the state alone." };
    const definition: Definition = isScheduler(reference) ? LOAD_SCHEDULER_STATE : LOAD_OPTIMIZER_STATE;
    const { name, edits } = writeDefinition(definition, context);
    const owner = context.text.slice(receiver.start, receiver.end);
    return {
      edits: [...edits, { start: call.start, end: state.value.start, text: `${name}(${owner}, ` }],
      forms: [isScheduler(reference) ? "checkpoint:load-scheduler" : "checkpoint:load-optimizer"],
      unsafe: likelyReason(reference, context),
    };
  },
});

/** Why no function can take the place of a method. */
function notWritten({ call, receiver }: Reference, { model, text }: Context): string | undefined {
  if (!call || !receiver) return "It is handed on without being called.";
  if (text.slice(receiver.end, call.close).includes("#")) return "A comment stands inside the call.";
  const kind = model.kindOf(receiver)?.kind;
  return kind?.is === "instance" && kind.of.endsWith(".NAdam")
    ? "MindSpore's NAdam keeps a product that is no parameter of it, and begins with it anew."
    : undefined;
}

/** `optimizer.state_dict()["param_groups"]`, around the call. */
const groupsOf = ({ call, statement }: Reference): Expression | undefined =>
  subscriptAround(statement, (node) => node.value === call && isKey(node, "param_groups"));

/** `optimizer.state_dict()["param_groups"]` → `optimizer.param_groups`, whose rates are read as numbers. */
function fromGroups({ receiver, statement }: Reference, groups: Expression, { text }: Context): Mend | Refusal {
  if (!receiver || text.slice(receiver.end, groups.end).includes("#"))
    return { refused: "Write optimizer.param_groups." };
  const edits = [{ start: receiver.end, end: groups.end, text: ".param_groups" }];
  const rate = subscriptAround(
    statement,
    (node) => isKey(node, "lr") && node.value.kind === "subscript" && node.value.value === groups,
  );
  if (rate) {
    edits.unshift({ start: rate.start, end: rate.start, text: "float(" });
    edits.push({ start: rate.end, end: rate.end, text: ")" });
  }
  return { edits, forms: ["checkpoint:groups"] };
}

function subscriptAround(statement: Statement, fits: (node: Subscript) => boolean): Expression | undefined {
  let found: Expression | undefined;
  walkExpressions(statement, (node) => {
    if (node.kind === "subscript" && fits(node)) found = node;
  });
  return found;
}

const isKey = ({ items: [key] }: Subscript, name: string): boolean => key?.kind === "string" && key.value === name;
