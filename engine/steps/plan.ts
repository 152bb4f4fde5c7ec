import type { Context } from "../rule.ts";
import { boundNames, localNames } from "../semantics/bindings.ts";
import { isTensor, layerFamily, type Typed } from "../semantics/kinds.ts";
import type { Expression, Statement } from "../syntax/nodes.ts";
import { dottedName, walkExpressions, walkStatements } from "../syntax/walk.ts";
import { bindsOf, readsOf, readsOutside } from "./dataflow.ts";
import { BUILTINS, isOptimizerKind, type Step } from "./step.ts";

/** How a step is written as a differentiated function. */
export interface Plan {
  /** The statement before which the function is defined: the outermost loop that does not bind the optimizer. */
  readonly before: Statement;
  /** Names the function takes: what it reads and the loop binds. */
  readonly inputs: readonly string[];
  /** Names the function binds that are read after it. */
  readonly aux: readonly string[];
  readonly functionName: string;
  readonly gradName: string;
  readonly gradsName: string;
  /** Models to put into training mode first, where nothing does. */
  readonly setTrain: readonly string[];
  readonly forms: readonly string[];
  readonly unsafe?: string;
}

/** Plans the rewrite of a step, or says why it cannot be done. */
export function planStep(step: Step, context: Context): Plan | { refused: string } {
  const before = placeOf(step);
  const inLoop = before.kind === "for" || before.kind === "while";
  const scopeBlock = step.scope.body;
  const bound = inLoop ? bindsOf(before) : scopeNames(step);
  const inputs = inputsOf(step, bound, inLoop, context);
  const sliceBinds = new Set(step.slice.flatMap((s) => [...bindsOf(s)]));
  const readLater = readsOutside(scopeBlock, new Set<Statement>([...step.slice, step.backward]));
  if (step.scope.kind === "module") for (const name of readsInFunctions(context)) readLater.add(name);
  const aux = [...sliceBinds].filter(
    (name) => readLater.has(name) && !(step.loss.kind === "name" && step.loss.id === name),
  );
  const auxKinds = aux.map((name) => kindOfBound(name, step, context));
  if (
    aux.length &&
    auxKinds.every((kind) => kind && !isTensor(kind) && kind.kind.is !== "tuple" && kind.kind.is !== "collection")
  )
    return {
      refused: `${aux.join(", ")} would be handed out of the differentiated function, which may return only tensors: compute it after the step.`,
    };
  const names = freshNames(step, context);
  const setTrain = modelsToTrain(step, context);
  return {
    before,
    inputs,
    aux,
    ...names,
    setTrain,
    forms: formsOf(step, aux, inLoop),
    unsafe: doubtOf(step, aux, auxKinds, context),
  };
}

/** The outermost loop around the step that does not bind the optimizer, or the step's own first statement. */
function placeOf(step: Step): Statement {
  const root = rootName(step.optimizer);
  const loops: Statement[] = [];
  for (const statement of [...step.path].reverse()) {
    if (statement.kind === "class") break;
    if (root !== undefined && root !== "self" && bindsOf(statement).has(root)) break;
    if (statement.kind === "for" || statement.kind === "while") loops.push(statement);
  }
  return loops.at(-1) ?? step.slice[0] ?? step.backward;
}

function rootName(node: Expression): string | undefined {
  return dottedName(node)?.split(".")[0];
}

function scopeNames({ scope, block }: Step): Set<string> {
  const names =
    scope.kind === "function" ? [...localNames(scope), ...scope.parameters.map((p) => p.name)] : [...boundNames(block)];
  return new Set(names);
}

function inputsOf(step: Step, bound: ReadonlySet<string>, inLoop: boolean, context: Context): string[] {
  const inside = new Set<string>();
  const inputs: string[] = [];
  const callees = new Set<string>();
  for (const statement of step.slice)
    walkExpressions(statement, (node) => {
      if (node.kind === "call" && node.function.kind === "name") callees.add(node.function.id);
    });
  const consider = (name: string): void => {
    if (inside.has(name) || inputs.includes(name) || !bound.has(name) || name === "self") return;
    if (!inLoop && (callees.has(name) || !isData(name, step, context))) return;
    inputs.push(name);
  };
  for (const statement of step.slice) {
    for (const name of readsOf(statement)) consider(name);
    for (const name of bindsOf(statement)) inside.add(name);
  }
  if (step.loss.kind !== "name")
    for (const name of readsOf({ kind: "expression", start: step.loss.start, end: step.loss.end, value: step.loss }))
      consider(name);
  return inputs.filter((name) => !isConstantCallee(name, step, context));
}

/** Layers, classes and functions are closed over even where the loop binds them. */
function isConstantCallee(name: string, step: Step, context: Context): boolean {
  const kind = kindOfRead(name, step, context)?.kind;
  return (
    kind?.is === "class" ||
    kind?.is === "function" ||
    kind?.is === "module" ||
    (kind !== undefined && layerFamily(kind) !== undefined)
  );
}

/** Outside a loop everything could be closed over; what is data is passed, so that the function says what it works on. */
function isData(name: string, step: Step, context: Context): boolean {
  const typed = kindOfRead(name, step, context);
  return isTensor(typed) || typed === undefined;
}

function kindOfRead(name: string, step: Step, { model }: Context): Typed | undefined {
  let typed: Typed | undefined;
  for (const statement of step.slice)
    walkExpressions(statement, (node) => {
      if (node.kind === "name" && node.id === name) typed ??= model.kindOf(node);
    });
  return typed;
}

function kindOfBound(name: string, step: Step, { model }: Context): Typed | undefined {
  let typed: Typed | undefined;
  for (const statement of step.slice)
    walkExpressions(statement, (node) => {
      if (node.kind === "name" && node.id === name) typed = model.kindOf(node) ?? typed;
    });
  return typed;
}

/** Names that functions of the module read from it. */
function readsInFunctions({ model }: Context): Set<string> {
  const names = new Set<string>();
  for (const statement of model.module.body.statements)
    if (statement.kind === "function" || statement.kind === "class")
      for (const name of readsOf(statement)) names.add(name);
  return names;
}

/** Names for the new functions that the scope and the module do not use. */
function freshNames(step: Step, { model }: Context): Pick<Plan, "functionName" | "gradName" | "gradsName"> {
  const taken = new Set(model.globals.keys());
  walkStatements(step.scope.body, (statement) => {
    for (const name of bindsOf(statement)) taken.add(name);
  });
  if (step.scope.kind === "function") for (const parameter of step.scope.parameters) taken.add(parameter.name);
  const fresh = (name: string): string => {
    let candidate = name;
    for (let n = 2; taken.has(candidate); n++) candidate = `${name}_${n}`;
    return candidate;
  };
  return { functionName: fresh("forward_fn"), gradName: fresh("grad_fn"), gradsName: fresh("grads") };
}

/** Models that the slice calls and that nothing in the file puts into training mode. */
function modelsToTrain(step: Step, context: Context): string[] {
  const { model, text } = context;
  const trained = new Set<string>();
  walkExpressions(model.module, (node) => {
    if (node.kind === "call" && node.function.kind === "attribute" && /^(train|set_train)$/.test(node.function.name))
      trained.add(text.slice(node.function.value.start, node.function.value.end));
  });
  const models = new Set<string>();
  for (const statement of step.slice)
    walkExpressions(statement, (node) => {
      if (node.kind !== "call") return;
      const kind = model.kindOf(node.function)?.kind;
      const name = dottedName(node.function);
      if (name && kind?.is === "instance" && layerFamily(kind) && !/Loss$/.test(kind.of)) models.add(name);
    });
  return [...models].filter((name) => !trained.has(name) && !trained.has(rootOf(name)));
}

const rootOf = (name: string): string => name.split(".")[0];

/** The order and place of the step, and each thing about it that is rewritten in a way of its own. */
function formsOf(step: Step, aux: readonly string[], inLoop: boolean): string[] {
  const { statements } = step.block;
  const order = [
    ...step.zeroGrads.slice(0, 1).map((s) => ["z", statements.indexOf(s)] as const),
    ["b", statements.indexOf(step.backward)] as const,
    ["s", statements.indexOf(step.update)] as const,
  ].sort((a, b) => a[1] - b[1]);
  const place = step.scope.kind === "module" ? "module" : step.path.some(isLoop) ? "function" : "call";
  const features = [
    ...(aux.length ? ["aux"] : []),
    ...step.clips.map(({ by, target }) => `clip-${by}${target ? "-kept" : ""}`),
  ];
  const shape = [order.map(([letter]) => letter).join(""), inLoop ? "loop" : "once", place].join(",");
  return [shape, ...features].map((form) => `step:${form}`);
}

const isLoop = ({ kind }: Statement): boolean => kind === "for" || kind === "while";

/** The first thing that the rewrite takes on trust. */
function doubtOf(
  step: Step,
  aux: readonly string[],
  auxKinds: readonly (Typed | undefined)[],
  context: Context,
): string | undefined {
  const { model, text } = context;
  const source = (node: Expression) => text.slice(node.start, node.end);
  if (!step.zeroGrads.length && (step.scope.kind !== "module" || step.path.some(isLoop)))
    return "no zero_grad() stands beside it: PyTorch would add the gradients up";
  const optimizer = model.kindOf(step.optimizer);
  if (!isOptimizerKind(optimizer)) return `${source(step.optimizer)} is not known to be an optimizer`;
  if (optimizer?.ground === "likely") return `${source(step.optimizer)} is only likely an optimizer`;
  const torchModels = new Set<string>();
  const unknown = new Set<string>();
  for (const statement of step.slice)
    walkExpressions(statement, (node) => {
      if (node.kind !== "call") return;
      const kind = model.kindOf(node.function)?.kind;
      if (kind?.is === "instance" && layerFamily(kind) === "torch")
        torchModels.add(kind.definition ? kind.of : source(node.function));
      if (
        !kind &&
        ((node.function.kind === "name" && !BUILTINS.has(node.function.id)) ||
          dottedName(node.function)?.startsWith("self."))
      )
        unknown.add(source(node.function));
    });
  if (torchModels.size) return `${[...torchModels].join(", ")} is still a torch Module`;
  if (unknown.size) return `what ${[...unknown].join(", ")} computes cannot be seen`;
  if (aux.length && !auxKinds.some(isTensor)) return `${aux.join(", ")} is not known to be a tensor`;
  return undefined;
}
