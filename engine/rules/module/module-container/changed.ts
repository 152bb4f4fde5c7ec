import type { Mend, Refusal } from "../../../finding.ts";
import { likelyReason } from "../../../fix/likely.ts";
import type { Context, Report } from "../../../rule.ts";
import { LACKING } from "../../../semantics/members.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import { isSimple } from "../../padding/support.ts";

const INSTEAD: Readonly<Record<string, string>> = {
  extend: "append each of the layers",
  insert: "build a new nn.SequentialCell of the layers in the order wanted",
  pop: "take it out by del layers[index]",
};

/** Methods that change a container, and that MindSpore's containers lack. */
export const CHANGES = Object.keys(INSTEAD).flatMap((method) =>
  LACKING.get(method)!.map((owner) => `${owner}.${method}`),
);

/** A container that is changed by a method that MindSpore's has not: a statement that does the same. */
export function changed(reference: Reference, context: Context): Report {
  const { name, call, node } = reference;
  const method = name.slice(name.lastIndexOf(".") + 1);
  return {
    at: call ?? node,
    verdict: method === "insert" ? "manual" : "adapted",
    effect: "loud",
    name: name
      .replace("mindspore.nn.SequentialCell", "torch.nn.Sequential")
      .replace("mindspore.nn.CellList", "torch.nn.ModuleList"),
    message: `MindSpore's container has no ${method}: ${INSTEAD[method]}.`,
    mend: () => mend(reference, method, context),
  };
}

function mend(reference: Reference, method: string, context: Context): Mend | Refusal {
  const { call, receiver, statement } = reference;
  const refused = { refused: `Write it by hand: ${INSTEAD[method]}.` };
  if (!call || !receiver || !isSimple(receiver) || method === "insert") return refused;
  if (statement.kind !== "expression" || statement.value !== call) return refused;
  const { text } = context;
  if (text.slice(receiver.end, call.end).includes("#")) return { refused: "A comment stands inside the call." };
  const owner = text.slice(receiver.start, receiver.end);
  const given = argumentOf(call, method === "pop" ? "key" : "sequential", 0)?.value;
  const index = given ? text.slice(given.start, given.end) : "-1";
  const unsafe = likelyReason(reference, context);
  if (method === "pop")
    return {
      edits: [{ start: call.start, end: call.end, text: `del ${owner}[${index}]` }],
      forms: ["container:pop"],
      unsafe,
    };
  if (!given) return refused;
  const edits = [
    { start: call.start, end: given.start, text: "for layer in " },
    { start: given.end, end: call.end, text: `: ${owner}.append(layer)` },
  ];
  return { edits, forms: ["container:extend"], unsafe };
}
