import type { Context } from "../rule.ts";
import { boundNames, localNames } from "../semantics/bindings.ts";
import { isTensor, layerFamily, type Typed } from "../semantics/kinds.ts";
import type { Expression, Statement } from "../syntax/nodes.ts";
import { walkExpressions } from "../syntax/walk.ts";
import { bindsOf, readsBefore, readsOf, readsOutside } from "./dataflow.ts";
import type { StepScope } from "./events.ts";
import { variableOf } from "./optimizers.ts";
import type { Pass } from "./pass.ts";
import { asStatement, type Kept } from "./slice.ts";

/** What a function that is differentiated takes and gives. */
export interface Signature {
  /** Names it takes: what it reads and the loop binds. */
  readonly inputs: readonly string[];
  /** Names it binds that are read after it. */
  readonly aux: readonly string[];
  readonly auxKinds: readonly (Typed | undefined)[];
}

/** The outermost loop around a pass that does not bind its optimizers, or the first statement of the pass. */
export function placeOf(pass: Pass, optimizers: readonly Expression[]): Statement {
  const roots = optimizers.map(variableOf).filter((root) => root && root !== "self");
  const loops: Statement[] = [];
  for (const statement of [...pass.path].reverse()) {
    if (statement.kind === "class") break;
    if (roots.some((root) => bindsOf(statement).has(root!))) break;
    if (isLoop(statement)) loops.push(statement);
  }
  return loops.at(-1) ?? pass.head?.slice[0] ?? pass.slice[0] ?? pass.backwards[0].statement;
}

/** Whether a statement is a loop. */
export const isLoop = ({ kind }: Statement): boolean => kind === "for" || kind === "while";

/** What the function of some statements and a loss takes and gives. */
export function signatureOf(
  slice: readonly Statement[],
  losses: readonly Expression[],
  own: readonly Statement[],
  scope: StepScope,
  before: Statement,
  context: Context,
): Signature {
  const readLater = readsOutside(scope.body, new Set([...slice, ...own]));
  if (scope.kind === "module") for (const name of readsInFunctions(context)) readLater.add(name);
  const isLoss = (name: string) => losses.length === 1 && losses[0].kind === "name" && losses[0].id === name;
  const bound = new Set(slice.flatMap((statement) => [...bindsOf(statement)]));
  const aux = [...bound].filter((name) => readLater.has(name) && !isLoss(name));
  const kinds = kindsIn(slice, context);
  return {
    inputs: inputsOf([...slice, ...losses.map(asStatement)], scope, before, context),
    aux,
    auxKinds: aux.map((name) => kinds.get(name)?.last),
  };
}

function inputsOf(parts: readonly Statement[], scope: StepScope, before: Statement, context: Context): string[] {
  const inLoop = isLoop(before);
  const bound = inLoop ? bindsOf(before) : namesOf(scope);
  const kinds = kindsIn(parts, context);
  const callees = new Set<string>();
  for (const part of parts)
    walkExpressions(part, (node) => {
      if (node.kind === "call" && node.function.kind === "name") callees.add(node.function.id);
    });
  const own = new Set(parts.flatMap((part) => [...bindsOf(part)]));
  return [...readsBefore(parts)].filter((name) => {
    if (!bound.has(name) || name === "self") return false;
    if (own.has(name)) return true;
    const kind = kinds.get(name)?.first;
    // Outside a loop everything could be closed over; data is passed, so that the function says what it works on.
    const isData = !callees.has(name) && (isTensor(kind) || kind === undefined);
    return (inLoop || isData) && !isConstant(kind);
  });
}

const namesOf = (scope: StepScope): ReadonlySet<string> =>
  scope.kind === "function"
    ? new Set([...localNames(scope), ...scope.parameters.map((parameter) => parameter.name)])
    : boundNames(scope.body);

/** Layers, classes and functions are closed over even where the loop binds them. */
const isConstant = (typed: Typed | undefined): boolean =>
  typed !== undefined && (/^(class|function|module)$/.test(typed.kind.is) || layerFamily(typed.kind) !== undefined);

/** What is first and what is last known of each name. */
function kindsIn(
  parts: readonly Statement[],
  { model }: Context,
): ReadonlyMap<string, { first: Typed | undefined; last: Typed | undefined }> {
  const kinds = new Map<string, { first: Typed | undefined; last: Typed | undefined }>();
  for (const part of parts)
    walkExpressions(part, (node) => {
      if (node.kind !== "name") return;
      const kind = model.kindOf(node);
      const known = kinds.get(node.id);
      kinds.set(node.id, { first: known?.first ?? kind, last: kind ?? known?.last });
    });
  return kinds;
}

/** A function that hands out the values kept for statements after it, too, under the names given. */
export const withKept = (
  own: Signature,
  kept: ReadonlyMap<Kept, string>,
  { slice }: Pass,
  context: Context,
): Signature => ({
  ...own,
  aux: [...own.aux, ...kept.values()],
  auxKinds: [
    ...own.auxKinds,
    ...[...kept.keys()].map(({ name, before }) => {
      const until = slice.slice(0, slice.indexOf(before));
      return kindsIn(until, context).get(name)?.last;
    }),
  ],
});

/** Names that functions of the module read from it. */
function readsInFunctions({ model }: Context): Set<string> {
  const names = new Set<string>();
  for (const statement of model.module.body.statements)
    if (statement.kind === "function" || statement.kind === "class")
      for (const name of readsOf(statement)) names.add(name);
  return names;
}
