import type { Case, Kind, Options } from "../proof/case.ts";

/** What stands after `python` in a fence's first line: `silent target=1.10 unsafe="may be a tuple"`. */
export type Attributes = Readonly<Record<string, string>>;

/** Reads an info string; a word without a value stands for `true`. */
export function readAttributes(info: string): Attributes {
  const words = [...info.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|(\S+)))?/g)];
  return Object.fromEntries(words.map(([, name, double, single, bare]) => [name, double ?? single ?? bare ?? "true"]));
}

const WORDS = ["entry", "train"] as const;
const NUMBERS = ["steps", "batches", "forward", "tolerance"] as const;
const SWITCHES = ["random", "gradient", "dtypes"] as const;
const LISTS = ["compare", "exclude"] as const;

/** The proof case that attributes ask for: `proof=module inputs="float32[2,3]" init="[0.3]" steps=5`. */
export function proofOf(attributes: Attributes): Pick<Case, "kind" | "inputs" | "options"> | undefined {
  if (!attributes.proof) return undefined;
  const pick = <Name extends string, Value>(names: readonly Name[], read: (text: string) => Value) =>
    Object.fromEntries(names.filter((name) => name in attributes).map((name) => [name, read(attributes[name])]));
  const options: Options = {
    ...pick(WORDS, (text) => text),
    ...pick(NUMBERS, Number),
    ...pick(SWITCHES, (text) => text === "true"),
    ...pick(LISTS, (text) => text.split(" ")),
    ...pick(["init"], (text) => JSON.parse(text) as unknown[]),
  };
  return { kind: attributes.proof as Kind, inputs: attributes.inputs?.split(" ") ?? [], options };
}
