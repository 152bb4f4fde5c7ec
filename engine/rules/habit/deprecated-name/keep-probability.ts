import { mindsporeSignatures } from "../../../catalogue/signatures.ts";
import type { Mend, Refusal } from "../../../finding.ts";
import { complement } from "../../../fix/decimal.ts";
import type { Context, Report } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import type { Argument, Expression } from "../../../syntax/nodes.ts";

/** `nn.Dropout(keep_prob=0.9)`: since 2.0 a Dropout is told what it drops. */
export function keepProbability({ name, call }: Reference, context: Context): Report | undefined {
  if (name !== "mindspore.nn.Dropout" || !call || !takesShare(context)) return undefined;
  const kept = argumentOf(call, "keep_prob", 0);
  if (!kept || (kept.form === "positional" && !isMostlyKept(kept))) return undefined;
  return {
    at: call,
    verdict: "adapted",
    effect: "none",
    severity: "information",
    name,
    message: "keep_prob is deprecated since MindSpore 2.0: p is the share that is dropped.",
    mend: () => mend(kept, context),
  };
}

const takesShare = ({ target }: Context): boolean =>
  mindsporeSignatures("mindspore.nn.Dropout", target.mindspore).some(({ parameters }) =>
    parameters.some(({ name }) => name === "p"),
  );

/** A share below one half may be torch's habit, which another rule asks about. */
const isMostlyKept = ({ value }: Argument): boolean =>
  value.kind === "number" && Number(value.text) >= 0.5 && Number(value.text) <= 1;

function mend({ start, end, value }: Argument, { text }: Context): Mend | Refusal {
  const source = text.slice(value.start, value.end);
  const share = restOfOne(value);
  if (share)
    return { edits: [{ start, end, text: `p=${text.slice(share.start, share.end)}` }], forms: ["habit:keep-prob"] };
  const dropped = value.kind === "number" ? complement(source) : `1 - ${source}`;
  if (!dropped || (value.kind !== "number" && value.kind !== "name" && value.kind !== "attribute"))
    return { refused: `Write p=1 - (${source}).` };
  return {
    edits: [{ start, end, text: `p=${dropped}` }],
    forms: ["habit:keep-prob"],
  };
}

/** `rate` in `1 - rate`: the share that is dropped stands there already. */
const restOfOne = (value: Expression): Expression | undefined =>
  value.kind === "binary" && value.operator === "-" && value.left.kind === "number" && Number(value.left.text) === 1
    ? value.right
    : undefined;
