import type { Mend, Refusal } from "../../../finding.ts";
import type { Context } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { atLeast } from "../../../target.ts";
import { form } from "./form.ts";

const DTYPES: Readonly<Record<string, string>> = {
  half: "float16",
  bfloat16: "bfloat16",
  float: "float32",
  double: "float64",
};

/** Methods that cast all parameters and buffers of a layer. */
export const CASTS = [...Object.keys(DTYPES), "type"];

/** `net.half()` → `net.to(ms.float16)`, which casts parameters and buffers from 2.10 on. */
export function cast({ node, call, receiver, name }: Reference, { names, target }: Context): Mend | Refusal {
  const dtype = DTYPES[name.slice(name.lastIndexOf(".") + 1)];
  if (!atLeast(target.mindspore, "2.10"))
    return { refused: "Before 2.10, model.to_float(dtype) casts what a Cell computes, not its parameters." };
  if (!call || !receiver || node.kind !== "attribute") return { refused: "It is handed on without being called." };
  const renamed = { start: node.nameStart, end: node.nameStart + node.name.length, text: "to" };
  if (call.arguments.some((argument) => argument.form !== "positional")) return { refused: "Write model.to(dtype)." };
  if (!dtype) return { edits: [renamed], forms: [form(name)] };
  const given = { start: call.open + 1, end: call.close, text: names.spell(`mindspore.${dtype}`) };
  return { edits: [renamed, given], forms: [form(name)] };
}
