import type { Context } from "../rule.ts";
import { classNames, isOptimizerName, type Typed } from "../semantics/kinds.ts";
import type {
  Argument,
  Block,
  Call,
  Expression,
  ExpressionStatement,
  FunctionDefinition,
  Module,
  Statement,
} from "../syntax/nodes.ts";
import { dottedName, suites } from "../syntax/walk.ts";
import { type Clip, clipOf } from "./clip.ts";
import { type GradientLoop, gradientLoopOf } from "./gradient-loop.ts";
import { type GradientReads, gradientReadsOf } from "./gradient-reads.ts";
import { zeroedBy } from "./zeroing.ts";

/** A statement that is nothing but the call of a method. */
export type MethodCall = ExpressionStatement & { value: Call };

/** What a statement does to the gradients that PyTorch keeps on parameters, and where it stands. */
export type GradientEvent = {
  /** The suites around it, from the scope's body to its own. */
  readonly blocks: readonly Block[];
  /** The statements that these suites but the first belong to. */
  readonly path: readonly Statement[];
} & (
  | { readonly does: "backward"; readonly statement: MethodCall; readonly loss: Expression }
  | ({ readonly does: "update"; readonly statement: Statement } & Updating)
  | { readonly does: "zero"; readonly statement: Statement; readonly receiver: Expression }
  | { readonly does: "clip"; readonly statement: Statement; readonly clip: Clip }
  | ({ readonly does: "work"; readonly statement: Statement } & GradientWork)
);

/** What an update is done by: an optimizer, or a loop that changes parameters, which says what it goes over. */
interface Updating {
  readonly optimizer: Expression;
  readonly loop?: GradientLoop;
  /** What `step()` is given. */
  readonly given: readonly Argument[];
}

/** Work on gradients beside the update: in a loop over parameters, or in comprehensions. */
export type GradientWork = { readonly loop: GradientLoop } | { readonly reads: readonly GradientReads[] };

export type Work = GradientEvent & { does: "work" };
export type Backward = GradientEvent & { does: "backward" };
export type Update = GradientEvent & { does: "update" };
export type Zero = GradientEvent & { does: "zero" };
export type ClipEvent = GradientEvent & { does: "clip" };

/** A function or the module, as what holds training steps. */
export type StepScope = FunctionDefinition | Module;

/** What a scope does to gradients, in the order of the text; functions inside it are scopes of their own. */
export function eventsOf(scope: StepScope, context: Context): GradientEvent[] {
  const asked = new Set<string>();
  const calls: { statement: Statement; blocks: readonly Block[]; path: readonly Statement[] }[] = [];
  const visit = (blocks: readonly Block[], path: readonly Statement[]): void => {
    for (const statement of blocks[blocks.length - 1].statements) {
      if (isCall(statement) || worksOnGradients(statement)) calls.push({ statement, blocks, path });
      if (isMethodCall(statement, "zero_grad")) asked.add(dottedName(receiverOf(statement)) ?? "");
      if (statement.kind === "function" || statement.kind === "class" || gradientLoopOf(statement)) continue;
      for (const suite of suites(statement)) visit([...blocks, suite], [...path, statement]);
    }
  };
  visit([scope.body], []);
  return calls.flatMap(({ statement, ...place }): GradientEvent[] => {
    if (isBackward(statement)) return [{ ...place, does: "backward", statement, loss: receiverOf(statement) }];
    if (isMethodCall(statement, "zero_grad"))
      return [{ ...place, does: "zero", statement, receiver: receiverOf(statement) }];
    const zeroed = statement.kind === "expression" ? zeroedBy(statement.value, context) : [];
    if (zeroed.length) return zeroed.map((receiver) => ({ ...place, does: "zero", statement, receiver }));
    if (isMethodCall(statement, "step") && isOptimizer(receiverOf(statement), asked, context)) {
      const [optimizer, given] = [receiverOf(statement), statement.value.arguments];
      return [{ ...place, does: "update", statement, optimizer, given }];
    }
    const loop = gradientLoopOf(statement);
    if (loop) return workIn(loop, statement).map((work) => ({ ...place, ...work }));
    const reads = gradientReadsOf(statement);
    if (reads.length) return [{ ...place, does: "work", statement, reads }];
    const clip = clipOf(statement, context);
    return clip ? [{ ...place, does: "clip", statement, clip }] : [];
  });
}

type Done<E> = E extends unknown ? Omit<E, "blocks" | "path"> : never;

/** What a loop over parameters does to gradients. */
function workIn(loop: GradientLoop, statement: Statement): Done<GradientEvent>[] {
  const { does, parameters } = loop;
  if (does === "clear") return [{ does: "zero", statement, receiver: ownerOf(parameters) }];
  if (does === "update") return [{ does, statement, optimizer: parameters, loop, given: [] }];
  return loop.cleared.length ? [] : [{ does: "work", statement, loop }];
}

/** The model whose parameters an expression gives. */
const ownerOf = (parameters: Expression): Expression =>
  parameters.kind === "call" && parameters.function.kind === "attribute" ? parameters.function.value : parameters;

const worksOnGradients = (statement: Statement): boolean =>
  gradientLoopOf(statement) !== undefined || gradientReadsOf(statement).length > 0;

const isCall = (statement: Statement): boolean =>
  (statement.kind === "expression" || statement.kind === "assign") && statement.value?.kind === "call";

function isBackward(statement: Statement): statement is MethodCall {
  if (!isMethodCall(statement, "backward")) return false;
  const receiver = receiverOf(statement);
  return !isSuper(receiver) && !(receiver.kind === "name" && receiver.id === "self");
}

const isSuper = (node: Expression): boolean =>
  node.kind === "call" && node.function.kind === "name" && node.function.id === "super";

/** Whether a statement is a call of this method, whatever its receiver. */
export function isMethodCall(statement: Statement, name: string): statement is MethodCall {
  return (
    statement.kind === "expression" &&
    statement.value.kind === "call" &&
    statement.value.function.kind === "attribute" &&
    statement.value.function.name === name
  );
}

const receiverOf = (statement: MethodCall): Expression =>
  (statement.value.function as Expression & { kind: "attribute" }).value;

/** Whether a value is an optimizer: by its kind, by its name, or by being asked to zero its gradients in the same scope. */
function isOptimizer(node: Expression, zeroed: ReadonlySet<string>, { model }: Context): boolean {
  const typed = model.kindOf(node);
  if (typed && typed.kind.is !== "literal") return isOptimizerKind(typed);
  const name = dottedName(node);
  return name !== undefined && (/optim/i.test(name) || zeroed.has(name));
}

/** Whether a kind is an optimizer's, of either framework or of a class of the project that descends from one. */
export const isOptimizerKind = (typed: Typed | undefined): boolean => classNames(typed).some(isOptimizerName);
