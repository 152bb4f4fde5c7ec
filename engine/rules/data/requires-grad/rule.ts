import type { Mend, Refusal } from "../../../finding.ts";
import { dropStatement } from "../../../fix/drop.ts";
import { removeStatement } from "../../../fix/imports.ts";
import { likelyReason } from "../../../fix/likely.ts";
import { lineEnding, lineStart } from "../../../fix/lines.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { isMindSporeName } from "../../../semantics/frameworks.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import type { Call, Expression } from "../../../syntax/nodes.ts";
import { callEnd } from "../../../syntax/walk.ts";
import { isSimple } from "../../padding/support.ts";

const LAYERS = ["torch.nn.Module.requires_grad_", "mindspore.nn.Cell.requires_grad_"];
const BY_HAND =
  "Only a Parameter says whether it is trained: make it one, or differentiate with respect to the tensor by ms.grad(f, 0)(x).";

/** Whether something is trained: an attribute of parameters in both frameworks; MindSpore's tensors and layers have none. */
export default defineRule({
  name: "requires-grad",
  category: "data",
  owns: ["torch.Tensor.requires_grad", "mindspore.Tensor.requires_grad", "torch.Tensor.requires_grad_", ...LAYERS],
  find(reference, context) {
    if (LAYERS.includes(reference.name)) return layer(reference, context);
    if (isParameter(reference, context)) return parameter(reference, context);
    if (isMindSporeName(reference.name) && !isPlainTensor(reference, context)) return undefined;
    return tensor(reference, context);
  },
});

function isParameter({ receiver }: Reference, { model }: Context): boolean {
  const kind = receiver && model.kindOf(receiver)?.kind;
  return kind?.is === "instance" && kind.of.endsWith(".Parameter");
}

/** What is likely a tensor of MindSpore's may be a Parameter, which has the attribute. */
function isPlainTensor({ receiver }: Reference, { model }: Context): boolean {
  const typed = receiver && model.kindOf(receiver);
  return typed?.ground === "certain" && typed.kind.is === "instance" && typed.kind.of === "mindspore.Tensor";
}

const source = ({ text }: Context, node: Expression): string => text.slice(node.start, node.end);

/** What is passed to `requires_grad_`: True where nothing is. */
function flagOf(call: Call, context: Context): string | undefined {
  if (!call.arguments.length) return "True";
  const flag = argumentOf(call, "requires_grad", 0);
  return flag && call.arguments.length === 1 ? source(context, flag.value) : undefined;
}

/** `p.requires_grad_(False)`: the attribute is MindSpore's too. */
function parameter(reference: Reference, context: Context): Report | undefined {
  const { call, receiver, statement, name, node } = reference;
  if (!name.endsWith("_")) return undefined;
  return {
    at: call ?? node,
    verdict: "adapted",
    effect: "silent",
    name,
    message: "requires_grad_ does nothing in MindSpore and returns None: set the attribute requires_grad.",
    mend(): Mend | Refusal {
      const flag = call && flagOf(call, context);
      if (
        !call ||
        !receiver ||
        !flag ||
        statement.kind !== "expression" ||
        statement.value !== call ||
        call.start < receiver.start
      )
        return { refused: "Write p.requires_grad = … in a statement of its own." };
      return {
        edits: [{ start: receiver.end, end: call.end, text: `.requires_grad = ${flag}` }],
        forms: ["requires-grad:parameter"],
        unsafe: likelyReason(reference, context),
      };
    },
  };
}

/** A tensor that is no Parameter: that it is not trained goes without saying. */
function tensor(reference: Reference, context: Context): Report {
  const { call, node, statement, name } = reference;
  const assigned = statement.kind === "assign" && statement.targets[0] === node ? statement.value : undefined;
  const isOff =
    isDenial(reference, context) || (call ? flagOf(call, context) : assigned && source(context, assigned)) === "False";
  return {
    at: call ?? node,
    verdict: isOff ? "needless" : "manual",
    effect: isOff ? "none" : "loud",
    name,
    message: isOff
      ? "Not needed: a tensor is differentiated only where ms.grad asks for it."
      : "A MindSpore tensor does not say whether it is trained; a Parameter does.",
    mend(): Mend | Refusal {
      const { text, model } = context;
      const edits = isDenial(reference, context)
        ? [removeStatement(text, model, statement)]
        : isOff
          ? dropStatement(reference, context)
          : undefined;
      return edits ? { edits, forms: ["requires-grad:tensor"] } : { refused: BY_HAND };
    },
  };
}

/** `assert not target.requires_grad` */
const isDenial = ({ statement, node }: Reference, { text }: Context): boolean =>
  statement.kind === "assert" &&
  /^assert\s+not\s+$/.test(text.slice(statement.start, node.start)) &&
  /^\s*(,|$)/.test(text.slice(node.end, statement.end));

/** `net.requires_grad_(False)`, as a loop over its parameters; running statistics are never trained. */
function layer(reference: Reference, context: Context): Report {
  const { call, node } = reference;
  return {
    at: call ?? node,
    verdict: "restructured",
    effect: "loud",
    name: "torch.nn.Module.requires_grad_",
    message: "A Cell has no requires_grad_: its parameters have the attribute requires_grad.",
    mend: () => (call ? freeze(reference, call, context) : { refused: "It is handed on without being called." }),
  };
}

function freeze(reference: Reference, call: Call, context: Context): Mend | Refusal {
  const { receiver, statement } = reference;
  const flag = flagOf(call, context);
  const indent = indentOf(statement.start, context);
  const target = statement.kind === "assign" && statement.value === call ? statement.targets[0] : undefined;
  const isWhole = statement.kind === "expression" && statement.value === call;
  const layer = isWhole ? receiver : target;
  if (!flag || !receiver || indent === undefined || !layer || !isSimple(layer))
    return { refused: `Write a loop: ${loop("net", "flag", " ").join(" ")}.` };
  const lines = loop(source(context, layer), flag, `${lineEnding(context.text)}${indent}    `);
  const unsafe = likelyReason(reference, context);
  const written = { forms: [`requires-grad:layer(${/^(True|False)$/.test(flag) ? flag : "expression"})`], unsafe };
  if (isWhole) return { edits: [{ start: call.start, end: call.end, text: lines.join("") }], ...written };
  return {
    edits: [
      { start: receiver.end, end: callEnd(call), text: "" },
      { start: statement.end, end: statement.end, text: `${lineEnding(context.text)}${indent}${lines.join("")}` },
    ].filter((edit, i, all) => i > 0 || edit.end <= all[1].start),
    ...written,
  };
}

function loop(layer: string, flag: string, separator: string): string[] {
  if (flag === "False") return [`for param in ${layer}.get_parameters():`, `${separator}param.requires_grad = False`];
  const trained = `"moving_" not in name`;
  return [
    `for name, param in ${layer}.parameters_and_names():`,
    `${separator}param.requires_grad = ${flag === "True" ? trained : `${flag} and ${trained}`}`,
  ];
}

/** The white space before a statement that has its line to itself; undefined where it shares it. */
function indentOf(start: number, { text }: Context): string | undefined {
  const before = text.slice(lineStart(text, start), start);
  return /^[ \t]*$/.test(before) ? before : undefined;
}
