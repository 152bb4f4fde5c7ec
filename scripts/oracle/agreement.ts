import { torchNameKind } from "../../engine/catalogue/signatures.ts";
import type { Kind } from "../../engine/semantics/kinds.ts";

/** What a type of pyright's says of a kind of the engine's. */
export type Verdict = "right" | "wrong" | "open" | "unknown";

/**
 * Whether pyright's type has the kind. "unknown": pyright does not know; "open": it leaves several types open, and the
 * kind is one of them.
 */
export function verdictOf(kind: Kind, type: string | undefined): Verdict {
  if (type === undefined) return "unknown";
  const options = alternatives(type)
    .map(withoutLiteral)
    .filter((option) => option !== "None");
  if (!options.length || options.some(isUnknown) || isAnyAttribute(options)) return "unknown";
  const fitting = options.filter((option) => fits(kind, option)).length;
  if (!fitting) return "wrong";
  return fitting === options.length ? "right" : "open";
}

/** `Literal['a']` is a str. */
function withoutLiteral(option: string): string {
  const value = /^Literal\[([\s\S]*)\]$/.exec(option)?.[1];
  if (value === undefined) return option;
  return /^b?['"]/.test(value) ? "str" : /^-?\d/.test(value) ? "int" : "bool";
}

/** What `Module.__getattr__` is declared to give, whatever is asked for. */
const isAnyAttribute = (options: readonly string[]): boolean => [...options].sort().join() === "Module,Tensor";

/** A type variable, `SelfModel@load`, is what the call makes it. */
const isUnknown = (option: string): boolean =>
  /^(Unknown|Any|object|Never|NoReturn|Unbound)\*?$|^\w+@\w+$/.test(option) || /Unknown\b.*\bModule$/.test(option);

/** The parts of `A | B[C | D]` that stand outside brackets. */
function alternatives(type: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const char of type) {
    if (/[[({]/.test(char)) depth++;
    if (/[\])}]/.test(char)) depth--;
    if (char === "|" && depth === 0) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim().replace(/^Self@|\*$/g, ""));
}

const TENSORS =
  /^((Float|Double|Half|Long|Int|Short|Byte|Bool|)Tensor|(Uninitialized)?Parameter|Buffer|nn\.Parameter|TensorLikeType|Variable)$/;
const NUMBERS = /^(int|float|bool|complex|number|Number|_int|_float|_bool)$/;
const CONTAINERS =
  /^(list|List|set|Set|frozenset|dict|Dict|OrderedDict|defaultdict|Counter|deque|tuple|Tuple|Sequence|Iterable|Iterator|Generator|Mapping|MutableMapping|range|enumerate|zip|map|filter|reversed|dict_keys|dict_values|dict_items|ItemsView|KeysView|ValuesView|AbstractSet|Collection|MappingProxyType|_Environ)\b/;
const BUILT_IN = /^(str|bytes|int|float|bool|complex|list|dict|set|tuple|Tensor|ndarray|Path|device|dtype|Module\()/;

function fits(kind: Kind, option: string): boolean {
  const both = /^<subclass of (.+) and (.+)>$/.exec(option);
  if (both) return fits(kind, both[1]) || fits(kind, both[2]);
  const head = option.replace(/^(\w+\.)+(?=\w)/, "").replace(/\[[\s\S]*$/, "");
  switch (kind.is) {
    case "module":
      return option.startsWith("Module(");
    case "class":
      return option.startsWith("type[") || option.startsWith("type");
    case "function":
    case "method":
      return (
        option.includes("->") ||
        option.startsWith("Overload[") ||
        /^(_Wrapped|MethodType|partial|property)/.test(option)
      );
    case "tuple":
      return (
        head === "tuple" || head === "Tuple" || /^(max|min|sort|topk|median|mode|kthvalue|cummax|cummin)$/.test(head)
      );
    case "collection":
      return CONTAINERS.test(head);
    case "literal":
      if (kind.type === "str") return /^(str|LiteralString)$/.test(head);
      return kind.type === "None" ? head === "None" : NUMBERS.test(head);
    case "instance":
      return fitsInstance(kind.of, head);
    case "alias":
      return /^type\[|^UnionType$/.test(option);
    case "unrelated":
      return !isTorchType(head);
  }
}

const TORCH_MODULES = [
  "torch",
  "torch.nn",
  "torch.optim",
  "torch.optim.lr_scheduler",
  "torch.utils.data",
  "torch.distributions",
];

/** Whether a type is torch's, by its last name. */
const isTorchType = (head: string): boolean =>
  TENSORS.test(head) || TORCH_MODULES.some((module) => torchNameKind(`${module}.${head}`) === "class");

/** Classes of Python's library and of tqdm by those below them that pyright names, or others derive. */
const BELOW: Readonly<Record<string, RegExp>> = {
  IOBase: /^(IO|TextIO|BinaryIO|TextIOWrapper|Buffered(Reader|Writer|Random)|FileIO)$/,
  tqdm: /^tqdm(_\w+)?$/,
  Logger: /Logger$/,
};

function fitsInstance(of: string, head: string): boolean {
  const name = of.slice(of.lastIndexOf(".") + 1);
  if (name === head || BELOW[name]?.test(head)) return true;
  if (TENSORS.test(name)) return TENSORS.test(head);
  // What either side says more closely than the other is no contradiction.
  if (/^torch\.nn\.Module$/.test(of)) return !BUILT_IN.test(head);
  return /^(Module|Optimizer|LRScheduler|Dataset|Distribution|_Loss|nn\.Module)$/.test(head);
}
