import type { Context } from "../rule.ts";
import { isTensor } from "../semantics/kinds.ts";
import type { Block, Expression, If, Statement } from "../syntax/nodes.ts";
import { walkExpressions } from "../syntax/walk.ts";
import { bindsOf, readsOf } from "./dataflow.ts";
import type { Backward, GradientEvent } from "./events.ts";
import type { GradientUse } from "./gradient-use.ts";
import { computedOutside, type Home, homeOf } from "./home.ts";
import { asStatement, type Part, sliceOf, together } from "./slice.ts";

/** What one differentiated function takes the place of. */
export interface Pass extends Part {
  readonly block: Block;
  /** The statements that lead from the scope's body to the block, outermost first. */
  readonly path: readonly Statement[];
  readonly backwards: readonly Backward[];
  /** A loss for each backward() that is not the same in another arm of a condition. */
  readonly losses: readonly Expression[];
  /** The first part of the forward pass, where another step stands between it and the rest. */
  readonly head?: Part & { readonly link: string };
  /** The condition under which it is differentiated, where that is known before it runs. */
  readonly choice?: If;
  /** Its gradients are added to those of an earlier pass. */
  readonly adds: boolean;
}

interface Draft {
  readonly home: Home;
  readonly backwards: readonly Backward[];
  readonly losses: readonly Expression[];
  readonly slice: readonly Statement[];
}

/** The passes of a step, or why they cannot be made functions. */
export function passesOf(use: GradientUse, events: readonly GradientEvent[], context: Context): Pass[] | string {
  const drafts: Draft[] = [];
  for (const backward of use.backwards) {
    const home = homeOf(backward, context);
    const slice = sliceOf([backward.loss], home, context);
    const draft = { home, backwards: [backward], losses: [backward.loss], slice };
    const outside = computedOutside(backward, home, slice, context);
    if (outside)
      return `${outside} is computed outside the block that computes the loss: the function must hold the whole forward pass.`;
    const last = drafts.at(-1);
    const merged = last && merge(last, draft, context);
    if (merged) drafts.splice(-1, 1, merged);
    else drafts.push(draft);
  }
  const passes: Pass[] = [];
  for (const draft of drafts) {
    const pass = passOf(draft, use, events, context);
    if (typeof pass === "string") return pass;
    passes.push(pass);
  }
  return passes;
}

/** One pass of two: the same loss in two arms of a condition, or losses whose forward passes share a statement. */
function merge(one: Draft, other: Draft, context: Context): Draft | undefined {
  const { home } = other;
  if (one.home.block !== home.block) return undefined;
  const backwards = [...one.backwards, ...other.backwards];
  const source = (node: Expression) => context.text.slice(node.start, node.end);
  if (one.home.at === home.at && source(one.losses[0]) === source(other.losses[0])) return { ...one, backwards };
  if (!one.slice.some((statement) => other.slice.includes(statement))) return undefined;
  const losses = [...one.losses, ...other.losses];
  return { home, backwards, losses, slice: sliceOf(losses, home, context) };
}

function passOf(
  { home, backwards, losses, slice }: Draft,
  use: GradientUse,
  events: readonly GradientEvent[],
  context: Context,
): Pass | string {
  const { block, path, at } = home;
  const [loss] = losses;
  if (losses.length > 1 && backwards.some((backward) => backward.blocks.at(-1) !== block))
    return "Losses that share a forward pass are differentiated under different conditions: return their sum.";
  if (!slice.length && loss.kind === "name")
    return `${loss.id} is not computed in this block: the function that computes it must be differentiated.`;
  const isOwn = (statement: Statement) => backwards.some((backward) => backward.statement === statement);
  const isEvent = (statement: Statement) => events.some((event) => event.statement === statement);
  const cut = slice.length
    ? block.statements
        .slice(block.statements.indexOf(slice[0]), block.statements.indexOf(slice[slice.length - 1]))
        .find((s) => isEvent(s) && !isOwn(s) && events.some((e) => e.statement === s && /backward|update/.test(e.does)))
    : undefined;
  const head = cut && headOf(slice, cut, block, isEvent, context);
  if (typeof head === "string") return head;
  const tail = together(head ? slice.slice(head.slice.length) : slice, block.statements, isEvent);
  if (typeof tail === "string") return tail;
  const choice = backwards.length === 1 ? choiceOf(block.statements[at], backwards[0], slice, block) : undefined;
  const adds = backwards.some(({ statement }) => use.adding.has(statement)) && losses.length === 1;
  return { block, path, backwards, losses, ...tail, head, choice, adds };
}

/** The part of a forward pass before another step; it must hand one tensor on. */
function headOf(
  slice: readonly Statement[],
  cut: Statement,
  block: Block,
  isEvent: (statement: Statement) => boolean,
  context: Context,
): Pass["head"] | string {
  const first = slice.filter((statement) => statement.start < cut.start);
  const rest = slice.slice(first.length);
  const bound = new Set(first.flatMap((statement) => [...bindsOf(statement)]));
  const links = new Set(rest.flatMap((statement) => [...readsOf(statement)].filter((name) => bound.has(name))));
  const [link] = links;
  if (links.size !== 1)
    return "The forward pass is shared with another step, which needs more than one value of it: compute it again for this step.";
  const part = together(first, block.statements, isEvent);
  if (typeof part === "string") return part;
  if (part.kept.length) return `The forward pass is shared with another step, and ${part.kept[0].name} changes in it.`;
  const kind = kindOfBound(link, first, context);
  if (kind && !isTensor(kind)) return `The forward pass is shared with another step, and ${link} is no tensor.`;
  return { ...part, link };
}

function kindOfBound(name: string, statements: readonly Statement[], { model }: Context) {
  let kind = undefined as ReturnType<typeof model.kindOf>;
  for (const statement of statements)
    walkExpressions(statement, (node) => {
      if (node.kind === "name" && node.id === name) kind = model.kindOf(node) ?? kind;
    });
  return kind;
}

/** The `if` around a backward pass whose test is known before the forward pass: `if phase == "train":`. */
function choiceOf(holder: Statement, backward: Backward, slice: readonly Statement[], block: Block): If | undefined {
  if (holder.kind !== "if" || holder.branches.length > 1 || holder.otherwise) return undefined;
  const [{ test, body }] = holder.branches;
  if (backward.blocks.at(-1) !== body || !slice.length || !isPlainTest(test)) return undefined;
  const between = block.statements.slice(block.statements.indexOf(slice[0]), block.statements.indexOf(holder));
  const bound = new Set(between.flatMap((statement) => [...bindsOf(statement)]));
  return [...readsOf(asStatement(test))].some((name) => bound.has(name)) ? undefined : holder;
}

function isPlainTest(test: Expression): boolean {
  let plain = true;
  walkExpressions(test, ({ kind }) => {
    if (!/^(name|attribute|compare|string|number|constant|unary|binary)$/.test(kind)) plain = false;
  });
  return plain;
}
