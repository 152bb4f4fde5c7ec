import { MODULE_DICT } from "../../../catalogue/definitions/layers.ts";
import type { Mapping } from "../../../catalogue/mapping.ts";
import { isRefusal, type Mend, type Refusal } from "../../../finding.ts";
import { asCall, writeOut } from "../../../fix/carry.ts";
import { transfer } from "../../../fix/transfer.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import type { Typed } from "../../../semantics/kinds.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Call, Expression } from "../../../syntax/nodes.ts";
import { CHANGES, changed } from "./changed.ts";

const container = (to: string): Mapping & { to: string } => ({
  to,
  // What is given by name is ignored without a word.
  signatures: { mindspore: "(cells=None, /)" },
  parameters: { modules: "cells" },
});
const LIST = container("mindspore.nn.CellList");
const DICTIONARY = container("mindspore.nn.CellDict");

/** A list or dictionary of layers: MindSpore's list takes lists only, its dictionary no layers that hold others. */
export default defineRule({
  name: "module-container",
  category: "module",
  owns: ["torch.nn.ModuleList", "torch.nn.ModuleDict", ...CHANGES],
  counterpart: (name) => ({ "torch.nn.ModuleList": LIST, "torch.nn.ModuleDict": DICTIONARY })[name]?.to,
  find(reference, context) {
    if (reference.receiver) return changed(reference, context);
    return reference.name.endsWith("List") ? list(reference, context) : dictionary(reference, context);
  },
});

function list(reference: Reference, context: Context): Report {
  const generator = generatorOf(reference, context);
  return {
    at: reference.call ?? reference.node,
    verdict: generator ? "adapted" : "renamed",
    effect: "loud",
    name: reference.name,
    message: generator
      ? "nn.ModuleList is nn.CellList in MindSpore, which takes nothing but a list."
      : "nn.ModuleList is nn.CellList in MindSpore.",
    mend: () => withList(transfer(reference, LIST, context), reference.call, generator),
  };
}

/** What gives the layers and is no list: a generator, or a tuple. */
function generatorOf({ call, place }: Reference, { model }: Context): Expression | undefined {
  const value = call?.arguments[0]?.value;
  if (value?.kind === "comprehension" && value.form === "generator") return value;
  if (value?.kind === "tuple" || (value && model.kindOf(value)?.kind.is === "tuple")) return value;
  if (value?.kind === "name" && place.function?.parameters.some((p) => p.form === "star" && p.name === value.id))
    return value;
  const callee = value?.kind === "call" && value.function.kind === "name" ? value.function.id : "";
  return /^(map|filter|reversed)$/.test(callee) ? value : undefined;
}

function withList(mend: Mend | Refusal, call: Call | undefined, generator: Expression | undefined): Mend | Refusal {
  if (isRefusal(mend) || !call || !generator) return mend;
  const [open, close] = generator.kind === "comprehension" ? ["[", "]"] : ["list(", ")"];
  const edits = [
    { start: call.open + 1, end: call.open + 1, text: open },
    { start: call.close, end: call.close, text: close },
  ];
  return { ...mend, edits: [...mend.edits, ...edits], forms: mend.forms.map((form) => `${form}/generator`) };
}

function dictionary(reference: Reference, context: Context): Report {
  const { call } = asCall(reference);
  const isPlain = !call || holdsPlainLayers(call, context);
  return {
    at: reference.call ?? reference.node,
    verdict: isPlain ? "renamed" : "adapted",
    effect: "loud",
    name: reference.name,
    message: isPlain
      ? "nn.ModuleDict is nn.CellDict in MindSpore."
      : "MindSpore's nn.CellDict refuses layers that hold others: a class that takes them is written into the file.",
    mend: () => (isPlain ? transfer(reference, DICTIONARY, context) : writeOut(reference, {}, MODULE_DICT, context)),
  };
}

/** Whether everything in a dictionary is certainly a layer that holds no others. */
function holdsPlainLayers(call: Call | undefined, { model }: Context): boolean {
  const [given] = call?.arguments ?? [];
  const values = given && valuesOf(given.value);
  return values !== undefined && values.length > 0 && values.every((value) => isPlainLayer(model.kindOf(value)));
}

function valuesOf(node: Expression): Expression[] | undefined {
  if (node.kind === "dictionary")
    return node.entries.every((e) => e.key) ? node.entries.map((e) => e.value) : undefined;
  if (node.kind !== "call" || node.function.kind !== "name" || node.function.id !== "dict") return undefined;
  return node.arguments.every((a) => a.form === "keyword") ? node.arguments.map((a) => a.value) : undefined;
}

const isPlainLayer = (typed: Typed | undefined): boolean =>
  typed?.kind.is === "instance" &&
  [typed.kind.of, ...(typed.kind.definition?.roots ?? [])].every((name) => !HOLDING.test(name));

const HOLDING = /\.(Module|Cell|Sequential(Cell)?|(Module|Cell)(List|Dict))$/;
