import { certain, instance, literal, type Typed } from "./kinds.ts";
import { unrelated } from "./unrelated.ts";

const TENSOR = instance("torch.Tensor");
const SHAPE: Typed = certain({ is: "instance", of: "torch.Size", item: literal("int") });

/** Names that torch's stubs use for types, without the module before them. */
const NAMED: Readonly<Record<string, Typed>> = {
  Tensor: TENSOR,
  Self: TENSOR,
  int: literal("int"),
  _int: literal("int"),
  float: literal("float"),
  _float: literal("float"),
  bool: literal("bool"),
  _bool: literal("bool"),
  Number: literal("number"),
  number: literal("number"),
  str: literal("str"),
  None: literal("None"),
  Size: SHAPE,
  _size: SHAPE,
  Generator: instance("torch.Generator"),
  Module: instance("torch.nn.Module"),
  Parameter: instance("torch.nn.Parameter"),
  PackedSequence: instance("torch.nn.utils.rnn.PackedSequence"),
  device: instance("torch.device"),
  dtype: instance("torch.dtype"),
  Stream: instance("torch.Stream"),
  "numpy.ndarray": instance("numpy.ndarray"),
  list: certain({ is: "collection" }),
  dict: certain({ is: "collection", keyed: true }),
  bytes: unrelated("builtins"),
};

const PAIRS =
  /^return_types\.(topk|sort|max|min|median|nanmedian|mode|kthvalue|cummax|cummin|qr|slogdet|frexp|aminmax|geqrf|histogram|triangular_solve)$/;
const SEQUENCES = /^(list|List|Iterator|Iterable|Sequence|set|KeysView)$/;
const MAPPINGS = /^(dict|Dict|OrderedDict|Mapping)$/;

/** The kind that a return annotation of torch's stubs names. */
export function kindOfAnnotation(annotation: string): Typed | undefined {
  const text = annotation.replace(/["'\s]/g, "").replace(/(?<![\w.])(torch\.|nn\.|builtins\.|container_abcs\.)+/g, "");
  return parsed(text);
}

function parsed(text: string): Typed | undefined {
  if (Object.hasOwn(NAMED, text)) return NAMED[text];
  if (PAIRS.test(text)) return tuple([TENSOR, TENSOR]);
  if (text === "return_types.svd") return tuple([TENSOR, TENSOR, TENSOR]);
  const options = split(text, "|").filter((option) => option !== "None");
  if (options.length !== split(text, "|").length) return options.length === 1 ? parsed(options[0]) : undefined;
  const inside = /^\((.*)\)$/.exec(text)?.[1];
  if (inside) return tuple(split(inside, ",").map(parsed));
  const [, name, items] = /^(\w+)\[(.*)\]$/.exec(text) ?? [];
  if (!name) return undefined;
  const parts = split(items, ",");
  if (/^[tT]uple$/.test(name))
    return parts[1] === "..." ? certain({ is: "collection", item: parsed(parts[0]) }) : tuple(parts.map(parsed));
  if (SEQUENCES.test(name)) return certain({ is: "collection", item: parsed(parts[0]) });
  if (MAPPINGS.test(name))
    return certain({ is: "collection", key: parsed(parts[0]), item: parsed(parts[1] ?? "Any"), keyed: true });
  return undefined;
}

const tuple = (items: (Typed | undefined)[]): Typed => certain({ is: "tuple", items });

/** The parts of a text between separators that stand outside brackets. */
function split(text: string, separator: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of text) {
    if ("[(".includes(character)) depth++;
    if ("])".includes(character)) depth--;
    if (character === separator && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}
