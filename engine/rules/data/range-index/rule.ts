import { kindCollector } from "../../../by-kinds.ts";
import { handedTo } from "../../../fix/handed.ts";
import { defineRule } from "../../../rule.ts";
import { isTensor } from "../../../semantics/kinds.ts";
import { mentions } from "../../../syntax/collect.ts";
import type { Call, Expression } from "../../../syntax/nodes.ts";
import { isSimpleName, walkExpressions } from "../../../syntax/walk.ts";

/** A range among the indices of a tensor: MindSpore takes lists and tensors, and raises at a range. */
export default defineRule({
  name: "range-index",
  category: "data",
  *scan(context) {
    const { text, model } = context;
    if (!hasRanges(text, model.module)) return;
    for (const { tensor, range } of indicesIn(context)) {
      const isLikely = model.kindOf(tensor)?.ground === "likely";
      yield {
        at: range,
        verdict: "adapted",
        effect: "loud",
        message: "A range is no index in MindSpore: a list of it is.",
        mend: () => ({
          edits: handedTo("list", range),
          forms: ["index:range"],
          unsafe: isLikely ? "what is indexed is only likely a tensor" : undefined,
        }),
      };
    }
  },
});

const hasRanges = mentions("[range(");

/** Ranges by which tensors are indexed. */
const indicesIn = kindCollector((top, { model }) => {
  const found: { readonly tensor: Expression; readonly range: Call }[] = [];
  walkExpressions(top, (node) => {
    if (node.kind !== "subscript" || !isTensor(model.kindOf(node.value))) return;
    for (const item of node.items.flatMap((item) => (item.kind === "tuple" ? item.items : [item])))
      if (item.kind === "call" && isSimpleName(item.function, "range")) found.push({ tensor: node.value, range: item });
  });
  return found;
});
