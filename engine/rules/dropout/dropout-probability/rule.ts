import type { Mapping } from "../../../catalogue/mapping.ts";
import { isRefusal, type Mend, type Refusal } from "../../../finding.ts";
import { complement } from "../../../fix/decimal.ts";
import { transfer } from "../../../fix/transfer.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import { atLeast } from "../../../target.ts";
import { shortName } from "../../wording.ts";

const INPLACE = { drop: true, why: "MindSpore returns a new tensor." } as const;
const ALL_DROPPED = "MindSpore's Dropout refuses p=1.0: write ops.zeros_like(x) where everything is to be dropped.";

const LAYERS: Record<string, Mapping & { to: string }> = {
  "torch.nn.Dropout": layer("mindspore.nn.Dropout"),
  "torch.nn.Dropout1d": layer("mindspore.nn.Dropout1d"),
  "torch.nn.Dropout2d": layer("mindspore.nn.Dropout2d"),
  "torch.nn.Dropout3d": layer("mindspore.nn.Dropout3d"),
  "torch.nn.functional.dropout": call("mindspore.ops.dropout"),
  "torch.nn.functional.dropout1d": call("mindspore.ops.dropout1d"),
  "torch.nn.functional.dropout2d": call("mindspore.ops.dropout2d"),
  "torch.nn.functional.dropout3d": call("mindspore.ops.dropout3d"),
};

function layer(to: string): Mapping & { to: string } {
  return { to, parameters: { p: { refuse: ["1", "1.0", "1."], why: ALL_DROPPED }, inplace: INPLACE } };
}

function call(to: string): Mapping & { to: string } {
  return { to, parameters: { p: { refuse: ["1", "1.0", "1."], why: ALL_DROPPED }, inplace: INPLACE } };
}

/** A dropout layer or function: torch's argument is the share dropped, MindSpore's first one the share kept. */
export default defineRule({
  name: "dropout-probability",
  category: "dropout",
  owns: Object.keys(LAYERS),
  counterpart: (name) => LAYERS[name]?.to,
  find(reference, context) {
    const silent = isTakenForKeepProbability(reference);
    return {
      at: reference.call ?? reference.node,
      verdict: silent ? "adapted" : "renamed",
      effect: silent ? "silent" : "none",
      name: reference.name,
      message: message(reference, context),
      mend: () => mend(reference, context),
    };
  },
});

/** Whether the call would be read as `Dropout(keep_prob)`: the share is given by position, and is not one half. */
function isTakenForKeepProbability({ name, call }: Reference): boolean {
  const first = name === "torch.nn.Dropout" ? call?.arguments[0] : undefined;
  return first?.form === "positional" && !(first.value.kind === "number" && Number(first.value.text) === 0.5);
}

function message(reference: Reference, { text, target }: Context): string {
  const short = shortName(LAYERS[reference.name].to);
  const p = reference.call && argumentOf(reference.call, "p", 0);
  if (reference.name !== "torch.nn.Dropout" || !reference.call)
    return `${shortName(reference.name)} is ${short} in MindSpore.`;
  const value = p ? text.slice(p.value.start, p.value.end) : "0.5";
  if (!atLeast(target.mindspore, "2.0"))
    return `MindSpore ${target.mindspore} has keep_prob, the share that is kept, for p, the share that is dropped. Write keep_prob=${keepProbability(value)}.`;
  if (!p)
    return "The first parameter of MindSpore's Dropout is keep_prob; one half is the default of both. Write p=0.5.";
  if (p.form === "keyword")
    return "p is the share that is dropped in MindSpore too; only by position it would be the share that is kept.";
  const percent =
    Number(value) > 0 && Number(value) < 1
      ? `${value} would drop ${trim((1 - Number(value)) * 100)} % instead of ${trim(Number(value) * 100)} %`
      : `${value} would be the share that is kept`;
  return `MindSpore's Dropout takes keep_prob first${Number(value) === 0.5 ? "" : `: ${percent}`}. Write p=${value}.`;
}

const trim = (value: number): string => String(Math.round(value * 1000) / 1000);

const keepProbability = (value: string): string => complement(value) ?? `1 - ${value}`;

function mend(reference: Reference, context: Context): Mend | Refusal {
  const mapping = LAYERS[reference.name];
  if (atLeast(context.target.mindspore, "2.0")) return transfer(reference, mapping, context);
  if (reference.name !== "torch.nn.Dropout") return { refused: `${shortName(mapping.to)} came with MindSpore 2.0.` };
  return keepProbabilityMend(reference, context);
}

function keepProbabilityMend(reference: Reference, context: Context): Mend | Refusal {
  const mapping: Mapping & { to: string } = {
    to: "mindspore.nn.Dropout",
    parameters: {
      p: { to: "keep_prob", complement: true, refuse: ["1", "1.0", "1."], why: ALL_DROPPED },
      inplace: INPLACE,
    },
  };
  const result = transfer(reference, mapping, context);
  return isRefusal(result)
    ? result
    : { ...result, unsafe: result.unsafe ?? "explained, not proven, for MindSpore 1.x" };
}
