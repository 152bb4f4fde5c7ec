import type { Expression } from "../syntax/nodes.ts";
import { dottedName, lastName, walkExpressions } from "../syntax/walk.ts";
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
        parametrized(
          plainName(dottedName(annotation.value), env),
          annotation.items.map((item) => () => annotated(item, env)),
          isEllipsis(annotation.items[1]),
        ) ?? generic(named(dottedName(annotation.value), env))
      );
    case "binary":
      return annotation.operator === "|"
        ? either([annotation.left, annotation.right].map((side) => () => annotated(side, env)))
        : undefined;
    case "constant":
      return annotation.value === "None" ? literal("None") : undefined;
    case "string":
      return annotation.value === undefined ? undefined : quoted(annotation.value.trim(), env);
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

/** What a string says as a type: `"Optional[Tensor]"`, `"list[nn.Linear] | None"`. */
function quoted(text: string, env: Environment): Typed | undefined {
  const options = parts(text, "|");
  if (options.length > 1) return either(options.map((option) => () => quoted(option, env)));
  if (text === "None") return literal("None");
  const [, name, inner] = /^([\w.]+)\[(.*)\]$/s.exec(text) ?? [];
  if (!name) return named(text, env);
  const items = parts(inner, ",");
  const given = items.map((item) => () => quoted(item, env));
  return parametrized(plainName(name, env), given, items[1] === "...") ?? generic(named(name, env));
}

/** The parts of a type between separators that stand outside brackets. */
function parts(text: string, separator: string): string[] {
  const found = [""];
  let depth = 0;
  for (const character of text) {
    if (character === "[") depth++;
    if (character === "]") depth--;
    if (character === separator && depth === 0) found.push("");
    else found[found.length - 1] += character;
  }
  return found.map((part) => part.trim());
}

const isEllipsis = (node: Expression | undefined): boolean => node?.kind === "constant" && node.value === "...";

/** `typing.List` and `List` are the same name where nothing of the file hides it. */
function plainName(name: string | undefined, env: Environment): string | undefined {
  const kind = env.lookup(name?.split(".")[0] ?? "")?.kind;
  if (kind && kind.is !== "module") return undefined;
  return name?.slice(name.lastIndexOf(".") + 1);
}

const COLLECTIONS = new Set(
  "list List set Set frozenset FrozenSet Sequence MutableSequence Iterable Iterator Collection deque Deque".split(" "),
);
const DICTIONARIES = new Set("dict Dict OrderedDict Mapping MutableMapping defaultdict DefaultDict Counter".split(" "));

/** What a type is by what it is given, each asked for where it counts. */
type Given = () => Typed | undefined;

function parametrized(name: string | undefined, items: readonly Given[], isOfAnyLength: boolean): Typed | undefined {
  if (name === undefined) return undefined;
  const [first, second] = items;
  if (COLLECTIONS.has(name)) return certain({ is: "collection", item: first?.() });
  if (DICTIONARIES.has(name)) return certain({ is: "collection", key: first?.(), item: second?.(), keyed: true });
  if (name === "Union") return either(items);
  if (/^(Optional|Annotated|Final|ClassVar|Required|NotRequired)$/.test(name)) return first?.();
  if (!/^[tT]uple$/.test(name)) return undefined;
  if (isOfAnyLength) return certain({ is: "collection", item: first?.() });
  return certain({ is: "tuple", items: items.map((item) => item()) });
}

/** `Batch[T]` is a Batch, whatever it is one of. */
const generic = (typed: Typed | undefined): Typed | undefined => (typed?.kind.is === "instance" ? typed : undefined);

const either = (options: readonly Given[]): Typed | undefined => options.map((option) => option()).reduce(join);

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

/** Whether an annotation names a module of the project, in the place of a class. */
export function namesModule(annotation: Expression | undefined, env: Environment): boolean {
  const kind = annotation?.kind === "name" ? env.lookup(annotation.id)?.kind : undefined;
  return kind?.is === "module" && kind.members !== undefined;
}

/** Whether an annotation is the class that it stands in. */
export function isSelf(annotation: Expression | undefined, env: Environment): boolean {
  const name = annotation && lastName(annotation) === "Self" ? dottedName(annotation) : undefined;
  return name !== undefined && isTypings(env.lookup(name.split(".")[0]));
}

/** Whether something is of `typing` or of `collections`. */
export const isTypings = (typed: Typed | undefined): boolean =>
  typed?.kind.is === "module" && TYPINGS.test(typed.kind.name);

const TYPINGS = /^(typing|typing_extensions|collections)(\.|$)/;
