import { anchored, changed } from "./anchored.ts";
import type { Block, ClassDefinition, For, FunctionDefinition, While, With } from "./nodes.ts";
import type { Unit } from "./unit.ts";

/** A unit that ends with its only suite, each statement of which is a unit of its own. */
export interface SuiteOwner extends Unit {
  statement: FunctionDefinition | ClassDefinition | For | While | With;
}

/** Whether a suite inside the unit can be replaced without touching anything behind it. */
export function isSuiteOwner(unit: Unit): unit is SuiteOwner {
  const { statement, units } = unit;
  if (!("body" in statement) || statement.kind === "try") return false;
  if ("otherwise" in statement && statement.otherwise !== undefined) return false;
  const { statements } = statement.body;
  return statements.length === units.length && units.every((inner, index) => inner.statement === statements[index]);
}

/** The unit with other statements in its suite. What leads to the suite is kept; statement and suite are new objects. */
export function withBody(owner: SuiteOwner, units: Unit[]): Unit {
  const body: Block = anchored(owner.anchor, {
    start: units[0].start,
    end: units.at(-1)!.end,
    statements: units.map((unit) => unit.statement),
  });
  const statement = changed(owner.statement, { end: owner.end, body });
  return { ...owner, statement, units, reusable: units.every((unit) => unit.reusable) };
}
