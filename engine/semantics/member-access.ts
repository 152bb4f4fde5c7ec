import type { Attribute, Call, Expression } from "../syntax/nodes.ts";
import { builtinType } from "./builtins.ts";
import { methodRole } from "./decorators.ts";
import { resultOfAttribute } from "./dtypes.ts";
import type { Environment } from "./environment.ts";
import type { Evaluator } from "./evaluate.ts";
import { frameworkOf } from "./frameworks.ts";
import {
  type Callable,
  type ClassInfo,
  instance,
  isForeign,
  isNone,
  isTensor,
  type Kind,
  layerFamily,
  likely,
  type Typed,
  weaken,
} from "./kinds.ts";
import { isMember, memberOwner } from "./members.ts";
import { nameOfChild, namespaceOf } from "./names.ts";
import type { Use } from "./reference.ts";
import { tensorAttribute } from "./returns.ts";
import { foreignMethod, foreignValue } from "./standard-library.ts";
import { isSuper, superOf } from "./super.ts";
import { torchAttribute, torchMethod } from "./torch-members.ts";
import { unrelated, unrelatedLibrary } from "./unrelated.ts";
import { usedAs } from "./used-as.ts";

/** Works out what stands behind a dot. */
export class MemberAccess {
  private readonly evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.evaluator = evaluator;
  }

  /** What `value.name` is; `call` is the call of it. */
  attribute(node: Attribute, env: Environment, use: Use, call?: Call): Typed | undefined {
    const value = this.something(node, env);
    if (!value) return call ? this.memberOfUnknown(node, call, env) : this.readOfUnknown(node);
    const { kind, ground } = value;
    // What was taken for a number and is asked for what no number has was taken wrongly.
    const mistaken = call && kind.is === "literal" && kind.type !== "str" && this.memberOfUnknown(node, call, env);
    if (mistaken) return mistaken;
    const namespace = namespaceOf(kind);
    if (namespace) {
      const typed = nameOfChild(namespace, node.name, ground);
      const noted = this.evaluator.noteReference(node, typed, use, call);
      if (typed?.kind.is === "module" && !call) return foreignValue(typed.kind.name) ?? noted;
      return typed?.kind.is === "function" && use !== "call" ? (resultOfAttribute(typed.kind.name) ?? noted) : noted;
    }
    const member = this.memberOf(node, value, use, call);
    // What was taken for a tensor and is asked for what no tensor has was taken wrongly.
    if (!member && call && isTensor(value) && ground === "likely")
      this.evaluator.around.remember(node.value, undefined);
    if (!member && call && isOpen(kind)) return this.memberOfUnknown(node, call, env);
    return member;
  }

  private memberOf(node: Attribute, value: Typed, use: Use, call?: Call): Typed | undefined {
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

  /** What stands left of a dot is not None, whatever else was assigned to it. */
  private something({ value, name }: Attribute, env: Environment): Typed | undefined {
    const typed =
      value.kind === "call" && isSuper(value, env) ? this.above(value, name, env) : this.receiver(value, env);
    if (!isNone(typed)) return typed;
    this.evaluator.around.remember(value, undefined);
    return undefined;
  }

  private above(node: Call, member: string, env: Environment): Typed | undefined {
    const { around, place } = this.evaluator;
    const [of] = node.arguments.map(({ value }) => this.evaluator.evaluate(value, env, "argument"));
    const typed = superOf(around, place, of, member);
    around.remember(node, typed);
    return typed;
  }

  /** Evaluates what stands left of a dot; a name or chain that only leads to something is no reference of its own. */
  private receiver(node: Expression, env: Environment): Typed | undefined {
    if (node.kind === "name") {
      const typed = env.lookup(node.id) ?? builtinType(node, env);
      this.evaluator.around.remember(node, typed);
      if (typed?.kind.is === "function" && !namespaceOf(typed.kind)) this.evaluator.noteReference(node, typed, "value");
      return typed;
    }
    if (node.kind !== "attribute") return this.evaluator.evaluate(node, env);
    const value = this.receiver(node.value, env);
    const namespace = value && namespaceOf(value.kind);
    if (!namespace) return this.evaluateMember(node, value);
    const typed = nameOfChild(namespace, node.name, value.ground);
    if (typed?.kind.is !== "function" || namespaceOf(typed.kind)) {
      const held = typed?.kind.is === "module" ? (foreignValue(typed.kind.name) ?? typed) : typed;
      this.evaluator.around.remember(node, held);
      return held;
    }
    this.evaluator.noteReference(node, typed, "value");
    const result = resultOfAttribute(typed.kind.name);
    this.evaluator.around.remember(node, result);
    return result;
  }

  private evaluateMember(node: Attribute, value: Typed | undefined): Typed | undefined {
    const typed = value && this.memberOf(node, value, "value");
    this.evaluator.around.remember(node, typed);
    return typed;
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
      if (method && node.name === "forward") this.recordMember(node, value, use, call);
      if (method) return this.method(node, value, method, kind.definition);
      const own = weaken(this.evaluator.around.attributeOf(kind.definition, node.name), value.ground);
      if (own || kind.definition.attributes.has(node.name)) return own;
    }
    const of = this.recordMember(node, value, use, call);
    if (!of) return this.ofForeign(node, value, kind, call);
    if (use === "call") return { kind: { is: "method", receiver: value, name: node.name }, ground: value.ground };
    if (isTensor(value)) return weaken(tensorAttribute(node.name, of), value.ground);
    if (layerFamily(kind) && /^(weight|bias)$/.test(node.name))
      return instance(of.startsWith("torch") ? "torch.nn.Parameter" : "mindspore.Parameter", value.ground);
    return weaken(torchAttribute(kind.of, node.name), value.ground);
  }

  /** A member of an object whose class no listing of the frameworks has. */
  private ofForeign(node: Attribute, value: Typed, kind: Kind & { is: "instance" }, call?: Call): Typed | undefined {
    const { ground } = value;
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
    const ground = role === "wrapped" ? "likely" : value.ground;
    return { kind: { is: "method", receiver: value, name: node.name }, ground };
  }

  /** What the context of a torch Function has saved are tensors, whatever the context is called. */
  private readOfUnknown({ name }: Attribute): Typed | undefined {
    return name === "saved_tensors" && this.evaluator.around.importsTorch ? SAVED : undefined;
  }

  /** Where nothing else is known of what a method is called on, the method tells it, likely. */
  private memberOfUnknown(node: Attribute, call: Call, env: Environment): Typed | undefined {
    const { around, place } = this.evaluator;
    const receiver = around.importsTorch ? usedAs(node, call) : undefined;
    if (!receiver) return undefined;
    around.remember(node.value, receiver);
    // From here on the name is known.
    if (place.function && node.value.kind === "name") env.set(node.value.id, receiver);
    const of = memberOwner(receiver);
    const name = `${of}.${node.name}`;
    if (of)
      around.record({ name, node, use: "call", ground: "likely", call, alias: false, receiver: node.value, place });
    // What moves to a device may also be a model: what comes back stays unknown.
    if (node.name === "cuda") return undefined;
    if (receiver.kind.is === "unrelated") return receiver;
    return { kind: { is: "method", receiver, name: node.name }, ground: "likely" };
  }

  /** Notes the use of a member of a framework's value; returns the name its members are catalogued under. */
  private recordMember(node: Attribute, value: Typed, use: Use, call?: Call): string | undefined {
    const of = memberOwner(value);
    if (!of || !isMember(of, node.name)) return undefined;
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

const SAVED = likely({ is: "collection", item: instance("torch.Tensor") });

/** Whether an object is of a class of a library about which nothing more is known. */
const isOpen = (kind: Kind): boolean => kind.is === "instance" && !kind.definition && !frameworkOf(kind.of);
