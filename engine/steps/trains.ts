import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import { type Callable, isForeign, layerFamily, type Typed } from "../semantics/kinds.ts";
import type { FileModel } from "../semantics/model.ts";
import type { Call, Expression, FunctionDefinition, Statement } from "../syntax/nodes.ts";
import { children, dottedName, isStatement } from "../syntax/walk.ts";

/** Functions of Python itself that hold nothing trainable. */
export const BUILTINS: ReadonlySet<string> = new Set(
  "print len range enumerate zip map filter reversed next iter int float bool str list tuple dict set max min sum abs all any round sorted isinstance getattr hasattr tqdm".split(
    " ",
  ),
);

const DATA_METHODS =
  /^(to|cuda|cpu|item|size|view|reshape|append|update|add_scalar|log|write|float|long|int|numpy|get|items|keys|next|sample|zero_grad|step)$/;

/** Whether a statement runs something that may hold trainable parameters, and a gradient can come out of it. */
export function callsModel(statement: Statement, context: Context): boolean {
  const answers = answersOf(context);
  const known = answers.get(statement) ?? runsTrainable(statement, context.model);
  answers.set(statement, known);
  return known;
}

const answersOf = perFile((_: Context) => new Map<Statement, boolean>());

/** Whether an expression lets no gradient through: `x.detach()`, `ops.stop_gradient(x)`, `x.item()`. */
export const isCut = (node: Expression): boolean =>
  (node.kind === "call" &&
    (node.function.kind === "attribute" || node.function.kind === "name") &&
    /^(detach|stop_gradient|item|tolist|numpy|asnumpy)$/.test(
      node.function.kind === "name" ? node.function.id : node.function.name,
    )) ||
  (node.kind === "attribute" && node.name === "data");

/** `next(model.parameters()).device` asks where something is. */
const isWhere = (node: Expression): boolean => node.kind === "attribute" && /^(device|dtype|is_cuda)$/.test(node.name);

/** Whether a statement runs its body without recording gradients: `with torch.no_grad():`. */
const isUntracked = (node: Statement): boolean =>
  node.kind === "with" &&
  node.items.some(
    ({ context }) =>
      context.kind === "call" && /(^|\.)(no_grad|inference_mode)$/.test(dottedName(context.function) ?? ""),
  );

function runsTrainable(root: Expression | Statement, model: FileModel): boolean {
  let found = false;
  const visit = (node: Expression | Statement): void => {
    if (found || (isStatement(node) ? isUntracked(node) : isCut(node) || isWhere(node))) return;
    if (node.kind === "call" && mayTrain(node, model.kindOf(node.function), model)) found = true;
    for (const child of children(node)) visit(child);
  };
  visit(root);
  return found;
}

/** What gives the parameters themselves, `sum(p.pow(2).sum() for p in model.parameters())`, by torch's names and MindSpore's. */
const OF_PARAMETERS = /^(named_parameters|parameters|trainable_params|get_parameters|parameters_and_names)$/;

function mayTrain(call: Call, callee: Typed | undefined, model: FileModel): boolean {
  if (call.function.kind === "attribute" && OF_PARAMETERS.test(call.function.name)) return true;
  const kind = callee?.kind;
  if (kind?.is === "instance") return layerFamily(kind) !== undefined;
  if (kind?.is === "function") return kind.definition !== undefined && functionTrains(kind.definition, model);
  if (kind?.is === "method") {
    const { receiver, name } = kind;
    if (layerFamily(receiver.kind)) return !/^(to|cuda|cpu|eval|train|set_train|state_dict)$/.test(name);
    const method = receiver.kind.is === "instance" ? receiver.kind.definition?.methods.get(name) : undefined;
    return method !== undefined && !DATA_METHODS.test(name) && functionTrains(method, model);
  }
  if (kind) return false;
  const { function: target } = call;
  if (target.kind === "name") return !BUILTINS.has(target.id) && !namedTuplesOf({ model }).has(target.id);
  // What is not known by its kind counts when it is kept on self: `self.model(x)`, `self.compute_loss(batch)`.
  return (
    target.kind === "attribute" && dottedName(target)?.startsWith("self.") === true && !DATA_METHODS.test(target.name)
  );
}

/** The names of the module that are classes made by `namedtuple`. */
const namedTuplesOf = perFile(({ model }: { readonly model: FileModel }): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const statement of model.module.body.statements) {
    if (statement.kind !== "assign" || statement.value?.kind !== "call") continue;
    const [target] = statement.targets;
    const maker = dottedName(statement.value.function);
    if (target.kind === "name" && (maker === "namedtuple" || maker === "collections.namedtuple")) names.add(target.id);
  }
  return names;
});

const trainingOf = perFile((_: { readonly model: FileModel }) => new Map<FunctionDefinition, boolean>());

/** A function of the file trains what its body trains; of another file's nothing is seen. */
function functionTrains(definition: Callable, model: FileModel): boolean {
  if (isForeign(definition)) return true;
  const answers = trainingOf({ model });
  const before = answers.get(definition);
  if (before !== undefined) return before;
  answers.set(definition, false); // what it calls of itself adds nothing
  const trains = definition.body.statements.some((statement) => runsTrainable(statement, model));
  answers.set(definition, trains);
  return trains;
}
