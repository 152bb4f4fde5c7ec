import type { Context } from "../rule.ts";
import { layerFamily } from "../semantics/kinds.ts";
import type { Block, Expression, Statement } from "../syntax/nodes.ts";
import { dottedName, walkExpressions } from "../syntax/walk.ts";
import { bindsOf, tracedReadsOf } from "./dataflow.ts";
import type { Backward } from "./events.ts";
import { asStatement, sliceOf } from "./slice.ts";

/** A block around a backward pass, and where in it that stands. */
export interface Home {
  readonly block: Block;
  readonly path: readonly Statement[];
  /** Index of the statement of the block that is, or holds, the backward pass. */
  readonly at: number;
}

/** The block in which a loss is computed: that of its backward pass, or one around the conditions that it stands in. */
export function homeOf(backward: Backward, context: Context): Home {
  const homes = homesOf(backward);
  return (
    homes.find(({ block, at }) => sliceOf([backward.loss], block.statements.slice(0, at), context).length) ?? homes[0]
  );
}

/** The blocks around a backward pass, innermost first. */
function blocksAround({ statement, blocks, path }: Backward): Home[] {
  const holders: Statement[] = [...path, statement];
  return blocks
    .map((block, depth) => ({ block, path: path.slice(0, depth), at: block.statements.indexOf(holders[depth]) }))
    .reverse();
}

/** Of these blocks, those that run in the same turn of a loop. */
function homesOf(backward: Backward): Home[] {
  const around = blocksAround(backward);
  const leaves = around.findIndex(({ path }) => !/^(if|with)$/.test(path.at(-1)?.kind ?? ""));
  return around.slice(0, leaves + 1);
}

/** The first name that a forward pass reads as data and that something trained computes further out. */
export function computedOutside(
  backward: Backward,
  home: Home,
  slice: readonly Statement[],
  context: Context,
): string | undefined {
  const bound = new Set(slice.flatMap((statement) => [...bindsOf(statement)]));
  const read = [...slice, asStatement(backward.loss)].flatMap((statement) => dataIn(statement, context));
  const needed = read.filter(({ id }) => !bound.has(id));
  const around = blocksAround(backward);
  const near = homesOf(backward).length;
  return needed.find((name) =>
    around.some(({ block, at }, distance) => {
      if (block.start > home.block.start || block === home.block) return false;
      const source = sliceOf([name], block.statements.slice(0, at), context);
      return distance < near ? source.length > 0 : source.some((statement) => callsLayer(statement, context));
    }),
  )?.id;
}

/** The names that a statement reads as data: nothing that is called, and no layer. */
function dataIn(statement: Statement, { model }: Context): (Expression & { kind: "name" })[] {
  const called = new Set<string>();
  const names: (Expression & { kind: "name" })[] = [];
  walkExpressions(statement, (node) => {
    if (node.kind === "call") called.add(dottedName(node.function)?.split(".")[0] ?? "");
    if (node.kind === "name") names.push(node);
  });
  const traced = tracedReadsOf(statement);
  return names.filter((name) => {
    const kind = model.kindOf(name)?.kind;
    return traced.has(name.id) && !called.has(name.id) && (!kind || layerFamily(kind) === undefined);
  });
}

/** Whether a statement calls what is known to be a layer. */
function callsLayer(statement: Statement, { model }: Context): boolean {
  let found = false;
  walkExpressions(statement, (node) => {
    const kind = node.kind === "call" ? model.kindOf(node.function)?.kind : undefined;
    if (kind?.is === "instance" && layerFamily(kind)) found = true;
  });
  return found;
}
