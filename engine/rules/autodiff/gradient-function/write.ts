import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { removeDecorator } from "../../../fix/decorators.ts";
import { lineEnding, lineStart } from "../../../fix/lines.ts";
import type { Context } from "../../../rule.ts";
import { localNames } from "../../../semantics/bindings.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Call, ClassDefinition, Expression, FunctionDefinition, Statement } from "../../../syntax/nodes.ts";
import { isSimpleName, walkExpressions, walkStatements } from "../../../syntax/walk.ts";

const NOT_ALIKE = "torch calls it in a way that MindSpore does not: write construct and bprop by hand.";

/**
 * `class F(Function)` with forward and backward becomes a Cell with construct and bprop; `F.apply(x)` stays, and makes a
 * Cell for each call, which keeps what backward needs.
 */
export function asCell(definition: ClassDefinition, { node }: Reference, context: Context): Mend | Refusal {
  const methods = definition.body.statements.filter((s): s is FunctionDefinition => s.kind === "function");
  const [forward, backward] = ["forward", "backward"].map((name) => methods.find((method) => method.name === name));
  const others = methods.filter((method) => /^(setup_context|jvp|vmap|apply)$/.test(method.name));
  if (!forward || !backward || others.length) return { refused: NOT_ALIKE };
  const edits: Edit[] = [
    { start: node.start, end: node.end, text: context.names.spell("mindspore.nn.Cell") },
    applied(methods[0], context),
  ];
  for (const part of [converted(forward, "construct", context), converted(backward, "bprop", context)]) {
    if (!part) return { refused: NOT_ALIKE };
    edits.push(...part);
  }
  const gradients = gradientsOf(backward, context);
  const results = gradients && resultsOf(forward, backward);
  if (!results) return { refused: NOT_ALIKE };
  return {
    edits: [...edits, ...gradients, ...results],
    forms: ["autodiff:function"],
  };
}

/** `F.apply`, which makes a Cell and calls it, in front of the first method. */
function applied({ decorators, headStart }: FunctionDefinition, { text }: Context): Edit {
  const start = lineStart(text, decorators[0]?.start ?? headStart);
  const indent = /^[ \t]*/.exec(text.slice(start))![0];
  const lines = [
    `${indent}@classmethod`,
    `${indent}def apply(cls, *args):`,
    `${indent}${indent}return cls()(*args)`,
    "",
  ];
  return { start, end: start, text: lines.map((line) => line + lineEnding(text)).join("") };
}

/** A static method of `ctx` as a method of `self`; undefined where it asks something that a Cell does not know. */
function converted(method: FunctionDefinition, to: string, context: Context): Edit[] | undefined {
  const { text } = context;
  const [own] = method.parameters;
  if (own?.form !== "plain") return undefined;
  const edits: Edit[] = [
    { start: method.nameStart, end: method.nameStart + method.name.length, text: to },
    { start: own.start, end: own.start + own.name.length, text: "self" },
  ];
  for (const decorator of method.decorators) {
    const edit = /^(staticmethod|(\w+\.)*once_differentiable)$/.test(text.slice(decorator.start, decorator.end))
      ? removeDecorator(decorator, context)
      : undefined;
    if (!edit) return undefined;
    edits.push(edit);
  }
  const kept = new Map<Expression, Call>();
  walkStatements(method.body, (statement) => {
    const call = statement.kind === "expression" && statement.value.kind === "call" ? statement.value : undefined;
    const callee = call?.function;
    if (call && callee?.kind === "attribute" && callee.name === "save_for_backward") kept.set(callee.value, call);
  });
  let isKnown = true;
  walkExpressions(method.body, (node) => {
    if (isSimpleName(node, own.name) && !kept.has(node)) edits.push({ start: node.start, end: node.end, text: "self" });
    if (node.kind === "attribute" && isSimpleName(node.value, own.name) && UNKNOWN.test(node.name)) isKnown = false;
  });
  for (const [, call] of kept) edits.push(...saved(call));
  return isKnown ? edits : undefined;
}

const UNKNOWN = /^(mark_|set_materialize|needs_input_grad|save_for_forward|materialize)/;

/** `ctx.save_for_backward(x, y)` → `self.saved_tensors = (x, y,)` */
function saved(call: Call): Edit[] {
  const last = call.arguments.at(-1);
  const comma = last && call.arguments.length === 1 ? [{ start: last.end, end: last.end, text: "," }] : [];
  return [{ start: call.start, end: call.open, text: "self.saved_tensors = " }, ...comma];
}

/** The parameters of backward are the last thing that bprop is given. */
function gradientsOf(backward: FunctionDefinition, { text }: Context): Edit[] | undefined {
  const [own, ...gradients] = backward.parameters;
  const [first] = gradients;
  const taken = [...localNames(backward), ...gradients.map((parameter) => parameter.name)];
  if (!first || gradients.some((parameter) => parameter.form !== "plain") || taken.includes("args")) return undefined;
  const names = gradients.map((parameter) => parameter.name).join(", ");
  const at = afterDocstring(backward, text);
  const indent = text.slice(lineStart(text, at.start), at.start);
  if (indent.trim()) return undefined;
  return [
    { start: own.end, end: gradients.at(-1)!.end, text: ", *args" },
    { start: at.start, end: at.start, text: `${names} = args[-1]${lineEnding(text)}${indent}` },
  ];
}

function afterDocstring({ body }: FunctionDefinition, text: string): Statement {
  const [first, second] = body.statements;
  const isDocstring = first.kind === "expression" && /^[rR]?["']/.test(text.slice(first.start, first.end));
  return isDocstring && second ? second : first;
}

/** bprop gives a tuple, also for one input; undefined where what is given cannot be told. */
function resultsOf(forward: FunctionDefinition, backward: FunctionDefinition): Edit[] | undefined {
  const inputs = forward.parameters.slice(1);
  const isOne = inputs.length === 1 && inputs[0].form === "plain";
  const edits: Edit[] = [];
  let isTold = true;
  walkStatements(backward.body, (statement) => {
    if (statement.kind !== "return") return;
    const { value } = statement;
    if (!value) isTold = false;
    if (!value || value.kind === "tuple") return;
    if (!isOne && value.kind === "binary") isTold = false;
    if (!isOne) return;
    edits.push({ start: value.start, end: value.start, text: "(" }, { start: value.end, end: value.end, text: ",)" });
  });
  return isTold ? edits : undefined;
}
