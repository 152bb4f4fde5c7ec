import { defineRule } from "../../../rule.ts";

const OPERATIONS: Readonly<Record<string, string>> = { SUM: "SUM", MAX: "MAX", MIN: "MIN", PRODUCT: "PROD" };
const CLASS = "torch.distributed.ReduceOp.";

/** How processes combine their tensors: MindSpore has the operations in ops.ReduceOp. */
export default defineRule({
  name: "reduce-operation",
  category: "distributed",
  owns: Object.keys(OPERATIONS).map((name) => CLASS + name),
  counterpart: () => "mindspore.ops.ReduceOp",
  find({ name, node, alias }, { names }) {
    const operation = OPERATIONS[name.slice(CLASS.length)];
    if (alias) return undefined;
    return {
      at: node,
      verdict: "renamed",
      effect: "loud",
      name,
      message: `The operation is ops.ReduceOp.${operation} in MindSpore.`,
      mend: () => ({
        edits: [{ start: node.start, end: node.end, text: `${names.spell("mindspore.ops.ReduceOp")}.${operation}` }],
        forms: ["distributed:operation"],
        unsafe: "processes that work together cannot be proven here",
      }),
    };
  },
});
