import type { Context } from "../rule.ts";
import { walkStatements } from "../syntax/walk.ts";
import { bindsOf } from "./dataflow.ts";
import type { StepScope } from "./events.ts";

/** Gives names that a scope and the module do not use, and none of them twice. */
export function freshNames(scope: StepScope, { model }: Context): (name: string) => string {
  const taken = new Set(model.globals.keys());
  walkStatements(scope.body, (statement) => {
    for (const name of bindsOf(statement)) taken.add(name);
  });
  if (scope.kind === "function") for (const parameter of scope.parameters) taken.add(parameter.name);
  return (name) => {
    let candidate = name;
    for (let n = 2; taken.has(candidate); n++) candidate = `${name}_${n}`;
    taken.add(candidate);
    return candidate;
  };
}
