import { basename } from "node:path";
import { LineIndex } from "#engine";
import { torchNameKind } from "../../engine/catalogue/signatures.ts";
import { showKind } from "../../engine/semantics/kinds.ts";
import type { Verdict } from "./agreement.ts";
import type { Asked, Receiver } from "./kinds.ts";
import { textOf } from "./package-project.ts";

const share = (part: number, whole: number): string => (whole ? `${((100 * part) / whole).toFixed(2)} %` : "–");

/** "monai==1.6.1  1200 receivers  81.20 % settled (70.00 % certain, 11.20 % likely), tensor methods 80.00 % of 600" */
export function settledRow(name: string, receivers: readonly Receiver[]): string {
  const of = (some: readonly Receiver[], ground?: string) =>
    share(some.filter(({ typed }) => typed && (!ground || typed.ground === ground)).length, some.length);
  const tensors = receivers.filter(({ method }) => torchNameKind(`torch.Tensor.${method}`) !== undefined);
  const values = receivers.filter(({ typed }) => typed?.kind.is !== "module");
  const grounds = `${of(receivers, "certain")} certain, ${of(receivers, "likely")} likely`;
  return `${name.padEnd(32)}${String(receivers.length).padStart(7)} receivers ${of(receivers)} settled (${grounds}), modules left out ${of(values)} of ${values.length}; methods that tensors have: ${of(tensors)} of ${tensors.length} (${of(tensors, "certain")} certain)`;
}

/** "certain  512 right, 3 wrong: 99.42 %; 20 open, 60 unknown to pyright" */
export function rightRow(ground: "certain" | "likely", all: readonly Asked[]): string {
  const count = (verdict: Verdict) =>
    all.filter((one) => one.typed?.ground === ground && one.verdict === verdict).length;
  const [right, wrong] = [count("right"), count("wrong")];
  return `${ground.padEnd(8)} ${right} right, ${wrong} wrong: ${share(right, right + wrong)}; ${count("open")} open, ${count("unknown")} unknown to pyright`;
}

const EXAMPLES = 3;

/** The receivers without a kind by the reason, most frequent first, with some places of each. */
export function unsettledTable(receivers: readonly Receiver[]): string {
  const groups = new Map<string, Receiver[]>();
  for (const receiver of receivers)
    if (receiver.why) groups.set(receiver.why, [...(groups.get(receiver.why) ?? []), receiver]);
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([why, all]) => `${String(all.length).padStart(6)}  ${why}: ${all.slice(0, EXAMPLES).map(shown).join("; ")}`)
    .join("\n");
}

/** "x.view (model.py:12)" */
function shown({ path, start, end, method }: Receiver): string {
  const text = textOf(path);
  const line = new LineIndex(text).position(start).line + 1;
  return `${text.slice(start, end).replace(/\s+/g, " ").slice(0, 50)}.${method} (${basename(path)}:${line})`;
}

/** Each place of a verdict, one a line. */
export function placesOf(verdict: Verdict, all: readonly Asked[]): string {
  return all
    .filter((one) => one.verdict === verdict && one.typed)
    .map((one) => `${verdict} ${one.typed!.ground} ${showKind(one.typed!.kind)} / ${one.type}: ${shown(one)}`)
    .join("\n");
}
