import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { removeStatement } from "../../../fix/imports.ts";
import { endOfLine, lineEnding, lineStart } from "../../../fix/lines.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { isOptimizerName } from "../../../semantics/kinds.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import type { Call, Expression } from "../../../syntax/nodes.ts";
import { dottedName, walkExpressions } from "../../../syntax/walk.ts";
import { dedent } from "../../gradient/no-grad/dedent.ts";

const DISTRIBUTED = "torch.nn.parallel.DistributedDataParallel";
const REDUCED =
  "gradients must be averaged over the processes: reducer = nn.DistributedGradReducer(optimizer.parameters, mean=True), then grads = reducer(grads) before optimizer(grads)";

const UNSEEN =
  "processes that work together cannot be proven here: see that reducer(grads) is what the optimizer is given";

/** A model wrapped to run on several devices: in MindSpore the model stays as it is, and the gradients are averaged. */
export default defineRule({
  name: "parallel-wrapper",
  category: "distributed",
  owns: ["torch.nn.DataParallel", DISTRIBUTED, `${DISTRIBUTED}.no_sync`],
  find(reference, context) {
    if (reference.receiver) return apart(reference, context);
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

/** `with model.no_sync():` goes: gradients that are averaged each time add up to the same. */
function apart(reference: Reference, context: Context): Report {
  const { statement, call, node, name } = reference;
  const isBlock =
    statement.kind === "with" && statement.items.length === 1 && isApart(statement.items[0].context, call);
  return {
    at: call ?? node,
    verdict: isBlock ? "needless" : "manual",
    effect: "loud",
    name,
    message: "Not needed: gradients that are averaged over the processes each time add up to the same.",
    mend() {
      const edits = isBlock ? dedent(statement, context) : undefined;
      return edits
        ? { edits, forms: ["distributed:apart"], unsafe: "processes that work together cannot be proven here" }
        : { refused: "Take no_sync() out: what stands in the block stays." };
    },
  };
}

/** `model.no_sync()`, or `nullcontext() if is_step else model.no_sync()`. */
function isApart(context: Expression, call: Call | undefined): boolean {
  if (context.kind !== "conditional") return context === call;
  const isNothing = (arm: Expression) =>
    arm.kind === "call" && /(^|\.)(nullcontext|suppress|ExitStack)$/.test(dottedName(arm.function) ?? "");
  return [context.body, context.otherwise].every((arm) => arm === call || isNothing(arm));
}

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
  const reducer = isDistributed ? reducerFor(reference, context) : undefined;
  return {
    edits: [edit, ...(target ? insideOf(source(target), edit, context) : []), ...(reducer ? [reducer] : [])],
    forms: [isDistributed ? "distributed:ddp" : "distributed:data-parallel"],
    unsafe: reducer ? UNSEEN : isDistributed ? REDUCED : undefined,
  };
}

/** The line that makes the reducer of the gradients, below the one optimizer of the same code. */
function reducerFor({ place }: Reference, { text, model, names }: Context): Edit | undefined {
  const made = model.references.filter(
    ({ name, use, place: own, statement }) =>
      use === "call" && isOptimizerName(name) && own.function === place.function && statement.kind === "assign",
  );
  const [{ statement } = { statement: undefined }, ...others] = made;
  if (statement?.kind !== "assign" || others.length || statement.targets.length !== 1) return undefined;
  const [target] = statement.targets;
  const optimizer = text.slice(target.start, target.end);
  const reducer = optimizer.startsWith("self.") ? "self.reducer" : "reducer";
  if (text.includes(reducer) || /[^\r\n]*#/.test(text.slice(statement.end, endOfLine(text, statement.end))))
    return undefined;
  const indent = text.slice(lineStart(text, statement.start), statement.start);
  const line = `${reducer} = ${names.spell("mindspore.nn.DistributedGradReducer")}(${optimizer}.parameters, mean=True)`;
  return indent.trim()
    ? undefined
    : { start: statement.end, end: statement.end, text: `${lineEnding(text)}${indent}${line}` };
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
