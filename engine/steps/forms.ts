import { isLoop } from "./function.ts";
import { isByHand } from "./optimizers.ts";
import type { PassPlan } from "./plan.ts";
import type { Step } from "./step.ts";

/** The order and place of a step, and each thing about it that is rewritten in a way of its own. */
export function formsOf(step: Step, plans: readonly PassPlan[]): string[] {
  const [first] = step.passes;
  const order = [
    ...step.zeros.slice(0, 1).map(({ statement }) => ["z", statement.start] as const),
    ["b", first.backwards[0].statement.start] as const,
    ["s", step.updates[0].statement.start] as const,
  ].sort((a, b) => a[1] - b[1]);
  const place = step.scope.kind === "module" ? "module" : first.path.some(isLoop) ? "function" : "call";
  const turns = plans.some(({ before }) => isLoop(before)) ? "loop" : "once";
  const has = (feature: string, present: boolean) => (present ? [feature] : []);
  return [
    [order.map(([letter]) => letter).join(""), turns, place].join(","),
    ...has(
      "aux",
      plans.some(({ signature }) => signature.aux.length > 0),
    ),
    ...step.clips.map(({ by, target }) => `clip-${by}${target ? "-kept" : ""}`),
    ...step.works.map((work) => ("loop" in work ? `gradients-${work.loop.does}` : "gradients-comprehension")),
    ...has("by-hand", step.optimizers.some(isByHand)),
    ...has("accumulates", step.accumulates),
    ...has("optimizers", step.optimizers.length > 1),
    ...step.passes.flatMap((pass) => [
      ...has("added", pass.adds && !step.accumulates),
      ...has("losses", pass.losses.length > 1),
      ...has("arms", pass.losses.length === 1 && pass.backwards.length > 1),
      ...has("choice", pass.choice !== undefined),
      ...has("conditional", !pass.choice && pass.backwards[0].blocks.at(-1) !== pass.block),
      ...has("shared", pass.head !== undefined),
      ...has("kept", pass.kept.length > 0),
    ]),
  ].map((form) => `step:${form}`);
}
