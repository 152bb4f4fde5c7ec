import { torchNameKind } from "../catalogue/signatures.ts";
import type {
  Argument,
  Attribute,
  Call,
  Comprehension,
  Expression,
  FunctionDefinition,
  Lambda,
  Name,
} from "../syntax/nodes.ts";
import { dottedName } from "../syntax/walk.ts";
import { frameworkOf } from "./frameworks.ts";
import {
  type ClassInfo,
  certain,
  instance,
  isTensor,
  join,
  type Kind,
  layerFamily,
  likely,
  literal,
  type TensorTyped,
  type Typed,
  weaken,
  weakest,
} from "./kinds.ts";
import { nameOfChild } from "./names.ts";
import type { Place, Reference, Use } from "./reference.ts";
import { callResult, extremum, resultOf, sizeResult, tensorAttribute } from "./returns.ts";

/** The names in force at a point of a function, over those of what encloses it. */
export class Environment {
  readonly names: Map<string, Typed | undefined>;
  readonly outer?: Environment;
  /** One path through the scope of `outer`: it holds only what was bound on the path. */
  private readonly isPath: boolean;
  /** Of the outermost scope: names that star imports bring. */
  fallback?: (name: string) => Typed | undefined;

  constructor(outer?: Environment, isPath = false) {
    this.outer = outer;
    this.names = new Map();
    this.isPath = isPath;
  }

  lookup(name: string): Typed | undefined {
    let at: Environment = this;
    while (!at.names.has(name)) {
      if (!at.outer) return at.fallback?.(name);
      at = at.outer;
    }
    return at.names.get(name);
  }

  set(name: string, typed: Typed | undefined): void {
    this.names.set(name, typed);
  }

  /** A path that starts here. */
  fork(): Environment {
    return new Environment(this, true);
  }

  /** Takes over what holds after any of several paths that started here; none of them may be taken any further. */
  merge(paths: readonly Environment[]): void {
    const names = new Set(paths.flatMap((path) => [...path.names.keys()]));
    for (const name of names) {
      const bound = paths.filter((path) => path.names.has(name) || this.binds(name));
      const typed = bound.map((path) => (path.names.has(name) ? path.names.get(name) : this.lookup(name))).reduce(join);
      this.names.set(name, bound.length === paths.length ? typed : weaken(typed, "likely"));
    }
  }

  /** Whether the scope itself binds a name, on the way to here. */
  private binds(name: string): boolean {
    let at: Environment = this;
    while (at.isPath && at.outer && !at.names.has(name)) at = at.outer;
    return at.names.has(name);
  }
}

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
  methodOf(info: ClassInfo, name: string): FunctionDefinition | undefined;
  resultOfCall(
    definition: FunctionDefinition,
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
        let value: Typed | undefined;
        for (const [i, entry] of node.entries.entries()) {
          this.evaluate(entry.key, env);
          const typed = this.evaluate(entry.value, env);
          value = i === 0 ? typed : join(value, typed);
        }
        return certain({ is: "collection", item: value });
      }
      case "number":
        return literal(/[jJ]$/.test(node.text) ? "number" : isFloat(node.text) ? "float" : "int", node.text);
      case "string":
        for (const value of node.interpolations) this.interpolate(value, env);
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
      case "binary":
        return arithmetic(node.operator, this.evaluate(node.left, env), this.evaluate(node.right, env));
      case "compare": {
        const operands = node.operands.map((operand) => this.evaluate(operand, env));
        const tensor = node.operators.every((o) => !/in|is/.test(o)) ? operands.find(isTensor) : undefined;
        return tensor ? plainTensor(tensor) : undefined;
      }
      case "conditional": {
        this.evaluate(node.test, env);
        const body = this.evaluate(node.body, env, use);
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
        this.all(node.parts, env);
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

  private noteReference(node: Name | Attribute, typed: Typed | undefined, use: Use, call?: Call): Typed | undefined {
    const kind = typed?.kind;
    if (!kind || (kind.is !== "module" && kind.is !== "class" && kind.is !== "function")) return typed;
    if (!frameworkOf(kind.name) || (kind.is !== "module" && kind.definition)) return typed;
    const alias = node.kind === "name" && !typed.imported;
    this.around.record({ name: kind.name, node, use, ground: typed.ground, call, alias, place: this.place });
    return typed;
  }

  private attribute(node: Attribute, env: Environment, use: Use, call?: Call): Typed | undefined {
    const value = this.receiver(node.value, env);
    if (!value) return call && this.memberOfUnknown(node, call, env);
    const { kind, ground } = value;
    if (kind.is === "module" || (kind.is === "class" && !kind.definition)) {
      const typed = nameOfChild(kind, node.name, ground);
      const noted = this.noteReference(node, typed, use, call);
      return typed?.kind.is === "function" && use !== "call" ? (resultOfAttribute(typed.kind.name) ?? noted) : noted;
    }
    if (kind.is === "instance") return this.member(node, value, kind, use, call);
    if (kind.is === "class" && kind.definition) return this.around.attributeOf(kind.definition, node.name);
    return undefined;
  }

  /** Evaluates what stands left of a dot; a name or chain that only leads to something is no reference of its own. */
  private receiver(node: Expression, env: Environment): Typed | undefined {
    if (node.kind === "name") {
      const typed = env.lookup(node.id);
      this.around.remember(node, typed);
      return typed;
    }
    if (node.kind !== "attribute") return this.evaluate(node, env);
    const value = this.receiver(node.value, env);
    if (value?.kind.is !== "module" && !(value?.kind.is === "class" && !value.kind.definition))
      return this.evaluateMember(node, value, env);
    const typed = nameOfChild(value.kind, node.name, value.ground);
    const result = typed?.kind.is === "function" ? resultOfAttribute(typed.kind.name) : undefined;
    if (!result) return typed;
    this.noteReference(node, typed, "value");
    this.around.remember(node, result);
    return result;
  }

  private evaluateMember(node: Attribute, value: Typed | undefined, _env: Environment): Typed | undefined {
    if (value?.kind.is !== "instance") return undefined;
    const typed = this.member(node, value, value.kind, "value");
    this.around.remember(node, typed);
    return typed;
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
      if (method) return { kind: { is: "method", receiver: value, name: node.name }, ground: value.ground };
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

  /** A method that only tensors or models have tells what it is called on, likely, where nothing else is known of it. */
  private memberOfUnknown(node: Attribute, call: Call, env: Environment): Typed | undefined {
    if (!this.around.importsTorch) return undefined;
    const of = isModuleCall(node, call)
      ? "torch.nn.Module"
      : isTensorCall(node.name, call, env)
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
    if (/^(to|cuda|cpu)$/.test(node.name)) return undefined;
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

  private call(node: Call, env: Environment): Typed | undefined {
    const target = node.function;
    const callee =
      target.kind === "attribute"
        ? this.attribute(target, env, "call", node)
        : target.kind === "name"
          ? this.noteReference(target, env.lookup(target.id), "call", node)
          : this.evaluate(target, env);
    this.around.remember(target, callee);
    const instanceTest = target.kind === "name" && /^(isinstance|issubclass)$/.test(target.id);
    const values = node.arguments.map((argument) =>
      this.evaluate(argument.value, env, instanceTest ? "isinstance" : "argument"),
    );
    if (target.kind === "name" && target.id === "super" && !callee) return this.superInstance();
    if (!callee) this.noteMove(target, node, values);
    if (!callee) return builtinResult(target, values);
    return this.resultOfCallee(callee, node, values);
  }

  /** What is moved `.to` a device is a tensor or a layer, whatever else is known of it; both are moved alike. */
  private noteMove(target: Expression, call: Call, values: (Typed | undefined)[]): void {
    if (target.kind !== "attribute" || target.name !== "to") return;
    const device = values.find((value) => value?.kind.is === "instance" && value.kind.of === "torch.device");
    const named = call.arguments.some(({ value }) => /(^|[._])device$/.test(dottedName(value) ?? ""));
    if (!device && !named) return;
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

  private resultOfCallee(callee: Typed, node: Call, values: (Typed | undefined)[]): Typed | undefined {
    const { kind, ground } = callee;
    if (kind.is === "class") {
      if (!kind.definition) return weaken(withItems(resultOf(kind.name), kind.name, node.arguments, values), ground);
      const init = this.around.methodOf(kind.definition, "__init__");
      if (init) this.around.resultOfCall(init, node, kind.definition, values);
      return { kind: { is: "instance", of: kind.name, definition: kind.definition }, ground };
    }
    if (kind.is === "function") {
      if (kind.definition) return weaken(this.around.resultOfCall(kind.definition, node, undefined, values), ground);
      return weaken(functionResult(kind.name, node, values), ground);
    }
    if (kind.is === "instance") return weaken(this.called(kind, node, values), ground);
    if (kind.is === "method") return weaken(this.methodResult(kind, node, values), ground);
    return undefined;
  }

  private called(kind: Kind & { is: "instance" }, node: Call, values: (Typed | undefined)[]): Typed | undefined {
    if (!kind.definition) return this.calledLayer(kind, node, values);
    const forward = ["forward", "construct", "__call__"]
      .map((name) => this.around.methodOf(kind.definition!, name))
      .find(Boolean);
    const result = forward && this.around.resultOfCall(forward, node, kind.definition, values);
    if (result) return result;
    const family = layerFamily(kind);
    return family && likely({ is: "instance", of: family === "torch" ? "torch.Tensor" : "mindspore.Tensor" });
  }

  /** A Sequential gives what its last layer gives; any other layer what its class gives. */
  private calledLayer(kind: Kind & { is: "instance" }, node: Call, values: (Typed | undefined)[]): Typed | undefined {
    const last = SEQUENTIAL.test(kind.of) ? kind.item : undefined;
    if (last?.kind.is === "instance") return weaken(this.called(last.kind, node, values), last.ground);
    return callResult(kind);
  }

  private methodResult(kind: Kind & { is: "method" }, node: Call, values: (Typed | undefined)[]): Typed | undefined {
    const receiver = kind.receiver;
    if (receiver.kind.is !== "instance") return undefined;
    const own = receiver.kind.definition && this.around.methodOf(receiver.kind.definition, kind.name);
    if (own) return this.around.resultOfCall(own, node, receiver.kind.definition, values);
    const of = memberOwner(receiver);
    if (!of) return undefined;
    if (isTensor(receiver)) {
      if (kind.name === "size") return sizeResult(node.arguments.length > 0);
      if (/^(max|min|median)$/.test(kind.name)) return extremum(plainTensor(receiver), node.arguments.length > 0);
      return resultOf(`${of}.${kind.name}`);
    }
    const returnsItself = /^(to|cuda|cpu|npu|half|float|double|eval|train|set_train|requires_grad_|apply|to_float)$/;
    return layerFamily(receiver.kind) && returnsItself.test(kind.name) ? receiver : undefined;
  }

  private superInstance(): Typed | undefined {
    const info = this.place.class;
    const root = info?.roots[0];
    return root ? instance(root) : undefined;
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

  private bindAttribute(target: Attribute, typed: Typed | undefined): void {
    const info = this.place.class;
    if (!info || target.value.kind !== "name" || target.value.id !== this.selfName) return;
    this.around.setAttribute(info, target.name, typed);
  }
}

/** Whether what stands before the parentheses takes tensors: a layer in a variable, or a framework's function. */
export function takesTensorsIn(callee: Expression, env: Environment): boolean {
  if (callee.kind === "name") {
    const kind = env.lookup(callee.id)?.kind;
    return (
      (kind?.is === "instance" && layerFamily(kind) !== undefined) ||
      (kind?.is === "function" && TENSOR_FUNCTIONS.test(kind.name))
    );
  }
  return callee.kind === "attribute" && TENSOR_FUNCTIONS.test(`${moduleName(callee.value, env)}.`);
}

/** The module that a name stands for, or names with dots between them: `F`, `nn.functional`, `ms.ops`. */
function moduleName(expression: Expression, env: Environment): string | undefined {
  if (expression.kind === "name") {
    const kind = env.lookup(expression.id)?.kind;
    return kind?.is === "module" ? kind.name : undefined;
  }
  const owner = expression.kind === "attribute" ? moduleName(expression.value, env) : undefined;
  return owner && expression.kind === "attribute" ? `${owner}.${expression.name}` : undefined;
}

const TENSOR_FUNCTIONS = /^(torch\.nn\.functional|mindspore\.ops)\./;

/** The name under which members of a value are catalogued: `torch.Tensor` for every torch tensor, Parameters included. */
function memberOwner(value: Typed): string | undefined {
  const kind = value.kind;
  if (kind.is !== "instance") return undefined;
  if (isTensor(value)) return kind.of.startsWith("torch") ? "torch.Tensor" : "mindspore.Tensor";
  const family = layerFamily(kind);
  if (family) return family === "torch" ? "torch.nn.Module" : "mindspore.nn.Cell";
  const root = kind.definition ? kind.definition.roots.find(frameworkOf) : kind.of;
  if (!root || !frameworkOf(root)) return undefined;
  if (/^torch\.optim\.lr_scheduler\./.test(root)) return "torch.optim.lr_scheduler.LRScheduler";
  if (/^torch\.optim\.[A-Z]/.test(root)) return "torch.optim.Optimizer";
  return root;
}

/** Parameters that layers have, which the class that all layers share does not declare. */
const LAYER_PARAMETERS = new Set(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"]);

const MODEL_METHODS = /^(parameters|named_parameters|named_modules|named_children)$/;
const MODEL_NAME =
  /^_?(\w*_)?(model|net|network|module|encoder|decoder|generator|discriminator|backbone|student|teacher|actor|critic|classifier)\w*$/i;

/** Whether a call on something unknown is one of a model: `x.parameters()`, or `model.eval()` by the name. */
function isModuleCall({ name, value }: Attribute, { arguments: args }: Call): boolean {
  if (MODEL_METHODS.test(name)) return true;
  if (!/^(train|eval)$/.test(name) || args.some(({ value: given }) => given.kind !== "constant")) return false;
  return MODEL_NAME.test(value.kind === "name" ? value.id : value.kind === "attribute" ? value.name : "");
}

const TENSOR_METHODS =
  /^(unsqueeze|contiguous|masked_fill|expand_as|type_as|view_as|detach|requires_grad_|cuda|new_zeros|new_ones)$/;
const DEVICE_NAME = /^_?(\w*_)?(device|gpu)(_id)?$/i;

/** Whether a call on something unknown is one that only tensors and models understand. */
function isTensorCall(method: string, { arguments: args }: Call, env: Environment): boolean {
  if (TENSOR_METHODS.test(method)) return true;
  const [first] = args;
  if (method === "size") return args.length === 1 && first.form === "positional" && first.value.kind !== "string";
  if (method !== "to" || !first) return false;
  if (first.form === "keyword") return first.name === "device";
  const kind = first.value.kind === "name" ? env.lookup(first.value.id)?.kind : undefined;
  if (kind) return kind.is === "instance" && /^torch\.(device|dtype)$/.test(kind.of);
  const name = first.value.kind === "name" ? first.value.id : first.value.kind === "attribute" ? first.value.name : "";
  return DEVICE_NAME.test(name);
}

const MEMBERS_KNOWN = /^torch\.optim\.(Optimizer|lr_scheduler\.LRScheduler)$|^mindspore\.experimental\.optim\./;

/** Whether a tensor or a layer has a member of its own by this name; a user's attributes are no one's API. */
function isMember(of: string, name: string): boolean {
  if (of === "torch.Tensor" || of === "mindspore.Tensor") return torchNameKind(`torch.Tensor.${name}`) !== undefined;
  if (of.startsWith("torch.utils.data.") || name.startsWith("__")) return false;
  if (of !== "torch.nn.Module" && of !== "mindspore.nn.Cell")
    return MEMBERS_KNOWN.test(of) || torchNameKind(`${of}.${name}`) !== undefined;
  return LAYER_PARAMETERS.has(name) || torchNameKind(`torch.nn.Module.${name}`) !== undefined;
}

const plainTensor = ({ kind, ground }: TensorTyped): Typed =>
  instance(kind.of.startsWith("torch") ? "torch.Tensor" : "mindspore.Tensor", ground);

const inner = (use: Use): Use => (use === "isinstance" || use === "annotation" || use === "base" ? use : "value");

const isFloat = (text: string): boolean => /[.]/.test(text) || (/e/i.test(text) && !/^0x/i.test(text));

/** `torch.float32` and the like: attributes of modules that are values, not functions. */
function resultOfAttribute(name: string): Typed | undefined {
  if (
    /^torch\.(float|double|half|bfloat16|int|long|short|bool|uint|complex|cfloat|qint)\w*$/.test(name) &&
    DTYPES.test(name)
  )
    return instance("torch.dtype");
  return MINDSPORE_DTYPES.test(name) ? instance("torch.dtype") : undefined;
}

const MINDSPORE_DTYPES =
  /^mindspore\.(float(16|32|64)?|bfloat16|half|double|u?int(8|16|32|64)?|long|bool_?|complex(64|128))$/;

const DTYPES =
  /^torch\.(float(16|32|64)?|double|half|bfloat16|u?int(8|16|32|64)|int|long|short|bool|complex(32|64|128)|cfloat|cdouble|qint8|quint8|qint32)$/;

function functionResult(name: string, node: Call, values: (Typed | undefined)[]): Typed | undefined {
  if (/^torch\.(max|min|median)$/.test(name)) {
    if (node.arguments.length === 1) return instance("torch.Tensor");
    return isTensor(values[1]) ? instance("torch.Tensor") : extremum(instance("torch.Tensor"), true);
  }
  return resultOf(name);
}

const NUMERIC = new Set(["int", "float", "number", "bool"]);

function arithmetic(operator: string, left: Typed | undefined, right: Typed | undefined): Typed | undefined {
  if (operator === "and" || operator === "or") return join(left, right);
  const tensor = isTensor(left) ? left : isTensor(right) ? right : undefined;
  if (tensor) {
    const other = tensor === left ? right : left;
    return weaken(plainTensor(tensor), other ? weakest(tensor.ground, other.ground) : tensor.ground);
  }
  if (isNumber(left) && isNumber(right)) {
    const int = left.kind.type === "int" && right.kind.type === "int" && operator !== "/";
    return literal(int ? "int" : left.kind.type === "float" || right.kind.type === "float" ? "float" : "number");
  }
  // A tuple can be multiplied by a number but not divided, so `k // 2` is a number whatever k is, unless k is a tensor.
  if (/^(\/\/|\/|-)$/.test(operator) && (isNumber(left) || isNumber(right)) && !(left && right))
    return literal("number");
  if (left?.kind.is === "collection" && operator === "+") return join(left, right);
  return undefined;
}

const isNumber = (
  typed: Typed | undefined,
): typed is Typed & { kind: { is: "literal"; type: "int" | "float" | "number" | "bool" } } =>
  typed?.kind.is === "literal" && NUMERIC.has(typed.kind.type);

/** `a if c else b`, where tensor types of either device count as one. */
function joinAlternatives(a: Typed | undefined, b: Typed | undefined): Typed | undefined {
  const joined = join(a, b);
  if (!a !== !b) return likelyLayer(a ?? b);
  if (joined || a?.kind.is !== "class" || b?.kind.is !== "class") return joined;
  const plain = (name: string) => name.replace("torch.cuda.", "torch.");
  return plain(a.kind.name) === plain(b.kind.name) ? likely({ is: "class", name: plain(a.kind.name) }) : undefined;
}

/** A layer on one path and something unknown on the other is likely some layer. */
function likelyLayer(typed: Typed | undefined): Typed | undefined {
  const family = typed?.kind.is === "instance" ? layerFamily(typed.kind) : undefined;
  return family && likely({ is: "instance", of: family === "torch" ? "torch.nn.Module" : "mindspore.nn.Cell" });
}

/** What `for x in value` or a comprehension binds. */
export function itemOf(typed: Typed | undefined): Typed | undefined {
  const kind = typed?.kind;
  if (!typed || !kind) return undefined;
  if (kind.is === "collection") return weaken(kind.item, typed.ground);
  if (kind.is === "tuple") return kind.items.length ? weaken(kind.items.reduce(join), typed.ground) : undefined;
  if (isTensor(typed)) return plainTensor(typed);
  if (kind.is === "instance") return weaken(kind.item ?? iteratedItem(kind), typed.ground);
  return undefined;
}

function iteratedItem(kind: Kind & { is: "instance" }): Typed | undefined {
  if (/^torch\.nn\.(Sequential|ModuleList)$/.test(kind.of)) return likely({ is: "instance", of: "torch.nn.Module" });
  if (/^mindspore\.nn\.(SequentialCell|CellList)$/.test(kind.of))
    return likely({ is: "instance", of: "mindspore.nn.Cell" });
  if (/DataLoader$/.test(kind.of)) {
    const tensor = instance(kind.of.startsWith("torch") ? "torch.Tensor" : "mindspore.Tensor", "likely");
    return likely({ is: "collection", item: tensor });
  }
  return undefined;
}

function partOf(typed: Typed | undefined, index: number): Typed | undefined {
  if (!typed) return undefined;
  if (typed.kind.is === "tuple") return weaken(typed.kind.items[index], typed.ground);
  if (isTensor(typed)) return plainTensor(typed);
  return itemOf(typed);
}

function elementOf(value: Typed | undefined, index: Expression | undefined, key: Typed | undefined): Typed | undefined {
  if (!value) return undefined;
  const kind = value.kind;
  if (isTensor(value)) return plainTensor(value);
  if (index?.kind === "slice") return kind.is === "tuple" ? certain({ is: "collection", item: itemOf(value) }) : value;
  if (kind.is === "tuple" && key?.kind.is === "literal" && key.kind.type === "int" && key.kind.text !== undefined)
    return weaken(kind.items.at(Number(key.kind.text)), value.ground);
  return itemOf(value);
}

const SEQUENTIAL = /^torch\.nn\.Sequential$|^mindspore\.nn\.SequentialCell$/;

/** Containers remember what they hold: `ModuleList([Block() for …])` its blocks, `Sequential(a, b)` its last layer. */
function withItems(
  result: Typed | undefined,
  name: string,
  args: readonly Argument[],
  values: (Typed | undefined)[],
): Typed | undefined {
  if (result?.kind.is !== "instance" || args.some((argument) => argument.form !== "positional") || !args.length)
    return result;
  if (SEQUENTIAL.test(name)) return { kind: { ...result.kind, item: values.at(-1) }, ground: result.ground };
  if (!/^torch\.nn\.ModuleList$|^mindspore\.nn\.CellList$/.test(name)) return result;
  return { kind: { ...result.kind, item: itemOf(values[0]) }, ground: result.ground };
}

function builtinResult(target: Expression, values: (Typed | undefined)[]): Typed | undefined {
  if (target.kind !== "name") return undefined;
  switch (target.id) {
    case "len":
    case "int":
    case "round":
      return literal("int");
    case "float":
      return literal("float");
    case "bool":
      return literal("bool");
    case "str":
      return literal("str");
    case "range":
      return certain({ is: "collection", item: literal("int") });
    case "list":
    case "tuple":
    case "sorted":
    case "reversed":
      return certain({ is: "collection", item: itemOf(values[0]) });
    case "enumerate":
      return certain({ is: "collection", item: certain({ is: "tuple", items: [literal("int"), itemOf(values[0])] }) });
    case "zip":
      return certain({ is: "collection", item: certain({ is: "tuple", items: values.map(itemOf) }) });
    case "tqdm":
      return values[0];
    default:
      return undefined;
  }
}
