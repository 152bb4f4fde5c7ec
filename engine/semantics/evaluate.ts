import type {
  Argument,
  Attribute,
  AugmentedAssign,
  Binary,
  Call,
  Comprehension,
  Constant,
  Dictionary,
  Expression,
  Lambda,
  Name,
  NumberLiteral,
  StringLiteral,
  Subscript,
} from "../syntax/nodes.ts";
import { aliasOf, isUnion } from "./aliases.ts";
import { isTypings } from "./annotations.ts";
import { builtinType } from "./builtins.ts";
import { CallEvaluation } from "./call-evaluation.ts";
import { elementOf, entriesOf, itemOf, spreadValue } from "./containers.ts";
import { awaited } from "./coroutines.ts";
import { Environment } from "./environment.ts";
import { fieldAt } from "./fields.ts";
import { frameworkOf } from "./frameworks.ts";
import { certain, EMPTY_LIST, instance, isTensor, join, literal, plainTensor, type Typed, weaken } from "./kinds.ts";
import { BOOL, literalOf } from "./literals.ts";
import { MemberAccess } from "./member-access.ts";
import { memberPath } from "./member-path.ts";
import { memberOwner } from "./members.ts";
import { narrow, narrowOtherwise, narrows } from "./narrowing.ts";
import { arithmetic, computedFrom, IN_PLACE_OPERATORS, joinAlternatives } from "./operators.ts";
import type { Place, Use } from "./reference.ts";
import type { Surroundings } from "./surroundings.ts";
import { bind } from "./targets.ts";

const TENSOR = instance("torch.Tensor", "likely");

type Literal = NumberLiteral | StringLiteral | Constant;

/** Works out what expressions are, in one place of a file, noting every reference to a framework on the way. */
export class Evaluator {
  readonly around: Surroundings;
  readonly place: Place;
  readonly selfName?: string;
  /** Names that are used as only tensors can be, where nothing else says what they are given. */
  private readonly tensors?: ReadonlySet<string>;
  readonly members = new MemberAccess(this);
  readonly calls = new CallEvaluation(this);
  readonly known = (node: Expression): Typed | undefined => this.around.known(node);

  constructor(around: Surroundings, place: Place, selfName?: string, tensors?: ReadonlySet<string>) {
    this.around = around;
    this.place = place;
    this.selfName = selfName;
    this.tensors = tensors;
  }

  /** What a name is that is given something of which nothing is known. */
  toldByUse(name: string): Typed | undefined {
    return this.tensors?.has(name) ? TENSOR : undefined;
  }

  /** What an expression is, all in it remembered and noted. */
  evaluate(node: Expression | undefined, env: Environment, use: Use = "value"): Typed | undefined {
    if (!node) return undefined;
    switch (node.kind) {
      case "string":
        if (node.interpolations.length || node.quoted) this.inside(node, env);
        return literalOf(node);
      case "number":
      case "constant":
        return literalOf(node);
    }
    const typed = this.typeOf(node, env, use);
    this.around.remember(node, typed);
    return typed;
  }

  private typeOf(node: Exclude<Expression, Literal>, env: Environment, use: Use): Typed | undefined {
    switch (node.kind) {
      case "name":
        return this.noteReference(node, env.lookup(node.id) ?? builtinType(node, env), use);
      case "attribute":
        return this.told(node, env, this.members.attribute(node, env, use));
      case "call":
        return this.calls.call(node, env);
      case "subscript": {
        const value = this.evaluate(node.value, env, use === "annotation" || use === "base" ? use : "value");
        const isType = use === "annotation" || isGeneric(node.value, value, env);
        const items = this.each(node.items, env, isType ? "annotation" : "value");
        if (use === "base" && value?.kind.is === "class") return value;
        if (isType) return use === "annotation" ? undefined : aliasOf(node, env);
        const own = this.givenBy("__getitem__", value, node);
        const index = items.length === 1 ? items[0] : undefined;
        return this.told(node, env, own ? own.typed : this.held(value, node.items[0], index));
      }
      case "slice":
        this.all([node.lower, node.upper, node.step], env);
        return undefined;
      case "tuple":
        return this.tuple(node.items, this.each(node.items, env, inner(use)));
      case "list":
      case "set": {
        const items = this.each(node.items, env, inner(use)).map((item, index) =>
          this.displayed(node.items[index], item),
        );
        return certain(items.length ? { is: "collection", item: items.reduce(join) } : EMPTY_LIST);
      }
      case "dictionary":
        return this.dictionary(node, env);
      case "unary": {
        const operand = this.evaluate(node.operand, env);
        if (node.operator === "not") return BOOL;
        if (operand?.kind.is === "literal")
          return literal(operand.kind.type, operand.kind.text && node.operator + operand.kind.text);
        return isTensor(operand) ? computedFrom(operand) : undefined;
      }
      case "binary": {
        const isType = node.operator === "|" && (use === "annotation" || use === "isinstance");
        const left = this.evaluate(node.left, env, isType ? use : "value");
        const right = this.evaluate(node.right, this.where(node, env), isType ? use : "value");
        return isUnion(node, left, right) ? aliasOf(node, env) : arithmetic(node.operator, left, right);
      }
      case "compare": {
        const operands = this.each(node.operands, env);
        if (node.operators.every(isTest)) return BOOL;
        const tensor = node.operators.some(isTest) ? undefined : operands.find(isTensor);
        return tensor ? plainTensor(tensor) : undefined;
      }
      case "conditional": {
        this.evaluate(node.test, env);
        const path = narrows(node.test) ? env.fork() : env;
        if (path !== env) narrow(node.test, path, this.known);
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
        return awaited(this.evaluate(node.value, env));
      case "yield":
        this.evaluate(node.value, env);
        return undefined;
      case "unknown":
        this.all(node.parts, env, use === "annotation" ? use : "value");
        return undefined;
    }
  }

  /** What stands at a place or under a key of a value. */
  private held(value: Typed | undefined, node: Expression, index: Typed | undefined): Typed | undefined {
    const field = value?.kind.is === "instance" ? fieldAt(value.kind, index, this.around) : undefined;
    return field && value ? weaken(field, value.ground) : elementOf(value, node, index);
  }

  /** Where a star stands in it, how many items it has is known of tuples alone. */
  private tuple(nodes: readonly Expression[], items: (Typed | undefined)[]): Typed {
    if (!nodes.some(spreadBy)) return certain({ is: "tuple", items });
    const parts = nodes.map((node, index) => {
      const spread = spreadBy(node);
      if (!spread) return [items[index]];
      const typed = this.around.known(spread);
      return typed?.kind.is === "tuple" ? typed.kind.items.map((item) => weaken(item, typed.ground)) : undefined;
    });
    if (parts.every((part) => part !== undefined)) return certain({ is: "tuple", items: parts.flat() });
    return certain({
      is: "collection",
      item: items.map((item, index) => this.displayed(nodes[index], item)).reduce(join),
    });
  }

  /** What an item of a display puts into it: `*xs` each of its items. */
  private displayed(node: Expression, typed: Typed | undefined): Typed | undefined {
    const spread = spreadBy(node);
    return spread ? itemOf(this.around.known(spread)) : typed;
  }

  private dictionary({ entries: pairs }: Dictionary, env: Environment): Typed {
    const given = pairs.map(({ key, value }) => this.entry(key, value, env));
    const [keys, values] = [0, 1].map((side) => given.map((entry) => entry[side]));
    const [key, item] = [keys, values].map((all) => (all.length ? all.reduce(join) : undefined));
    const texts = keys.map((typed) => (typed?.kind.is === "literal" ? typed.kind.text : undefined));
    const entries = entriesOf(values.map((value, index) => [texts[index], value]));
    return certain({ is: "collection", key, item, keyed: true, entries });
  }

  /** What an entry puts in, under which key: `**others` what others hold. */
  private entry(key: Expression | undefined, value: Expression, env: Environment): readonly (Typed | undefined)[] {
    if (key) return [this.evaluate(key, env), this.evaluate(value, env)];
    const spread = this.evaluate(value, env);
    return [itemOf(spread), spread && spreadValue(spread)];
  }

  private inside({ interpolations, quoted = [] }: StringLiteral, env: Environment): void {
    for (const value of interpolations) this.interpolate(value, env);
    this.all(quoted, env, "annotation");
  }

  /** A tensor inside an f-string is formatted, as by its `__format__`. */
  private interpolate(node: Expression, env: Environment): void {
    const typed = this.evaluate(node, env);
    if (!isTensor(typed)) return;
    const name = `${memberOwner(typed)}.__format__`;
    this.around.record({ name, node, use: "value", ground: typed.ground, alias: false, place: this.place });
  }

  /** `p -= value` changes the parameter itself, as by its `__isub__`. */
  noteInPlace({ target, operator }: AugmentedAssign, typed: Typed | undefined): void {
    const method = IN_PLACE_OPERATORS.get(operator);
    const isParameter = typed?.kind.is === "instance" && typed.kind.of.endsWith(".Parameter");
    if (!method || !isParameter || target.kind !== "name") return;
    const name = `${memberOwner(typed)}.${method}`;
    this.around.record({ name, node: target, use: "value", ground: typed.ground, alias: false, place: this.place });
  }

  /** What a test has said of a member of a name, or else what it is anyway. */
  told(node: Attribute | Subscript, env: Environment, typed: Typed | undefined): Typed | undefined {
    const path = env.tellsMembers ? memberPath(node) : undefined;
    return path === undefined ? typed : (env.member(path) ?? typed);
  }

  /** What each of some expressions is. */
  each(nodes: readonly Expression[], env: Environment, use: Use = "value"): (Typed | undefined)[] {
    return nodes.map((node) => this.evaluate(node, env, use));
  }

  /** What each argument of a call is. */
  given(args: readonly Argument[], env: Environment, use: Use): (Typed | undefined)[] {
    return args.map(({ value }) => this.evaluate(value, env, use));
  }

  all(nodes: readonly (Expression | undefined)[], env: Environment, use: Use = "value"): void {
    for (let i = 0; i < nodes.length; i++) this.evaluate(nodes[i], env, use);
  }

  /** Notes the use of a framework's module, class or function; gives back what it is. */
  noteReference(node: Name | Attribute | Call, typed: Typed | undefined, use: Use, call?: Call): Typed | undefined {
    const kind = typed?.kind;
    if (!kind || (kind.is !== "module" && kind.is !== "class" && kind.is !== "function")) return typed;
    if (!frameworkOf(kind.name) || (kind.is !== "module" && kind.definition)) return typed;
    const alias = node.kind === "name" && !typed.imported;
    this.around.record({ name: kind.name, node, use, ground: typed.ground, call, alias, place: this.place });
    return typed;
  }

  /** Where the right side of `and` is evaluated: its left side holds there. */
  private where({ operator, left }: Binary, env: Environment): Environment {
    if ((operator !== "and" && operator !== "or") || !narrows(left)) return env;
    const path = env.fork();
    (operator === "and" ? narrow : narrowOtherwise)(left, path, this.known);
    return path;
  }

  /** What going over an expression gives: of an object of the project what its `__iter__` does. */
  itemIn(node: Expression, env: Environment): Typed | undefined {
    const typed = this.evaluate(node, env);
    const own = this.givenBy("__iter__", typed, node);
    return itemOf(own ? own.typed : typed);
  }

  /** What `with context as name` binds: of an object of the project what its `__enter__` gives. */
  entered(context: Typed | undefined, node: Expression): Typed | undefined {
    const own = this.givenBy("__enter__", context, node);
    return own ? own.typed : context;
  }

  /** What a method gives by which Python asks an object of the project for its items. */
  private givenBy(
    name: string,
    typed: Typed | undefined,
    node: Expression,
  ): { readonly typed: Typed | undefined } | undefined {
    const info = typed?.kind.is === "instance" ? typed.kind.definition : undefined;
    const method = info && this.around.methodOf(info, name);
    if (!typed || !method) return undefined;
    const { start, end } = node;
    const call: Call = { kind: "call", function: node, arguments: [], start, end, open: end, close: end };
    return { typed: weaken(this.around.resultOfCall(method, call, info), typed.ground) };
  }

  /** Evaluates a lambda's body for what its parameters are given, where that is known. */
  lambda(node: Lambda, env: Environment, given: readonly (Typed | undefined)[] = []): Typed | undefined {
    const scope = new Environment(env);
    for (const [index, parameter] of node.parameters.entries()) {
      this.evaluate(parameter.default, env, "default");
      scope.set(parameter.name, parameter.form === "plain" ? given[index] : undefined);
    }
    this.evaluate(node.body, scope);
    return undefined;
  }

  private comprehension(node: Comprehension, env: Environment): Typed | undefined {
    const scope = new Environment(env);
    for (const clause of node.clauses) {
      bind(this, clause.target, this.itemIn(clause.iterable, scope), scope);
      for (const condition of clause.conditions) {
        this.evaluate(condition, scope);
        narrow(condition, scope, this.known);
      }
    }
    const elements = node.elements.map((element) => this.evaluate(element, scope));
    if (node.form === "dictionary")
      return certain({ is: "collection", key: elements[0], item: elements[1], keyed: true });
    return certain({ is: "collection", item: elements.at(-1) });
  }
}

/** Operators that ask what something is or holds: they give a bool, whatever stands on either side. */
const isTest = (operator: string): boolean => TEST.test(operator);
const TEST = /in|is/;

/** What a star spreads; the parser takes `*x.shape, 1` for `(*x).shape, 1`. */
function spreadBy(node: Expression): Expression | undefined {
  if (node.kind === "starred") return node.value;
  const head =
    node.kind === "call"
      ? node.function
      : node.kind === "attribute" || node.kind === "subscript"
        ? node.value
        : undefined;
  return head && spreadBy(head) && node;
}

const GENERIC = new Set(["tuple", "list", "dict", "set", "type"]);

/** Whether what stands in brackets behind a name are types: `Dict[str, Tensor]`, `tuple[Tensor]`. */
const isGeneric = (node: Expression, value: Typed | undefined, env: Environment): boolean =>
  isTypings(value) || (node.kind === "name" && GENERIC.has(node.id) && !env.lookup(node.id));

const inner = (use: Use): Use => (use === "isinstance" || use === "annotation" || use === "base" ? use : "value");
