import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import type { Place } from "../semantics/reference.ts";
import { callsIn, functionsIn } from "../syntax/collect.ts";
import type { Block, FunctionDefinition, Span, Statement } from "../syntax/nodes.ts";
import { lastName, suites, walkExpressions } from "../syntax/walk.ts";

/** Whether what stands at a place may run after an optimizer's step: behind it, in its loop, or in what is named there. */
export function mayFollowStep({ start }: Span, { function: own }: Place, context: Context): boolean {
  const { spans, names } = lateIn(context);
  return spans.some((late) => late.start <= start && start < late.end) || (own !== undefined && names.has(own.name));
}

interface Late {
  readonly spans: readonly Span[];
  readonly names: ReadonlySet<string>;
}

/** What runs after a step has been made, as places in the file and as functions of it by their names. */
const lateIn = perFile(({ model: { module } }: Context): Late => {
  const functions = module.body.statements.flatMap(functionsIn);
  const scopes = [module, ...functions];
  const steps = stepsAmong(functions);
  const stepping = scopes.filter((scope) => scope.kind === "module" || steps.has(scope.name));
  const spans = stepping.flatMap(({ body }) => lateAmong(body.statements, steps));
  const names = new Set<string>();
  const byName = new Map(functions.map((one) => [one.name, one]));
  const note = (statement: Statement): void =>
    walkExpressions(statement, (node) => {
      const name = lastName(node);
      const named = name !== undefined && !names.has(name) ? byName.get(name) : undefined;
      if (!named) return;
      names.add(named.name);
      for (const inner of named.body.statements) note(inner);
    });
  for (const { body } of scopes)
    for (const statement of body.statements)
      if (spans.some(({ start, end }) => start <= statement.start && statement.start < end)) note(statement);
  return { spans, names };
});

/** The names by whose calls a step is made: backward() and the functions that hold such a call. */
function stepsAmong(functions: readonly FunctionDefinition[]): ReadonlySet<string> {
  const names = new Set(["backward", "value_and_grad"]);
  for (let before = 0; before !== names.size; ) {
    before = names.size;
    for (const one of functions) if (isStep(one.body, names)) names.add(one.name);
  }
  return names;
}

const isStep = (part: Statement | Block, names: ReadonlySet<string>): boolean =>
  callsIn(part).some((call) => names.has(lastName(call.function) ?? ""));

/** From the loop that steps, or from the step, to the end of the block it stands in. */
function lateAmong(statements: readonly Statement[], names: ReadonlySet<string>): readonly Span[] {
  const first = statements.find((one) => one.kind !== "function" && one.kind !== "class" && isStep(one, names));
  const last = statements.at(-1);
  if (!first || !last) return [];
  if (first.kind === "for" || first.kind === "while") return [{ start: first.start, end: last.end }];
  const inside = suites(first).flatMap((suite) => lateAmong(suite.statements, names));
  return [...inside, { start: first.end, end: last.end }];
}
