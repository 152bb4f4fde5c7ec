import type { Edit, Mend } from "../finding.ts";
import { removeStatement } from "../fix/imports.ts";
import { afterLine, lineEnding, lineStart } from "../fix/lines.ts";
import type { Context } from "../rule.ts";
import type { Block, Expression, Statement } from "../syntax/nodes.ts";
import { children, isStatement, walkStatements } from "../syntax/walk.ts";
import { bindsOf, readsOf, readsOutside, tracedReadsOf } from "./dataflow.ts";
import type { Backward, GradientEvent } from "./events.ts";
import { freshNames } from "./fresh.ts";
import { isLoop } from "./function.ts";
import { endingsOf, flagsOf, marksOf } from "./gradient-marks.ts";
import { extent, indentOf, linesOf, reindent } from "./layout.ts";
import { asStatement, together } from "./slice.ts";
import type { Training } from "./step.ts";

/**
 * The rewrite of a backward pass whose gradients are read from tensors, `x.grad`, and taken by no optimizer: the function
 * from these tensors to the loss is differentiated. Undefined where it is not certain what `x.grad` holds.
 */
export function mendTensorGradient(
  backward: Backward,
  { scope, events }: Pick<Training, "scope" | "events">,
  context: Context,
): Mend | undefined {
  const { statement, loss, blocks, path } = backward;
  const block = blocks[blocks.length - 1];
  if (loss.kind !== "name" || statement.value.arguments.length) return undefined;
  const uses = usesIn(scope.body, statement);
  const names = [...new Set(uses.reads.map(({ name }) => name))];
  if (!names.length || uses.isUnclear || !areFresh(names, uses.clears, block, path)) return undefined;
  const before = block.statements.slice(0, block.statements.indexOf(statement));
  const made = before.findLastIndex((s) => names.some((name) => bindsOf(s).has(name)));
  const slice = between(names, loss, before.slice(made + 1));
  const part = slice.length ? together(slice, block.statements, () => false) : "nothing";
  if (typeof part === "string") return undefined;
  const read = readsOutside(scope.body, new Set([...slice, statement]));
  const aux = slice.flatMap((s) => [...bindsOf(s)]).filter((name) => name !== loss.id && read.has(name));
  const fresh = freshNames(scope, context);
  const gradients = new Map(names.map((name) => [name, fresh(`${name}_grad`)]));
  const { text } = context;
  const last = slice[slice.length - 1];
  const lines = [
    ...(before.length > slice.length ? [""] : []),
    ...functionLines({ slice, loss: loss.id, aux, gradients, functionName: fresh("forward_fn") }, context),
    ...part.after.map((s) => linesOf(text, s)),
    "",
  ];
  return {
    edits: [
      ...[...slice, ...part.after].filter((s) => s !== last).map((s) => ({ ...extent(text, s), text: "" })),
      {
        start: lineStart(text, extent(text, last).start),
        end: afterLine(text, last.end),
        text: lines.join(lineEnding(text)),
      },
      removeStatement(text, context.model, statement),
      ...removals([...uses.clears.map(({ statement }) => statement), ...marksOf(names, scope)], context),
      ...removals(apart(events, slice), context),
      ...uses.reads.map(({ node, name }) => ({ start: node.start, end: node.end, text: gradients.get(name)! })),
      ...flagsOf(names, context),
      ...endingsOf(names, scope),
    ],
    forms: [`tensor-gradient:${names.length > 1 ? "several" : "one"}${aux.length ? ",aux" : ""}`],
  };
}

interface Differentiated {
  readonly slice: readonly Statement[];
  readonly loss: string;
  readonly aux: readonly string[];
  /** The names of the gradients by those of the tensors. */
  readonly gradients: ReadonlyMap<string, string>;
  readonly functionName: string;
}

/** The function from the tensors to the loss, and the call that differentiates it. */
function functionLines({ slice, loss, aux, gradients, functionName }: Differentiated, context: Context): string[] {
  const { text, names } = context;
  const indent = indentOf(text, slice[0]);
  const taken = [...gradients.keys()];
  const given = [...gradients.values()].join(", ");
  const results = [loss, ...aux].join(", ");
  const positions = taken.length > 1 ? `, (${taken.map((_, index) => index).join(", ")})` : "";
  const options = `${positions}${aux.length ? ", has_aux=True" : ""}`;
  const call = `${names.spell("mindspore.value_and_grad")}(${functionName}${options})(${taken.join(", ")})`;
  return [
    `${indent}def ${functionName}(${taken.join(", ")}):`,
    ...slice.map((statement) => reindent(text, statement, `${indent}    `)),
    `${indent}    return ${results}`,
    "",
    `${indent}${aux.length ? `(${results})` : loss}, ${taken.length > 1 ? `(${given})` : given} = ${call}`,
  ];
}

interface GradientUses {
  readonly reads: { node: Expression; name: string }[];
  readonly clears: { statement: Statement; name: string }[];
  /** Gradients are handed on, or read before backward(), or changed. */
  readonly isUnclear: boolean;
}

function usesIn(body: Block, backward: Statement): GradientUses {
  const reads: GradientUses["reads"] = [];
  const clears: GradientUses["clears"] = [];
  let isUnclear = false;
  walkStatements(body, (statement) => {
    const cleared = clearedBy(statement);
    if (cleared) clears.push({ statement, name: cleared });
    if (cleared) return;
    const visit = (node: Expression, whole: Expression): void => {
      if (node.kind === "attribute" && node.name === "grad") {
        const isRead = node.value.kind === "name" && statement.start > backward.end;
        const isTarget = statement.kind === "assign" && statement.targets.includes(node);
        if (isRead && !isTarget) reads.push({ node: whole, name: (node.value as Expression & { kind: "name" }).id });
        else isUnclear = true;
        return;
      }
      for (const child of children(node))
        if (!isStatement(child)) visit(child, node.kind === "attribute" && node.name === "data" ? node : child);
    };
    for (const child of children(statement)) if (!isStatement(child)) visit(child, child);
  });
  return { reads, clears, isUnclear };
}

/** `x.grad = None`, `x.grad.zero_()`, `x.grad.data.zero_()` */
function clearedBy(statement: Statement): string | undefined {
  if (statement.kind === "assign" && statement.targets.length === 1) {
    const [target] = statement.targets;
    const isNone = statement.value?.kind === "constant" && statement.value.value === "None";
    return isNone ? gradientOf(target) : undefined;
  }
  if (statement.kind !== "expression" || statement.value.kind !== "call") return undefined;
  const { function: callee } = statement.value;
  return callee.kind === "attribute" && callee.name === "zero_" ? gradientOf(callee.value) : undefined;
}

function gradientOf(node: Expression): string | undefined {
  if (node.kind !== "attribute") return undefined;
  if (node.name === "data") return gradientOf(node.value);
  return node.name === "grad" && node.value.kind === "name" ? node.value.id : undefined;
}

/** Whether each tensor's gradient begins anew: it is made in the same turn, or its gradient is cleared in the loop. */
function areFresh(
  names: readonly string[],
  clears: GradientUses["clears"],
  block: Block,
  path: readonly Statement[],
): boolean {
  if (!path.some(isLoop)) return true;
  const inTurn = (statement: Statement) => block.start <= statement.start && statement.end <= block.end;
  return names.every(
    (name) =>
      block.statements.some((s) => s.kind === "assign" && bindsOf(s).has(name)) ||
      clears.some((clear) => clear.name === name && inTurn(clear.statement)),
  );
}

/** The statements that lead from some names to the loss. */
function between(names: readonly string[], loss: Expression, before: readonly Statement[]): Statement[] {
  const needed = new Set(tracedReadsOf(asStatement(loss)));
  const reached: Statement[] = [];
  for (const statement of [...before].reverse()) {
    if (![...bindsOf(statement)].some((name) => needed.has(name))) continue;
    reached.unshift(statement);
    for (const name of tracedReadsOf(statement)) needed.add(name);
  }
  const changed = new Set(names);
  return reached.filter((statement) => {
    const depends = [...readsOf(statement)].some((name) => changed.has(name));
    if (depends) for (const name of bindsOf(statement)) changed.add(name);
    return depends;
  });
}

/** What clears gradients of parameters, which are not kept any more, where it does not go with the slice. */
const apart = (events: readonly GradientEvent[], slice: readonly Statement[]): Statement[] => [
  ...new Set(
    events.flatMap(({ does, statement }) => (does === "zero" && !slice.includes(statement) ? [statement] : [])),
  ),
];

const removals = (statements: readonly Statement[], { text, model }: Context): Edit[] =>
  statements.map((statement) => removeStatement(text, model, statement));
