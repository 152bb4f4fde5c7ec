import { mindsporeHas } from "../../../catalogue/signatures.ts";
import type { Mend, Refusal } from "../../../finding.ts";
import { removeArguments } from "../../../fix/layout.ts";
import { lineEnding } from "../../../fix/lines.ts";
import type { Context, Report } from "../../../rule.ts";
import { type Reference, spreads } from "../../../semantics/reference.ts";
import type { Argument, Call } from "../../../syntax/nodes.ts";

const SETTERS = new Set(["mindspore.set_context", "mindspore.context.set_context"]);

/** `set_context(device_target="Ascend")`: set_device says it since 2.5, and takes the device's number beside it. */
export function deviceSetting(reference: Reference, context: Context): Report | undefined {
  const { call, name } = reference;
  if (!call || !SETTERS.has(name) || spreads(call)) return undefined;
  if (!mindsporeHas("mindspore.set_device", context.target.mindspore)) return undefined;
  const device = call.arguments.find((argument) => argument.name === "device_target")?.value;
  if (!device) return undefined;
  const number = call.arguments.find((argument) => argument.name === "device_id")?.value;
  const parts = call.arguments.filter(({ name }) => name === "device_target" || name === "device_id");
  const text = (part: { start: number; end: number }) => context.text.slice(part.start, part.end);
  const written = `${context.names.spell("mindspore.set_device")}(${[device, number]
    .flatMap((v) => v ?? [])
    .map(text)
    .join(", ")})`;
  return {
    at: call,
    verdict: "adapted",
    effect: "none",
    severity: "information",
    name,
    message: `The device is set by set_device since MindSpore 2.5: write ${written}.`,
    mend: () => mend(reference, call, parts, written, context),
  };
}

/** What else is set stays in a call of its own below. */
function mend(
  { statement }: Reference,
  call: Call,
  parts: readonly Argument[],
  written: string,
  { text }: Context,
): Mend | Refusal {
  const refused = `Write ${written} in a line of its own, and take the device out of set_context.`;
  if (statement.start !== call.start || statement.end !== call.end) return { refused };
  if (parts.length === call.arguments.length)
    return { edits: [{ start: call.start, end: call.end, text: written }], forms: ["habit:device"] };
  const indent = /[ \t]*$/.exec(text.slice(0, call.start))![0];
  const removals = removeArguments(text, call, parts);
  if (!removals) return { refused };
  const line = { start: call.start, end: call.start, text: `${written}${lineEnding(text)}${indent}` };
  return { edits: [line, ...removals], forms: ["habit:device"] };
}
