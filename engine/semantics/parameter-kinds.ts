import type { Expression, FunctionDefinition, Parameter } from "../syntax/nodes.ts";
import { annotated, isSelf, meansTensor, namesForeignClass, namesModule } from "./annotations.ts";
import { methodRole } from "./decorators.ts";
import type { FunctionRecord } from "./events.ts";
import { METHODS, numbersHandedOn, tensorNames } from "./evidence.ts";
import {
  type ClassInfo,
  certain,
  classFamily,
  instance,
  isOwn,
  layerFamily,
  literal,
  type OwnClass,
  type Typed,
  weaken,
} from "./kinds.ts";
import { takesTensorsIn } from "./members.ts";
import { numbersIn } from "./numbers.ts";
import type { Surroundings } from "./surroundings.ts";

/** What the parameters of one function ask of the file around it. */
export interface ParameterSources extends Pick<Surroundings, "speech" | "known" | "attributeOf"> {
  /** Parameters of a class's constructor that are numbers by themselves. */
  numbersTaken(info: OwnClass): ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** What the parameters of a function are: as annotated, as they are used, as passed by callers, or as their default. */
export class ParameterKinds {
  private readonly record: FunctionRecord;
  private readonly sources: ParameterSources;
  /** The class that the function is a method of. */
  private readonly info: OwnClass | undefined;
  private readonly receiver: Typed | undefined;
  private foundTensors?: ReadonlySet<string>;
  private foundNumbers?: ReadonlySet<string>;

  constructor(record: FunctionRecord, sources: ParameterSources) {
    this.record = record;
    this.info = classOf(record);
    this.receiver = this.info && receiverOf(record.node, this.info);
    this.sources = sources;
  }

  /** The name of the object that a method is called on. */
  get self(): string | undefined {
    return this.receiver?.kind.is === "instance" ? this.record.node.parameters[0]?.name : undefined;
  }

  /** What each parameter is, in order. */
  all(): (Typed | undefined)[] {
    return this.record.node.parameters.map((parameter, i) => (i === 0 && this.receiver) || this.of(parameter));
  }

  private get tensors(): ReadonlySet<string> {
    this.foundTensors ??= tensorsOf(this.record, this.info, this.sources);
    return this.foundTensors;
  }

  private get numbers(): ReadonlySet<string> {
    this.foundNumbers ??= this.info ? numbersOf(this.record, this.info, this.sources) : NONE;
    return this.foundNumbers;
  }

  private of({ name, form, annotation, default: value }: Parameter): Typed | undefined {
    const { node, env, passed: all } = this.record;
    const stated = this.info && isSelf(annotation, env) ? objectOfClass(this.info) : annotated(annotation, env);
    if (form === "doublestar") return certain({ is: "collection", key: literal("str"), item: stated, keyed: true });
    if (form !== "plain") return certain({ is: "collection", item: stated });
    if (stated) return stated;
    // What is stated for the other uses of a parameter counts as well.
    if (this.tensors.has(name))
      return instance(this.tensor, annotation && !meansTensor(annotation) ? "likely" : "certain");
    if (this.numbers.has(name)) return literal("number");
    const passed = weaken(all.get(name), "likely");
    const initial = value && this.sources.known(value);
    // None that is passed says no more than that the parameter may be left out.
    const isNone = passed?.kind.is === "literal" && passed.kind.type === "None";
    if (passed && !(initial && isNone)) return passed;
    // Of what is annotated with a module nobody can say whether it is a class or made by one.
    if (initial?.kind.is === "class" && namesModule(annotation, env)) return undefined;
    if (initial && initial.kind.is !== "literal") return weaken(initial, "likely");
    if (initial?.kind.is === "literal" && initial.kind.type !== "None")
      return { kind: { is: "literal", type: initial.kind.type }, ground: "likely" };
    const isInput = !value && (node.name === "forward" || node.name === "construct") && this.family;
    return isInput && !(annotation && namesForeignClass(annotation, env)) ? instance(this.tensor, "likely") : undefined;
  }

  private get family(): ReturnType<typeof classFamily> {
    const around = this.record.place.class;
    return around && classFamily(around);
  }

  private get tensor(): string {
    return this.family === "mindspore" ? "mindspore.Tensor" : "torch.Tensor";
  }
}

function classOf({ node, place }: FunctionRecord): OwnClass | undefined {
  const info = place.class;
  return info && isOwn(info) && info.node.body.statements.includes(node) ? info : undefined;
}

/** What a method is given first: an object of its class, or the class. */
function receiverOf(node: FunctionDefinition, info: OwnClass): Typed | undefined {
  const role = methodRole(node);
  if (role === "static") return undefined;
  return role === "class" ? certain({ is: "class", name: info.name, definition: info }) : objectOfClass(info);
}

const objectOfClass = (info: OwnClass): Typed => certain({ is: "instance", of: info.name, definition: info });

/** Parameters of a layer's constructor that it computes with, makes layers of that size, or hands to one that does. */
function numbersOf(record: FunctionRecord, info: ClassInfo, sources: ParameterSources): ReadonlySet<string> {
  const { node, env } = record;
  if (node.name !== "__init__") return NONE;
  const handedOn = numbersHandedOn(node, (callee) => {
    const kind = callee.kind === "name" ? env.lookup(callee.id)?.kind : undefined;
    const made = kind?.is === "class" && kind.definition && isOwn(kind.definition) ? kind.definition : undefined;
    if (!made || made === info) return undefined;
    const numbers = sources.numbersTaken(made);
    return { parameters: made.methods.get("__init__")?.parameters.slice(1) ?? [], numbers };
  });
  return new Set([...numbersIn(record), ...handedOn]);
}

/** Parameters that are used in a way that only tensors allow. */
function tensorsOf(
  record: FunctionRecord,
  info: ClassInfo | undefined,
  sources: ParameterSources,
): ReadonlySet<string> {
  const { node, env, place } = record;
  if (node.name === "__init__" || (place.class && !info)) return NONE;
  const isLayer = info !== undefined && classFamily(info) !== undefined;
  // Other libraries' tensors have these methods too.
  if (!isLayer && (info || sources.speech !== "torch")) return NONE;
  const self = info && node.parameters[0]?.name;
  const takesTensors = (callee: Expression): boolean => {
    if (info && callee.kind === "attribute" && callee.value.kind === "name" && callee.value.id === self) {
      const attribute = sources.attributeOf(info, callee.name)?.kind;
      return attribute?.is === "instance" && layerFamily(attribute) !== undefined;
    }
    return takesTensorsIn(callee, env);
  };
  const names = new Set(node.parameters.map((parameter) => parameter.name));
  return tensorNames(node.body, names, isLayer ? METHODS.layer : METHODS.function, takesTensors);
}
