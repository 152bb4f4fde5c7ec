import type { Mend, Refusal } from "../../../finding.ts";
import { dropCall } from "../../../fix/drop.ts";
import { removeArguments } from "../../../fix/layout.ts";
import { likelyReason } from "../../../fix/likely.ts";
import { type Context, defineRule } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Argument, Expression } from "../../../syntax/nodes.ts";

const MOVES = ["to", "cuda", "cpu", "npu"];
/** What prepares a move: the memory it goes through. */
const PREPARING = ["torch.Tensor.pin_memory", "mindspore.Tensor.pin_memory", "torch.nn.Module.share_memory"];
const OWNERS = ["torch.Tensor", "mindspore.Tensor", "torch.nn.Module", "mindspore.nn.Cell"];

/** Moving a tensor or a model to a device: MindSpore runs everything on the device that is set once. */
export default defineRule({
  name: "device-placement",
  category: "device",
  owns: [...OWNERS.flatMap((owner) => MOVES.map((move) => `${owner}.${move}`)), ...PREPARING],
  find(reference, context) {
    const { call } = reference;
    if (!call) return undefined;
    const parts = partsOf(reference, context);
    if (parts.rest.length && !parts.devices.length) return undefined;
    const unclear = parts.unclear[0];
    return {
      at: call,
      verdict: unclear ? "manual" : "needless",
      effect: unclear ? "loud" : "none",
      name: reference.name.replace("mindspore.nn.Cell", "torch.nn.Module").replace("mindspore", "torch"),
      message: unclear
        ? `Whether ${source(context, unclear.value)} is a device or a dtype cannot be seen. Devices are not needed in MindSpore; a dtype stays.`
        : "Not needed: MindSpore places tensors by set_device.",
      mend: () => mend(reference, parts, context),
    };
  },
});

interface Parts {
  readonly devices: readonly Argument[];
  /** dtypes and tensors to be like: they stay. */
  readonly rest: readonly Argument[];
  readonly unclear: readonly Argument[];
}

function partsOf(reference: Reference, context: Context): Parts {
  const devices: Argument[] = [];
  const rest: Argument[] = [];
  const unclear: Argument[] = [];
  const always = !reference.name.endsWith(".to");
  for (const argument of reference.call!.arguments) {
    if (always || isDevice(argument, context)) devices.push(argument);
    else if (isKept(argument, context)) rest.push(argument);
    else unclear.push(argument);
  }
  return { devices, rest, unclear };
}

function isDevice(argument: Argument, context: Context): boolean {
  if (argument.form === "keyword") return /^(device|non_blocking|copy|memory_format)$/.test(argument.name!);
  const { value } = argument;
  const kind = context.model.kindOf(value)?.kind;
  if (kind?.is === "instance") return kind.of === "torch.device";
  if (kind?.is === "literal") return kind.type === "str" || kind.type === "int" || kind.type === "bool";
  return DEVICE_NAME.test(lastName(value));
}

/** What is moved to a torch.device is a tensor or a layer, however little else is known of it. */
function isCertain({ value }: Argument, { model }: Context): boolean {
  const typed = model.kindOf(value);
  return typed?.ground === "certain" && typed.kind.is === "instance" && typed.kind.of === "torch.device";
}

const DEVICE_NAME = /^_?(\w*_)?(device|dev|gpu|cuda|rank|local_rank)s?(_id|_ids)?$/i;

function isKept(argument: Argument, context: Context): boolean {
  if (argument.form === "keyword") return argument.name === "dtype" || argument.name === "other";
  const kind = context.model.kindOf(argument.value)?.kind;
  return kind?.is === "instance" || /dtype|^(float|half|bfloat|int|long)\d*$/.test(lastName(argument.value));
}

function lastName(node: Expression): string {
  if (node.kind === "name") return node.id;
  if (node.kind === "attribute") return node.name;
  if (node.kind !== "subscript") return "";
  const [item] = node.items;
  return item?.kind === "string" ? (item.value ?? "") : lastName(node.value);
}

const source = ({ text }: Context, node: Expression): string => text.slice(node.start, node.end);

function mend(reference: Reference, { devices, rest, unclear }: Parts, context: Context): Mend | Refusal {
  const [doubt] = unclear;
  if (doubt) return { refused: `Whether ${source(context, doubt.value)} is a device or a dtype cannot be seen.` };
  const unsafe = devices.some((argument) => isCertain(argument, context))
    ? undefined
    : likelyReason(reference, context);
  const kind = reference.name.includes("Tensor") ? "tensor" : "module";
  if (!rest.length) {
    const edits = dropCall(reference, context);
    return edits ? { edits, forms: [`device:${kind}`], unsafe } : { refused: "A comment stands inside the call." };
  }
  const edits = removeArguments(context.text, reference.call!, devices);
  return edits
    ? { edits, forms: [`device:${kind}:dtype`], unsafe }
    : { refused: "A comment stands between the arguments." };
}
