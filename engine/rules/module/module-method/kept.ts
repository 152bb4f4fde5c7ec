import type { Mend, Refusal } from "../../../finding.ts";
import { renameAttribute } from "../../../fix/attribute.ts";
import type { Context } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { form } from "./form.ts";

/** `net._modules["a"]` → `net._cells["a"]`, where it is read or deleted. */
export const keptUnder =
  (to: string) =>
  (reference: Reference, { text }: Context): Mend | Refusal => {
    if (isFilled(reference))
      return {
        refused: `What is put into ${to} gets no prefix to the names of its parameters: write setattr(cell, name, …).`,
      };
    return { edits: renameAttribute(reference.node, to, text), forms: [form(reference.name)] };
  };

/** `net._modules["a"] = layer`, `net._modules = {}` */
const isFilled = ({ statement, node }: Reference): boolean =>
  statement.kind === "assign" &&
  statement.targets.some((target) => target === node || (target.kind === "subscript" && target.value === node));
