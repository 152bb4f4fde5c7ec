import type { Context } from "../rule.ts";
import { classNames, isOptimizerName, layerFamily, type Typed } from "../semantics/kinds.ts";
import type { FileModel } from "../semantics/model.ts";
import type { Reference } from "../semantics/reference.ts";
import type {
  Block,
  Call,
  Expression,
  ExpressionStatement,
  FunctionDefinition,
  Module,
  Span,
  Statement,
} from "../syntax/nodes.ts";
import { children, dottedName, isStatement, suites } from "../syntax/walk.ts";
import { bindsOf, leavesBlock, readsOf } from "./dataflow.ts";

/** A training step as it stands in one block: forward statements, backward, what is done to gradients, the update. */
export interface Step {
  readonly block: Block;
  /** The function that holds it, or the module. */
  readonly scope: FunctionDefinition | Module;
  /** The statements that lead from the scope's body to the block, outermost first. */
  readonly path: readonly Statement[];
  readonly backward: ExpressionStatement & { value: Call };
  /** The loss: a name, or an expression that is differentiated in place. */
  readonly loss: Expression;
  readonly update: ExpressionStatement & { value: Call };
  readonly optimizer: Expression;
  readonly zeroGrads: readonly Statement[];
  readonly clips: readonly Clip[];
  /** Statements that become the differentiated function. */
  readonly slice: readonly Statement[];
  /** Statements between those of the slice that read what it binds: they follow the call. */
  readonly after: readonly Statement[];
}

export interface Clip {
  readonly statement: Statement;
  readonly call: Call;
  readonly by: "norm" | "value";
  /** The name that takes the norm, where it is kept. */
  readonly target?: string;
}

/** A backward() that is no plain step, and why. */
export interface NoStep {
  readonly backward: ExpressionStatement & { value: Call };
  readonly why: string;
}

const known = new WeakMap<FileModel, (Step | NoStep)[]>();

/** Every `….backward()` statement of a file, as a step or with the reason why it is none. */
export function findSteps(context: Context): readonly (Step | NoStep)[] {
  const steps = known.get(context.model) ?? searchSteps(context);
  known.set(context.model, steps);
  return steps;
}

function searchSteps(context: Context): (Step | NoStep)[] {
  const found: (Step | NoStep)[] = [];
  const visit = (block: Block, scope: FunctionDefinition | Module, path: readonly Statement[]): void => {
    const backwards = block.statements.filter(isBackward);
    for (const backward of backwards) found.push(readStep(backward, backwards.length, block, scope, path, context));
    for (const statement of block.statements) {
      const inner = statement.kind === "function" ? statement : scope;
      for (const suite of suites(statement))
        visit(suite, inner, statement.kind === "function" ? [] : [...path, statement]);
    }
  };
  visit(context.model.module.body, context.model.module, []);
  return found;
}

/** From the first statement of a step to its last. */
export function spanOf({ slice, zeroGrads, backward, update }: Step): Span {
  const parts = [...slice, ...zeroGrads, backward, update];
  return { start: Math.min(...parts.map((s) => s.start)), end: Math.max(...parts.map((s) => s.end)) };
}

export const isStep = (step: Step | NoStep): step is Step => "update" in step;

/** Whether a call of zero_grad goes with a step when that is rewritten, or stays beside one that cannot be. */
export const isZeroGradOfStep = ({ statement, receiver }: Reference, context: Context): boolean =>
  findSteps(context).some((step) =>
    isStep(step) ? step.zeroGrads.includes(statement) : receiver !== undefined && dottedName(receiver) !== undefined,
  );

function isBackward(statement: Statement): statement is ExpressionStatement & { value: Call } {
  return (
    isMethodCall(statement, "backward") &&
    statement.value.function.kind === "attribute" &&
    !isSuper(statement.value.function.value)
  );
}

const isSuper = (node: Expression): boolean =>
  node.kind === "call" && node.function.kind === "name" && node.function.id === "super";

function isMethodCall(statement: Statement, name: string): statement is ExpressionStatement & { value: Call } {
  return (
    statement.kind === "expression" &&
    statement.value.kind === "call" &&
    statement.value.function.kind === "attribute" &&
    statement.value.function.name === name
  );
}

const receiverOf = (statement: ExpressionStatement & { value: Call }): Expression =>
  (statement.value.function as Expression & { kind: "attribute" }).value;

function readStep(
  backward: ExpressionStatement & { value: Call },
  backwards: number,
  block: Block,
  scope: FunctionDefinition | Module,
  path: readonly Statement[],
  context: Context,
): Step | NoStep {
  const no = (why: string): NoStep => ({ backward, why });
  const { statements } = block;
  const loss = receiverOf(backward);
  if (backward.value.arguments.length)
    return no("backward() has arguments: a retained graph or an outer gradient needs ms.vjp, by hand.");
  if (backwards > 1)
    return no(
      "Several losses are differentiated in one block: return their sum from one function, or add the gradients.",
    );
  if (mentions(loss, /scaler/i))
    return no(
      "The loss is scaled by a GradScaler: scale and unscale around the function with ms.amp.DynamicLossScaler.",
    );
  if (loss.kind === "attribute") return no("The loss is an attribute: give it a local name first.");
  const at = statements.indexOf(backward);
  const updates = statements.filter((s) => isMethodCall(s, "step") && isOptimizer(receiverOf(s), statements, context));
  if (!updates.length) return no(whereIsTheUpdate(statements, at));
  if (updates.length > 1) return no("Several optimizers take a step here: each needs a function of its own.");
  const update = updates[0] as ExpressionStatement & { value: Call };
  if (update.value.arguments.length) return no("step() is given a closure: MindSpore's optimizers take gradients.");
  if (statements.indexOf(update) < at)
    return no("The step comes before backward(): the gradients are those of the turn before.");
  const optimizer = receiverOf(update);
  const clips: Clip[] = [];
  for (const statement of statements.slice(at + 1, statements.indexOf(update))) {
    const clip = clipOf(statement, context);
    if (clip) clips.push(clip);
    else if (mentionsGradients(statement))
      return no(
        "Gradients are read or changed between backward() and step(): work on the gradients that grad_fn returns.",
      );
  }
  const sliced = sliceOf(loss, at, block, context);
  if (typeof sliced === "string") return no(sliced);
  const zeroGrads = statements.filter((s) => isMethodCall(s, "zero_grad"));
  return { block, scope, path, backward, loss, update, optimizer, zeroGrads, clips, ...sliced };
}

function whereIsTheUpdate(statements: readonly Statement[], at: number): string {
  const nested = statements
    .slice(at + 1)
    .some((s) => s.kind === "if" && children(s).some((c) => isStatement(c) && isMethodCall(c, "step")));
  if (nested)
    return "The optimizer does not step each time (gradient accumulation): add up the gradients in a tuple and call the optimizer with it.";
  return "The optimizer's step is not in the same block: the gradients must be handed to it.";
}

/** Whether a value is an optimizer: by its kind, or by being asked to zero its gradients in the same block. */
export function isOptimizer(node: Expression, statements: readonly Statement[], { model }: Context): boolean {
  const typed = model.kindOf(node);
  if (typed) return isOptimizerKind(typed);
  const name = dottedName(node);
  if (!name) return false;
  return (
    /optim/i.test(name) || statements.some((s) => isMethodCall(s, "zero_grad") && dottedName(receiverOf(s)) === name)
  );
}

export const isOptimizerKind = (typed: Typed | undefined): boolean => classNames(typed).some(isOptimizerName);

const CLIPS: Record<string, Clip["by"]> = {
  clip_grad_norm_: "norm",
  clip_grad_norm: "norm",
  clip_grad_value_: "value",
};

function clipOf(statement: Statement, { model }: Context): Clip | undefined {
  const value = statement.kind === "expression" || statement.kind === "assign" ? statement.value : undefined;
  if (value?.kind !== "call") return undefined;
  const reference = model.references.find((r) => r.call === value);
  const by =
    reference && /^torch\.nn\.utils\./.test(reference.name)
      ? CLIPS[reference.name.slice(reference.name.lastIndexOf(".") + 1)]
      : undefined;
  if (!by) return undefined;
  if (statement.kind === "expression") return { statement, call: value, by };
  const target = statement.kind === "assign" && statement.targets.length === 1 ? statement.targets[0] : undefined;
  return target?.kind === "name" ? { statement, call: value, by, target: target.id } : undefined;
}

function mentionsGradients(statement: Statement): boolean {
  let found = false;
  const visit = (node: Expression | Statement): void => {
    if (node.kind === "attribute" && node.name === "grad") found = true;
    if (node.kind === "attribute" && /^(unscale_|clip_grad\w*)$/.test(node.name)) found = true;
    for (const child of children(node)) visit(child);
  };
  visit(statement);
  return found;
}

function mentions(node: Expression, name: RegExp): boolean {
  if (node.kind === "name") return name.test(node.id);
  if (node.kind === "attribute" && name.test(node.name)) return true;
  return children(node).some((child) => !isStatement(child) && mentions(child, name));
}

/**
 * The statements before backward() on which the loss depends and which depend on what is trained. Data loading and what
 * else the loss reads stays where it is.
 */
function sliceOf(loss: Expression, at: number, block: Block, context: Context): Pick<Step, "slice" | "after"> | string {
  const before = block.statements.slice(0, at);
  const needed = new Set<string>();
  if (loss.kind === "name") needed.add(loss.id);
  else
    for (const name of readsOf({ kind: "expression", start: loss.start, end: loss.end, value: loss })) needed.add(name);
  const reached: Statement[] = [];
  for (const statement of [...before].reverse()) {
    const binds = bindsOf(statement);
    if (![...binds].some((name) => needed.has(name))) continue;
    reached.unshift(statement);
    if (isPlainAssignment(statement)) for (const name of binds) needed.delete(name);
    for (const name of readsOf(statement)) needed.add(name);
  }
  const slice: Statement[] = [];
  const trained = new Set<string>();
  for (const statement of reached) {
    const depends = callsModel(statement, context) || [...readsOf(statement)].some((name) => trained.has(name));
    if (!depends) continue;
    slice.push(statement);
    for (const name of bindsOf(statement)) trained.add(name);
  }
  if (!slice.length && loss.kind === "name")
    return `${loss.id} is not computed in this block: the function that computes it must be differentiated.`;
  const leaving = slice.find(leavesBlock);
  if (leaving) return "The forward pass can leave the loop or yield: it cannot become a function as it stands.";
  if (slice.some((s) => s.kind === "with" && usesTorchContext(s, context)))
    return "The forward pass runs under a torch context (autocast or no_grad): convert the model with ms.amp.auto_mixed_precision first.";
  if (slice.some((s) => s.kind === "function" || s.kind === "class"))
    return "A definition stands inside the forward pass.";
  const first = before.indexOf(slice[0]);
  const last = before.indexOf(slice[slice.length - 1]);
  const after = before
    .slice(first, last)
    .filter((s) => !slice.includes(s) && !reached.includes(s) && [...readsOf(s)].some((name) => trained.has(name)));
  if (after.some(leavesBlock))
    return "A statement between the forward pass and backward() can leave the loop: move it after the step.";
  const rebound = reached
    .filter((s) => !slice.includes(s) && before.indexOf(s) > first)
    .some((s) => [...readsOf(s)].some((n) => trained.has(n)));
  if (rebound) return "Data and model are computed from each other: give the steps names of their own.";
  return { slice, after };
}

const isPlainAssignment = (statement: Statement): boolean => statement.kind === "assign";

/** Whether a statement runs something that may hold trainable parameters: a layer, a function of the file, an unknown callable. */
function callsModel(statement: Statement, { model }: Context): boolean {
  let found = false;
  const visit = (node: Expression | Statement): void => {
    if (found) return;
    if (node.kind === "call" && mayTrain(node, model.kindOf(node.function))) found = true;
    for (const child of children(node)) visit(child);
  };
  visit(statement);
  return found;
}

function mayTrain(call: Call, callee: Typed | undefined): boolean {
  const kind = callee?.kind;
  if (kind?.is === "instance") return layerFamily(kind) !== undefined;
  if (kind?.is === "function") return kind.definition !== undefined;
  if (kind?.is === "method")
    return (
      layerFamily(kind.receiver.kind) !== undefined &&
      !/^(to|cuda|cpu|eval|train|set_train|parameters|state_dict)$/.test(kind.name)
    );
  if (kind) return false;
  const { function: target } = call;
  if (target.kind === "name") return !BUILTINS.has(target.id);
  // What is not known by its kind counts when it is kept on self: `self.model(x)`, `self.compute_loss(batch)`.
  return (
    target.kind === "attribute" && dottedName(target)?.startsWith("self.") === true && !DATA_METHODS.test(target.name)
  );
}

const DATA_METHODS =
  /^(to|cuda|cpu|item|size|view|reshape|append|update|add_scalar|log|write|float|long|int|numpy|get|items|keys|next|sample|zero_grad|step)$/;
/** Functions of Python itself that hold nothing trainable. */
export const BUILTINS: ReadonlySet<string> = new Set(
  "print len range enumerate zip next iter int float str list tuple dict set max min sum abs round sorted isinstance getattr tqdm".split(
    " ",
  ),
);

function usesTorchContext(node: Statement & { kind: "with" }, { model }: Context): boolean {
  return node.items.some((item) =>
    model.references.some(
      (r) =>
        r.node.start >= item.start &&
        r.node.end <= item.end &&
        /autocast|no_grad|grad_enabled|inference_mode/.test(r.name),
    ),
  );
}
