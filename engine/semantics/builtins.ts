import type { Expression } from "../syntax/nodes.ts";
import { itemOf } from "./containers.ts";
import { certain, instance, literal, type Typed } from "./kinds.ts";

/** What a call of one of Python's built-in functions gives. */
export function builtinResult(target: Expression, values: (Typed | undefined)[]): Typed | undefined {
  if (target.kind !== "name") return undefined;
  switch (target.id) {
    case "len":
    case "int":
    case "round":
      return literal("int");
    case "float":
      return literal("float");
    case "bool":
      return literal("bool");
    case "str":
      return literal("str");
    case "open":
      return instance("io.IOBase");
    case "dict":
      return certain({ is: "collection", keyed: true });
    case "set":
    case "frozenset":
      return certain({ is: "collection", item: itemOf(values[0]) });
    case "isinstance":
    case "issubclass":
    case "hasattr":
    case "callable":
    case "any":
    case "all":
      return literal("bool");
    case "range":
      return certain({ is: "collection", item: literal("int") });
    case "list":
    case "tuple":
    case "sorted":
    case "reversed":
      return certain({ is: "collection", item: itemOf(values[0]) });
    case "enumerate":
      return certain({ is: "collection", item: certain({ is: "tuple", items: [literal("int"), itemOf(values[0])] }) });
    case "zip":
      return certain({ is: "collection", item: certain({ is: "tuple", items: values.map(itemOf) }) });
    case "tqdm":
      return values[0];
    default:
      return undefined;
  }
}
