import type { Repair } from "./repair.ts";

/** A text with what is missing in it. */
export function repaired(text: string, repairs: readonly Repair[]): string {
  let [result, from] = ["", 0];
  for (const { at, text: missing, cut = 0 } of repairs) {
    result += text.slice(from, at) + missing;
    from = at + cut;
  }
  return result + text.slice(from);
}

/** Maps an offset in a repaired text to the text as it is, which begins at `base`. */
export function offsetWithout(repairs: readonly Repair[], base: number): (offset: number) => number {
  const starts: number[] = [];
  let length = 0;
  for (const { at, text, cut = 0 } of repairs) {
    starts.push(at + length);
    length += text.length - cut;
  }
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return base + offset;
    const { at, text, cut = 0 } = repairs[low - 1];
    const behind = offset - starts[low - 1] - text.length;
    return base + at + (behind < 0 ? 0 : behind + cut);
  };
}
