import type { Attribute, Call, Expression } from "../syntax/nodes.ts";
import { builtinType } from "./builtins.ts";
import { resultOfAttribute } from "./dtypes.ts";
import type { Environment } from "./environment.ts";
import type { Evaluator } from "./evaluate.ts";
import { frameworkOf } from "./frameworks.ts";
import { instance, isNone, isTensor, type Kind, likely, type Typed, weaken } from "./kinds.ts";
import { memberOwner } from "./members.ts";
import { nameOfChild, namespaceOf } from "./names.ts";
import { isNumPyScalar } from "./numpy-scalars.ts";
import { ObjectMembers } from "./object-members.ts";
import { lacksMethod } from "./python-methods.ts";
import type { Use } from "./reference.ts";
import { foreignValue } from "./standard-library.ts";
import { isSuper, superOf } from "./super.ts";
import { torchAttribute } from "./torch-members.ts";
import { isTorchsAlone, usedAs } from "./used-as.ts";

/** Works out what stands behind a dot. */
export class MemberAccess {
  private readonly evaluator: Evaluator;
  private readonly objects: ObjectMembers;

  constructor(evaluator: Evaluator) {
    this.evaluator = evaluator;
    this.objects = new ObjectMembers(evaluator);
  }

  /** What `value.name` is; `call` is the call of it. */
  attribute(node: Attribute, env: Environment, use: Use, call?: Call): Typed | undefined {
    const value = this.something(node, env);
    if (!value) return call ? this.memberOfUnknown(node, call, env) : this.readOfUnknown(node, env, use);
    const { kind, ground } = value;
    // What was taken for a number and is asked for what no number has was taken wrongly.
    const mistaken = call && kind.is === "literal" && kind.type !== "str" && this.memberOfUnknown(node, call, env);
    if (mistaken) return mistaken;
    // Nor is it a list on all paths that is asked for what no list has; what is used as a dictionary besides is an object.
    if (call && lacksMethod(kind, node.name)) {
      this.evaluator.around.remember(node.value, undefined);
      const isBlurred = kind.is === "collection" ? !kind.keyed : ground === "likely";
      return isBlurred ? this.memberOfUnknown(node, call, env) : undefined;
    }
    // Sparse tensors alone have values(): what a model gives is a dictionary then.
    if (call && node.name === "values" && isTensor(value) && ground === "likely") {
      this.evaluator.around.remember(node.value, undefined);
      return this.memberOfUnknown(node, call, env);
    }
    const namespace = namespaceOf(kind);
    if (namespace) {
      const typed = nameOfChild(namespace, node.name, ground);
      const noted = this.evaluator.noteReference(node, typed, use, call);
      if (typed?.kind.is === "module" && !call) return foreignValue(typed.kind.name) ?? noted;
      return typed?.kind.is === "function" && use !== "call" ? (resultOfAttribute(typed.kind.name) ?? noted) : noted;
    }
    const member = this.objects.of(node, value, use, call);
    // What was taken for a tensor and is asked for what no tensor has was taken wrongly.
    const isMistaken = isTensor(value) && ground === "likely";
    if (!member && call && isMistaken) this.evaluator.around.remember(node.value, undefined);
    if (!member && call && (isMistaken || isOpen(kind))) return this.memberOfUnknown(node, call, env);
    return member;
  }

  /** What stands left of a dot is not None, whatever else was assigned to it, and is rather an array than a number of NumPy's. */
  private something({ value, name }: Attribute, env: Environment): Typed | undefined {
    const typed =
      value.kind === "call" && isSuper(value, env) ? this.above(value, name, env) : this.receiver(value, env);
    const isArray = isNumPyScalar(typed) && typed.ground === "likely" && name !== "item";
    if (!isNone(typed) && !isArray) return typed;
    const known = isArray ? ARRAY : undefined;
    this.evaluator.around.remember(value, known);
    return known;
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
    const typed = this.evaluator.told(node, env, this.receivedMember(node, env));
    this.evaluator.around.remember(node, typed);
    return typed;
  }

  private receivedMember(node: Attribute, env: Environment): Typed | undefined {
    const value = this.receiver(node.value, env);
    const namespace = value && namespaceOf(value.kind);
    if (!namespace) return this.evaluateMember(node, value, env);
    const typed = nameOfChild(namespace, node.name, value.ground);
    if (typed?.kind.is !== "function" || namespaceOf(typed.kind)) {
      return typed?.kind.is === "module" ? (foreignValue(typed.kind.name) ?? typed) : typed;
    }
    this.evaluator.noteReference(node, typed, "value");
    return resultOfAttribute(typed.kind.name);
  }

  private evaluateMember(node: Attribute, value: Typed | undefined, env: Environment): Typed | undefined {
    return value ? this.objects.of(node, value, "value") : this.readOfUnknown(node, env, "value");
  }

  /** What only an optimizer, a device, or the context of a torch Function has is an attribute of one. */
  private readOfUnknown(node: Attribute, env: Environment, use: Use): Typed | undefined {
    const { around, place } = this.evaluator;
    if (around.speech === "neither") return undefined;
    if (node.name === "saved_tensors") return SAVED;
    if (isLayersData(node)) around.remember(node.value, PARAMETER);
    if (isLayersData(node)) return this.objects.of(node, PARAMETER, use);
    if (isNamedItem(node)) {
      const name = `torch.return_types.${node.name}`;
      around.record({ name, node, use, ground: "likely", alias: false, receiver: node.value, place });
      return instance("torch.Tensor", "likely");
    }
    const owner = ownerOf(node);
    // A device is still asked like torch's where nothing else is torch's any more.
    if (!owner || (owner !== DEVICE && around.speech !== "torch")) return undefined;
    around.remember(node.value, owner);
    if (node.value.kind === "name") env.set(node.value.id, owner);
    const name = `${owner.kind.of}.${node.name}`;
    around.record({ name, node, use, ground: "likely", alias: false, receiver: node.value, place });
    return weaken(torchAttribute(owner.kind.of, node.name), "likely");
  }

  /** Where nothing else is known of what a method is called on, the method tells it, likely. */
  private memberOfUnknown(node: Attribute, call: Call, env: Environment): Typed | undefined {
    const { around, place } = this.evaluator;
    const receiver = around.speech === "neither" ? undefined : usedAs(node, call);
    if (!receiver || (around.speech === "either" && !isTorchsAlone(receiver, node.name))) return undefined;
    // A list gives nothing for what is put into it.
    const isAlone = around.current.kind === "expression" && around.current.value === call;
    if (!isAlone && receiver.kind.is === "collection" && !receiver.kind.keyed) return undefined;
    around.remember(node.value, receiver);
    // What moves to a device may also be a model; otherwise the name is known from here on.
    const isMove = node.name === "cuda" || node.name === "npu";
    if (!isMove && node.value.kind === "name") env.set(node.value.id, receiver);
    const of = memberOwner(receiver);
    const name = `${of}.${node.name}`;
    if (of)
      around.record({ name, node, use: "call", ground: "likely", call, alias: false, receiver: node.value, place });
    if (isMove) return undefined;
    if (receiver.kind.is === "unrelated") return receiver;
    return { kind: { is: "method", receiver, name: node.name }, ground: "likely" };
  }
}

const ARRAY = instance("numpy.ndarray", "likely");
const PARAMETER = instance("torch.nn.Parameter", "likely");

/** `layer.weight.data`, of whatever the layer is. */
const isLayersData = ({ name, value }: Attribute): boolean =>
  name === "data" && value.kind === "attribute" && /^(weight|bias)$/.test(value.name);

/** `model(x).max(1).indices`: no other library's results have items of these names. */
const isNamedItem = ({ name, value }: Attribute): boolean =>
  (name === "values" || name === "indices") &&
  value.kind === "call" &&
  value.function.kind === "attribute" &&
  /^(max|min|topk|sort|median|mode|kthvalue|cummax|cummin)$/.test(value.function.name);

const OPTIMIZER = { kind: { is: "instance", of: "torch.optim.Optimizer" }, ground: "likely" } as const;
const DEVICE = { kind: { is: "instance", of: "torch.device" }, ground: "likely" } as const;
const SAVED = likely({ is: "collection", item: instance("torch.Tensor") });

const MODULE = { kind: { is: "instance", of: "torch.nn.Module" }, ground: "likely" } as const;

/** Whose attribute it is: an optimizer's `param_groups`, a Module's `_modules`, the `type` of what is called a device. */
function ownerOf({ name, value }: Attribute) {
  if (name === "param_groups") return OPTIMIZER;
  if (name === "_modules") return MODULE;
  const last = value.kind === "attribute" ? value.name : value.kind === "name" ? value.id : "";
  return (name === "type" || name === "index") && /^_?(\w+_)?device$/.test(last) ? DEVICE : undefined;
}

/** Whether an object is of a class of a library about which nothing more is known. */
const isOpen = (kind: Kind): boolean => kind.is === "instance" && !kind.definition && !frameworkOf(kind.of);
