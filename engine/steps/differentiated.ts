import type { Context } from "../rule.ts";
import { classFamily } from "../semantics/kinds.ts";
import type { Place } from "../semantics/reference.ts";
import { callsIn, collector, functionsIn, perStatement } from "../syntax/collect.ts";
import type { Expression, FunctionDefinition, Module, Span } from "../syntax/nodes.ts";
import { lastName, walkExpressions } from "../syntax/walk.ts";

/**
 * Whether what is computed at a place can reach a loss that is differentiated: inside a layer's own methods, before a
 * backward() of the same function, or in a function that such code calls.
 */
export function isDifferentiated(at: Span, place: Place, { model }: Context): boolean {
  const { function: own } = place;
  if (place.class && own && classFamily(place.class)) return !/^(__init__|_?(init|reset)_\w+)$/.test(own.name);
  const scope = own ?? model.module;
  return backwardsIn(scope).some((backward) => at.end <= backward.start) || feedsTraining(own, model.module);
}

/** Whether a `with` block holds the backward() itself: a switch between training and evaluation. */
export const holdsBackward = (block: Span, place: Place, { model }: Context): boolean =>
  backwardsIn(place.function ?? model.module).some(({ start, end }) => block.start <= start && end <= block.end);

/** The calls of backward(), or of what takes its place once the step is rewritten, in a function or in the module. */
const backwardsIn = (scope: FunctionDefinition | Module): readonly Expression[] =>
  scope.kind === "module" ? backwardsOfModule(scope) : backwardsOf(scope);

/** What asks for gradients, by its last name: in torch, or in MindSpore once the step is rewritten. */
export const TAKES_GRADIENTS = /^(backward|value_and_grad)$/;

const backwardsOf = perStatement((statement): readonly Expression[] =>
  callsIn(statement.kind === "function" ? statement.body : statement).filter((call) =>
    TAKES_GRADIENTS.test(lastName(call.function) ?? ""),
  ),
);

const backwardsOfModule = collector(backwardsOf);

/** Whether a function is named in one that holds a backward() further down. */
const feedsTraining = (own: FunctionDefinition | undefined, module: Module): boolean =>
  own !== undefined && trainersIn(module).some(({ definition, uses }) => definition !== own && uses.has(own.name));

/** The functions that hold a backward(), with all that is named above the last one. */
const trainersIn = collector((top) => functionsIn(top).flatMap((definition) => trainer(definition) ?? []));

const trainer = perStatement((definition) => {
  const last = backwardsOf(definition).at(-1);
  if (!last) return undefined;
  const uses = new Set<string>();
  walkExpressions(definition, (node) => {
    const name = node.start < last.end ? lastName(node) : undefined;
    if (name !== undefined) uses.add(name);
  });
  return { definition, uses };
});
