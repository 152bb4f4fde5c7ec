import type { Mend, Refusal } from "../../../finding.ts";
import { renameAttribute } from "../../../fix/attribute.ts";
import { type Chain, chainOf, methodOf } from "../../../fix/in-place.ts";
import { likelyReason } from "../../../fix/likely.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { namesBound } from "../../../semantics/next-use.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { perStatement } from "../../../syntax/collect.ts";
import type { Call, Expression, FunctionDefinition, Module } from "../../../syntax/nodes.ts";
import { callEnd, walkExpressions, walkStatements } from "../../../syntax/walk.ts";
import { isSimple } from "../../padding/support.ts";
import { VIEWS } from "./shared.ts";
import { calledInstead, writtenAndUsed, writtenInTurn } from "./write.ts";

/** Methods that fill their tensor: parameters filled so belong to the rule of initial weights. */
const FILLING = ["fill_", "zero_"];
/** Methods that change what axes a tensor has, which no write into it can do. */
const RESHAPING = ["unsqueeze_", "squeeze_", "transpose_", "swapaxes_", "swapdims_", "t_", "detach_"];
const CHANGING =
  "abs absolute acos acosh add addbmm addcdiv addcmul addmm addmv addr arccos arccosh arcsin arcsinh arctan " +
  "arctan2 arctanh asin asinh atan atan2 atanh baddbmm bitwise_and bitwise_left_shift bitwise_not bitwise_or " +
  "bitwise_right_shift bitwise_xor ceil clamp clamp_max clamp_min clip conj_physical copy copysign cos cosh " +
  "cumprod cumsum deg2rad digamma div divide eq erf erfc erfinv exp exp2 expm1 fix float_power floor " +
  "floor_divide fmod frac gcd ge greater greater_equal gt heaviside hypot i0 igamma igammac index_add index_copy " +
  "index_fill index_put index_reduce lcm ldexp le lerp less less_equal lgamma log log10 log1p log2 logical_and logical_not " +
  "logical_or logical_xor logit lt masked_fill masked_scatter mul multiply mvlgamma nan_to_num ne neg negative " +
  "nextafter not_equal polygamma pow rad2deg reciprocal relu remainder renorm round rsqrt scatter scatter_add " +
  "scatter_reduce sgn sigmoid sign sin sinc sinh sqrt square sub subtract tan tanh tril triu true_divide trunc " +
  "xlogy";
const OWNED = [...CHANGING.split(" ").map((name) => `${name}_`), ...RESHAPING];
const IN_PLACE = new Set([...OWNED, ...FILLING]);

/** A method that changes its tensor: on a CPU MindSpore's does nothing and says nothing, or raises. */
export default defineRule({
  name: "in-place-method",
  category: "data",
  owns: OWNED.map((name) => `torch.Tensor.${name}`),
  find: reportInPlace,
});

/** What is found at a method that changes its tensor; another rule asks for those that fill one. */
export function reportInPlace(reference: Reference, context: Context): Report | undefined {
  const { call, node, name } = reference;
  const method = name.slice(name.lastIndexOf(".") + 1);
  if (call && isInsideChain(call, reference)) return undefined;
  const chain = call && chainOf(call, (name) => IN_PLACE.has(name));
  if (chain && isPlainCopy(chain, reference, context)) return undefined;
  return {
    at: call ?? node,
    verdict: "adapted",
    effect: "silent",
    name: name.replace("mindspore", "torch"),
    message: `On a CPU ${method} changes nothing in MindSpore, or raises: the tensor is written instead.`,
    mend: () => (chain ? mend(reference, chain, context) : { refused: "It is handed on without being called." }),
  };
}

/** `x.mul_(2)` in `x.mul_(2).add_(1)`: the whole chain is one repair. */
const isInsideChain = (call: Call, { statement }: Reference): boolean => chainedIn(statement).has(call);

const chainedIn = perStatement((statement): ReadonlySet<Expression> => {
  const inside = new Set<Expression>();
  walkExpressions(statement, (node) => {
    if (node.kind === "call" && node.function.kind === "attribute" && IN_PLACE.has(node.function.name))
      inside.add(node.function.value);
  });
  return inside;
});

/** `self.weight.copy_(x)`, `p.copy_(x)`: MindSpore's copies into a whole tensor; into a part of one, or a view, it does not. */
function isPlainCopy({ tensor, calls }: Chain, { place }: Reference, context: Context): boolean {
  const { model } = context;
  if (calls.length > 1 || methodOf(calls[0]) !== "copy_") return false;
  if (tensor.kind === "attribute") return !VIEWS.test(tensor.name);
  const kind = model.kindOf(tensor)?.kind;
  if (tensor.kind !== "name" || kind?.is !== "instance") return false;
  return kind.of.endsWith(".Parameter") || goesOverParameters(tensor.id, place.function ?? model.module, context);
}

/** Whether a loop binds a name that goes over parameters, whatever is known of the model that has them. */
function goesOverParameters(name: string, { body }: FunctionDefinition | Module, { text }: Context): boolean {
  let found = false;
  walkStatements(body, (statement) => {
    if (statement.kind !== "for" || !namesBound(statement.target).includes(name)) return;
    const { start, end } = statement.iterable;
    found ||= /\.(parameters_and_names|trainable_params|get_parameters)\(/.test(text.slice(start, end));
  });
  return found;
}

function mend(reference: Reference, chain: Chain, context: Context): Mend | Refusal {
  const { statement, call } = reference;
  const { text } = context;
  const methods = chain.calls.map(methodOf);
  if (text.slice(chain.tensor.end, call!.end).includes("#")) return { refused: "A comment stands inside the call." };
  if (/\.grad\b/.test(text.slice(chain.tensor.start, chain.tensor.end)))
    return { refused: "Gradients are values in MindSpore: change what ms.value_and_grad returns." };
  const unsafe = likelyReason(reference, context);
  const isAlone = statement.kind === "expression" && statement.value === call;
  const parts = partsOf(chain, text);
  if (parts.length > 1 && !isAlone)
    return { refused: "It is read while it is changed: make each change in a statement of its own." };
  if (isAlone) {
    const repair = methods.some((method) => RESHAPING.includes(method))
      ? rebound(chain, context)
      : writtenInTurn(reference, parts, context);
    return "refused" in repair ? repair : { ...repair, unsafe };
  }
  const target = statement.kind === "assign" && statement.value === call ? statement.targets[0] : undefined;
  const isRebound = target && text.slice(target.start, target.end) === text.slice(chain.tensor.start, chain.tensor.end);
  if (!isRebound && !isFresh(chain.tensor)) {
    if (methods.some((method) => RESHAPING.includes(method)))
      return { refused: "Its result is used as well: change the tensor in a statement of its own first." };
    const repair = writtenAndUsed(chain, context);
    return "refused" in repair ? repair : { ...repair, unsafe };
  }
  if (methods.length === 1 && FILLING.includes(methods[0])) return { ...filledAnew(chain, context), unsafe };
  if (methods.some((method) => FILLING.includes(method) || method === "copy_"))
    return { refused: `Make the value where it is used: ${madeOf(methods.at(-1)!)}.` };
  const instead = calledInstead(chain, context);
  if (instead) return { ...instead, unsafe };
  return { edits: chain.calls.flatMap((one) => withoutUnderscore(one, text)), forms: ["in-place:value"], unsafe };
}

/** `torch.Tensor(2, 1).fill_(1.0)` → `ops.full_like(torch.Tensor(2, 1), 1.0)` */
function filledAnew({ tensor, calls: [call] }: Chain, { names }: Context): Mend {
  const isZero = methodOf(call) === "zero_";
  const to = names.spell(`mindspore.ops.${isZero ? "zeros_like" : "full_like"}`);
  const edits = [
    { start: tensor.start, end: tensor.start, text: `${to}(` },
    { start: tensor.end, end: isZero ? callEnd(call) : call.open + 1, text: isZero ? ")" : ", " },
  ];
  return { edits, forms: [`in-place:value/${isZero ? "zeros" : "full"}`] };
}

/** A chain in parts, each of which begins with a call that is given the tensor itself: as the part before left it. */
function partsOf({ tensor, calls }: Chain, text: string): Chain[] {
  const source = text.slice(tensor.start, tensor.end);
  const parts: Call[][] = [];
  for (const call of calls) {
    let reads = false;
    for (const { value } of call.arguments)
      walkExpressions(value, (node) => {
        if (text.slice(node.start, node.end) === source) reads = true;
      });
    if (reads || !parts.length) parts.push([call]);
    else parts[parts.length - 1].push(call);
  }
  return parts.map((part) => ({ tensor, calls: part }));
}

const madeOf = (method: string): string =>
  method === "zero_"
    ? "torch.zeros(...)"
    : method === "fill_"
      ? "torch.full(size, value)"
      : "the tensor that is copied";

const withoutUnderscore = (call: Call, text: string) =>
  renameAttribute(call.function, methodOf(call).slice(0, -1), text);

/** What nothing else can name, so that changing it and making it anew are the same. */
export const isFresh = (node: Expression): boolean =>
  node.kind === "binary" ||
  node.kind === "unary" ||
  (node.kind === "call" && !(node.function.kind === "attribute" && VIEWS.test(node.function.name)));

/** `x.unsqueeze_(0)` → `x = x.unsqueeze(0)` */
function rebound({ tensor, calls }: Chain, { text }: Context): Mend | Refusal {
  if (!isSimple(tensor)) return { refused: "Give the tensor a name first." };
  if (calls[calls.length - 1].start < tensor.start) return { refused: "Take the parentheses around it away first." };
  const name = text.slice(tensor.start, tensor.end);
  const renamed = calls.flatMap((call) => withoutUnderscore(call, text));
  return {
    edits: [{ start: tensor.start, end: tensor.start, text: `${name} = ` }, ...renamed],
    forms: calls.map((call) => `in-place:rebound/${methodOf(call)}`),
  };
}
