import type { Mend, Refusal } from "../../../finding.ts";
import type { Context } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import { form } from "./form.ts";

/** `net.get_submodule("a.b")` → `dict(net.cells_and_names())["a.b"]` */
export const partByName =
  (listing: string) =>
  ({ call, receiver, name }: Reference, { text }: Context): Mend | Refusal => {
    const path = call && argumentOf(call, "target", 0)?.value;
    if (!call || !receiver || !path) return { refused: `Write dict(cell.${listing}())[name].` };
    const [owner, key] = [receiver, path].map((node) => text.slice(node.start, node.end));
    if (text.slice(receiver.end, call.end).includes("#")) return { refused: "A comment stands inside the call." };
    const found = `dict(${owner}.${listing}())[${key}]`;
    return { edits: [{ start: call.start, end: call.end, text: found }], forms: [form(name)] };
  };
