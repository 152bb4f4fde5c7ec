import type { Node, Tree } from "web-tree-sitter";

/** The outermost places where the parser could not follow, in order; of many the first. */
export function errorsOf(tree: Tree, most = Number.POSITIVE_INFINITY): Node[] {
  const found: Node[] = [];
  const open = [tree.rootNode];
  for (let node = open.pop(); node && found.length < most; node = open.pop()) {
    const inside = node.isError ? [] : node.children.filter((child) => child.hasError);
    if (inside.length > 0) open.push(...inside.reverse());
    else if (node.hasError) found.push(node); // what is missing may be a token that trees do not show
  }
  return found;
}
