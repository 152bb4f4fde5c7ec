import type { Mapping } from "../../../catalogue/mapping.ts";
import { mindsporeHas } from "../../../catalogue/signatures.ts";
import { type Edit, isRefusal, type Mend, type Refusal } from "../../../finding.ts";
import { transfer } from "../../../fix/transfer.ts";
import { type Context, defineRule } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Sequence } from "../../../syntax/nodes.ts";
import { atLeast, type Target } from "../../../target.ts";
import { shortName } from "../../wording.ts";

type Counterpart = Mapping & { readonly to: string };

const method = (name: string, parameters: Mapping["parameters"] = {}): Counterpart => ({
  to: `mindspore.Tensor.${name}`,
  parameters,
});
const operator = (name: string, parameters: Mapping["parameters"] = {}): Counterpart => ({
  to: `mindspore.ops.${name}`,
  parameters,
});

const SWAPPED = { dim0: "axis0", dim1: "axis1" };
const MOVED = { input: "x" };

/** How axes are said in MindSpore. */
const COUNTERPARTS: Record<string, Counterpart> = {
  "torch.transpose": operator("swapaxes", SWAPPED),
  "torch.swapdims": operator("swapaxes", SWAPPED),
  "torch.swapaxes": operator("swapaxes"),
  "torch.permute": operator("permute", { dims: "axis" }),
  "torch.movedim": operator("movedim", MOVED),
  "torch.moveaxis": operator("moveaxis", MOVED),
  "torch.t": operator("t"),
  "torch.adjoint": operator("adjoint", MOVED),
  "torch.Tensor.transpose": method("transpose"),
  "torch.Tensor.swapdims": method("swapdims"),
  "torch.Tensor.swapaxes": method("swapaxes"),
  "torch.Tensor.permute": method("permute"),
  "torch.Tensor.movedim": method("movedim"),
  "torch.Tensor.moveaxis": method("moveaxis"),
  "torch.Tensor.t": { ...method("t"), signatures: { mindspore: "()" } },
  "torch.Tensor.adjoint": method("adjoint"),
  "torch.Tensor.T": method("T"),
  "torch.Tensor.mT": method("mT"),
  "torch.Tensor.H": method("H"),
  "torch.Tensor.mH": method("mH"),
};

/** Before 2.5 a tensor's `transpose` takes all axes, as torch's `permute` does; that of 2.7 has no gradient on a CPU. */
const BEFORE: Record<string, Counterpart> = {
  "torch.Tensor.transpose": method("swapaxes", SWAPPED),
  "torch.Tensor.swapdims": method("swapaxes", SWAPPED),
};

const counterpartOf = (name: string, { mindspore }: Target): Counterpart =>
  (atLeast(mindspore, "2.8") ? undefined : BEFORE[name]) ?? COUNTERPARTS[name];

/** Axes exchanged, moved or put in another order. */
export default defineRule({
  name: "transposed-axes",
  category: "axes",
  owns: Object.keys(COUNTERPARTS),
  counterpart: (name, target) => counterpartOf(name, target).to,
  find(reference, context) {
    const counterpart = counterpartOf(reference.name, context.target);
    const repair = mend(reference, counterpart, context);
    if (!isRefusal(repair) && !repair.edits.length) return undefined;
    const [from, to] = [shortName(reference.name), shortName(counterpart.to)];
    return {
      at: reference.call ?? reference.node,
      verdict: isRefusal(repair) ? "manual" : from === to ? "adapted" : "renamed",
      effect: "loud",
      name: reference.name,
      message: from === to ? `${from} takes its axes by position in MindSpore.` : `${from} is ${to} in MindSpore.`,
      mend: () => repair,
    };
  },
});

function mend(reference: Reference, counterpart: Counterpart, context: Context): Mend | Refusal {
  if (!mindsporeHas(counterpart.to, context.target.mindspore))
    return { refused: `${shortName(counterpart.to)} is not in MindSpore ${context.target.mindspore}: swapaxes is.` };
  if (reference.name === "torch.Tensor.permute") return permuteMethod(reference, counterpart, context);
  const repair = transfer(reference, counterpart, context);
  return reference.name === "torch.permute" ? withTuple(repair, reference, context) : repair;
}

/** `x.permute(dims=(2, 0, 1))`: MindSpore's takes no keyword before 2.8, and its axes by position in every version. */
function permuteMethod(reference: Reference, counterpart: Counterpart, context: Context): Mend | Refusal {
  const dims = reference.call?.arguments.find((argument) => argument.form === "keyword");
  if (dims?.name !== "dims" || reference.call!.arguments.length > 1)
    return reference.call ? { edits: [], forms: [] } : transfer(reference, counterpart, context);
  return { edits: [{ start: dims.start, end: dims.value.start, text: "" }], forms: ["torch.Tensor.permute(dims=)"] };
}

/** ops.permute takes no list before 2.8. */
function withTuple(repair: Mend | Refusal, { call }: Reference, { text }: Context): Mend | Refusal {
  const dims = call?.arguments.find((a, i) => a.name === "dims" || (i === 1 && a.form === "positional"))?.value;
  if (isRefusal(repair) || dims?.kind !== "list") return repair;
  return { ...repair, edits: [...repair.edits, ...asTuple(dims, text)], forms: ["torch.permute(list)"] };
}

function asTuple(list: Sequence, text: string): Edit[] {
  const open = text.indexOf("[", list.start);
  const close = text.lastIndexOf("]", list.end - 1);
  return [
    { start: open, end: open + 1, text: "(" },
    { start: close, end: close + 1, text: list.items.length === 1 ? ",)" : ")" },
  ];
}
