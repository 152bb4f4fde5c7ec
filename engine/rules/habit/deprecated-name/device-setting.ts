import type { Context, Report } from "../../../rule.ts";
import { argumentOf, type Reference, spreads } from "../../../semantics/reference.ts";

const SETTERS = new Set(["mindspore.set_context", "mindspore.context.set_context"]);

/** `set_context(device_target="Ascend")`: set_device says it since 2.5, and takes the device's number beside it. */
export function deviceSetting(reference: Reference, context: Context): Report | undefined {
  const { call, name } = reference;
  if (!call || !SETTERS.has(name) || spreads(call)) return undefined;
  const device = call.arguments.find((argument) => argument.name === "device_target")?.value;
  if (!device) return undefined;
  const number = call.arguments.find((argument) => argument.name === "device_id")?.value;
  const others = call.arguments.filter(({ name }) => name !== "device_target" && name !== "device_id");
  const text = (part: { start: number; end: number }) => context.text.slice(part.start, part.end);
  const written = `${context.names.spell("mindspore.set_device")}(${[device, number]
    .flatMap((v) => v ?? [])
    .map(text)
    .join(", ")})`;
  const isStatement = reference.statement.start === call.start && reference.statement.end === call.end;
  const mode = argumentOf(call, "mode", 0);
  const refused = `Write ${written} in a line of its own, and leave ${mode ? "the rest" : "both"} in set_context.`;
  return {
    at: call,
    verdict: "adapted",
    effect: "none",
    severity: "information",
    name,
    message: `The device is set by set_device since MindSpore 2.5: write ${written}.`,
    mend: () =>
      others.length || !isStatement
        ? { refused }
        : {
            edits: [{ start: call.start, end: call.end, text: written }],
            forms: ["habit:device"],
            uses: ["mindspore.set_device"],
          },
  };
}
