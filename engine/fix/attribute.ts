import type { Edit } from "../finding.ts";
import type { Expression } from "../syntax/nodes.ts";

/** What is a member of a value in MindSpore too, so that it stays behind its dot. */
export const MEMBER = /^mindspore\.(Tensor|nn\.Cell|experimental\.optim\.(Optimizer|lr_scheduler\.LRScheduler))\./;

/** Replaces the name after the last dot of a chain. */
export function renameAttribute(node: Expression, name: string, text: string): Edit[] {
  if (node.kind !== "attribute") return [];
  const end = node.nameStart + node.name.length;
  return text.slice(node.nameStart, end) === name ? [] : [{ start: node.nameStart, end, text: name }];
}
