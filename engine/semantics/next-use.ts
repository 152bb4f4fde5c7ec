import type { Expression, Statement } from "../syntax/nodes.ts";
import { forEachChild, isSimpleName, isStatement, suites, walkExpressions } from "../syntax/walk.ts";

/** What is reached next: a statement, or the names that a loop binds anew when it comes round. */
export type Next = Statement | { readonly kind: "rebinding"; readonly names: readonly string[] };

/** Whether a name is read before it is bound again. */
export function isReadNext(name: string, following: readonly Next[]): boolean {
  for (const next of following) {
    const use = next.kind !== "rebinding" ? useOf(name, next) : next.names.includes(name) ? "bound" : undefined;
    if (use) return use === "read";
  }
  return false;
}

/** Whether an expression or a statement names it anywhere. */
export function isNamedIn(name: string, node: Expression | Statement): boolean {
  let found = false;
  walkExpressions(node, (inner) => {
    if (isSimpleName(inner, name)) found = true;
  });
  return found;
}

/** The names that a target binds. */
export function namesBound(target: Expression): readonly string[] {
  if (target.kind === "name") return [target.id];
  if (target.kind === "starred") return namesBound(target.value);
  return target.kind === "tuple" || target.kind === "list" ? target.items.flatMap(namesBound) : [];
}

type Use = "read" | "bound" | undefined;

/** How a statement uses a name first; one that leaves the function ends all use. */
function useOf(name: string, statement: Statement): Use {
  switch (statement.kind) {
    case "assign":
      return useInAssignment(name, statement.targets, statement.value);
    case "delete":
      return statement.targets.some((target) => isSimpleName(target, name)) ? "bound" : undefined;
    case "function":
      if (statement.parameters.some((parameter) => parameter.name === name)) return undefined;
      return isNamedIn(name, statement) ? "read" : undefined;
    case "return":
    case "raise":
      return isNamedIn(name, statement) ? "read" : "bound";
    case "for":
      if (isNamedIn(name, statement.iterable)) return "read";
      return namesBound(statement.target).includes(name) ? "bound" : useInside(name, statement);
    default:
      return useInHead(name, statement) ?? useInside(name, statement);
  }
}

function useInAssignment(name: string, targets: readonly Expression[], value: Expression | undefined): Use {
  if (value && isNamedIn(name, value)) return "read";
  if (targets.some((target) => namesBound(target).includes(name))) return "bound";
  return targets.some((target) => isNamedIn(name, target)) ? "read" : undefined;
}

function useInHead(name: string, statement: Statement): Use {
  let use: Use;
  forEachChild(statement, (child) => {
    if (!isStatement(child) && isNamedIn(name, child)) use = "read";
  });
  return use;
}

/** What is bound on some paths only counts as bound: then nothing is said of the name. */
function useInside(name: string, statement: Statement): Use {
  for (const { statements } of suites(statement))
    for (const inner of statements) {
      const use = useOf(name, inner);
      if (use === "read" || (use && !/^(return|raise)$/.test(inner.kind))) return use;
    }
  return undefined;
}
