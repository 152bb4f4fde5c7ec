import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { removeStatement } from "../../../fix/imports.ts";
import type { Context, Report } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Expression, With } from "../../../syntax/nodes.ts";
import { dottedName } from "../../../syntax/walk.ts";
import { dedent } from "../../gradient/no-grad/dedent.ts";
import { isMovedTo, unusedTarget } from "./unused.ts";

/** What becomes of `torch.device(...)`: a word, a choice of a device, or nothing. */
export function device(reference: Reference, context: Context): Report {
  const { node, call, use } = reference;
  if (!call) {
    return {
      at: node,
      verdict: "needless",
      effect: "none",
      name: reference.name,
      message: "MindSpore has no device objects; the device is set once.",
      mend: (): Mend | Refusal =>
        use === "annotation"
          ? { edits: [{ start: node.start, end: node.end, text: "str" }], forms: ["device:annotation"] }
          : { refused: "Take the device out by hand." },
    };
  }
  const index = namedIndex(call.arguments[0]?.value);
  return {
    at: call,
    verdict: index === undefined ? "needless" : "restructured",
    effect: index === undefined ? "none" : "silent",
    name: reference.name,
    message:
      index === undefined
        ? "Not needed: MindSpore runs on the best device there is unless ms.set_device says otherwise."
        : `Device ${index} is named: write ms.set_device("${context.target.device}", ${index}) at the start of the program.`,
    mend: () => (index === undefined ? fold(reference, context) : setDevice(reference, index, context)),
  };
}

/** Removes `device = torch.device(…)` once nothing reads it; else a word that names the device takes its place. */
function fold(reference: Reference, context: Context): Mend | Refusal {
  const { statement, call } = reference;
  if (statement.kind === "with" && statement.items.some((item) => item.context === call))
    return withoutBlock(statement, context);
  if (unusedTarget(reference, call!, context))
    return { edits: [removeStatement(context.text, context.model, statement)], forms: ["device:folded"] };
  const names = statement.kind === "assign" ? statement.targets.map(dottedName) : [];
  if (names.some((name) => isMovedTo(name, context)))
    return { refused: "Something is still moved to it: once that is rewritten, it goes." };
  return named(call!, context);
}

/** The name of the device that runs, in the place of one that names it in torch. */
export function named({ start, end }: Expression, { names }: Context): Mend {
  const text = `${names.spell("mindspore.get_context")}("device_target")`;
  return { edits: [{ start, end, text }], forms: ["device:named"] };
}

/** `with torch.device("cuda"):` goes, and what stands in it moves to the left. */
export function withoutBlock(statement: With, context: Context): Mend | Refusal {
  const edits = statement.items.length === 1 ? dedent(statement, context) : undefined;
  return edits ? { edits, forms: ["device:block"] } : { refused: "Take the device out of the with statement by hand." };
}

function setDevice(reference: Reference, index: number, context: Context): Mend | Refusal {
  const { statement, call } = reference;
  if (!unusedTarget(reference, call!, context))
    return {
      refused: `The device is still used by name: set it by ms.set_device("${context.target.device}", ${index}).`,
    };
  const text = `${context.names.spell("mindspore.set_device")}("${context.target.device}", ${index})`;
  const edits: Edit[] = [{ start: statement.start, end: statement.end, text }];
  return {
    edits,
    forms: ["device:index"],
    unsafe: "a named device cannot be proven on a CPU",
  };
}

/** `"cuda:1"` → 1; index 0 is the default device and needs no name. */
function namedIndex(value: Expression | undefined): number | undefined {
  if (value?.kind !== "string") return undefined;
  const match = /^(?:cuda|npu):(\d+)$/.exec(value.value ?? "");
  return match && Number(match[1]) > 0 ? Number(match[1]) : undefined;
}
