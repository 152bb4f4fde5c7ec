import type { Expression } from "../syntax/nodes.ts";
import { dottedName, walkExpressions } from "../syntax/walk.ts";
import type { Environment } from "./environment.ts";
import { certain, instance, isEmpty, isNone, join, literal, objectOf, type Typed } from "./kinds.ts";
import { nameOfChild } from "./names.ts";
import { builtinInstance, foreignObject } from "./standard-library.ts";
import { unrelated } from "./unrelated.ts";

/** The kind that an annotation gives: of framework classes, classes of the file, plain Python types, and what holds these. */
export function annotated(annotation: Expression | undefined, env: Environment): Typed | undefined {
  if (!annotation) return undefined;
  switch (annotation.kind) {
    case "subscript":
      return (
        parametrized(plainName(annotation.value, env), annotation.items, env) ??
        generic(named(dottedName(annotation.value), env))
      );
    case "binary":
      return annotation.operator === "|" ? either([annotation.left, annotation.right], env) : undefined;
    case "constant":
      return annotation.value === "None" ? literal("None") : undefined;
    case "string":
      return named(annotation.value && present(annotation.value), env);
    default:
      return named(dottedName(annotation), env);
  }
}

/** What is assigned, or what the annotation beside it says where that is nothing, None, unknown, or has nothing in it yet. */
export const orStated = (value: Typed | undefined, stated: () => Typed | undefined): Typed | undefined => {
  if (!value || isNone(value)) return stated() ?? value;
  if (value.kind.is !== "collection" || !isEmpty(value.kind)) return value;
  const told = stated();
  return told?.kind.is === "collection" && told.kind.keyed === value.kind.keyed ? told : value;
};

/** The name in `"Optional[Tensor]"` and `"Tensor | None"`. */
const present = (text: string): string =>
  text.replace(/^(?:typing\.)?Optional\[(.*)\]$/, "$1").replace(/\s*\|\s*None$/, "");

/** `typing.List` and `List` are the same name where nothing of the file hides it. */
function plainName(node: Expression, env: Environment): string | undefined {
  const name = dottedName(node);
  const kind = env.lookup(name?.split(".")[0] ?? "")?.kind;
  if (kind && kind.is !== "module") return undefined;
  return name?.slice(name.lastIndexOf(".") + 1);
}

const COLLECTIONS = new Set(
  "list List set Set frozenset FrozenSet Sequence MutableSequence Iterable Iterator Collection deque Deque".split(" "),
);
const DICTIONARIES = new Set("dict Dict OrderedDict Mapping MutableMapping defaultdict DefaultDict Counter".split(" "));

function parametrized(name: string | undefined, items: readonly Expression[], env: Environment): Typed | undefined {
  if (name === undefined) return undefined;
  if (COLLECTIONS.has(name)) return certain({ is: "collection", item: annotated(items[0], env) });
  if (DICTIONARIES.has(name))
    return certain({ is: "collection", key: annotated(items[0], env), item: annotated(items[1], env), keyed: true });
  if (name === "Optional") return annotated(items[0], env);
  if (name === "Union") return either(items, env);
  if (/^(Annotated|Final|ClassVar|Required|NotRequired)$/.test(name)) return annotated(items[0], env);
  return /^[tT]uple$/.test(name) ? tuple(items, env) : undefined;
}

/** `Batch[T]` is a Batch, whatever it is one of. */
const generic = (typed: Typed | undefined): Typed | undefined => (typed?.kind.is === "instance" ? typed : undefined);

function tuple(items: readonly Expression[], env: Environment): Typed {
  const [first, second] = items;
  if (second?.kind === "constant" && second.value === "...")
    return certain({ is: "collection", item: annotated(first, env) });
  return certain({ is: "tuple", items: items.map((item) => annotated(item, env)) });
}

const either = (options: readonly Expression[], env: Environment): Typed | undefined =>
  options.map((option) => annotated(option, env)).reduce(join);

const BUILTIN_TYPES: ReadonlyMap<string, Typed> = new Map([
  ...(["int", "float", "bool", "str"] as const).map((type) => [type, literal(type)] as const),
  ["complex", literal("number")] as const,
  ...["bytes", "bytearray"].map((type) => [type, unrelated("builtins")] as const),
]);

function named(name: string | undefined, env: Environment): Typed | undefined {
  if (name === undefined) return undefined;
  const dot = name.indexOf(".");
  const bound = env.lookup(dot < 0 ? name : name.slice(0, dot));
  const builtin = bound ? undefined : BUILTIN_TYPES.get(name);
  if (builtin) return builtin;
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (isTypings(bound) || !bound) {
    if (DICTIONARIES.has(last)) return certain({ is: "collection", keyed: true });
    if (COLLECTIONS.has(last) || /^[tT]uple$/.test(last)) return certain({ is: "collection" });
  }
  let kind = bound?.kind;
  for (const child of dot < 0 ? [] : name.slice(dot + 1).split("."))
    kind = kind?.is === "module" ? nameOfChild(kind, child, "certain")?.kind : undefined;
  if (kind?.is === "module") return foreignObject(kind.name);
  if (kind?.is === "alias") return kind.of;
  if (kind?.is !== "class") return undefined;
  if (!kind.definition && kind.name.startsWith("builtins.")) return builtinInstance(kind);
  const { name: of, definition } = kind;
  return definition ? certain({ is: "instance", of, definition }) : instance(objectOf(of));
}

const TENSOR_WORD = /^Any$|^(Opt|Optional|Float|Double|Half|Long|Int|Short|Byte|Bool)?Tensor(Type)?$/;
const OTHER_WORD =
  /^(dict|Dict|list|List|[tT]uple|set|Set|Sequence|Mapping|Iterable|str|int|float|bool|Callable|\w*(ndarray|Array|Sparse\w*|Packed\w*))$/;

/** Whether an annotation that names no kind allows a tensor and nothing else that is named: `OptTensor`, `Float[Tensor, "b c"]`. */
export function meansTensor(annotation: Expression): boolean {
  const words: string[] = [];
  walkExpressions(annotation, (node) => {
    if (node.kind === "name") words.push(node.id);
    if (node.kind === "attribute") words.push(node.name);
    if (node.kind === "string" && node.value) words.push(...node.value.split(/\W+/));
  });
  return words.some((word) => TENSOR_WORD.test(word)) && !words.some((word) => OTHER_WORD.test(word));
}

/** Whether an annotation names a class of a library that nothing is known of. */
export function namesForeignClass(annotation: Expression, env: Environment): boolean {
  const name = dottedName(annotation);
  if (!name || meansTensor(annotation)) return false;
  const bound = env.lookup(name.split(".")[0]);
  return bound?.kind.is === "module" && !isTypings(bound) && !bound.kind.members && /(^|\.)[A-Z]\w*$/.test(name);
}

/** Whether something is of `typing` or of `collections`. */
export const isTypings = (typed: Typed | undefined): boolean =>
  typed?.kind.is === "module" && TYPINGS.test(typed.kind.name);

const TYPINGS = /^(typing|typing_extensions|collections)(\.|$)/;
