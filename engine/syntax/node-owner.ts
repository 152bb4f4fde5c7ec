import { type Anchor, anchored } from "./anchored.ts";
import type { Attribute, Expression, Name, Span } from "./nodes.ts";
import { TreeReader } from "./tree-reader.ts";

/** Makes nodes that move with the unit they belong to. */
export class NodeOwner extends TreeReader {
  /** Of the unit that is made; what is in none does not move. */
  protected anchor: Anchor | undefined;

  own<Node extends Span>(node: Node): Node {
    return this.anchor ? anchored(this.anchor, node) : node;
  }

  name(start: number, id: string): Name {
    return this.own({ kind: "name", start, end: start + id.length, id });
  }

  attribute(value: Expression, name: string, nameStart: number, start: number, end: number): Attribute {
    return this.own({ kind: "attribute", start, end, value, name, nameStart });
  }

  /** `a.b.c` as nested attributes. */
  dotted(source: string, start: number): Name | Attribute | undefined {
    let value: Name | Attribute | undefined;
    for (const { 0: name, index } of source.matchAll(/[^\s.\\]+/g)) {
      const nameStart = start + index;
      const end = nameStart + name.length;
      value = value ? this.attribute(value, name, nameStart, value.start, end) : this.name(nameStart, name);
    }
    return value;
  }
}
