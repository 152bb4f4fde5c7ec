import type { Mend, Refusal } from "../../../finding.ts";
import { likelyReason } from "../../../fix/likely.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import type { Call, Expression } from "../../../syntax/nodes.ts";
import { walkExpressions } from "../../../syntax/walk.ts";
import { isSimple } from "../../padding/support.ts";
import { mayHaveRun, writtenInto } from "./into-model.ts";
import { given, STATE_LOADS, STATES, stateOf } from "./optimizer.ts";
import { isReadAsRecord, loadRecord, recordIn, saveRecord } from "./record.ts";

const LOADS = ["torch.nn.Module.load_state_dict", "mindspore.nn.Cell.load_state_dict"];

/** Saving and loading a model's weights: MindSpore writes checkpoints of its own, whose names end in .ckpt. */
export default defineRule({
  name: "checkpoint",
  category: "data",
  owns: ["torch.save", "torch.load", ...LOADS, ...STATES, ...STATE_LOADS],
  counterpart: (name) =>
    ({
      "torch.save": "mindspore.save_checkpoint",
      "torch.load": "mindspore.load_checkpoint",
      "torch.nn.Module.load_state_dict": "mindspore.load_param_into_net",
    })[name],
  find(reference, context) {
    if (STATES.includes(reference.name)) return stateOf(reference, context);
    if (STATE_LOADS.includes(reference.name)) return given(reference, context);
    if (LOADS.includes(reference.name)) return loadInto(reference, context);
    const { call } = reference;
    if (reference.name === "torch.load" && call && isLoadedInto(call, context)) return undefined;
    return {
      at: call ?? reference.node,
      verdict: "restructured",
      effect: "loud",
      name: reference.name,
      message:
        reference.name === "torch.save"
          ? "MindSpore saves a model with ms.save_checkpoint; the file's name ends in .ckpt."
          : "MindSpore reads its own checkpoints with ms.load_checkpoint; a PyTorch file must be converted first.",
      mend: () => (reference.name === "torch.save" ? save(reference, context) : load(reference, context)),
    };
  },
});

function save(reference: Reference, context: Context): Mend | Refusal {
  const { call } = reference;
  const [object, file, ...others] = call?.arguments ?? [];
  if (!call || !object || !file || others.length) return { refused: "Write ms.save_checkpoint(model, 'name.ckpt')." };
  const saved = object.value;
  const record = recordIn(saved, reference, context) ?? (isStateOf(saved, context) ? "certain" : undefined);
  if (record) return saveRecord(reference, record, context);
  const owner =
    saved.kind === "call" && saved.function.kind === "attribute" && saved.function.name === "state_dict"
      ? saved.function.value
      : undefined;
  if (!owner && !isStateIn(saved))
    return {
      refused: "Only a model's state_dict(), or a dictionary of several things, can be saved: write one of them.",
    };
  const path = checkpointPath(file.value, context);
  if (!path) return { refused: "The file's name is computed in place: give it a name first." };
  const { text, names } = context;
  return {
    edits: [
      { start: reference.node.start, end: reference.node.end, text: names.spell("mindspore.save_checkpoint") },
      ...(owner ? [{ start: owner.end, end: saved.end, text: "" }] : []),
      { start: file.value.start, end: file.value.end, text: path },
    ].filter((edit) => text.slice(edit.start, edit.end) !== edit.text),
    forms: [owner ? "checkpoint:save" : "checkpoint:save-state"],
    unsafe: owner ? undefined : `${text.slice(saved.start, saved.end)} must be a model's state`,
  };
}

/** `state["state_dict"]`, `checkpoint["model"]`: what a dictionary of several things holds of a model. */
const isStateIn = (saved: Expression): boolean =>
  saved.kind === "subscript" &&
  saved.items[0]?.kind === "string" &&
  /^(state_dict|(model|net|network|ema)(_state(_dict)?)?|weights)$/i.test(saved.items[0].value ?? "");

/** The state of an optimizer or a scheduler, or what its function gives once that is written. */
function isStateOf(saved: Expression, { model }: Context): boolean {
  if (saved.kind !== "call") return false;
  if (saved.function.kind === "name") return /^(torch_)?(optimizer|scheduler)_state$/.test(saved.function.id);
  return model.references.some(({ name, call }) => call === saved && STATES.includes(name));
}

function load(reference: Reference, context: Context): Mend | Refusal {
  const { call } = reference;
  const file = call && argumentOf(call, "f", 0)?.value;
  if (call && file && (isReadAsRecord(call, reference, context) || isGivenAsState(call, context)))
    return loadRecord(reference, call, file, context);
  const path = call && loadedPath(call, context);
  if (!call || !path) return { refused: "Write ms.load_checkpoint('name.ckpt')." };
  return {
    edits: [{ start: call.start, end: call.end, text: `${context.names.spell("mindspore.load_checkpoint")}(${path})` }],
    forms: ["checkpoint:load"],
    unsafe: "the file must be a MindSpore checkpoint",
  };
}

/** `model.load_state_dict(torch.load(path))` */
function loadInto(reference: Reference, context: Context): Report | undefined {
  const { call, receiver } = reference;
  const source = call && argumentOf(call, "state_dict", 0)?.value;
  if (!call || !receiver) return undefined;
  if (source?.kind !== "call" || !isTorchLoad(source, context))
    return mayHaveRun(reference, context) ? writtenInto(reference, context) : undefined;
  return {
    at: call,
    verdict: "restructured",
    effect: "loud",
    name: reference.name.replace("mindspore.nn.Cell", "torch.nn.Module"),
    message: "MindSpore reads a checkpoint into a model with ms.load_param_into_net(model, ms.load_checkpoint(name)).",
    mend(): Mend | Refusal {
      const path = loadedPath(source, context);
      if (!path) return { refused: "Write ms.load_param_into_net(model, ms.load_checkpoint('name.ckpt'))." };
      if (call.arguments.length > 1)
        return { refused: "strict= has no counterpart: ms.load_param_into_net returns the names it could not load." };
      const model = context.text.slice(receiver.start, receiver.end);
      const text = `${context.names.spell("mindspore.load_param_into_net")}(${model}, ${context.names.spell("mindspore.load_checkpoint")}(${path}))`;
      return {
        edits: [{ start: call.start, end: call.end, text }],
        forms: ["checkpoint:load-into"],
        unsafe:
          likelyReason(reference, context) ??
          (mayHaveRun(reference, context) ? "an optimizer that has run does not go on with what is loaded" : undefined),
      };
    },
  };
}

function isTorchLoad(call: Call, { model }: Context): boolean {
  return model.references.some((reference) => reference.name === "torch.load" && reference.call === call);
}

/** Whether a call stands as the state in `optimizer.load_state_dict(torch.load(f))`, or in what takes its place. */
function isGivenAsState(call: Call, { model }: Context): boolean {
  const isFunction = (callee: Expression) =>
    callee.kind === "name" && /^(torch_)?load_(optimizer|scheduler)_state$/.test(callee.id);
  let found = model.references.some((r) => STATE_LOADS.includes(r.name) && r.call?.arguments[0]?.value === call);
  walkExpressions(model.module, (node) => {
    if (node.kind === "call" && isFunction(node.function) && node.arguments[1]?.value === call) found = true;
  });
  return found;
}

const isLoadedInto = (call: Call, { model }: Context): boolean =>
  model.references.some((reference) => LOADS.includes(reference.name) && reference.call?.arguments[0]?.value === call);

function loadedPath(call: Call, context: Context): string | undefined {
  const file = argumentOf(call, "f", 0);
  const others = call.arguments.filter(
    (argument) => argument !== file && !/^(map_location|weights_only)$/.test(argument.name ?? ""),
  );
  const device = call.arguments[1]?.form === "positional" ? 1 : 0;
  return file && others.length <= device ? checkpointPath(file.value, context) : undefined;
}

/** A literal name gets the ending .ckpt; any other text gets it appended, when saving and when loading alike. */
function checkpointPath(file: Expression, context: Context): string | undefined {
  const { text } = context;
  const source = text.slice(file.start, file.end);
  if (file.kind === "string" && file.value !== undefined) {
    const [, opening, closing] = /^([rRbBuU]*(?:'''|"""|'|"))[\s\S]*?('''|"""|'|")$/.exec(source) ?? [];
    return opening && `${opening}${file.value.replace(/\.(pt|pth|pkl|bin|ckpt|tar|model)$/, "")}.ckpt${closing}`;
  }
  if (file.kind === "string") return source.replace(/(\.(pt|pth|pkl|bin|ckpt|tar|model))?(["'])$/, ".ckpt$3");
  if (isSimple(file)) return `f"{${source.replaceAll('"', "'")}}.ckpt"`;
  return isComputedText(file, context) ? `${source} + ".ckpt"` : undefined;
}

/** `os.path.join(folder, "best.pt")`, `"%s.pt" % name`, `folder + "/best.pt"`. */
function isComputedText(file: Expression, { model }: Context): boolean {
  if (
    file.kind === "binary" &&
    /^[+%]$/.test(file.operator) &&
    [file.left, file.right].some(({ kind }) => kind === "string")
  )
    return true;
  const kind = /^(call|binary)$/.test(file.kind) ? model.kindOf(file)?.kind : undefined;
  return kind?.is === "literal" && kind.type === "str";
}
