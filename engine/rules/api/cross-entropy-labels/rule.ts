import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { importFrom } from "../../../fix/imports.ts";
import { type Context, defineRule } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";

const CARRIED = ["weight", "ignore_index", "reduction", "label_smoothing"];

/** A cross entropy layer: MindSpore's takes int32 labels only, its function takes the int64 labels that loaders give. */
export default defineRule({
  name: "cross-entropy-labels",
  category: "api",
  owns: ["torch.nn.CrossEntropyLoss"],
  counterpart: () => "mindspore.ops.cross_entropy",
  find(reference, context) {
    return {
      at: reference.call ?? reference.node,
      verdict: "adapted",
      effect: "loud",
      name: reference.name,
      message: "MindSpore's CrossEntropyLoss raises on int64 labels; ops.cross_entropy takes them.",
      mend: () => mend(reference, context),
    };
  },
});

function mend(reference: Reference, { text, model, names }: Context): Mend | Refusal {
  const { call, node } = reference;
  const to = names.spell("mindspore.ops.cross_entropy");
  if (reference.use === "base") return { refused: "A subclass of it must be written anew." };
  if (!call)
    return reference.use === "annotation"
      ? { refused: "A function takes its place: take the annotation out." }
      : { refused: "Where it is called cannot be seen: use ops.cross_entropy there." };
  const unknown = call.arguments.find((argument, i) =>
    argument.form === "positional" ? i > 0 : !CARRIED.includes(argument.name ?? ""),
  );
  if (unknown) return { refused: `${text.slice(unknown.start, unknown.end)} has no counterpart in MindSpore.` };
  if (!call.arguments.length)
    return {
      edits: [{ start: call.start, end: call.end, text: to }],
      forms: ["torch.nn.CrossEntropyLoss()"],
    };
  const imported = importFrom(text, model, "functools", "partial");
  if (!imported) return { refused: "The name partial is taken: write functools.partial(ops.cross_entropy, …)." };
  const [first] = call.arguments;
  const between = text.slice(call.open + 1, first.start);
  const given = call.arguments.map((a) => (a.form === "positional" ? "weight" : a.name)).sort();
  const edits: Edit[] = [
    ...imported,
    { start: node.start, end: node.end, text: "partial" },
    {
      start: call.open + 1,
      end: call.open + 1,
      text: between === "" ? `${to}, ` : between.includes("#") ? `${to},` : `${between}${to},`,
    },
    ...(first.form === "positional" ? [{ start: first.start, end: first.start, text: "weight=" }] : []),
  ];
  return {
    edits: joined(edits),
    forms: [`torch.nn.CrossEntropyLoss(${given.join(",")})`],
  };
}

/** Two insertions at one place are one. */
function joined(edits: readonly Edit[]): Edit[] {
  const [last, before] = [edits[edits.length - 1], edits[edits.length - 2]];
  if (last.start !== before.start) return [...edits];
  return [...edits.slice(0, -2), { ...before, text: before.text + last.text }];
}
