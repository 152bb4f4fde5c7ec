import type { Argument, Call, Name } from "../syntax/nodes.ts";
import { entriesOf, itemOf } from "./containers.ts";
import type { Environment } from "./environment.ts";
import {
  certain,
  EMPTY_LIST,
  instance,
  isNumber,
  isTensor,
  join,
  literal,
  type Typed,
  tensorOrNumber,
  weaken,
} from "./kinds.ts";
import { computedFrom } from "./operators.ts";
import { builtinInstance } from "./standard-library.ts";
import { unrelated } from "./unrelated.ts";

const INT = literal("int");
const STR = literal("str");
const BOOL = literal("bool");
const list = (item: Typed | undefined): Typed => certain({ is: "collection", item });

const SIMPLE: ReadonlyMap<string, Typed> = new Map([
  ...["len", "int", "id", "hash", "ord"].map((name) => [name, INT] as const),
  ...["str", "repr", "format", "chr", "hex", "oct", "bin", "ascii", "input"].map((name) => [name, STR] as const),
  ...["bool", "isinstance", "issubclass", "hasattr", "callable", "any", "all"].map((name) => [name, BOOL] as const),
  ["float", literal("float")],
  ["complex", literal("number")],
  ["open", instance("io.IOBase")],
  ["range", list(INT)],
  ...["bytes", "bytearray", "memoryview", "slice"].map((name) => [name, unrelated("builtins")] as const),
]);

/** What a call of one of Python's built-in functions gives. */
export function builtinResult(
  { id }: Name,
  { arguments: given }: Call,
  values: readonly (Typed | undefined)[],
): Typed | undefined {
  const simple = SIMPLE.get(id);
  if (simple) return simple;
  const [first, second] = values;
  switch (id) {
    case "dict":
      if (first?.kind.is === "collection" && first.kind.keyed) return first;
      return certain({
        is: "collection",
        keyed: true,
        entries: entriesOf(given.map(({ name }, index) => [name, values[index]])),
      });
    case "vars":
    case "globals":
    case "locals":
      return certain({ is: "collection", key: STR, keyed: true });
    case "dir":
      return list(STR);
    case "set":
    case "frozenset":
    case "list":
    case "tuple":
    case "sorted":
    case "reversed":
    case "iter":
      return values.length ? list(itemOf(first)) : certain(EMPTY_LIST);
    case "filter":
      return list(itemOf(second));
    case "map":
      return list(first?.kind.is === "class" ? builtinInstance(first.kind) : undefined);
    case "next":
      return values.length > 1 ? join(itemOf(first), second) : itemOf(first);
    case "enumerate":
      return list(certain({ is: "tuple", items: [INT, itemOf(first)] }));
    case "zip":
      return zipped(given, values);
    case "abs":
      return isTensor(first) ? computedFrom(first) : first?.kind.is === "literal" ? first : undefined;
    case "round":
      return given.length === 1 ? INT : isNumber(first) ? first : undefined;
    case "sum":
      return totalOf(itemOf(first));
    case "min":
    case "max":
      return extremeOf(values.filter((_, index) => given[index].form !== "keyword"));
    case "tqdm":
      return first;
    default:
      return undefined;
  }
}

/** What goes over several side by side: `zip(*pairs)` gives all firsts, then all seconds. */
function zipped(given: readonly Argument[], values: readonly (Typed | undefined)[]): Typed {
  if (!given.some(({ form }) => form === "star")) return list(certain({ is: "tuple", items: values.map(itemOf) }));
  const rows = given.length === 1 ? itemOf(values[0]) : undefined;
  if (rows?.kind.is === "tuple")
    return { kind: { is: "tuple", items: rows.kind.items.map(list) }, ground: rows.ground };
  return list(list(rows?.kind.is === "collection" ? itemOf(rows) : undefined));
}

/** One of several values, or of what one holds: what a tensor can be compared with is a tensor or a number. */
function extremeOf(values: readonly (Typed | undefined)[]): Typed | undefined {
  if (values.length <= 1) return itemOf(values[0]);
  const tensor = values.find(isTensor);
  return values.reduce(join) ?? (tensor && tensorOrNumber(tensor));
}

/** What some items amount to; of none that is 0. */
function totalOf(item: Typed | undefined): Typed | undefined {
  if (isTensor(item)) return weaken(computedFrom(item), "likely");
  if (!isNumber(item)) return undefined;
  return weaken(literal(item.kind.type === "int" || item.kind.type === "bool" ? "int" : "number"), item.ground);
}

const TYPES = new Set("bool bytes complex dict float frozenset int list object set str tuple type".split(" "));

/** What a name stands for that nothing of the file binds: one of Python's own types. */
export function builtinType({ id }: Name, env: Environment): Typed | undefined {
  return TYPES.has(id) && !env.has(id) ? certain({ is: "class", name: `builtins.${id}` }) : undefined;
}
