import type { ClassDefinition, FunctionDefinition } from "../syntax/nodes.ts";
import { unrelatedLibrary } from "./unrelated.ts";

/** How well a kind is founded: read off the code, or the usual case that a caller could break. */
export type Ground = "certain" | "likely";

/**
 * What an expression can be, an alias a type to annotate with. Absent (`undefined`) means unknown, about which nothing is said. What a migrated module holds is
 * MindSpore's under whatever name torch has it. A tensor that is a number of Python's on some paths says so, and so does
 * what is torch's by its name alone: MindSpore is asked for it and has none.
 */
export type Kind =
  | { is: "module"; name: string; members?: ModuleMembers; migrated?: true }
  | { is: "class"; name: string; definition?: ClassInfo; meant?: true }
  | { is: "function"; name: string; definition?: Callable }
  | {
      is: "instance";
      of: string;
      definition?: ClassInfo;
      item?: Typed;
      entries?: Entries;
      orNumber?: true;
      meant?: true;
    }
  | { is: "method"; receiver: Typed; name: string }
  | { is: "tuple"; items: (Typed | undefined)[] }
  | Collection
  | { is: "literal"; type: LiteralType; text?: string; asks?: HeldTest }
  | { is: "alias"; of: Typed }
  | { is: "unrelated"; library: string };

/** What a bool says where it is true: that `of`, as long as it is what it `was`, is what is told. */
export interface HeldTest {
  readonly of: string;
  readonly was: Typed | undefined;
  readonly told: Typed;
}

/** The test that a value is the answer of. */
export const testIn = (value: Typed | null | undefined): HeldTest | undefined =>
  value?.kind.is === "literal" ? value.kind.asks : undefined;

/** A list, a set, an iterator; or a dictionary, whose items are its values. */
export interface Collection {
  is: "collection";
  item?: Typed;
  keyed?: true;
  key?: Typed;
  /** What a dictionary is made with; of a list only that nothing is in it yet. */
  entries?: Entries;
}

/** Values by the literal keys under which they were put in. */
export type Entries = ReadonlyMap<string, Typed | undefined>;

export type LiteralType = "int" | "float" | "number" | "bool" | "str" | "None";

export interface Typed {
  readonly kind: Kind;
  readonly ground: Ground;
  /** Bound by an import statement, so that the name itself is the framework's: the qualified name, as the import says it. */
  readonly imported?: string;
}

/** What a module of the project has in it. */
export interface ModuleMembers {
  member(name: string): Typed | undefined;
}

/** A function of another file of the project: all that is known is what it gives. */
export interface ForeignFunction {
  /** The file that defines it. */
  readonly foreign: string;
  readonly name: string;
  readonly result: Typed | undefined;
}

export type Callable = FunctionDefinition | ForeignFunction;

/** Whether a function is of another file. */
export const isForeign = (callable: Callable): callable is ForeignFunction => "foreign" in callable;

/** A class of the project, with the framework classes it reaches through its bases. */
export interface ClassInfo {
  readonly name: string;
  readonly bases: readonly (Typed | undefined)[];
  /** Own methods by name; the last definition of a name counts. */
  readonly methods: ReadonlyMap<string, Callable>;
  /** Qualified names of all framework classes above it, nearest first. */
  readonly roots: readonly string[];
  /** What `self.x` is, joined over all methods. */
  readonly attributes: Attributes;
  /** The file that defines it, where that is another one. */
  readonly foreign?: string;
  /** Of a class of another file: whether its constructor sets the mode of what it makes. */
  readonly setsMode?: boolean;
}

/** The part of a map that is read. */
export interface Attributes {
  has(name: string): boolean;
  get(name: string): Typed | undefined;
  keys(): Iterable<string>;
}

export interface ClassFacts {
  name: string;
  node: ClassDefinition;
  bases: readonly (Typed | undefined)[];
  methods: ReadonlyMap<string, FunctionDefinition>;
  roots: readonly string[];
}

/** A class of this file; its attributes are filled while its methods are inferred. */
export interface OwnClass extends Readonly<ClassFacts> {
  readonly attributes: Map<string, Typed | undefined>;
}

/** Whether a class is defined in this file. */
export const isOwn = (info: ClassInfo): info is OwnClass => "node" in info;

export const certain = (kind: Kind): Typed => ({ kind, ground: "certain" });
export const imported = (kind: Kind & { name: string }, as = kind.name): Typed => ({
  kind,
  ground: "certain",
  imported: as,
});
export const likely = (kind: Kind): Typed => ({ kind, ground: "likely" });

export const instance = (of: string, ground: Ground = "certain"): Typed => ({ kind: { is: "instance", of }, ground });
export const literal = (type: LiteralType, text?: string): Typed => certain({ is: "literal", type, text });

/** The weaker of two grounds. */
export const weakest = (a: Ground, b: Ground): Ground => (a === "certain" ? b : a);

/** The same kind on a ground no stronger than `ground`. */
export const weaken = (typed: Typed | undefined, ground: Ground): Typed | undefined =>
  typed && ground === "likely" && typed.ground === "certain" ? { kind: typed.kind, ground } : typed;

const TENSORS = new Set(["torch.Tensor", "mindspore.Tensor", "torch.nn.Parameter", "mindspore.Parameter"]);

/** What an object of a class of torch's is: a tensor under whatever name its class has, or an object of that class. */
export function objectOf(name: string): string {
  if (/^torch\.nn\.(parameter\.)?UninitializedParameter$/.test(name)) return "torch.nn.Parameter";
  return TENSOR_CLASS.test(name) ? "torch.Tensor" : name;
}

const TENSOR_CLASS = /^torch\.((cuda\.)?\w*Tensor|autograd\.Variable|nn\.(parameter\.)?(Uninitialized)?Buffer)$/;

export type TensorTyped = Typed & { readonly kind: { is: "instance" } };

/** Whether a value is certainly or likely a tensor of either framework. */
export const isTensor = (typed: Typed | undefined): typed is TensorTyped =>
  typed?.kind.is === "instance" && TENSORS.has(typed.kind.of);

/** Whether a value is certainly or likely a tensor of torch's. */
export const isTorchTensor = (typed: Typed | undefined): typed is TensorTyped =>
  isTensor(typed) && typed.kind.of.startsWith("torch");

/** A tensor that is computed from others: the same framework's, no Parameter any more. */
export const plainTensor = ({ kind, ground }: TensorTyped): Typed =>
  instance(kind.of.startsWith("torch") ? "torch.Tensor" : "mindspore.Tensor", ground);

/** What is a tensor on some paths and a number on others. */
export const tensorOrNumber = ({ kind }: TensorTyped): Typed =>
  likely({ is: "instance", of: kind.of.startsWith("torch") ? "torch.Tensor" : "mindspore.Tensor", orNumber: true });

/** Whether what is likely a tensor is a number on some paths. */
export const isTensorOrNumber = (typed: Typed | undefined): typed is TensorTyped =>
  isTensor(typed) && typed.kind.orNumber === true;

/** Whose layers a class belongs to: torch's Modules or MindSpore's Cells. */
export type LayerFamily = "torch" | "mindspore";

/** Whether a class of this name, or a class of this file, is a torch Module or a MindSpore Cell. */
export function layerFamily(kind: Kind): LayerFamily | undefined {
  if (kind.is !== "class" && kind.is !== "instance") return undefined;
  return kind.definition ? classFamily(kind.definition) : familyOf([kind.is === "class" ? kind.name : kind.of]);
}

/** Whether a class of the project is a torch Module or a MindSpore Cell. */
export const classFamily = ({ roots }: ClassInfo): LayerFamily | undefined => familyOf(roots);

function familyOf(names: readonly string[]): LayerFamily | undefined {
  const layer = names.find(isLayerName);
  if (layer === undefined) return undefined;
  return layer.startsWith("torch") ? "torch" : "mindspore";
}

const isLayerName = (name: string): boolean =>
  OF_TORCH_NN.test(name) ? !NOT_MODULES.has(name) : OF_MINDSPORE_NN.test(name) && !isOptimizerName(name);

const OF_TORCH_NN = /^torch\.nn\.(modules\.\w+\._)?[A-Z]/;
const OF_MINDSPORE_NN = /^mindspore\.(mint\.)?nn\.[A-Z]/;

const NOT_MODULES = new Set(["torch.nn.Parameter", "torch.nn.Buffer", "torch.nn.UninitializedParameter"]);

const MINDSPORE_NN_OPTIMIZERS = new Set(
  "SGD Momentum Adam AdamWeightDecay AdamOffload AdaMax Adadelta Adagrad ASGD FTRL Lamb LARS LazyAdam ProximalAdagrad RMSProp Rprop AdaFactor Optimizer"
    .split(" ")
    .map((name) => `mindspore.nn.${name}`),
);

/** Whether a qualified class name is an optimizer of either framework. */
export const isOptimizerName = (name: string): boolean =>
  /^torch\.optim\.[A-Z]/.test(name) ||
  /^mindspore\.(experimental|mint)\.optim\.[A-Z]/.test(name) ||
  MINDSPORE_NN_OPTIMIZERS.has(name);

/** Whether this is what MindSpore makes of a function to differentiate it; it is called with that function's inputs. */
export const isGradientName = (name: string): boolean => /^mindspore\.(value_and_grad|grad)$/.test(name);

/** Whether a qualified class name is a learning-rate scheduler of either framework. */
export const isSchedulerName = (name: string): boolean => /\.optim\.lr_scheduler\.[A-Z]/.test(name);

/** The qualified class names an instance has: its own, or those its class of this file reaches. */
export function classNames(typed: Typed | undefined): readonly string[] {
  if (typed?.kind.is !== "instance") return [];
  return typed.kind.definition ? typed.kind.definition.roots : [typed.kind.of];
}

/** The qualified name that stands behind a value: its own, or that of the class above it. */
export function nameBehind(typed: Typed | undefined): string | undefined {
  const kind = typed?.kind;
  if (kind?.is === "class" && kind.definition) return kind.definition.roots[0];
  return kind && "name" in kind ? kind.name : classNames(typed)[0];
}

/** Whether a value is None. */
export const isNone = (typed: Typed | undefined): boolean => typed?.kind.is === "literal" && typed.kind.type === "None";

const NUMBERS: ReadonlySet<LiteralType> = new Set(["int", "float", "number", "bool"]);

/** Whether a value is a number of Python's. */
export const isNumber = (typed: Typed | undefined): typed is Typed & { kind: { is: "literal" } } =>
  typed?.kind.is === "literal" && NUMBERS.has(typed.kind.type);

/** The kind of a value that is `a` on one path and `b` on another; None on one path does not hide the other. */
export function join(a: Typed | undefined, b: Typed | undefined): Typed | undefined {
  if (!a || !b) return undefined;
  if (isNone(a)) return b;
  if (isNone(b)) return a;
  const ground = weakest(a.ground, b.ground);
  const kind = joinKinds(a.kind, b.kind);
  if (!kind) return joinWithNumber(a, b) ?? joinWithNumber(b, a);
  if (a.imported && a.imported === b.imported) return { kind, ground, imported: a.imported };
  return { kind, ground };
}

const joinWithNumber = (tensor: Typed, number: Typed): Typed | undefined =>
  isTensor(tensor) && isNumber(number) ? tensorOrNumber(tensor) : undefined;

function joinKinds(a: Kind, b: Kind): Kind | undefined {
  if (a.is === "literal" && b.is === "literal") return joinLiterals(a, b) ?? { is: "unrelated", library: "builtins" };
  if (a === b) return a;
  if (a.is === "tuple" && b.is === "tuple" && a.items.length === b.items.length)
    return { is: "tuple", items: a.items.map((item, i) => join(item, b.items[i])) };
  if (a.is === "collection" && b.is === "collection") return joinCollections(a, b);
  if (a.is === "instance" && b.is === "instance" && a.of === b.of && a.definition === b.definition)
    return a.item === b.item && a.entries === b.entries ? (b.orNumber ? b : a) : joinHolders(a, b);
  const above = a.is === "instance" && b.is === "instance" ? classAbove(a, b) : undefined;
  if (above) return { is: "instance", of: above };
  const family = layerFamily(a);
  if (a.is === "instance" && b.is === "instance" && isNormalisation(a) && isNormalisation(b)) return a;
  if (a.is === "instance" && b.is === "instance" && family && family === layerFamily(b))
    return { is: "instance", of: family === "torch" ? "torch.nn.Module" : "mindspore.nn.Cell" };
  if ((a.is === "class" || a.is === "function" || a.is === "module") && a.is === b.is && a.name === b.name) return a;
  const [library, other] = [unrelatedLibrary(a), unrelatedLibrary(b)];
  if (library && other) return { is: "unrelated", library: library === other ? library : "several" };
  return undefined;
}

type Instance = Kind & { is: "instance" };

/** The class of all optimizers or schedulers of one framework, where two of them are told what to do alike. */
function classAbove(a: Instance, b: Instance): string | undefined {
  if (a.definition || b.definition || STEPPED_OTHERWISE.test(a.of) || STEPPED_OTHERWISE.test(b.of)) return undefined;
  const module = a.of.slice(0, a.of.lastIndexOf(".") + 1);
  if (!b.of.startsWith(module) || b.of.includes(".", module.length)) return undefined;
  if (isSchedulerName(a.of) && isSchedulerName(b.of)) return `${module}LRScheduler`;
  return isOptimizerName(a.of) && isOptimizerName(b.of) ? `${module}Optimizer` : undefined;
}

/** What is given a closure, or what was measured, at each step. */
const STEPPED_OTHERWISE = /\.(LBFGS|ReduceLROnPlateau)$/;

function joinHolders(a: Kind & { is: "instance" }, b: Kind & { is: "instance" }): Kind {
  const { of, definition } = a;
  if (SEQUENTIAL.test(of) && a.entries?.size !== b.entries?.size)
    return { is: "instance", of, definition, item: join(lastLayer(a), lastLayer(b)) };
  const entries = joinEntries(a.entries, b.entries);
  const joined: Kind = { is: "instance", of, definition, item: join(a.item, b.item) };
  return entries ? { ...joined, entries } : joined;
}

export const SEQUENTIAL = /^torch\.nn\.Sequential$|^mindspore\.nn\.SequentialCell$/;

/** The layer that says what a Sequential gives: `entries` are its layers by their places, `item` the last where they are not known. */
export function lastLayer({ of, item, entries }: Kind & { is: "instance" }): Typed | undefined {
  if (!SEQUENTIAL.test(of)) return undefined;
  return entries ? [...entries.values()].at(-1) : item;
}

function joinEntries(a: Entries | undefined, b: Entries | undefined): Entries | undefined {
  if (!a || !b || a === b) return a && b;
  return new Map([...a].filter(([key]) => b.has(key)).map(([key, value]) => [key, join(value, b.get(key))]));
}

/** Whether a collection is one that nothing has been put in yet. */
export const isEmpty = ({ item, entries }: Collection): boolean => !item && entries?.size === 0;

/** What `[]` is. */
export const EMPTY_LIST: Collection = { is: "collection", entries: new Map() };

/** What is a dictionary on one path only has no items that are known. */
function joinCollections(a: Collection, b: Collection): Collection {
  if (a.keyed !== b.keyed) return { is: "collection" };
  if (isEmpty(a)) return b;
  if (isEmpty(b)) return a;
  const item = join(a.item, b.item);
  if (!a.keyed) return { is: "collection", item };
  return { is: "collection", item, keyed: true, key: join(a.key, b.key), entries: joinEntries(a.entries, b.entries) };
}

/** Normalisations of one framework name their parameters alike, so one of them can stand for any. */
const isNormalisation = ({ of }: { of: string }): boolean =>
  /^(torch|mindspore)\.nn\.(modules\.\w+\._|Sync)?(Batch|Layer|Group|Instance)Norm/.test(of);

/** What two bools are told by is not what the one is told by that stands for both. */
function joinLiterals(a: Kind & { is: "literal" }, b: Kind & { is: "literal" }): Kind | undefined {
  if (a.type === b.type) return a.text === b.text && !a.asks && !b.asks ? a : { is: "literal", type: a.type };
  return NUMBERS.has(a.type) && NUMBERS.has(b.type) ? { is: "literal", type: "number" } : undefined;
}

/** A kind in words: `Tensor`, `Conv2d`, `tuple[Tensor, int]`. */
export function showKind(kind: Kind): string {
  switch (kind.is) {
    case "module":
      return `module ${kind.name}`;
    case "class":
      return `class ${kind.name}`;
    case "function":
      return `function ${kind.name}`;
    case "method":
      return `method ${showKind(kind.receiver.kind)}.${kind.name}`;
    case "instance": {
      const item = kind.item ?? lastLayer(kind);
      const name = kind.of.slice(kind.of.lastIndexOf(".") + 1);
      return name + (item ? `[${showKind(item.kind)}]` : "") + (kind.orNumber ? " or number" : "");
    }
    case "tuple":
      return `tuple[${kind.items.map((item) => (item ? showKind(item.kind) : "?")).join(", ")}]`;
    case "collection":
      return kind.keyed
        ? `dict[${kind.key ? showKind(kind.key.kind) : "?"}, ${kind.item ? showKind(kind.item.kind) : "?"}]`
        : `list[${kind.item ? showKind(kind.item.kind) : "?"}]`;
    case "literal":
      return kind.type;
    case "alias":
      return `type ${showKind(kind.of.kind)}`;
    case "unrelated":
      return `something of ${kind.library}`;
  }
}
