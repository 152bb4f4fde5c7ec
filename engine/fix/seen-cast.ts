import type { Edit } from "../finding.ts";
import type { Context } from "../rule.ts";
import { argumentOf, type Reference } from "../semantics/reference.ts";
import type { Call, Expression } from "../syntax/nodes.ts";
import { handedTo } from "./handed.ts";
import { type Seen, seenDtype } from "./seen-dtype.ts";
import { needsParentheses } from "./values.ts";

/** What the dtype of what a call is given asks for beside the other name and arguments. */
interface Cast {
  readonly edits: readonly Edit[];
  readonly forms: readonly string[];
  readonly unsafe?: string;
}

const NOTHING: Cast = { edits: [], forms: [] };

/**
 * MindSpore's functions take fewer dtypes than torch's on a CPU. Where what is given can be seen to be of another, it is
 * converted as torch does: `ops.exp(ops.arange(5).float())`. The absolute value of complex numbers is complex there.
 */
export function castSeen(reference: Reference, context: Context): Cast {
  const { name, call, receiver } = reference;
  const short = name.slice(name.lastIndexOf(".") + 1);
  if (!call || !PICKY.has(short) || !/^torch\.(Tensor\.|special\.)?\w+$/.test(name)) return NOTHING;
  if (JOINING.has(short)) return joined(call, reference, context);
  const isSum = /^cum(sum|prod)$/.test(short) && !call.arguments.some(({ name }) => name === "dtype");
  const wanted = FLOATING.has(short) ? "float" : isSum ? "long" : short === "any" ? "bool" : undefined;
  const isAbsolute = short === "abs" || short === "absolute";
  const tensor = receiver ?? argumentOf(call, "input", 0)?.value;
  if (!tensor || !(wanted || isAbsolute)) return NOTHING;
  const seen = seenDtype(tensor, reference, context);
  if (isAbsolute) return seen === "complex" ? realPartOf(call, context) : NOTHING;
  return isWrong(wanted, seen) ? converted(tensor, `.${wanted}()`, receiver === tensor) : NOTHING;
}

/** Whether what is seen, or that nothing is, asks for a conversion: MindSpore's `any` is wrong of all but truths. */
function isWrong(wanted: string | undefined, seen: Seen | undefined): boolean {
  if (wanted === "bool") return seen !== "truth";
  return seen === "truth" || seen === "places" || (wanted === "float" && seen === "whole");
}

const FLOATING = new Set(
  (
    "exp exp2 expm1 log log2 log10 log1p rsqrt sin cos tan sinh cosh asin acos atan asinh acosh atanh arcsin arccos arctan " +
    "arcsinh arccosh arctanh tanh sigmoid expit erf erfc erfinv digamma psi lgamma gammaln i0 i0e i1 i1e logit logsumexp deg2rad rad2deg"
  ).split(" "),
);

const JOINING = new Set("cat concat concatenate stack hstack vstack column_stack dstack row_stack".split(" "));

/** All that may ask for another dtype. */
const PICKY = new Set([...FLOATING, ...JOINING, "cumsum", "cumprod", "any", "abs", "absolute"]);

function converted(tensor: Expression, cast: string, isReceiver: boolean): Cast {
  const { start, end } = tensor;
  const isBare = !isReceiver && (needsParentheses(tensor) || tensor.kind === "unary");
  const edits = isBare
    ? [
        { start, end: start, text: "(" },
        { start: end, end, text: `)${cast}` },
      ]
    : [{ start: end, end, text: cast }];
  return { ...NOTHING, edits, forms: [`cast:${cast.slice(1, -2)}`] };
}

function realPartOf(call: Call, { names }: Context): Cast {
  return { edits: handedTo(names.spell("mindspore.ops.real"), call), forms: ["cast:real"] };
}

/** torch joins tensors of different dtypes, MindSpore does not: those that are not of the widest are converted. */
function joined(call: Call, reference: Reference, context: Context): Cast {
  const given = argumentOf(call, "tensors", 0)?.value;
  if (given?.kind !== "list" && given?.kind !== "tuple") return NOTHING;
  const items = given.items.map((item) => ({ item, seen: seenDtype(item, reference, context) }));
  const dtypes = new Set(items.flatMap(({ seen }) => seen ?? []));
  if (items.length < 2 || dtypes.size + Number(items.some(({ seen }) => !seen)) < 2) return NOTHING;
  if (dtypes.has("complex") || (dtypes.has("truth") && !dtypes.has("float") && dtypes.size > 1))
    return { ...NOTHING, unsafe: "the tensors are of different dtypes, which MindSpore does not join" };
  const cast = dtypes.has("float") ? "float" : "long";
  const narrow = items.filter(({ seen }) => (cast === "float" ? seen && seen !== "float" : seen === "places"));
  const casts = narrow.map(({ item }) => converted(item, `.${cast}()`, false));
  return { edits: casts.flatMap(({ edits }) => edits), forms: [...new Set(casts.flatMap(({ forms }) => forms))] };
}
