import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { removeStatement } from "../../../fix/imports.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import type { Expression } from "../../../syntax/nodes.ts";
import { walkExpressions } from "../../../syntax/walk.ts";

const DISTRIBUTED = "torch.nn.parallel.DistributedDataParallel";
const REDUCED =
  "gradients must be averaged over the processes: reducer = nn.DistributedGradReducer(optimizer.parameters, mean=True), then grads = reducer(grads) before optimizer(grads)";

/** A model wrapped to run on several devices: in MindSpore the model stays as it is, and the gradients are averaged. */
export default defineRule({
  name: "parallel-wrapper",
  category: "distributed",
  owns: ["torch.nn.DataParallel", DISTRIBUTED],
  find(reference, context) {
    const isDistributed = reference.name === DISTRIBUTED;
    return {
      at: reference.call ?? reference.node,
      verdict: "restructured",
      effect: isDistributed ? "silent" : "loud",
      name: reference.name,
      message: isDistributed
        ? `The model stays as it is in MindSpore; ${REDUCED}.`
        : "A process uses one device in MindSpore: the model stays as it is. Several devices are several processes, started by msrun.",
      mend: () => unwrap(reference, isDistributed, context),
    };
  },
});

function unwrap(reference: Reference, isDistributed: boolean, context: Context): Mend | Refusal {
  const { call, statement, use } = reference;
  if (use === "isinstance")
    return { refused: "No model is wrapped in MindSpore: take the test out, and keep what is done without a wrapper." };
  const model = call && argumentOf(call, "module", 0)?.value;
  if (!call || !model) return { refused: "Leave the wrapper out: the model stays as it is." };
  const { text } = context;
  if (text.slice(call.start, model.start).includes("#") || text.slice(model.end, call.end).includes("#"))
    return { refused: "A comment stands inside the call." };
  const source = (node: Expression) => text.slice(node.start, node.end);
  const target = statement.kind === "assign" && statement.value === call ? statement.targets[0] : undefined;
  const isSame = target && source(target) === source(model);
  const edit = isSame
    ? removeStatement(text, context.model, statement)
    : { start: call.start, end: call.end, text: source(model) };
  return {
    edits: [edit, ...(target ? insideOf(source(target), edit, context) : [])],
    forms: [isDistributed ? "distributed:ddp" : "distributed:data-parallel"],
    unsafe: isDistributed ? REDUCED : undefined,
  };
}

/** `model.module`, the model inside a wrapper, is the model. */
function insideOf(name: string, replaced: Edit, { text, model }: Context): Edit[] {
  const edits: Edit[] = [];
  walkExpressions(model.module, (node) => {
    if (node.kind !== "attribute" || node.name !== "module") return;
    const isElsewhere = node.end <= replaced.start || replaced.end <= node.start;
    if (isElsewhere && text.slice(node.value.start, node.value.end) === name)
      edits.push({ start: node.value.end, end: node.nameStart + node.name.length, text: "" });
  });
  return edits;
}
