import { itemOf } from "./containers.ts";
import { type Collection, certain, instance, join, literal, type Typed, weaken } from "./kinds.ts";

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
