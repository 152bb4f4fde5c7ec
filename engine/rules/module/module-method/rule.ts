import { SUBSEQUENT_MASK } from "../../../catalogue/definitions/functions.ts";
import type { Mend, Refusal } from "../../../finding.ts";
import { renameAttribute } from "../../../fix/attribute.ts";
import { writeDefinition } from "../../../fix/definitions.ts";
import { dropStatement } from "../../../fix/drop.ts";
import { likelyReason } from "../../../fix/likely.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { LACKING } from "../../../semantics/members.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import { isZeroGradOfStep } from "../../../steps/standing.ts";
import { CASTS, cast } from "./cast.ts";
import { form } from "./form.ts";
import { keptUnder } from "./kept.ts";
import { namedParameters } from "./named-parameters.ts";
import { parameters } from "./parameters.ts";
import { partByName } from "./parts.ts";
import { addModule, registerParameter } from "./register.ts";

/** How one method of a Module is said on a Cell. */
interface Method {
  readonly to: string;
  readonly message: string;
  mend(reference: Reference, context: Context): Mend | Refusal;
}

const rename = (to: string, message: string): Method => ({
  to,
  message,
  mend: ({ node, name }, { text }) => ({ edits: renameAttribute(node, to, text), forms: [form(name)] }),
});

const needless = (message: string): Method => ({
  to: "",
  message,
  mend: (reference, context) => {
    const edits = dropStatement(reference, context);
    return edits
      ? { edits, forms: [form(reference.name)] }
      : { refused: "It stands inside another expression: take it out by hand." };
  },
});

/** Where every Module keeps what it has. */
const KEPT = new Set(["_modules", "_parameters"]);

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
  named_parameters: {
    to: "parameters_and_names",
    message: "A Cell's parameters with names are parameters_and_names().",
    mend: namedParameters,
  },
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
  zero_grad: needless("Not needed: MindSpore returns gradients anew, none are stored."),
  flatten_parameters: needless("Not needed: MindSpore's recurrent layers lay out their weights themselves."),
  generate_square_subsequent_mask: {
    to: "",
    message: "MindSpore's Transformer makes no masks: a function that does is written into the file.",
    mend: ({ node, name }, context) => {
      const written = writeDefinition(SUBSEQUENT_MASK, context);
      return {
        edits: [...written.edits, { start: node.start, end: node.end, text: written.name }],
        forms: [form(name)],
      };
    },
  },
  register_parameter: {
    to: "insert_param_to_cell",
    message: "A Cell's parameter is registered where it is assigned: self.name = Parameter(…).",
    mend: registerParameter,
  },
  get_submodule: {
    to: "cells_and_names",
    message: "A Cell's part by its path is dict(cell.cells_and_names())[path].",
    mend: partByName("cells_and_names"),
  },
  get_parameter: {
    to: "parameters_and_names",
    message: "A Cell's parameter by its path is dict(cell.parameters_and_names())[path].",
    mend: partByName("parameters_and_names"),
  },
  _modules: { to: "_cells", message: "A Cell keeps its parts in _cells.", mend: keptUnder("_cells") },
  _parameters: { to: "_params", message: "A Cell keeps its own parameters in _params.", mend: keptUnder("_params") },
  ...Object.fromEntries(
    CASTS.map((name) => [
      name,
      { to: "to", message: "A Cell's parameters and buffers are cast by to(dtype), from 2.10 on.", mend: cast },
    ]),
  ),
};

/** Some layers alone have the methods that theirs lack in MindSpore; every layer has the others. */
const ownersOf = (name: string): readonly string[] => LACKING.get(name) ?? ["torch.nn.Module", "mindspore.nn.Cell"];

/** A method that a Module has and a Cell has under another name, or not at all. */
export default defineRule({
  name: "module-method",
  category: "module",
  owns: Object.keys(METHODS).flatMap((name) => ownersOf(name).map((owner) => `${owner}.${name}`)),
  counterpart: (name) => {
    const to = METHODS[name.slice(name.lastIndexOf(".") + 1)]?.to;
    return to ? `mindspore.nn.Cell.${to}` : undefined;
  },
  find(reference, context) {
    const name = reference.name.slice(reference.name.lastIndexOf(".") + 1);
    const method = METHODS[name];
    if ((isSet(reference) && !KEPT.has(name)) || (name === "zero_grad" && isZeroGradOfStep(reference, context)))
      return undefined;
    return {
      at: reference.call ?? reference.node,
      verdict: name === "zero_grad" || name === "flatten_parameters" ? "needless" : "renamed",
      effect: name === "zero_grad" ? "none" : "loud",
      name: LACKING.has(name) ? reference.name.replace("mindspore", "torch") : `torch.nn.Module.${name}`,
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

/** `self.type = "conv"`: an attribute of the class's own under the name of a method. */
const isSet = ({ statement, node }: Reference): boolean =>
  statement.kind === "assign" &&
  statement.targets.some((target) => target === node || (target.kind === "tuple" && target.items.includes(node)));
