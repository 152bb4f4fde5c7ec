import type { Attribute, Call, ClassDefinition, Expression, FunctionDefinition, Name, Span } from "./nodes.ts";
import { TreeReader } from "./tree-reader.ts";
import type { Owned } from "./unit.ts";

/** Records each node that is made with the unit it belongs to, so that it can be moved later. */
export class NodeOwner extends TreeReader {
  /** Of the unit that is made; nothing is kept of what is in none. */
  protected owned: Owned | undefined;

  own<Node extends Span>(node: Node): Node {
    this.owned?.spans.push(node);
    return node;
  }

  name(start: number, id: string): Name {
    const name: Name = { kind: "name", start, end: start + id.length, id };
    this.owned?.names.push(name);
    return name;
  }

  attribute(value: Expression, name: string, nameStart: number, start: number, end: number): Attribute {
    const attribute: Attribute = { kind: "attribute", start, end, value, name, nameStart };
    this.owned?.attributes.push(attribute);
    return attribute;
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

  ownCall(call: Call): Call {
    this.owned?.calls.push(call);
    return call;
  }

  ownDefinition<Definition extends FunctionDefinition | ClassDefinition>(definition: Definition): Definition {
    this.owned?.definitions.push(definition);
    return definition;
  }
}
