import type { Ground } from "../semantics/kinds.ts";
import type { Star } from "../semantics/stars.ts";
import type { Expression, Parameter } from "../syntax/nodes.ts";
import type { Held } from "./values.ts";

/**
 * All that other files can know of a file: what its names stand for, in its own words. It follows from the file's text
 * alone; names in it are looked up when someone asks.
 */
export interface Summary {
  /** What the module's own statements bind; several bindings of a name hold by the way taken. */
  readonly names: ReadonlyMap<string, readonly Binding[]>;
  /** Modules that star imports name, in order. */
  readonly stars: readonly Star[];
  /** `__all__`, where it is written out. */
  readonly all?: readonly string[];
  /** Names that functions of the file may bind to something else. */
  readonly rebound: ReadonlySet<string>;
}

export type Binding = ClassSummary | FunctionSummary | ValueSummary;

export interface ClassSummary {
  readonly is: "class";
  readonly name: string;
  readonly bases: readonly Expression[];
  readonly methods: ReadonlyMap<string, FunctionSummary>;
  /** What is assigned to attributes, in the class and in any method; of a property what it gives. */
  readonly attributes: ReadonlyMap<string, readonly (Held | FunctionSummary)[]>;
  /** Whether its objects are made in another mode than others: its constructor sets it. */
  readonly setsMode: boolean;
  readonly text: string;
}

export interface FunctionSummary {
  readonly is: "function";
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** The annotation behind `->`. */
  readonly stated?: Expression;
  /** How well what it gives is founded: behind a decorator that nobody knows it is likely the same. */
  readonly ground: Ground;
  /** Absent where calling it gives what its body does not tell: a generator, or behind a decorator that makes something else of it. */
  readonly returns?: readonly Held[];
  readonly text: string;
}

export interface ValueSummary {
  readonly is: "value";
  readonly value: Held;
  readonly text: string;
}
