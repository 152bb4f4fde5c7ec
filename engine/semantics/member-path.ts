import type { Expression } from "../syntax/nodes.ts";

/** A member of a name as a text that is the same wherever it stands: `self.x`, `batch["image"]`, `self.pair[0]`. */
export function memberPath(node: Expression): string | undefined {
  if (node.kind !== "attribute" && node.kind !== "subscript") return undefined;
  const owner = node.value.kind === "name" ? node.value.id : memberPath(node.value);
  if (owner === undefined) return undefined;
  if (node.kind === "attribute") return `${owner}.${node.name}`;
  const [key, more] = node.items;
  if (more || !key) return undefined;
  if (key.kind === "number") return `${owner}[${key.text}]`;
  return key.kind === "string" && key.value !== undefined ? `${owner}[${JSON.stringify(key.value)}]` : undefined;
}
