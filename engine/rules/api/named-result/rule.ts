import { likelyReason } from "../../../fix/likely.ts";
import { defineRule } from "../../../rule.ts";

const ITEMS: Record<string, string> = { "torch.return_types.values": "[0]", "torch.return_types.indices": "[1]" };

/** `x.topk(3).indices`: torch names the items of such results, MindSpore gives a plain tuple. */
export default defineRule({
  name: "named-result",
  category: "api",
  owns: Object.keys(ITEMS),
  find(reference, context) {
    const { node, receiver, name } = reference;
    if (!receiver || node.kind !== "attribute") return undefined;
    const item = ITEMS[name];
    return {
      at: node,
      verdict: "adapted",
      effect: "loud",
      name,
      message: `MindSpore gives a plain tuple here: .${node.name} is ${item}.`,
      mend: () =>
        context.text.slice(receiver.end, node.end).includes("#")
          ? { refused: "A comment stands inside." }
          : {
              edits: [{ start: receiver.end, end: node.nameStart + node.name.length, text: item }],
              forms: [`${name.slice("torch.".length)}`],
              unsafe: likelyReason(reference, context),
            },
    };
  },
});
