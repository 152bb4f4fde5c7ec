import type { Attribute, Call } from "../syntax/nodes.ts";
import { methodRole } from "./decorators.ts";
import type { Evaluator } from "./evaluate.ts";
import { frameworkOf } from "./frameworks.ts";
import {
  type Callable,
  type ClassInfo,
  instance,
  isForeign,
  isTensor,
  type Kind,
  layerFamily,
  type Typed,
  weaken,
} from "./kinds.ts";
import { isMember, layerLacking, listsOfCell, memberOwner, optimizerLacking } from "./members.ts";
import { isDatasetMethod } from "./mindspore-datasets.ts";
import type { Use } from "./reference.ts";
import { tensorAttribute } from "./returns.ts";
import { foreignMethod, foreignValue } from "./standard-library.ts";
import { torchAttribute, torchMethod } from "./torch-members.ts";
import { unrelated, unrelatedLibrary } from "./unrelated.ts";

/** Methods of a layer that a class may define anew, and that have another name on a Cell. */
const RENAMED: ReadonlySet<string> = new Set(["forward", "train"]);

/** Works out what objects and classes have. */
export class ObjectMembers {
  private readonly evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.evaluator = evaluator;
  }

  /** What `value.name` is, of a value that is known; `call` is the call of it. */
  of(node: Attribute, value: Typed, use: Use, call?: Call): Typed | undefined {
    const { kind, ground } = value;
    switch (kind.is) {
      case "instance":
        return this.member(node, value, kind, use, call);
      case "class":
        return kind.definition && this.ofClass(node, value, kind.definition);
      case "tuple":
        return this.namedItem(node, value);
      case "unrelated":
        return value;
      case "collection":
      case "literal":
        return call && { kind: { is: "method", receiver: value, name: node.name }, ground };
      default:
        return undefined;
    }
  }

  /** `Block.make`: a method that is called by its class, or an attribute of the class. */
  private ofClass({ name }: Attribute, value: Typed, info: ClassInfo): Typed | undefined {
    const { around } = this.evaluator;
    if (around.methodOf(info, name)) return { kind: { is: "method", receiver: value, name }, ground: value.ground };
    return around.attributeOf(info, name);
  }

  /** `x.max(1).values`: torch names the two items of such results. */
  private namedItem(node: Attribute, { kind, ground }: Typed): Typed | undefined {
    const index = ["values", "indices"].indexOf(node.name);
    if (index < 0 || kind.is !== "tuple" || kind.items.length !== 2 || !kind.items.every(isTensor)) return undefined;
    const name = `torch.return_types.${node.name}`;
    this.evaluator.around.record({
      name,
      node,
      use: "value",
      ground,
      alias: false,
      receiver: node.value,
      place: this.evaluator.place,
    });
    this.evaluator.around.remember(node, kind.items[index]);
    return kind.items[index];
  }

  private member(
    node: Attribute,
    value: Typed,
    kind: Kind & { is: "instance" },
    use: Use,
    call?: Call,
  ): Typed | undefined {
    if (kind.definition) {
      const method = this.evaluator.around.methodOf(kind.definition, node.name);
      if (method && RENAMED.has(node.name)) this.recordMember(node, value, use, call);
      if (method) return this.method(node, value, method, kind.definition);
      const own = weaken(this.evaluator.around.attributeOf(kind.definition, node.name), value.ground);
      if (own || kind.definition.attributes.has(node.name)) return own;
    }
    if (kind.entries?.has(node.name)) return weaken(kind.entries.get(node.name), value.ground);
    const of = this.recordMember(node, value, use, call);
    if (!of) return this.ofForeign(node, value, kind, call);
    if (use === "call") return { kind: { is: "method", receiver: value, name: node.name }, ground: value.ground };
    if (isTensor(value)) return weaken(tensorAttribute(node.name, kind.of), value.ground);
    if (layerFamily(kind) && /^(weight|bias)$/.test(node.name))
      return instance(of.startsWith("torch") ? "torch.nn.Parameter" : "mindspore.Parameter", value.ground);
    return weaken(torchAttribute(layerFamily(kind) || kind.definition ? of : kind.of, node.name), value.ground);
  }

  /** A member of an object whose class no listing of the frameworks has. */
  private ofForeign(node: Attribute, value: Typed, kind: Kind & { is: "instance" }, call?: Call): Typed | undefined {
    const { ground } = value;
    if (call && (isDatasetMethod(kind.of, node.name) || listsOfCell(kind, node.name)))
      return { kind: { is: "method", receiver: value, name: node.name }, ground };
    if (frameworkOf(kind.of)) {
      const known = call ? torchMethod(kind.of, node.name) : torchAttribute(kind.of, node.name);
      return call
        ? known && { kind: { is: "method", receiver: value, name: node.name }, ground }
        : weaken(known, ground);
    }
    if (call && foreignMethod(kind.of, node.name))
      return { kind: { is: "method", receiver: value, name: node.name }, ground };
    const held = call ? undefined : foreignValue(`${kind.of}.${node.name}`);
    if (held) return weaken(held, ground);
    const library = unrelatedLibrary(kind);
    if (library) return unrelated(library, ground);
    return undefined;
  }

  /** A method that is read, or what a property gives. */
  private method(node: Attribute, value: Typed, method: Callable, info: ClassInfo): Typed | undefined {
    const role = isForeign(method) ? "method" : methodRole(method);
    if (role === "property") {
      const { start, end } = node;
      const read: Call = { kind: "call", function: node, arguments: [], start, end, open: end, close: end };
      return weaken(this.evaluator.around.resultOfCall(method, read, info), value.ground);
    }
    const ground = role === "wrapped" || role === "replaced" ? "likely" : value.ground;
    return { kind: { is: "method", receiver: value, name: node.name }, ground };
  }

  /** Notes the use of a member of a framework's value; returns the name its members are catalogued under. */
  private recordMember(node: Attribute, value: Typed, use: Use, call?: Call): string | undefined {
    const lacking = layerLacking(value, node.name) ?? optimizerLacking(value, node.name);
    const of = lacking ?? memberOwner(value);
    if (!of || (!lacking && !isMember(of, node.name))) return undefined;
    const { ground } = value;
    this.evaluator.around.record({
      name: `${of}.${node.name}`,
      node,
      use,
      ground,
      call,
      alias: false,
      receiver: node.value,
      place: this.evaluator.place,
    });
    return of;
  }
}
