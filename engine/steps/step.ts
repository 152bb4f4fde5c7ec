import { perFile } from "../per-file.ts";
import { remembered } from "../remembered.ts";
import type { Context } from "../rule.ts";
import { functionsIn, mentions } from "../syntax/collect.ts";
import type { Expression, Span, Statement } from "../syntax/nodes.ts";
import type { Clip } from "./clip.ts";
import {
  type Backward,
  eventsOf,
  type GradientEvent,
  type StepScope,
  type Update,
  type Work,
  type Zero,
} from "./events.ts";
import { type GradientUse, usesOf } from "./gradient-use.ts";
import { type Pass, passesOf } from "./pass.ts";

/** A training step: what is differentiated, and the updates that take the gradients. */
export interface Step {
  readonly scope: StepScope;
  readonly passes: readonly Pass[];
  readonly updates: readonly Update[];
  /** One expression for each optimizer, in the order of their updates. */
  readonly optimizers: readonly Expression[];
  readonly zeros: readonly Zero[];
  readonly clips: readonly Clip[];
  readonly works: readonly Work[];
  /** Gradients of several turns are added up before they are used. */
  readonly accumulates: boolean;
}

/** A backward() that is no step, and why. */
export interface NoStep {
  readonly backward: Backward;
  readonly why: string;
}

/** The steps of one function or of the module; they are rewritten together or not at all. */
export interface Training {
  readonly scope: StepScope;
  readonly events: readonly GradientEvent[];
  readonly steps: readonly Step[];
  readonly refused: readonly NoStep[];
}

/** Every scope of a file that goes backward, with its steps or with the reasons why it has none. */
export const trainingsOf = perFile((context: Context): readonly Training[] => {
  const { module } = context.model;
  if (!goesBackward(context.text, module)) return [];
  const scopes: StepScope[] = [module, ...module.body.statements.flatMap(functionsIn)];
  return scopes.flatMap((scope) => {
    const events = eventsOf(scope, context);
    return events.some(({ does }) => does === "backward") ? [readTraining(scope, events, context)] : [];
  });
});

const goesBackward = mentions(".backward");

function readTraining(scope: StepScope, events: readonly GradientEvent[], context: Context): Training {
  const read = usesOf(scope, events, context).map((use) => readStep(use, scope, events, context));
  const steps = read.filter((step) => "passes" in step);
  const refused = [...read.flatMap((step) => ("passes" in step ? [] : step.refused)), ...sharing(steps)];
  if (!refused.length) return { scope, events, steps, refused };
  const why = `Another step of this function is left, and this one with it. ${refused[0].why}`;
  const others = steps.flatMap((step) => step.passes.flatMap((pass) => pass.backwards));
  return { scope, events, steps: [], refused: [...refused, ...others.map((backward) => ({ backward, why }))] };
}

/** Steps whose functions would hold the same statement, which would then run twice. */
function sharing(steps: readonly Step[]): NoStep[] {
  const owners = new Map<Statement, Step>();
  for (const step of steps)
    for (const pass of step.passes)
      for (const statement of [...(pass.head?.slice ?? []), ...pass.slice]) {
        if (owners.has(statement)) return [{ backward: pass.backwards[0], why: SHARED }];
        owners.set(statement, step);
      }
  return [];
}

const SHARED = "Two steps differentiate the same forward pass: detach what the first is given of it.";

function readStep(
  use: GradientUse,
  scope: StepScope,
  events: readonly GradientEvent[],
  context: Context,
): Step | { refused: NoStep[] } {
  const no = (why: string) => ({ refused: use.backwards.map((backward) => ({ backward, why })) });
  if (use.why) return no(use.why);
  const passes = passesOf(use, events, context);
  if (typeof passes === "string") return no(passes);
  const { updates, optimizers, zeros, clips, works, accumulates } = use;
  return { scope, passes, updates, optimizers, zeros, clips, works, accumulates };
}

/** From the first statement of a step to its last. */
export function spanOf(step: Step): Span {
  const { first, last } = edgesOf(step);
  return { start: first.start, end: last.end };
}

const edgesOf = remembered(({ passes, updates, zeros }: Step) => {
  const beside = zeros.filter(({ blocks }) => passes.some(({ block }) => blocks.at(-1) === block));
  const events = [...updates, ...beside, ...passes.flatMap((pass) => pass.backwards)];
  const parts: Statement[] = events.map(({ statement }) => statement);
  for (const pass of passes) parts.push(...(pass.head?.slice ?? []), ...pass.slice);
  return {
    first: parts.reduce((a, b) => (b.start < a.start ? b : a)),
    last: parts.reduce((a, b) => (b.end > a.end ? b : a)),
  };
});
