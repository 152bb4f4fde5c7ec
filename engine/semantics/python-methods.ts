import { itemOf } from "./containers.ts";
import { type Collection, certain, instance, join, type Kind, literal, type Typed, weaken } from "./kinds.ts";

/** What a method of a string, a list, a set or a dictionary gives. */
export function pythonMethodResult(receiver: Typed, name: string, values: (Typed | undefined)[]): Typed | undefined {
  const { kind, ground } = receiver;
  if (kind.is === "collection") return weaken(collectionMethod(kind, name, values), ground);
  if (kind.is === "literal" && kind.type === "str") return weaken(stringMethod(name), ground);
  return undefined;
}

const STRING_TO_STRING =
  /^(capitalize|casefold|center|expandtabs|format|format_map|join|ljust|lower|lstrip|removeprefix|removesuffix|replace|rjust|rstrip|strip|swapcase|title|translate|upper|zfill)$/;

function stringMethod(name: string): Typed | undefined {
  if (STRING_TO_STRING.test(name)) return literal("str");
  if (/^(r?split|splitlines)$/.test(name)) return certain({ is: "collection", item: literal("str") });
  if (/^r?partition$/.test(name))
    return certain({ is: "tuple", items: [literal("str"), literal("str"), literal("str")] });
  if (/^(startswith|endswith|is[a-z]+)$/.test(name)) return literal("bool");
  if (/^(r?find|r?index|count)$/.test(name)) return literal("int");
  return name === "encode" ? instance("builtins.bytes") : undefined;
}

function collectionMethod(kind: Collection, name: string, values: (Typed | undefined)[]): Typed | undefined {
  switch (name) {
    case "copy":
      return certain(kind);
    case "pop":
    case "get":
    case "setdefault":
      return values.length > 1 ? join(kind.item, values[1]) : kind.item;
    case "values":
      return certain({ is: "collection", item: kind.item });
    case "keys":
      return certain({ is: "collection", item: itemOf(certain(kind)) });
    case "items":
      return certain({ is: "collection", item: certain({ is: "tuple", items: [kind.key, kind.item] }) });
    case "index":
    case "count":
      return literal("int");
    default:
      return undefined;
  }
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const OF_STRINGS = words(
  "capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill",
);
/** Of lists, sets, queues and what iterates. */
const OF_LISTS = words(
  "append extend insert remove pop clear index count sort reverse copy add discard update union intersection difference symmetric_difference difference_update intersection_update issubset issuperset isdisjoint appendleft popleft extendleft rotate close send throw",
);
const OF_DICTIONARIES = words(
  "keys values items get pop popitem update setdefault clear copy fromkeys move_to_end most_common elements subtract",
);
const OF_TUPLES = words("index count");
const OF_ARRAYS = words(
  "all any argmax argmin argpartition argsort astype byteswap choose clip compress conj conjugate copy cumprod cumsum diagonal dot dump dumps fill flatten getfield item itemset max mean min newbyteorder nonzero partition prod ptp put ravel repeat reshape resize round searchsorted setfield setflags sort squeeze std sum swapaxes take tobytes tofile tolist tostring trace transpose var view",
);

function methodsOf(kind: Kind): ReadonlySet<string> | undefined {
  if (kind.is === "literal") return kind.type === "str" ? OF_STRINGS : undefined;
  if (kind.is === "collection") return kind.keyed ? OF_DICTIONARIES : OF_LISTS;
  if (kind.is === "tuple") return OF_TUPLES;
  return kind.is === "instance" && kind.of === "numpy.ndarray" ? OF_ARRAYS : undefined;
}

/** Whether nothing of a kind has a method of this name, so that what is asked for it is something else. */
export const lacksMethod = (kind: Kind, name: string): boolean =>
  !name.startsWith("_") && methodsOf(kind)?.has(name) === false;
