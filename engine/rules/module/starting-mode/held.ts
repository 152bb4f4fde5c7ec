import { remembered } from "../../../remembered.ts";
import { TAKES_GRADIENTS } from "../../../steps/differentiated.ts";
import { callsIn, collector, ownStatements } from "../../../syntax/collect.ts";
import type {
  Attribute,
  ClassDefinition,
  Expression,
  FunctionDefinition,
  Module,
  Statement,
} from "../../../syntax/nodes.ts";
import { forEachChild, isSimpleName } from "../../../syntax/walk.ts";
import { assignedCall, type Made, SETS_MODE } from "./made.ts";

/** What objects of some classes hold of a sort, and call without anybody having set its mode: `self.net = Net()`, then `self.net(x)`. */
export function heldIn(
  module: Module,
  classes: readonly ClassDefinition[],
  isWanted: (made: Made) => boolean,
): readonly Made[] {
  const held = classes.flatMap((node) => calledBy(node).filter(({ made }) => isWanted(made)));
  if (!held.length) return [];
  const reached = new Set(reachedIn(module));
  return held.flatMap(({ name, made }) => (reached.has(name) ? [] : made));
}

interface Held {
  readonly name: string;
  readonly made: Made;
}

/** What the methods of a class make once and call; nothing where they take gradients, which sets the mode anyway. */
const calledBy = remembered(({ body }: ClassDefinition): readonly Held[] => {
  const methods = body.statements.filter((one) => one.kind === "function");
  const all = methods.flatMap(makesOf);
  if (!all.length || callsIn(body).some(takesGradients)) return [];
  const called = new Set(methods.flatMap(callsOf));
  return all.filter(({ name }) => called.has(name) && all.filter((other) => other.name === name).length === 1);
});

const takesGradients = ({ function: callee }: { readonly function: Expression }): boolean =>
  callee.kind === "attribute" && TAKES_GRADIENTS.test(callee.name);

const isOwn = (node: Expression, { parameters: [self] }: FunctionDefinition): node is Attribute =>
  self !== undefined && node.kind === "attribute" && isSimpleName(node.value, self.name);

/** `self.net = Net()` */
function makesOf(method: FunctionDefinition): Held[] {
  return ownStatements(method).flatMap((statement) => {
    const { target, call } = assignedCall(statement) ?? {};
    if (!target || !call || !isOwn(target, method)) return [];
    const { name } = target;
    return { name, made: { name: `${method.parameters[0].name}.${name}`, statement, call } };
  });
}

/** `self.net(x)` */
const callsOf = (method: FunctionDefinition): string[] =>
  callsIn(method.body).flatMap(({ function: callee }) => (isOwn(callee, method) ? callee.name : []));

/** Attributes whose mode is set, or that are handed on to someone who may set it, by their names. */
const reachedIn = collector((top: Statement): readonly string[] => {
  const names: string[] = [];
  const visit = (node: Expression | Statement): void => {
    const look = (child: Expression): void => {
      if (child.kind === "attribute" && !leavesMode(node, child)) names.push(child.name);
      visit(child);
    };
    forEachChild(node, look, visit);
  };
  visit(top);
  return names;
});

/** Whether what stands around an attribute calls it, assigns it, or asks it for something else than a mode. */
function leavesMode(around: Expression | Statement, inside: Attribute): boolean {
  if (around.kind === "call") return around.function === inside;
  if (around.kind === "attribute") return !SETS_MODE.test(around.name);
  return around.kind === "assign" && around.targets.includes(inside);
}
