import type { FunctionRecord } from "./events.ts";
import { numberNames } from "./evidence.ts";
import { qualifiedName } from "./members.ts";

/** Parameters that are said to be numbers, or used as only a number can be. */
export function numbersIn(record: FunctionRecord): ReadonlySet<string> {
  record.numbers ??= new Set(findNumbers(record));
  return record.numbers;
}

function findNumbers({ node, env }: FunctionRecord): string[] {
  const stated = node.parameters.filter(
    ({ annotation }) => annotation?.kind === "name" && /^(int|float)$/.test(annotation.id),
  );
  const names = new Set(node.parameters.map((parameter) => parameter.name));
  const used = numberNames(node.body, names, (callee) => qualifiedName(callee, env));
  return [...stated.map(({ name }) => name), ...used];
}
