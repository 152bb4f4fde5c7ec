import { fileTable } from "../file-table.ts";
import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import { layerFamily } from "../semantics/kinds.ts";
import type { Expression, Statement } from "../syntax/nodes.ts";
import { dottedName, walkExpressions } from "../syntax/walk.ts";
import { bindsOf, namesIn, tracedReadsOf } from "./dataflow.ts";
import type { Backward } from "./events.ts";
import { asStatement, type Point, sliceOf, traceBack, trainedOf } from "./slice.ts";

/** A suite around a backward pass, with the statement of it that is, or holds, the backward pass. */
export interface Home extends Point {
  readonly path: readonly Statement[];
}

const homes = fileTable<Backward, Home>();

/** The block in which a loss is computed: that of its backward pass, or one around the conditions that it stands in. */
export function homeOf(backward: Backward, context: Context): Home {
  const home = homes.known.get(backward) ?? findHome(backward, context);
  homes.known.set(backward, home);
  return home;
}

function findHome(backward: Backward, context: Context): Home {
  const homes = homesOf(backward);
  return homes.find((home) => sliceOf([backward.loss], home, context).length) ?? homes[0];
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
  const inner = around.findIndex(({ block }) => block === home.block);
  return needed.find(({ id }) => {
    let names: ReadonlySet<string> = new Set([id]);
    return around.some((place, distance) => {
      if (distance < inner) return false;
      const { reached, needed } = traceBack(names, place);
      names = without(needed, place.path.at(-1));
      if (distance === inner) return false;
      return distance < near
        ? trainedOf(reached, context).length > 0
        : reached.some((statement) => callsLayer(statement, context));
    });
  })?.id;
}

/** Names that are needed around a statement, for its body: a loop gives its targets itself. */
function without(names: ReadonlySet<string>, holder: Statement | undefined): ReadonlySet<string> {
  if (holder?.kind !== "for") return names;
  const given = namesIn(holder.target);
  return new Set([...names].filter((name) => !given.has(name)));
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

const answersOf = perFile((_: Context) => new Map<Statement, boolean>());

/** Whether a statement calls what is known to be a layer. */
function callsLayer(statement: Statement, context: Context): boolean {
  const answers = answersOf(context);
  const known = answers.get(statement) ?? findLayerCall(statement, context);
  answers.set(statement, known);
  return known;
}

function findLayerCall(statement: Statement, { model }: Context): boolean {
  let found = false;
  walkExpressions(statement, (node) => {
    const kind = node.kind === "call" ? model.kindOf(node.function)?.kind : undefined;
    if (kind?.is === "instance" && layerFamily(kind)) found = true;
  });
  return found;
}
