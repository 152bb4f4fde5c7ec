import type { Attribute, Call, Expression, Name } from "../syntax/nodes.ts";
import { dottedName } from "../syntax/walk.ts";
import { newType } from "./aliases.ts";
import { annotated } from "./annotations.ts";
import { builtinResult } from "./builtins.ts";
import { resultOfCallee } from "./calls.ts";
import { resultOfAttribute } from "./dtypes.ts";
import type { Environment } from "./environment.ts";
import type { Evaluator } from "./evaluate.ts";
import { formattedBy } from "./format-fields.ts";
import { certain, instance, isTensor, literal, type Typed } from "./kinds.ts";
import { memberOwner } from "./members.ts";
import { nameOfChild, namespaceOf } from "./names.ts";
import { superOf } from "./super.ts";
import { addItem } from "./targets.ts";

/** Works out what calls give. */
export class CallEvaluation {
  private readonly evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.evaluator = evaluator;
  }

  /** What a call gives; `outer` is the call of that. */
  call(node: Call, env: Environment, outer?: Call): Typed | undefined {
    const target = node.function;
    const callee = this.callee(target, node, env);
    this.evaluator.around.remember(target, callee);
    const isInstanceTest = target.kind === "name" && (target.id === "isinstance" || target.id === "issubclass");
    const values =
      this.mapped(node, env) ??
      this.relocated(callee, node, env) ??
      this.evaluator.given(node.arguments, env, isInstanceTest ? "isinstance" : "argument");
    if (target.kind === "attribute" && target.name === "format") this.noteFormatted(target, node, values);
    if (target.kind === "attribute") addItem(this.evaluator, target, node.arguments, values, env);
    if (!callee && target.kind === "name") return this.builtin(target, node, values, env, outer);
    this.bindBuffer(target, node, values);
    if (!callee) this.noteMove(target, node, values);
    if (!callee) return undefined;
    if (isCast(callee)) return annotated(node.arguments[0]?.value, env);
    return newType(callee, node, env) ?? resultOfCallee(this.evaluator.around, callee, node, values);
  }

  /** The arguments of `map(lambda x: …, xs)` and `filter`: what the lambda is given are the items of the others. */
  private mapped({ function: target, arguments: args }: Call, env: Environment): (Typed | undefined)[] | undefined {
    const [first, ...others] = args;
    if (target.kind !== "name" || !/^(map|filter)$/.test(target.id) || env.has(target.id)) return undefined;
    if (first?.value.kind !== "lambda" || args.some(({ form }) => form !== "positional")) return undefined;
    const items = others.map(({ value }) => this.evaluator.itemIn(value, env));
    this.evaluator.lambda(first.value, env, items);
    return [undefined, ...others.map(({ value }) => this.evaluator.around.known(value))];
  }

  /** The arguments of `torch.load(path, map_location=lambda storage, location: …)`: what is moved are storages. */
  private relocated(
    callee: Typed | undefined,
    { arguments: args }: Call,
    env: Environment,
  ): (Typed | undefined)[] | undefined {
    if (callee?.kind.is !== "function" || callee.kind.name !== "torch.load") return undefined;
    return args.map(({ value }) =>
      value.kind === "lambda"
        ? this.evaluator.lambda(value, env, MOVED)
        : this.evaluator.evaluate(value, env, "argument"),
    );
  }

  /** A tensor that `"{:.4f}".format(x)` formats as a number. */
  private noteFormatted(
    { value: template }: Attribute,
    { arguments: args }: Call,
    values: (Typed | undefined)[],
  ): void {
    if (template.kind !== "string") return;
    for (const node of formattedBy(template.value ?? template.escaped ?? "", args))
      this.noteFormat(node, values[args.findIndex(({ value }) => value === node)]);
  }

  private noteFormat(node: Expression, typed: Typed | undefined): void {
    const { around, place } = this.evaluator;
    if (!isTensor(typed)) return;
    const name = `${memberOwner(typed)}.__format__`;
    around.record({ name, node, use: "argument", ground: typed.ground, alias: false, place });
  }

  private builtin(
    target: Name,
    node: Call,
    values: (Typed | undefined)[],
    env: Environment,
    outer: Call | undefined,
  ): Typed | undefined {
    if (env.has(target.id)) return undefined;
    const { around } = this.evaluator;
    if (target.id === "format" && values.length === 2) this.noteFormat(node.arguments[0].value, values[0]);
    if (target.id === "map" && node.arguments[0]?.value.kind === "lambda")
      return certain({ is: "collection", item: around.known(node.arguments[0].value.body) });
    if (target.id === "super") return superOf(this.evaluator.around, this.evaluator.place, values[0], undefined);
    return target.id === "getattr" ? this.attributeNamed(node, values[0], outer) : builtinResult(target, node, values);
  }

  private callee(target: Expression, call: Call, env: Environment): Typed | undefined {
    if (target.kind === "attribute") return this.evaluator.members.attribute(target, env, "call", call);
    if (target.kind === "name") return this.evaluator.noteReference(target, env.lookup(target.id), "call", call);
    return target.kind === "call" ? this.call(target, env, call) : this.evaluator.evaluate(target, env);
  }

  /** `getattr(nn, "ReLU")` is nn.ReLU. */
  private attributeNamed(node: Call, owner: Typed | undefined, outer: Call | undefined): Typed | undefined {
    const { arguments: args } = node;
    const name = args[1]?.value;
    const namespace = owner && namespaceOf(owner.kind);
    if (name?.kind !== "string" || !name.value || !namespace || args.length > 3) return undefined;
    const typed = nameOfChild(namespace, name.value, args.length === 2 ? owner.ground : "likely");
    this.evaluator.noteReference(node, typed, outer ? "call" : "value", outer);
    const value = typed?.kind.is === "function" && !outer ? resultOfAttribute(typed.kind.name) : undefined;
    return value ?? typed;
  }

  /** What is moved `.to` a device is a tensor or a layer, whatever else is known of it; both are moved alike. */
  private noteMove(target: Expression, call: Call, values: (Typed | undefined)[]): void {
    if (target.kind !== "attribute" || target.name !== "to") return;
    const device = values.find((value) => value?.kind.is === "instance" && value.kind.of === "torch.device");
    const named = call.arguments.some(({ value }) => /(^|[._])device$/.test(dottedName(value) ?? ""));
    if (!device && !(named && this.evaluator.around.speech === "torch")) return;
    const ground = device?.ground ?? "likely";
    this.evaluator.around.record({
      name: "torch.Tensor.to",
      node: target,
      use: "call",
      ground,
      call,
      alias: false,
      receiver: target.value,
      place: this.evaluator.place,
    });
  }

  /** `self.register_buffer("mean", torch.zeros(3))` makes an attribute. */
  private bindBuffer(target: Expression, call: Call, values: (Typed | undefined)[]): void {
    if (target.kind !== "attribute" || target.name !== "register_buffer") return;
    const [name] = call.arguments;
    const info = this.evaluator.place.class;
    if (!info || target.value.kind !== "name" || target.value.id !== this.evaluator.selfName) return;
    if (name?.value.kind === "string" && name.value.value)
      this.evaluator.around.setAttribute(info, name.value.value, values[1]);
  }
}

/** `typing.cast(Tensor, x)` */
const isCast = ({ kind }: Typed): boolean => kind.is === "module" && /^typing(_extensions)?\.cast$/.test(kind.name);

/** What says where something is loaded to is given. */
const MOVED = [instance("torch.UntypedStorage"), literal("str")];
