import { ADD_MODULE } from "../../../catalogue/definitions/layers.ts";
import type { Mend, Refusal } from "../../../finding.ts";
import { writeDefinition } from "../../../fix/definitions.ts";
import { removeStatement } from "../../../fix/imports.ts";
import { likelyReason, renameAttribute } from "../../../fix/transfer.ts";
import { perFile } from "../../../per-file.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import { isZeroGradOfStep } from "../../../steps/standing.ts";
import type { Expression, Span } from "../../../syntax/nodes.ts";
import { isSimpleName, walkExpressions } from "../../../syntax/walk.ts";

/** How one method of a Module is said on a Cell. */
interface Method {
  readonly to: string;
  readonly message: string;
  mend(reference: Reference, context: Context): Mend | Refusal;
}

const rename = (to: string, message: string, unsafe?: string): Method => ({
  to,
  message,
  mend: ({ node, name }, { text }) => ({ edits: renameAttribute(node, to, text), forms: [form(name)], unsafe }),
});

const METHODS: Record<string, Method> = {
  train: rename("set_train", "A Cell is put into training mode by set_train; it starts in inference mode."),
  eval: {
    to: "set_train",
    message: "A Cell is put into inference mode by set_train(False).",
    mend: ({ node, call, name }, { text }) =>
      call
        ? {
            edits: [
              ...renameAttribute(node, "set_train", text),
              { start: call.open + 1, end: call.close, text: "False" },
            ],
            forms: [form(name)],
          }
        : { refused: "eval is handed on without being called." },
  },
  parameters: {
    to: "trainable_params",
    message: "A Cell's parameters to train are trainable_params(); get_parameters() also gives running statistics.",
    mend: parameters,
  },
  named_parameters: rename(
    "parameters_and_names",
    "A Cell's parameters with names are parameters_and_names().",
    "MindSpore names parameters otherwise (gamma, beta) and lists running statistics too",
  ),
  children: rename("cells", "The direct children of a Cell are cells()."),
  named_modules: rename("cells_and_names", "A Cell's parts with names are cells_and_names()."),
  named_children: {
    to: "name_cells",
    message: "The direct children of a Cell with names are name_cells().items().",
    mend: ({ node, call, name }, { text }) =>
      call
        ? {
            edits: [...renameAttribute(node, "name_cells", text), { start: call.end, end: call.end, text: ".items()" }],
            forms: [form(name)],
          }
        : { refused: "named_children is handed on without being called." },
  },
  modules: {
    to: "cells_and_names",
    message: "A Cell has no modules(): its parts, itself included, come with names from cells_and_names().",
    mend: ({ node, call, receiver, name }, { text }) => {
      if (!call || !receiver || node.kind !== "attribute")
        return { refused: "modules is handed on without being called." };
      const source = text.slice(receiver.start, receiver.end);
      return {
        edits: [{ start: call.start, end: call.end, text: `[cell for _, cell in ${source}.cells_and_names()]` }],
        forms: [form(name)],
      };
    },
  },
  add_module: {
    to: "setattr",
    message:
      "insert_child_to_cell does not prefix parameter names, and a SequentialCell does not run what it adds: the child is set as an attribute.",
    mend: addModule,
  },
  zero_grad: {
    to: "",
    message: "Not needed: MindSpore returns gradients anew, none are stored.",
    mend: (reference, { text, model }) =>
      reference.statement.kind === "expression" && reference.statement.value === reference.call
        ? { edits: [removeStatement(text, model, reference.statement)], forms: [form(reference.name)] }
        : { refused: "zero_grad stands inside another expression." },
  },
  register_parameter: {
    to: "insert_param_to_cell",
    message: "A Cell's parameter is registered where it is assigned: self.name = Parameter(…).",
    mend: registerParameter,
  },
};

/** `self.add_module(name, layer)` sets an attribute; of a Sequential, which must also run it, by a function that does both. */
function addModule({ node, call, receiver, name, place }: Reference, context: Context): Mend | Refusal {
  if (!call || !receiver || call.arguments.length !== 2 || call.arguments.some((a) => a.form !== "positional"))
    return { refused: "Write setattr(self, name, module)." };
  const { text, model } = context;
  const kind = model.kindOf(receiver)?.kind;
  const own = kind?.is === "instance" ? [kind.of, ...(kind.definition?.roots ?? [])] : (place.class?.roots ?? []);
  const isSequential = own.some((root) => /\.Sequential(Cell)?$/.test(root));
  const { name: to, edits } = isSequential ? writeDefinition(ADD_MODULE, context) : { name: "setattr", edits: [] };
  const changed = {
    start: node.start,
    end: call.open + 1,
    text: `${to}(${text.slice(receiver.start, receiver.end)}, `,
  };
  return { edits: [...edits, changed], forms: [`${form(name)}${isSequential ? "/sequential" : ""}`] };
}

/** `self.register_parameter("bias", None)` → `self.bias = None`, where it is a statement and the name is written out. */
function registerParameter({ call, receiver, statement, name }: Reference, { text }: Context): Mend | Refusal {
  const [key, value] = [call && argumentOf(call, "name", 0)?.value, call && argumentOf(call, "param", 1)?.value];
  if (!receiver || key?.kind !== "string" || !key.value || !value || statement.kind !== "expression")
    return { refused: "Assign it: setattr(self, name, Parameter(…))." };
  if (statement.value !== call) return { refused: "Assign it in a statement of its own." };
  const source = (span: Span) => text.slice(span.start, span.end);
  const assigned = `${source(receiver)}.${key.value} = ${source(value)}`;
  return { edits: [{ start: call.start, end: call.end, text: assigned }], forms: [form(name)] };
}

/** `next(model.parameters())` needs an iterator, and a Cell's parameters are a list. */
function parameters(reference: Reference, { text, model }: Context): Mend | Refusal {
  const { node, call, name, receiver } = reference;
  if (call && receiver && includesFrozen(reference, text)) {
    const all = `[p for name, p in ${text.slice(receiver.start, receiver.end)}.parameters_and_names() if "moving_" not in name]`;
    return { edits: [{ start: call.start, end: call.end, text: all }], forms: [`${form(name)}/frozen`] };
  }
  const edits = renameAttribute(node, "trainable_params", text);
  if (!call || !iterated({ model }).has(call)) return { edits, forms: [form(name)] };
  const wrapped = [
    { start: call.start, end: call.start, text: "iter(" },
    { start: call.end, end: call.end, text: ")" },
  ];
  return { edits: [...edits, ...wrapped], forms: [`${form(name)}/next`] };
}

/**
 * Whether parameters that are not trained matter here, which trainable_params() leaves out: a loop over them, or their
 * count, in a file that freezes some.
 */
function includesFrozen({ call, statement }: Reference, text: string): boolean {
  if (!/\.requires_grad(_\(|\s*=[^=])/.test(text)) return false;
  if (statement.kind === "for") return call!.end <= statement.iterable.end;
  const source = text.slice(statement.start, statement.end);
  return source.includes("numel()") && !source.includes("requires_grad") && !source.includes("\n    ");
}

/** What stands in `next(…)`. */
const iterated = perFile(({ model }: Pick<Context, "model">): ReadonlySet<Expression> => {
  const found = new Set<Expression>();
  walkExpressions(model.module, (node) => {
    if (node.kind === "call" && isSimpleName(node.function, "next") && node.arguments.length)
      found.add(node.arguments[0].value);
  });
  return found;
});

const form = (name: string): string => `module:${name.slice(name.lastIndexOf(".") + 1)}`;

/** A method that a Module has and a Cell has under another name, or not at all. */
export default defineRule({
  name: "module-method",
  category: "module",
  owns: Object.keys(METHODS).flatMap((name) => [`torch.nn.Module.${name}`, `mindspore.nn.Cell.${name}`]),
  counterpart: (name) => {
    const to = METHODS[name.slice(name.lastIndexOf(".") + 1)]?.to;
    return to ? `mindspore.nn.Cell.${to}` : undefined;
  },
  find(reference, context) {
    const name = reference.name.slice(reference.name.lastIndexOf(".") + 1);
    const method = METHODS[name];
    if (name === "zero_grad" && isZeroGradOfStep(reference, context)) return undefined;
    return {
      at: reference.call ?? reference.node,
      verdict: name === "zero_grad" ? "needless" : "renamed",
      effect: name === "zero_grad" ? "none" : "loud",
      name: `torch.nn.Module.${name}`,
      message: method.message,
      mend() {
        if (
          reference.call &&
          name === "train" &&
          !argumentOf(reference.call, "mode", 0) &&
          reference.call.arguments.length
        )
          return { refused: "What is passed to train() cannot be seen." };
        const mend = method.mend(reference, context);
        return "refused" in mend ? mend : { ...mend, unsafe: mend.unsafe ?? likelyReason(reference, context) };
      },
    };
  },
});
