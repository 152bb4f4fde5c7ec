import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { removeStatement } from "../../../fix/imports.ts";
import { likelyReason, renameAttribute } from "../../../fix/transfer.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import { isZeroGradOfStep } from "../../../steps/step.ts";

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

const byHand = (to: string, refused: string): Method => ({ to, message: refused, mend: () => ({ refused }) });

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
  parameters: rename(
    "trainable_params",
    "A Cell's parameters to train are trainable_params(); get_parameters() also gives running statistics.",
  ),
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
    message: "insert_child_to_cell does not prefix parameter names: set the child as an attribute.",
    mend: ({ node, call, receiver, name, place }, { text }) => {
      if (!call || !receiver || call.arguments.length !== 2 || call.arguments.some((a) => a.form !== "positional"))
        return { refused: "Write setattr(self, name, module)." };
      if (place.class?.roots.some((root) => /Sequential/.test(root)))
        return {
          refused:
            "On a SequentialCell the child would be registered but not run: collect an OrderedDict and pass it to the constructor.",
        };
      const edits: Edit[] = [
        { start: node.start, end: call.open + 1, text: `setattr(${text.slice(receiver.start, receiver.end)}, ` },
      ];
      return { edits, forms: [form(name)] };
    },
  },
  zero_grad: {
    to: "",
    message: "Not needed: MindSpore returns gradients anew, none are stored.",
    mend: (reference, { text, model }) =>
      reference.statement.kind === "expression" && reference.statement.value === reference.call
        ? { edits: [removeStatement(text, model, reference.statement)], forms: [form(reference.name)] }
        : { refused: "zero_grad stands inside another expression." },
  },
  requires_grad_: byHand("requires_grad", "Write a loop: for p in net.get_parameters(): p.requires_grad = False."),
  register_parameter: byHand("insert_param_to_cell", "Assign it: self.name = Parameter(…), or self.name = None."),
};

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
