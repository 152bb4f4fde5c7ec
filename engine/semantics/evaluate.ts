import type { Attribute, Binary, Call, Comprehension, Expression, Lambda, Name } from "../syntax/nodes.ts";
import { dottedName } from "../syntax/walk.ts";
import { builtinResult } from "./builtins.ts";
import { resultOfCallee } from "./calls.ts";
import { elementOf, itemOf, partOf } from "./containers.ts";
import { methodRole } from "./decorators.ts";
import { resultOfAttribute } from "./dtypes.ts";
import { Environment } from "./environment.ts";
import { frameworkOf } from "./frameworks.ts";
import {
  type Callable,
  type ClassInfo,
  certain,
  instance,
  isForeign,
  isTensor,
  join,
  type Kind,
  layerFamily,
  literal,
  type Typed,
  weaken,
} from "./kinds.ts";
import { isMember, isModuleCall, isTensorCall, memberOwner } from "./members.ts";
import { nameOfChild, namespaceOf } from "./names.ts";
import { narrow, narrowOtherwise, narrows } from "./narrowing.ts";
import { arithmetic, isFloat, joinAlternatives, plainTensor } from "./operators.ts";
import type { Place, Reference, Use } from "./reference.ts";
import { tensorAttribute } from "./returns.ts";
import { foreignValue } from "./standard-library.ts";

/** What evaluation needs of the file around it. */
export interface Surroundings {
  /** Whether the module imports torch, so that what looks like a tensor may be one. */
  readonly importsTorch: boolean;
  record(reference: Omit<Reference, "statement">): void;
  remember(expression: Expression, typed: Typed | undefined): void;
  setAttribute(info: ClassInfo, name: string, typed: Typed | undefined): void;
  /** What was remembered of an expression. */
  known(expression: Expression): Typed | undefined;
  attributeOf(info: ClassInfo, name: string): Typed | undefined;
  methodOf(info: ClassInfo, name: string): Callable | undefined;
  resultOfCall(
    definition: Callable,
    call: Call,
    receiver?: ClassInfo,
    values?: (Typed | undefined)[],
  ): Typed | undefined;
}

/** Works out what expressions are, in one place of a file, noting every reference to a framework on the way. */
export class Evaluator {
  readonly around: Surroundings;
  readonly place: Place;
  readonly selfName?: string;

  constructor(around: Surroundings, place: Place, selfName?: string) {
    this.around = around;
    this.place = place;
    this.selfName = selfName;
  }

  evaluate(node: Expression | undefined, env: Environment, use: Use = "value"): Typed | undefined {
    if (!node) return undefined;
    const typed = this.typeOf(node, env, use);
    this.around.remember(node, typed);
    return typed;
  }

  private typeOf(node: Expression, env: Environment, use: Use): Typed | undefined {
    switch (node.kind) {
      case "name":
        return this.noteReference(node, env.lookup(node.id), use);
      case "attribute":
        return this.attribute(node, env, use);
      case "call":
        return this.call(node, env);
      case "subscript": {
        const value = this.evaluate(node.value, env, use === "annotation" || use === "base" ? use : "value");
        const items = node.items.map((item) => this.evaluate(item, env, use === "annotation" ? use : "value"));
        return use === "annotation"
          ? undefined
          : elementOf(value, node.items[0], items.length === 1 ? items[0] : undefined);
      }
      case "slice":
        this.all([node.lower, node.upper, node.step], env);
        return undefined;
      case "tuple":
        return certain({ is: "tuple", items: node.items.map((item) => this.evaluate(item, env, inner(use))) });
      case "list":
      case "set": {
        const items = node.items.map((item) => this.evaluate(item, env, inner(use)));
        return certain({ is: "collection", item: items.length ? items.reduce(join) : undefined });
      }
      case "dictionary": {
        const keys = node.entries.map((entry) => this.evaluate(entry.key, env));
        const values = node.entries.map((entry) => this.evaluate(entry.value, env));
        const [key, item] = [keys, values].map((all) => (all.length ? all.reduce(join) : undefined));
        return certain({ is: "collection", key, item, keyed: true });
      }
      case "number":
        return literal(/[jJ]$/.test(node.text) ? "number" : isFloat(node.text) ? "float" : "int", node.text);
      case "string":
        for (const value of node.interpolations) this.interpolate(value, env);
        this.all(node.quoted ?? [], env, "annotation");
        return literal("str", node.value);
      case "constant":
        return node.value === "..." ? undefined : node.value === "None" ? literal("None") : literal("bool", node.value);
      case "unary": {
        const operand = this.evaluate(node.operand, env);
        if (node.operator === "not") return literal("bool");
        if (operand?.kind.is === "literal")
          return literal(operand.kind.type, operand.kind.text && node.operator + operand.kind.text);
        return isTensor(operand) ? plainTensor(operand) : undefined;
      }
      case "binary": {
        const left = this.evaluate(node.left, env);
        return arithmetic(node.operator, left, this.evaluate(node.right, this.where(node, env)));
      }
      case "compare": {
        const operands = node.operands.map((operand) => this.evaluate(operand, env));
        if (node.operators.every((o) => /in|is/.test(o))) return literal("bool");
        const tensor = node.operators.every((o) => !/in|is/.test(o)) ? operands.find(isTensor) : undefined;
        return tensor ? plainTensor(tensor) : undefined;
      }
      case "conditional": {
        this.evaluate(node.test, env);
        const path = narrows(node.test) ? env.fork() : env;
        if (path !== env) narrow(node.test, path);
        const body = this.evaluate(node.body, path, use);
        return joinAlternatives(body, this.evaluate(node.otherwise, env, use));
      }
      case "lambda":
        return this.lambda(node, env);
      case "comprehension":
        return this.comprehension(node, env);
      case "starred":
        return this.evaluate(node.value, env) && undefined;
      case "walrus": {
        const value = this.evaluate(node.value, env);
        env.set(node.target.id, value);
        return value;
      }
      case "await":
        this.evaluate(node.value, env);
        return undefined;
      case "yield":
        this.evaluate(node.value, env);
        return undefined;
      case "unknown":
        this.all(node.parts, env, use === "annotation" ? use : "value");
        return undefined;
    }
  }

  /** A tensor inside an f-string is formatted, as by its `__format__`. */
  private interpolate(node: Expression, env: Environment): void {
    const typed = this.evaluate(node, env);
    if (!isTensor(typed)) return;
    const name = `${memberOwner(typed)}.__format__`;
    this.around.record({ name, node, use: "value", ground: typed.ground, alias: false, place: this.place });
  }

  all(nodes: readonly (Expression | undefined)[], env: Environment, use: Use = "value"): void {
    for (const node of nodes) this.evaluate(node, env, use);
  }

  private noteReference(
    node: Name | Attribute | Call,
    typed: Typed | undefined,
    use: Use,
    call?: Call,
  ): Typed | undefined {
    const kind = typed?.kind;
    if (!kind || (kind.is !== "module" && kind.is !== "class" && kind.is !== "function")) return typed;
    if (!frameworkOf(kind.name) || (kind.is !== "module" && kind.definition)) return typed;
    const alias = node.kind === "name" && !typed.imported;
    this.around.record({ name: kind.name, node, use, ground: typed.ground, call, alias, place: this.place });
    return typed;
  }

  private attribute(node: Attribute, env: Environment, use: Use, call?: Call): Typed | undefined {
    const value = this.something(node.value, env);
    if (!value) return call && this.memberOfUnknown(node, call);
    const { kind, ground } = value;
    const namespace = namespaceOf(kind);
    if (namespace) {
      const typed = nameOfChild(namespace, node.name, ground);
      const noted = this.noteReference(node, typed, use, call);
      return typed?.kind.is === "function" && use !== "call" ? (resultOfAttribute(typed.kind.name) ?? noted) : noted;
    }
    if (kind.is === "instance") return this.member(node, value, kind, use, call);
    if (kind.is === "tuple") return this.namedItem(node, value);
    if (kind.is === "collection" || kind.is === "literal")
      return call && { kind: { is: "method", receiver: value, name: node.name }, ground };
    if (kind.is === "class" && kind.definition) return this.around.attributeOf(kind.definition, node.name);
    return undefined;
  }

  /** Where the right side of `and` is evaluated: its left side holds there. */
  private where({ operator, left }: Binary, env: Environment): Environment {
    if (!/^(and|or)$/.test(operator) || !narrows(left)) return env;
    const path = env.fork();
    (operator === "and" ? narrow : narrowOtherwise)(left, path);
    return path;
  }

  /** What stands left of a dot is not None, whatever else was assigned to it. */
  private something(node: Expression, env: Environment): Typed | undefined {
    const typed = this.receiver(node, env);
    if (typed?.kind.is !== "literal" || typed.kind.type !== "None") return typed;
    this.around.remember(node, undefined);
    return undefined;
  }

  /** Evaluates what stands left of a dot; a name or chain that only leads to something is no reference of its own. */
  private receiver(node: Expression, env: Environment): Typed | undefined {
    if (node.kind === "name") {
      const typed = env.lookup(node.id);
      this.around.remember(node, typed);
      if (typed?.kind.is === "function" && !namespaceOf(typed.kind)) this.noteReference(node, typed, "value");
      return typed;
    }
    if (node.kind !== "attribute") return this.evaluate(node, env);
    const value = this.receiver(node.value, env);
    const namespace = value && namespaceOf(value.kind);
    if (!namespace) return this.evaluateMember(node, value);
    const typed = nameOfChild(namespace, node.name, value.ground);
    if (typed?.kind.is !== "function" || namespaceOf(typed.kind)) {
      const held = typed?.kind.is === "module" ? (foreignValue(typed.kind.name) ?? typed) : typed;
      this.around.remember(node, held);
      return held;
    }
    this.noteReference(node, typed, "value");
    const result = resultOfAttribute(typed.kind.name);
    this.around.remember(node, result);
    return result;
  }

  private evaluateMember(node: Attribute, value: Typed | undefined): Typed | undefined {
    if (value?.kind.is === "tuple") return this.namedItem(node, value);
    if (value?.kind.is !== "instance") return undefined;
    const typed = this.member(node, value, value.kind, "value");
    this.around.remember(node, typed);
    return typed;
  }

  /** `x.max(1).values`: torch names the two items of such results. */
  private namedItem(node: Attribute, { kind, ground }: Typed): Typed | undefined {
    const index = ["values", "indices"].indexOf(node.name);
    if (index < 0 || kind.is !== "tuple" || kind.items.length !== 2 || !kind.items.every(isTensor)) return undefined;
    const name = `torch.return_types.${node.name}`;
    this.around.record({ name, node, use: "value", ground, alias: false, receiver: node.value, place: this.place });
    this.around.remember(node, kind.items[index]);
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
      const method = this.around.methodOf(kind.definition, node.name);
      if (method && node.name === "forward") this.recordMember(node, value, use, call);
      if (method) return this.method(node, value, method, kind.definition);
      const own = weaken(this.around.attributeOf(kind.definition, node.name), value.ground);
      if (own || kind.definition.attributes.has(node.name)) return own;
    }
    const of = this.recordMember(node, value, use, call);
    if (!of) return undefined;
    if (use === "call") return { kind: { is: "method", receiver: value, name: node.name }, ground: value.ground };
    if (isTensor(value)) return weaken(tensorAttribute(node.name, of), value.ground);
    if (layerFamily(kind) && /^(weight|bias)$/.test(node.name))
      return instance(of.startsWith("torch") ? "torch.nn.Parameter" : "mindspore.Parameter", value.ground);
    return undefined;
  }

  /** A method that is read, or what a property gives. */
  private method(node: Attribute, value: Typed, method: Callable, info: ClassInfo): Typed | undefined {
    const role = isForeign(method) ? "method" : methodRole(method);
    if (role === "property") {
      const { start, end } = node;
      const read: Call = { kind: "call", function: node, arguments: [], start, end, open: end, close: end };
      return weaken(this.around.resultOfCall(method, read, info), value.ground);
    }
    const ground = role === "wrapped" ? "likely" : value.ground;
    return { kind: { is: "method", receiver: value, name: node.name }, ground };
  }

  /** A method that only tensors or models have tells what it is called on, likely, where nothing else is known of it. */
  private memberOfUnknown(node: Attribute, call: Call): Typed | undefined {
    if (!this.around.importsTorch) return undefined;
    const of = isModuleCall(node, call)
      ? "torch.nn.Module"
      : isTensorCall(node.name, call)
        ? "torch.Tensor"
        : undefined;
    if (!of) return undefined;
    const receiver = instance(of, "likely");
    const name = `${of}.${node.name}`;
    this.around.record({
      name,
      node,
      use: "call",
      ground: "likely",
      call,
      alias: false,
      receiver: node.value,
      place: this.place,
    });
    // What moves to a device may also be a model: what comes back stays unknown.
    if (node.name === "cuda") return undefined;
    return { kind: { is: "method", receiver, name: node.name }, ground: "likely" };
  }

  /** Notes the use of a member of a framework's value; returns the name its members are catalogued under. */
  private recordMember(node: Attribute, value: Typed, use: Use, call?: Call): string | undefined {
    const of = memberOwner(value);
    if (!of || !isMember(of, node.name)) return undefined;
    const { ground } = value;
    this.around.record({
      name: `${of}.${node.name}`,
      node,
      use,
      ground,
      call,
      alias: false,
      receiver: node.value,
      place: this.place,
    });
    return of;
  }

  /** What a call gives; `outer` is the call of that. */
  private call(node: Call, env: Environment, outer?: Call): Typed | undefined {
    const target = node.function;
    const callee = this.callee(target, node, env);
    this.around.remember(target, callee);
    const instanceTest = target.kind === "name" && /^(isinstance|issubclass)$/.test(target.id);
    const values = node.arguments.map((argument) =>
      this.evaluate(argument.value, env, instanceTest ? "isinstance" : "argument"),
    );
    if (target.kind === "name" && target.id === "super" && !callee) return this.superInstance(values[0]);
    this.bindBuffer(target, node, values);
    if (!callee) this.noteMove(target, node, values);
    if (!callee) return this.attributeNamed(node, values[0], outer) ?? builtinResult(target, values);
    return resultOfCallee(this.around, callee, node, values);
  }

  private callee(target: Expression, call: Call, env: Environment): Typed | undefined {
    if (target.kind === "attribute") return this.attribute(target, env, "call", call);
    if (target.kind === "name") return this.noteReference(target, env.lookup(target.id), "call", call);
    return target.kind === "call" ? this.call(target, env, call) : this.evaluate(target, env);
  }

  /** `getattr(nn, "ReLU")` is nn.ReLU. */
  private attributeNamed(node: Call, owner: Typed | undefined, outer: Call | undefined): Typed | undefined {
    const { function: target, arguments: args } = node;
    const name = target.kind === "name" && target.id === "getattr" ? args[1]?.value : undefined;
    const namespace = owner && namespaceOf(owner.kind);
    if (name?.kind !== "string" || !name.value || !namespace || args.length > 3) return undefined;
    const typed = nameOfChild(namespace, name.value, args.length === 2 ? owner.ground : "likely");
    this.noteReference(node, typed, outer ? "call" : "value", outer);
    const value = typed?.kind.is === "function" && !outer ? resultOfAttribute(typed.kind.name) : undefined;
    return value ?? typed;
  }

  /** What is moved `.to` a device is a tensor or a layer, whatever else is known of it; both are moved alike. */
  private noteMove(target: Expression, call: Call, values: (Typed | undefined)[]): void {
    if (target.kind !== "attribute" || target.name !== "to") return;
    const device = values.find((value) => value?.kind.is === "instance" && value.kind.of === "torch.device");
    const named = call.arguments.some(({ value }) => /(^|[._])device$/.test(dottedName(value) ?? ""));
    if (!device && !(named && this.around.importsTorch)) return;
    const ground = device?.ground ?? "likely";
    this.around.record({
      name: "torch.Tensor.to",
      node: target,
      use: "call",
      ground,
      call,
      alias: false,
      receiver: target.value,
      place: this.place,
    });
  }

  /** What `super()` stands for: the first base that reaches a framework, or the first. */
  private superInstance(of: Typed | undefined): Typed | undefined {
    const info = of?.kind.is === "class" ? of.kind.definition : this.place.class;
    if (!info) return undefined;
    if (!info.bases.length) return instance("builtins.object");
    const bases = info.bases.map((base) => base?.kind).filter((base) => base?.is === "class");
    const base = bases.find((one) => !one.definition || one.definition.roots.length) ?? bases[0];
    return base && certain({ is: "instance", of: base.name, definition: base.definition });
  }

  private lambda(node: Lambda, env: Environment): Typed | undefined {
    const scope = new Environment(env);
    for (const parameter of node.parameters) {
      this.evaluate(parameter.default, env, "default");
      scope.set(parameter.name, undefined);
    }
    this.evaluate(node.body, scope);
    return undefined;
  }

  private comprehension(node: Comprehension, env: Environment): Typed | undefined {
    const scope = new Environment(env);
    for (const clause of node.clauses) {
      this.bind(clause.target, itemOf(this.evaluate(clause.iterable, scope)), scope);
      this.all(clause.conditions, scope);
    }
    const elements = node.elements.map((element) => this.evaluate(element, scope));
    if (node.form === "dictionary")
      return certain({ is: "collection", key: elements[0], item: elements[1], keyed: true });
    return certain({ is: "collection", item: elements.at(-1) });
  }

  /** Gives the names of an assignment's target their kinds. */
  bind(target: Expression, typed: Typed | undefined, env: Environment): void {
    if (target.kind === "name") {
      env.set(target.id, typed?.imported ? { kind: typed.kind, ground: typed.ground } : typed);
      this.around.remember(target, typed);
      return;
    }
    if (target.kind === "starred") return this.bind(target.value, undefined, env);
    if (target.kind === "tuple" || target.kind === "list") {
      for (const [i, item] of target.items.entries()) this.bind(item, partOf(typed, i), env);
      return;
    }
    this.evaluate(target, env);
    if (target.kind === "attribute") this.bindAttribute(target, typed);
  }

  /** `self.register_buffer("mean", torch.zeros(3))` makes an attribute. */
  private bindBuffer(target: Expression, call: Call, values: (Typed | undefined)[]): void {
    if (target.kind !== "attribute" || target.name !== "register_buffer") return;
    const [name] = call.arguments;
    const info = this.place.class;
    if (!info || target.value.kind !== "name" || target.value.id !== this.selfName) return;
    if (name?.value.kind === "string" && name.value.value) this.around.setAttribute(info, name.value.value, values[1]);
  }

  private bindAttribute(target: Attribute, typed: Typed | undefined): void {
    const info = this.place.class;
    if (!info || target.value.kind !== "name" || target.value.id !== this.selfName) return;
    this.around.setAttribute(info, target.name, typed);
  }
}

const inner = (use: Use): Use => (use === "isinstance" || use === "annotation" || use === "base" ? use : "value");
