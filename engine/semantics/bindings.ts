import { remembered } from "../remembered.ts";
import { perStatement } from "../syntax/collect.ts";
import type { Block, Expression, FunctionDefinition, Statement } from "../syntax/nodes.ts";
import { forEachChild } from "../syntax/walk.ts";

/** The names that a function makes local, parameters left out: Python decides this before the function runs. */
export const localNames = remembered((node: FunctionDefinition): readonly string[] => {
  const names = new Set<string>();
  const outer: string[] = [];
  collect(node.body, names, outer);
  for (const name of outer) names.delete(name);
  return [...names];
});

/** The names that running a block binds in its own scope. */
export function boundNames(block: Block): Set<string> {
  const names = new Set<string>();
  collect(block, names, []);
  return names;
}

function collect(block: Block | undefined, names: Set<string>, outer: string[]): void {
  const statements = block?.statements ?? [];
  for (let i = 0; i < statements.length; i++) collectStatement(statements[i], names, outer);
}

function collectStatement(node: Statement, names: Set<string>, outer: string[]): void {
  switch (node.kind) {
    case "assign":
      for (const target of node.targets) bindTarget(target, names);
      return;
    case "augmented":
      return bindTarget(node.target, names);
    case "import":
      for (const name of node.names) names.add(name.alias ?? name.name.split(".")[0]);
      return;
    case "import-from":
      for (const name of node.names) names.add(name.alias ?? name.name);
      return;
    case "function":
    case "class":
      names.add(node.name);
      return;
    case "global":
    case "nonlocal":
      outer.push(...node.names);
      return;
    case "for":
      bindTarget(node.target, names);
      collect(node.body, names, outer);
      return collect(node.otherwise, names, outer);
    case "while":
      collect(node.body, names, outer);
      return collect(node.otherwise, names, outer);
    case "if":
      for (const branch of node.branches) collect(branch.body, names, outer);
      return collect(node.otherwise, names, outer);
    case "with":
      for (const item of node.items) if (item.target) bindTarget(item.target, names);
      return collect(node.body, names, outer);
    case "try":
      collect(node.body, names, outer);
      for (const handler of node.handlers) {
        if (handler.name) names.add(handler.name);
        collect(handler.body, names, outer);
      }
      collect(node.otherwise, names, outer);
      return collect(node.finally, names, outer);
    case "match":
      for (const branch of node.cases) {
        for (const capture of branch.captures) names.add(capture);
        collect(branch.body, names, outer);
      }
      return;
    default:
      return;
  }
}

function bindTarget(target: Expression, names: Set<string>): void {
  if (target.kind === "name") names.add(target.id);
  else if (target.kind === "tuple" || target.kind === "list") for (const item of target.items) bindTarget(item, names);
  else if (target.kind === "starred") bindTarget(target.value, names);
}

/** The names that a target takes. */
export function namesBound(target: Expression): readonly string[] {
  const names = new Set<string>();
  bindTarget(target, names);
  return [...names];
}

/** What `[T: nn.Module, *Ts]` of a definition binds for it alone. */
export const typeParameterNames = (parameters: readonly Expression[]): readonly string[] =>
  parameters.flatMap((parameter) => {
    const named = parameter.kind === "unknown" ? parameter.parts[0] : parameter;
    return named ? namesBound(named) : [];
  });

/** The names that running a statement looks up at once: of a function its head alone, of a class all but its methods' bodies. */
export const namesRead = perStatement((statement): readonly string[] => [...namesIn(statement, outsideFunctions)]);

/** All names in a statement, what is inside it included. */
export const namesUsed = perStatement((node): readonly string[] => {
  if (node.kind !== "function" && node.kind !== "class") return [...namesIn(node, everywhere)];
  const names = new Set(namesRead(node));
  for (const statement of node.body.statements) for (const name of namesUsed(statement)) names.add(name);
  return [...names];
});

const outsideFunctions = ({ kind }: Statement): boolean => kind !== "function";
const everywhere = (): boolean => true;

/** Names in a statement; the suites of statements are entered where asked for. */
function namesIn(root: Statement, entersSuite: (node: Statement) => boolean): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === "name") names.add(node.id);
    else forEachChild(node, visit);
  };
  const enter = (statement: Statement): void => forEachChild(statement, visit, entersSuite(statement) ? enter : ignore);
  enter(root);
  return names;
}

const ignore = (): void => {};

/** The position at which each item of an unpacking target takes what is unpacked: behind a star it is counted from the end. */
export function positionsOf(items: readonly Expression[]): readonly number[] {
  const star = items.findIndex(({ kind }) => kind === "starred");
  return items.map((_, at) => (star < 0 || at <= star ? at : at - items.length));
}
