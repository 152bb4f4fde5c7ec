import type { Context, Report } from "../../../rule.ts";
import type { Expression, Statement, Subscript } from "../../../syntax/nodes.ts";
import { OTHER, WHOSE } from "../family.ts";
import { certainFamily, isCertainlyOf, met } from "./strange.ts";

/** What is wrong with `x[i]` where the index is a tensor of the other framework. */
export function ofIndex(node: Subscript, { model, text }: Context): Report | undefined {
  const family = certainFamily(model.kindOf(node.value));
  const strange = family && node.items.find((item) => isCertainlyOf(OTHER[family], model.kindOf(item)));
  if (!strange) return undefined;
  const [what, index] = [node.value, strange].map(({ start, end }) => text.slice(start, end));
  return met(
    node,
    "loud",
    `${what} is ${WHOSE[family]} and takes no index of ${WHOSE[OTHER[family]]}: ${index} raises. Migrate both together.`,
  );
}

/** What is wrong with `x[0] = y` and `x.data = y` where y is the other framework's. */
export function ofAssignment(node: Statement, { model, text }: Context): Report | undefined {
  if (node.kind !== "assign" || !node.value) return undefined;
  const value = certainFamily(model.kindOf(node.value));
  const target =
    value && node.targets.find((one) => isInto(one) && certainFamily(model.kindOf(one.value)) === OTHER[value]);
  if (!target) return undefined;
  const what = text.slice(node.value.start, node.value.end);
  const into = text.slice(target.start, target.end);
  return met(
    node,
    "loud",
    `${into} takes ${WHOSE[OTHER[value]]} tensors: ${what} is ${WHOSE[value]}, and it raises. Migrate both together.`,
  );
}

const isInto = (target: Expression): target is Expression & { readonly value: Expression } =>
  target.kind === "subscript" || (target.kind === "attribute" && target.name === "data");
