import type { Context } from "../rule.ts";
import type { Expression, Statement } from "../syntax/nodes.ts";
import type { Clip } from "./clip.ts";
import type { Backward, GradientEvent, StepScope, Update, Work, Zero } from "./events.ts";
import { GradientFlow } from "./gradient-flow.ts";
import { objectionTo } from "./objection.ts";
import { optimizersOf, setsToZero } from "./optimizers.ts";
import { reaches } from "./reach.ts";

/** Backward passes and the updates that use their gradients, in the order of the text. */
export interface GradientUse {
  readonly backwards: readonly Backward[];
  /** Of them, those whose gradients are added to those of an earlier pass. */
  readonly adding: ReadonlySet<Statement>;
  readonly updates: readonly Update[];
  readonly optimizers: readonly Expression[];
  readonly zeros: readonly Zero[];
  readonly clips: readonly Clip[];
  readonly works: readonly Work[];
  readonly accumulates: boolean;
  /** Why it cannot be rewritten. */
  readonly why?: string;
}

/** Groups what a scope does to gradients by which backward passes each update is given. */
export function usesOf(scope: StepScope, events: readonly GradientEvent[], context: Context): GradientUse[] {
  const backwards = events.filter((event): event is Backward => event.does === "backward");
  const updates = events.filter((event): event is Update => event.does === "update");
  const zeros = events.filter((event): event is Zero => event.does === "zero");
  const optimizers = optimizersOf(updates, context);
  const nameOf = ({ optimizer }: Update): string => context.text.slice(optimizer.start, optimizer.end);
  const zerosBy = new Map(
    [...optimizers.keys()].map((name) => [
      name,
      new Set(zeros.filter((zero) => setsToZero(zero, name, optimizers, context))),
    ]),
  );
  const flows = new Map(
    [...optimizers.keys()].map((name) => {
      const own = updates.filter((update) => nameOf(update) === name);
      const seen = events.filter((event) => event.does !== "backward" || reaches(event, name, optimizers, context));
      // Where nothing sets them to zero, the code around does.
      const zeroing = zerosBy.get(name)!;
      const clearing = own.filter(({ loop }) => loop?.cleared.length);
      const statements = (some: Iterable<GradientEvent>) => new Set([...some].map(({ statement }) => statement));
      const flow = new GradientFlow(
        scope.body,
        seen,
        statements(own),
        statements(zeroing.size ? [...zeroing, ...clearing] : clearing.length ? clearing : own),
      );
      return [name, flow] as const;
    }),
  );
  return groupsOf(backwards, updates, (update) => flows.get(nameOf(update))!, context).map((group) => {
    const names = [...new Set(group.updates.map(nameOf))];
    const use = {
      ...group,
      ...modeOf(
        group,
        names.map((name) => flows.get(name)!),
      ),
      optimizers: names.map((name) => optimizers.get(name)!.node),
      zeros: zeros.filter((zero) => names.some((name) => zerosBy.get(name)!.has(zero))),
      clips: before(group.updates, events, "clip").map(({ clip }) => clip),
      works: before(group.updates, events, "work"),
    };
    return { ...use, why: objectionTo(use, scope, events, (update) => flows.get(nameOf(update))!, context) };
  });
}

type Group = Pick<GradientUse, "backwards" | "updates">;
type FlowOf = (update: Update) => GradientFlow;

/** Backward passes and updates that hang together; a pass that no update uses stands alone. */
function groupsOf(
  backwards: readonly Backward[],
  updates: readonly Update[],
  flowOf: FlowOf,
  context: Context,
): Group[] {
  const found = backwards.map((backward) => ({ backwards: new Set([backward]), updates: new Set<Update>() }));
  for (const update of updates) {
    const used = new Set(
      flowOf(update)
        .contentsAt(update.statement)
        .flatMap(({ passes }) => passes),
    );
    const [first, ...rest] = found.filter((group) => [...group.backwards].some((b) => used.has(b.statement)));
    if (!first) continue;
    first.updates.add(update);
    for (const group of rest) {
      for (const backward of group.backwards) first.backwards.add(backward);
      for (const other of group.updates) first.updates.add(other);
      found.splice(found.indexOf(group), 1);
    }
  }
  const groups = found.map((group) => ({ backwards: inOrder(group.backwards), updates: inOrder(group.updates) }));
  const joined: Group[] = [];
  for (const group of groups) {
    const arm = joined.findIndex(({ backwards: [one] }) => areArms(one, group.backwards[0], context));
    if (arm < 0) joined.push(group);
    else
      joined[arm] = {
        backwards: [...joined[arm].backwards, ...group.backwards],
        updates: [...joined[arm].updates, ...group.updates],
      };
  }
  return joined;
}

/** Whether two passes differentiate the same loss in two arms of one condition, of which one runs. */
function areArms(one: Backward, other: Backward, { text }: Context): boolean {
  const source = ({ loss }: Backward) => text.slice(loss.start, loss.end);
  const depth = one.path.findIndex((_, index) => one.blocks[index + 1] !== other.blocks[index + 1]);
  return (
    depth >= 0 &&
    one.path[depth] === other.path[depth] &&
    one.path[depth].kind === "if" &&
    source(one) === source(other)
  );
}

const inOrder = <E extends GradientEvent>(some: ReadonlySet<E>): E[] =>
  [...some].sort((a, b) => a.statement.start - b.statement.start);

/** Whether gradients are added to what is there already, always or in some turns. */
function modeOf(
  { backwards, updates }: Group,
  flows: readonly GradientFlow[],
): Pick<GradientUse, "adding" | "accumulates"> {
  const adding = new Set<Statement>();
  const own = new Set<Statement>(backwards.map(({ statement }) => statement));
  let accumulates = false;
  for (const flow of flows) {
    for (const { statement } of backwards) {
      const full = flow.contentsAt(statement).map(({ passes }) => passes.some((pass) => own.has(pass)));
      if (full.includes(true)) adding.add(statement);
      if (full.includes(true) && full.includes(false)) accumulates = true;
    }
    for (const { statement } of updates) if (flow.contentsAt(statement).some((c) => c.repeats)) accumulates = true;
  }
  return { adding, accumulates };
}

/** What is done to gradients before each update and after the one before it. */
function before<D extends GradientEvent["does"]>(
  updates: readonly Update[],
  events: readonly GradientEvent[],
  does: D,
): (GradientEvent & { does: D })[] {
  return events
    .filter((event): event is GradientEvent & { does: D } => event.does === does)
    .filter(({ statement }) => {
      const next = events.find((event) => event.does === "update" && event.statement.start > statement.start);
      return updates.some((update) => update === next);
    });
}
