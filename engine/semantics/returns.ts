import type { Signature } from "../catalogue/signature.ts";
import { mindsporeSignatures, torchNameKind, torchSignatures } from "../catalogue/signatures.ts";
import type { Argument, Call } from "../syntax/nodes.ts";
import { dottedName } from "../syntax/walk.ts";
import { frameworkOf } from "./frameworks.ts";
import {
  certain,
  instance,
  isGradientName,
  isNumber,
  isOptimizerName,
  isSchedulerName,
  isTensor,
  type Kind,
  likely,
  literal,
  objectOf,
  type Typed,
  weaken,
} from "./kinds.ts";
import { kindOfAnnotation } from "./torch-annotations.ts";
import { resultByArguments, takes } from "./torch-overloads.ts";

const TENSOR = instance("torch.Tensor");
const MS_TENSOR = instance("mindspore.Tensor");
const INT = literal("int");
const SHAPE: Typed = certain({ is: "instance", of: "torch.Size", item: INT });

const TORCH_FUNCTION = /^torch\.(.*\.)?[a-z_]\w*$/;

/** What calling a framework's function, class or method gives, by its qualified name. */
export function resultOf(name: string, call?: Call): Typed | undefined {
  const decided = call && TORCH_FUNCTION.test(name) ? resultByArguments(name, call) : undefined;
  if (decided) return decided.typed;
  if (TENSOR_LISTS.test(name)) return frameworkOf(name) === "torch" ? listOf(TENSOR) : listOf(MS_TENSOR);
  if (name.startsWith("torch.Tensor.")) return tensorMethod(name, TENSOR, call);
  if (name.startsWith("mindspore.Tensor.")) return tensorMethod(name.replace("mindspore", "torch"), MS_TENSOR, call);
  if (objectOf(name) !== name) return instance(objectOf(name));
  if (name.startsWith("mindspore.")) return mindsporeResult(name);
  if (name.startsWith("torch.nn.functional.")) return FUNCTIONAL_PAIRS.has(name) ? undefined : TENSOR;
  if (MODULE_METHOD.test(name)) return undefined;
  if (UNSTATED.test(name)) return TENSOR;
  const kind = torchNameKind(name);
  if (kind === "class") return instance(name);
  if (kind !== "function" && kind !== "method") return undefined;
  const signatures = torchSignatures(name);
  if (kind === "method" && signatures[0]?.returns === "Self") return instance(name.slice(0, name.lastIndexOf(".")));
  return fromSignatures(signatures, call);
}

/** Functions and methods that give several tensors, which no stub says. */
const TENSOR_LISTS =
  /\.(split|chunk|unbind|tensor_split|hsplit|vsplit|dsplit|split_with_sizes|meshgrid|broadcast_tensors)$/;
const listOf = (item: Typed): Typed => certain({ is: "collection", item });

/** Functions that give one tensor, which torch does not say. */
const UNSTATED = /^torch\.(functional\.)?(norm|tensordot|cdist|block_diag|chain_matmul)$/;
const MODULE_METHOD = /^torch\.nn\.Module\./;
const FUNCTIONAL_PAIRS = new Set(["torch.nn.functional.multi_head_attention_forward"]);

function mindsporeResult(name: string): Typed | undefined {
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (name === "mindspore.Tensor" || name === "mindspore.tensor" || name === "mindspore.from_numpy") return MS_TENSOR;
  if (name === "mindspore.Parameter") return instance("mindspore.Parameter");
  if (/^[A-Z]/.test(last) || isGradientName(name)) return certain({ is: "instance", of: name });
  if (/^mindspore\.(ops|mint)\.(nn\.functional\.)?[a-z]/.test(name)) {
    if (MS_PAIRS.has(last)) return pairOf(MS_TENSOR, MS_TENSOR);
    return mindsporeSignatures(name, "2.10").length && !MS_OTHERWISE.test(last) ? MS_TENSOR : undefined;
  }
  return undefined;
}

const MS_PAIRS = new Set("topk sort cummax cummin std_mean var_mean slogdet".split(" "));

/** What gives no tensor, several, or one only where it is asked so: shapes, numbers, functions, other forms of tensors. */
const MS_OTHERWISE =
  /^(max|min|aminmax|median|nanmedian|mode|kthvalue|svd|qr|eig|geqrf|lu_unpack|unique\w*|unstack|max_pool[23]d|coalesce|is_\w+|isconstant|typeof|dtype|shape\w*|size|rank|numel|item|value_and_grad|grad|derivative|linearize|vmap|jvp|vjp|jet|jac(fwd|rev)|clip_by_\w+|scalar_\w+|coo_\w+|csr_\w+|dense_to_\w+|stop_gradient|depend|identity|partial|custom\w*|constexpr|print_|list_\w+|tuple_\w+|dict_\w+|make_\w+|hyper_add|add_flags)$/;

/** Methods that give tensors, which no stub says. */
const GIVING_TENSORS = new Set(["detach", "detach_", "norm", "to_sparse_coo", "unflatten"]);

function tensorMethod(name: string, tensor: Typed, call: Call | undefined): Typed | undefined {
  const last = name.slice("torch.Tensor.".length);
  if (last === "max" || last === "min" || last === "median") return undefined;
  if (last === "size") return undefined;
  if (last === "item") return literal("number");
  if (GIVING_TENSORS.has(last)) return tensor;
  const typed = fromSignatures(torchSignatures(name), call);
  return tensor === TENSOR ? typed : asMindSpore(typed);
}

/** The same of MindSpore's tensors. */
function asMindSpore(typed: Typed | undefined): Typed | undefined {
  const kind = typed?.kind;
  if (kind?.is === "tuple") return certain({ is: "tuple", items: kind.items.map(asMindSpore) });
  if (kind?.is === "collection") return certain({ ...kind, item: asMindSpore(kind.item) });
  return isTensor(typed) ? MS_TENSOR : typed;
}

/** The kind of an attribute of a tensor that is read, not called. */
export function tensorAttribute(name: string, of: string): Typed | undefined {
  const tensor = of.startsWith("mindspore") ? MS_TENSOR : TENSOR;
  if (name === "shape") return SHAPE;
  if (name === "ndim") return INT;
  if (name === "dtype") return instance("torch.dtype");
  if (name === "device") return instance("torch.device");
  // MindSpore has none: where it is read, the code is PyTorch's, or a step that is being rewritten.
  if (name === "grad") return of === "mindspore.Parameter" ? undefined : TENSOR;
  return ["T", "mT", "H", "data", "real", "imag"].includes(name) ? tensor : undefined;
}

/** `x.size()` is a shape, `x.size(0)` a number. */
export const sizeResult = (withDimension: boolean): Typed => (withDimension ? INT : SHAPE);

/** `x.max()` and `x.max(other)` are tensors, `x.max(1)` is a pair of values and indices; `args` are those after the tensor. */
export function extremum(
  tensor: Typed,
  args: readonly Argument[],
  values: readonly (Typed | undefined)[],
): Typed | undefined {
  const [second, more] = args;
  if (!second || second.name === "other") return tensor;
  if (second.form === "positional" && isTensor(values[0])) return tensor;
  const pair = certain({ is: "tuple", items: [tensor, tensor] });
  if (more || second.form === "keyword" || /dim|axis/i.test(dottedName(second.value) ?? "")) return pair;
  return isNumber(values[0]) ? weaken(pair, values[0].ground) : undefined;
}

/** What overloads give: those that take what a call gives them, where they do not give all the same. */
function fromSignatures(signatures: readonly Signature[], call: Call | undefined): Typed | undefined {
  const [first] = signatures;
  if (!first) return undefined;
  const agree = signatures.every(({ returns }) => returns === first.returns);
  const fitting = agree || !call ? signatures : signatures.filter((signature) => takes(signature, call));
  const returns = fitting[0]?.returns;
  if (!returns || fitting.some((signature) => signature.returns !== returns)) return undefined;
  const known = annotations.get(returns);
  if (known || annotations.has(returns)) return known;
  const typed = kindOfAnnotation(returns);
  annotations.set(returns, typed);
  return typed;
}

const annotations = new Map<string, Typed | undefined>();

const pairOf = (first: Typed, second: Typed): Typed => certain({ is: "tuple", items: [first, second] });

/** What recurrent layers give as they were given it. */
const isPacked = (typed: Typed | undefined): typed is Typed =>
  typed?.kind.is === "instance" && typed.kind.of === "torch.nn.utils.rnn.PackedSequence";

/** What calling an instance gives: a layer gives a tensor, a loss too; recurrent layers a pair. */
export function callResult(kind: Kind & { is: "instance" }, given?: Typed): Typed | undefined {
  if (!frameworkOf(kind.of)) return undefined;
  const tensor = kind.of.startsWith("mindspore.") ? MS_TENSOR : TENSOR;
  if (isOptimizerName(kind.of) || isSchedulerName(kind.of)) return undefined;
  const state = /\.LSTM(Cell)?$/.test(kind.of) ? pairOf(tensor, tensor) : tensor;
  if (/\.(LSTM|GRU|RNN)$/.test(kind.of)) return pairOf(isPacked(given) ? given : tensor, state);
  if (/\.LSTMCell$/.test(kind.of)) return state;
  // Without need_weights there are none.
  if (/\.MultiheadAttention$/.test(kind.of)) return pairOf(tensor, likely(tensor.kind));
  if (/^torch\.nn\.(Module|ModuleList|ModuleDict)$|^mindspore\.nn\.(Cell|CellList|CellDict)$/.test(kind.of))
    return likely(tensor.kind);
  if (/\.(Sequential|SequentialCell)$/.test(kind.of)) return likely(tensor.kind);
  if (/^torch\.nn\.[A-Z]|^mindspore\.(mint\.)?nn\.[A-Z]/.test(kind.of)) return tensor;
  return undefined;
}
