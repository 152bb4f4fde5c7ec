import { analyze, DEFAULT_TARGET, type Grammar, ProjectFile, SourceFile } from "#engine";
import type { Ground, Typed } from "../../engine/semantics/kinds.ts";
import { walkExpressions } from "../../engine/syntax/walk.ts";
import { type Verdict, verdictOf } from "./agreement.ts";
import { projectOf, textOf } from "./package-project.ts";
import { revealed } from "./pyright.ts";
import { Reasons } from "./reasons.ts";
import { apart, sample } from "./sample.ts";

/** A receiver whose kind the engine states, and what pyright says of the same place. */
export interface Asked extends Receiver {
  readonly type: string | undefined;
  readonly verdict: Verdict;
}

/** What stands left of the dot in a call of a method, and what the engine says it is. */
export interface Receiver {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly method: string;
  readonly typed: Typed | undefined;
  /** Why it has no kind. */
  readonly why: string | undefined;
}

/** The receivers of all calls `x.m(…)` in those of some files that name torch, each file as its project knows it. */
export function receiversIn(grammar: Grammar, paths: readonly string[]): Receiver[] {
  const project = projectOf(grammar, paths);
  return paths.flatMap((path) => {
    const text = textOf(path);
    if (!text.includes("torch")) return [];
    const source = new SourceFile(grammar, text);
    const { model } = analyze(new ProjectFile(source, project, path), DEFAULT_TARGET);
    const reasons = new Reasons(source.module, model.kindOf);
    const receivers: Receiver[] = [];
    walkExpressions(source.module, (node) => {
      if (node.kind !== "call" || node.function.kind !== "attribute") return;
      const { value, name } = node.function;
      const typed = model.kindOf(value);
      const why = typed ? undefined : reasons.of(value);
      receivers.push({ path, start: value.start, end: value.end, method: name, typed, why });
    });
    source.dispose();
    return receivers;
  });
}

/** How much of each package is drawn. */
export interface Draw {
  readonly files: Readonly<Record<Ground, number>>;
  readonly places: number;
}

export const USUAL: Draw = { files: { certain: 25, likely: 60 }, places: 200 };
const SEED = 1;

/**
 * A sample of the receivers that the engine gives a kind, modules left out, with what pyright says of each. What is likely is
 * rare and sampled by itself.
 */
export async function askedOf(folder: string, receivers: readonly Receiver[], draw = USUAL): Promise<Asked[]> {
  const places = apart([...sampled(receivers, "certain", draw), ...sampled(receivers, "likely", draw)]);
  const types = await revealed(folder, places);
  return places.flatMap((place, i) => {
    const { typed } = place;
    return typed ? [{ ...place, type: types[i], verdict: verdictOf(typed.kind, types[i]) }] : [];
  });
}

function sampled(receivers: readonly Receiver[], ground: Ground, { files: most, places }: Draw): Receiver[] {
  const settled = receivers.filter(({ typed }) => typed?.ground === ground && typed.kind.is !== "module");
  const files = new Set(sample([...new Set(settled.map(({ path }) => path))], most[ground], SEED));
  return sample(
    settled.filter(({ path }) => files.has(path)),
    places,
    SEED,
  );
}
