import { remembered } from "../remembered.ts";
import type { Block } from "../syntax/nodes.ts";
import { writesOf } from "./dataflow.ts";

/** Where the statements of a suite bind each name or add to it, by their index. */
export const bindersIn = remembered((block: Block): ReadonlyMap<string, readonly number[]> => {
  const binders = new Map<string, number[]>();
  for (const [index, statement] of block.statements.entries())
    for (const name of writesOf(statement)) {
      const indices = binders.get(name);
      if (indices) indices.push(index);
      else binders.set(name, [index]);
    }
  return binders;
});

/** The index of the last statement of a suite before `end` that binds one of some names or adds to it, or -1. */
export function lastBinder(block: Block, names: Iterable<string>, end: number): number {
  const binders = bindersIn(block);
  let last = -1;
  for (const name of names) {
    const indices = binders.get(name);
    if (indices) last = Math.max(last, lastBelow(indices, end));
  }
  return last;
}

/** The last of some ascending numbers that is less than a limit, or -1. */
function lastBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low ? numbers[low - 1] : -1;
}
