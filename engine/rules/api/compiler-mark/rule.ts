import { isRefusal, type Mend, type Refusal } from "../../../finding.ts";
import { decoratedBy, removeDecorator } from "../../../fix/decorators.ts";
import { type Context, defineRule } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Call } from "../../../syntax/nodes.ts";
import { shortName } from "../../wording.ts";

const MARKS = [
  "ignore",
  "unused",
  "export",
  "script",
  "script_method",
  "script_if_tracing",
  "_overload",
  "_overload_method",
].map((n) => `torch.jit.${n}`);
/** What gives back a compiled form of what it is given, which computes the same. */
const WRAPPERS = ["torch.compile", "torch.jit.script"];
const QUESTIONS = ["torch.jit.is_scripting", "torch.jit.is_tracing"];
const COMPILE = "Write ms.jit(function), or @ms.jit on construct; MindSpore compiles less of Python than it runs.";

/** A mark for torch's compiler, or a question after it: MindSpore runs the code as Python does. */
export default defineRule({
  name: "compiler-mark",
  category: "api",
  owns: [...new Set([...MARKS, ...WRAPPERS, ...QUESTIONS])],
  find(reference, context) {
    const isMark = !QUESTIONS.includes(reference.name);
    const repair = isMark ? unmark(reference, context) : answer(reference);
    return {
      at: reference.call ?? reference.node,
      verdict: isRefusal(repair) ? "manual" : "needless",
      effect: "loud",
      name: reference.name,
      message: isMark
        ? `MindSpore runs the code as it is: ${shortName(reference.name)} is left out.`
        : `MindSpore has no scripting: ${shortName(reference.name)}() is False.`,
      mend: () => repair,
    };
  },
});

function unmark(reference: Reference, context: Context): Mend | Refusal {
  const { name, call, node, use } = reference;
  const at = call ?? node;
  if (!decoratedBy(reference)) {
    const wrapped = call && WRAPPERS.includes(name) ? unwrapped(call) : undefined;
    return wrapped ?? { refused: use === "call" ? COMPILE : "Leave it out." };
  }
  const edit = removeDecorator(at, context);
  return edit
    ? { edits: [edit], forms: ["compiler-mark:decorator"] }
    : { refused: "Something else stands on the decorator's line: take it out by hand." };
}

/** `torch.compile(model)` → `model` */
function unwrapped({ start, end, arguments: [first] }: Call): Mend | undefined {
  if (first?.form !== "positional" || !/^(name|attribute|call)$/.test(first.value.kind)) return undefined;
  return {
    edits: [
      { start, end: first.start, text: "" },
      { start: first.end, end, text: "" },
    ],
    forms: ["compiler-mark:unwrapped"],
  };
}

function answer({ call }: Reference): Mend | Refusal {
  if (!call) return { refused: "Write False where it is called." };
  return { edits: [{ start: call.start, end: call.end, text: "False" }], forms: ["compiler-mark:question"] };
}
