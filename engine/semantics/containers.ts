import type { Argument, Expression, Slice } from "../syntax/nodes.ts";
import {
  type Collection,
  certain,
  EMPTY_LIST,
  type Entries,
  instance,
  isEmpty,
  isTensor,
  join,
  type Kind,
  likely,
  literal,
  plainTensor,
  SEQUENTIAL,
  type Typed,
  weaken,
} from "./kinds.ts";
import { methodIn } from "./lineage.ts";
import { DATASET_ROW, isDatasetName } from "./mindspore-datasets.ts";
import { unrelated, unrelatedLibrary } from "./unrelated.ts";

/** What `for x in value` or a comprehension binds. */
export function itemOf(typed: Typed | undefined): Typed | undefined {
  const kind = typed?.kind;
  if (!typed || !kind) return undefined;
  if (kind.is === "collection") return weaken(kind.keyed ? kind.key : kind.item, typed.ground);
  if (kind.is === "tuple") return kind.items.length ? weaken(kind.items.reduce(join), typed.ground) : undefined;
  if (isTensor(typed)) return plainTensor(typed);
  const library = unrelatedLibrary(kind);
  if (library) return kind.is === "literal" && kind.type === "str" ? literal("str") : unrelated(library, typed.ground);
  if (kind.is === "instance") return weaken(heldItem(kind) ?? iteratedItem(kind), typed.ground);
  return undefined;
}

/** What `**value` puts under keys that are not told. */
export const spreadValue = ({ kind, ground }: Typed): Typed | undefined =>
  kind.is === "collection" && kind.keyed ? weaken(kind.item, ground) : undefined;

/** What any place of a container holds, where that is one thing. */
function heldItem(kind: Kind & { is: "instance" }): Typed | undefined {
  if (!SEQUENTIAL.test(kind.of)) return kind.item;
  return kind.entries?.size ? [...kind.entries.values()].reduce(join) : undefined;
}

/** What torch's containers with keys hold; anything could be put there, but layers and parameters are. */
const KEPT: Readonly<Record<string, Typed>> = {
  "torch.nn.ModuleDict": instance("torch.nn.Module", "likely"),
  "torch.nn.ParameterDict": instance("torch.nn.Parameter", "likely"),
};

/** What a container with keys holds, where a value is one. */
const keptIn = (kind: Kind): Typed | undefined =>
  kind.is === "instance" && Object.hasOwn(KEPT, kind.of) ? KEPT[kind.of] : undefined;

function iteratedItem(kind: Kind & { is: "instance" }): Typed | undefined {
  if (keptIn(kind)) return literal("str");
  if (kind.of === "torch.nn.ParameterList") return KEPT["torch.nn.ParameterDict"];
  if (/^torch\.nn\.(Sequential|ModuleList)$/.test(kind.of)) return likely({ is: "instance", of: "torch.nn.Module" });
  if (/^mindspore\.nn\.(SequentialCell|CellList)$/.test(kind.of))
    return likely({ is: "instance", of: "mindspore.nn.Cell" });
  if (isDatasetName(kind.of)) return DATASET_ROW;
  return isLoader(kind) ? likely({ is: "collection", item: instance("torch.Tensor", "likely") }) : undefined;
}

const LOADER = "torch.utils.data.DataLoader";

/** Whether it gives batches: torch's DataLoader, or a class below it that does not say itself what it gives. */
const isLoader = ({ of, definition }: Kind & { is: "instance" }): boolean =>
  definition ? definition.roots.includes(LOADER) && !methodIn(definition, "__iter__") : of === LOADER;

const COLLATE = "collate_fn";

/** A loader remembers what it loads, where it is told how to make its batches, and that they are of tensors where its dataset has nothing else. */
function withBatches(
  loader: Typed,
  kind: Kind & { is: "instance" },
  args: readonly Argument[],
  values: readonly (Typed | undefined)[],
): Typed {
  const given = args.flatMap(({ form, name }, at) => {
    if (name === COLLATE || name === "dataset") return [[name, values[at]] as const];
    return at === 0 && form === "positional" ? [["dataset", values[at]] as const] : [];
  });
  if (!given.length) return loader;
  const entries = new Map(given);
  const dataset = entries.get("dataset");
  const isPlain = args.every(({ form }, i) => form === "keyword" || (form === "positional" && i < COLLATE_PLACE));
  const holdsTensors = dataset?.kind.is === "instance" && dataset.kind.of === TENSOR_DATASET;
  const item = isPlain && holdsTensors && !entries.has(COLLATE) ? weaken(TENSORS, dataset.ground) : kind.item;
  return { kind: { ...kind, entries, item }, ground: loader.ground };
}

const COLLATE_PLACE = 6;
const TENSOR_DATASET = "torch.utils.data.TensorDataset";
const TENSORS: Typed = certain({ is: "collection", item: instance("torch.Tensor") });

/** Whether a loader makes its batches by a function of the user's. */
export const collates = ({ kind }: Typed): boolean => kind.is === "instance" && kind.entries?.has(COLLATE) === true;

/** What the name at a position of an unpacking target takes; behind a star the position is counted from the end. */
export function partOf(typed: Typed | undefined, index: number): Typed | undefined {
  if (!typed) return undefined;
  if (typed.kind.is === "tuple") return weaken(typed.kind.items.at(index), typed.ground);
  if (isTensor(typed)) return plainTensor(typed);
  return itemOf(typed);
}

/** The list that `*name` takes between two positions, the second counted from the end. */
export function restOf(typed: Typed | undefined, from: number, toEnd: number): Typed | undefined {
  if (!typed) return undefined;
  if (typed.kind.is !== "tuple") return certain({ is: "collection", item: itemOf(typed) });
  const items = typed.kind.items.slice(from, typed.kind.items.length + toEnd);
  return { kind: items.length ? { is: "collection", item: items.reduce(join) } : EMPTY_LIST, ground: typed.ground };
}

/** What `value[index]` gives. */
export function elementOf(
  value: Typed | undefined,
  index: Expression | undefined,
  key: Typed | undefined,
): Typed | undefined {
  if (!value) return undefined;
  const kind = value.kind;
  if (isTensor(value)) return plainTensor(value);
  if (kind.is === "instance" && kind.of.endsWith(".DeviceMesh")) return value;
  if (kind.is === "instance" && SEQUENTIAL.test(kind.of)) return layerAt(value, kind, index, key);
  const kept = keptIn(kind);
  const name = textOf(key);
  if (kind.is === "instance" && kind.entries && name !== undefined)
    return weaken(kind.entries.get(name) ?? kept, value.ground);
  if (kept) return kept;
  // Any of the functions that make one.
  if (kind.is === "module" && kind.name === "torchvision.models.__dict__")
    return likely({ is: "module", name: "torchvision.models.model" });
  if (index?.kind === "slice") return kind.is === "tuple" ? sliceOf(value, kind, index) : value;
  if (kind.is === "tuple" && key?.kind.is === "literal" && key.kind.type === "int" && key.kind.text !== undefined)
    return weaken(kind.items.at(Number(key.kind.text)), value.ground);
  if (kind.is !== "collection") return itemOf(value);
  const text = textOf(key);
  // Where values differ, anyone who has the dictionary may have put another one under the key.
  if (text !== undefined && kind.entries?.has(text))
    return weaken(kind.entries.get(text), kind.item ? value.ground : "likely");
  return weaken(kind.item, value.ground);
}

/** `pair[1:]`: the items between two places, where those are told. */
function sliceOf(value: Typed, { items }: Kind & { is: "tuple" }, { lower, upper, step }: Slice): Typed {
  const [from, to] = [placeOf(lower), placeOf(upper)];
  if (step || from === null || to === null) return certain({ is: "collection", item: itemOf(value) });
  return { kind: { is: "tuple", items: items.slice(from, to) }, ground: value.ground };
}

/** The number that an expression is, where it is one; null where nobody knows. */
function placeOf(node: Expression | undefined): number | undefined | null {
  if (!node) return undefined;
  const isNegative = node.kind === "unary" && node.operator === "-";
  const number = isNegative ? node.operand : node;
  if (number.kind !== "number" || !/^\d+$/.test(number.text)) return null;
  return isNegative ? -Number(number.text) : Number(number.text);
}

/** The layer at a place of a Sequential, counted from either end; of a part of one it is not known what it holds where. */
function layerAt(
  value: Typed,
  kind: Kind & { is: "instance" },
  index: Expression | undefined,
  key: Typed | undefined,
): Typed | undefined {
  if (index?.kind === "slice") return { kind: { is: "instance", of: kind.of }, ground: value.ground };
  const number = key?.kind.is === "literal" && key.kind.type === "int" ? key.kind.text : undefined;
  if (number === undefined || !kind.entries) return itemOf(value);
  return weaken([...kind.entries.values()].at(Number(number)) ?? iteratedItem(kind), value.ground);
}

/** Of dictionaries that are filled key by key no more keys than these are told apart. */
const MOST_KEYS = 64;

/** What holds things is once something has been put in, under a key or at any place; nothing where that changes no kind. */
export function withItem(held: Kind | undefined, key: Typed | undefined, value: Typed | undefined): Kind | undefined {
  if (held?.is === "collection") return collectionWith(held, key, value);
  return held?.is === "instance" && !held.definition ? layersWith(held, value) : undefined;
}

/** Which layer of a Sequential stands where is not known then; those of a list are one kind or none. */
function layersWith({ of, item }: Kind & { is: "instance" }, value: Typed | undefined): Kind | undefined {
  if (SEQUENTIAL.test(of)) return { is: "instance", of };
  return LAYER_LIST.test(of) ? { is: "instance", of, item: join(item, weaken(value, "likely")) } : undefined;
}

const LAYER_LIST = /^torch\.nn\.ModuleList$|^mindspore\.nn\.CellList$/;

/** Others may have put something else in as well. */
function collectionWith(held: Collection, key: Typed | undefined, value: Typed | undefined): Collection {
  const item = weaken(value, "likely");
  if (!held.keyed) return { is: "collection", item: isEmpty(held) ? item : join(held.item, item) };
  const text = textOf(key);
  const isTold = text !== undefined && held.entries && held.entries.size < MOST_KEYS;
  const entries = isTold ? new Map(held.entries).set(text, item) : undefined;
  if (isEmpty(held)) return { is: "collection", key, item, keyed: true, entries };
  return { is: "collection", key: join(held.key, key), item: join(held.item, item), keyed: true, entries };
}

const textOf = (key: Typed | undefined): string | undefined => (key?.kind.is === "literal" ? key.kind.text : undefined);

const MODULE_DICT = /^torch\.nn\.ModuleDict$|^mindspore\.nn\.CellDict$/;

/** What `{"a": x}` or `dict(a=x)` is made with; nothing where a key is not a literal. */
export function entriesOf(pairs: readonly (readonly [string | undefined, Typed | undefined])[]): Entries | undefined {
  return pairs.every(([key]) => key !== undefined)
    ? new Map(pairs as readonly [string, Typed | undefined][])
    : undefined;
}

/**
 * Containers remember what they hold: `ModuleList([Block() for …])` its blocks, `Sequential(a, b)` each layer by its
 * place, and what it gives by the last, `ModuleDict({"a": x})` each by its name.
 */
export function withItems(
  result: Typed | undefined,
  name: string,
  args: readonly Argument[],
  values: (Typed | undefined)[],
): Typed | undefined {
  if (name === LOADER && result?.kind.is === "instance") return withBatches(result, result.kind, args, values);
  if (PARALLEL.test(name) && result?.kind.is === "instance") return withModule(result, result.kind, args, values);
  if (result?.kind.is !== "instance" || args.some((argument) => argument.form !== "positional") || !args.length)
    return result;
  const given = values[0]?.kind;
  if (MODULE_DICT.test(name) && given?.is === "collection")
    return { kind: { ...result.kind, entries: given.entries }, ground: result.ground };
  if (SEQUENTIAL.test(name)) {
    const isOneDictionary = values.length === 1 && given?.is !== "instance";
    const entries = isOneDictionary ? undefined : entriesOf(values.map((value, index) => [String(index), value]));
    const held = entries ? { entries } : { item: isOneDictionary && given ? itemIn(given) : values.at(-1) };
    return { kind: { ...result.kind, ...held }, ground: result.ground };
  }
  if (!LAYER_LIST.test(name)) return result;
  return { kind: { ...result.kind, item: itemOf(values[0]) }, ground: result.ground };
}

/** What is known of the values of a dictionary. */
const itemIn = (given: Kind): Typed | undefined => (given.is === "collection" ? given.item : undefined);

/** Layers that hand what they are called with to one that they hold. */
export const PARALLEL = /^torch\.nn\.(parallel\.)?(DataParallel|DistributedDataParallel)$/;

/** `DataParallel(net).module` is the net. */
function withModule(
  result: Typed,
  kind: Kind & { is: "instance" },
  args: readonly Argument[],
  values: readonly (Typed | undefined)[],
): Typed {
  const at = args.findIndex(({ name, form }, index) => name === "module" || (index === 0 && form === "positional"));
  const module = values[at] ?? instance("torch.nn.Module", "likely");
  return { kind: { ...kind, entries: new Map([["module", module]]) }, ground: result.ground };
}
