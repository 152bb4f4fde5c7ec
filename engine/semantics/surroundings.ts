import type { Call, Expression, Statement } from "../syntax/nodes.ts";
import type { Callable, ClassInfo, Typed } from "./kinds.ts";
import type { Reference } from "./reference.ts";
import type { Speech } from "./torch-imports.ts";

/** What evaluation needs of the file around it. */
export interface Surroundings {
  /** Whose tensor something is, likely, that looks like one in the code at hand. */
  readonly speech: Speech;
  /** The statement whose expressions are looked at. */
  readonly current: Statement;
  record(reference: Omit<Reference, "statement">): void;
  remember(expression: Expression, typed: Typed | undefined): void;
  setAttribute(info: ClassInfo, name: string, typed: Typed | undefined): void;
  /** What was remembered of an expression. */
  known(expression: Expression): Typed | undefined;
  attributeOf(info: ClassInfo, name: string): Typed | undefined;
  methodOf(info: ClassInfo, name: string): Callable | undefined;
  resultOfCall(
    definition: Callable,
    call: Call,
    receiver?: ClassInfo,
    values?: (Typed | undefined)[],
  ): Typed | undefined;
}

/** Where nothing is looked at. */
export const NOWHERE: Statement = { kind: "pass", start: 0, end: 0 };
