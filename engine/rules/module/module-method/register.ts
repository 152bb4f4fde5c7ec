import { ADD_MODULE } from "../../../catalogue/definitions/layers.ts";
import type { Mend, Refusal } from "../../../finding.ts";
import { writeDefinition } from "../../../fix/definitions.ts";
import type { Context } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import type { Span } from "../../../syntax/nodes.ts";
import { form } from "./form.ts";

/** `self.add_module(name, layer)` sets an attribute; of a Sequential, which must also run it, by a function that does both. */
export function addModule({ node, call, receiver, name, place }: Reference, context: Context): Mend | Refusal {
  if (!call || !receiver || call.arguments.length !== 2 || call.arguments.some((a) => a.form !== "positional"))
    return { refused: "Write setattr(self, name, module)." };
  const { text, model } = context;
  const kind = model.kindOf(receiver)?.kind;
  const own = kind?.is === "instance" ? [kind.of, ...(kind.definition?.roots ?? [])] : (place.class?.roots ?? []);
  const isSequential = own.some((root) => /\.Sequential(Cell)?$/.test(root));
  const { name: to, edits } = isSequential ? writeDefinition(ADD_MODULE, context) : { name: "setattr", edits: [] };
  const changed = {
    start: node.start,
    end: call.open + 1,
    text: `${to}(${text.slice(receiver.start, receiver.end)}, `,
  };
  return { edits: [...edits, changed], forms: [`${form(name)}${isSequential ? "/sequential" : ""}`] };
}

/** `self.register_parameter("bias", None)` → `self.bias = None`; setattr takes a name that is computed. */
export function registerParameter({ call, receiver, statement, name }: Reference, { text }: Context): Mend | Refusal {
  const [key, value] = [call && argumentOf(call, "name", 0)?.value, call && argumentOf(call, "param", 1)?.value];
  if (!call || !receiver || !key || !value) return { refused: "Assign it: setattr(self, name, Parameter(…))." };
  if (statement.kind !== "expression" || statement.value !== call)
    return { refused: "Assign it in a statement of its own." };
  const source = (span: Span) => text.slice(span.start, span.end);
  if (source(call).includes("#")) return { refused: "A comment stands between the arguments." };
  const isWritten = key.kind === "string" && key.value !== undefined && /^[A-Za-z_]\w*$/.test(key.value);
  const assigned = isWritten
    ? `${source(receiver)}.${key.value} = ${source(value)}`
    : `setattr(${source(receiver)}, ${source(key)}, ${source(value)})`;
  const forms = [`${form(name)}${isWritten ? "" : "/computed"}`];
  return { edits: [{ start: call.start, end: call.end, text: assigned }], forms };
}
