import { BIAS_OF, WEIGHT_OF } from "../../../catalogue/definitions/layers.ts";
import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { writeDefinition } from "../../../fix/definitions.ts";
import { likelyReason } from "../../../fix/likely.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { isMindSporeName } from "../../../semantics/frameworks.ts";
import { isTensor } from "../../../semantics/kinds.ts";
import { argumentOf, type Place, type Reference, spreads } from "../../../semantics/reference.ts";
import { mayFollowStep } from "../../../steps/after-step.ts";
import type { Call, Expression } from "../../../syntax/nodes.ts";
import { callEnd } from "../../../syntax/walk.ts";
import { isFresh, reportInPlace } from "../../data/in-place-method/rule.ts";
import { isPicked, isSliced } from "../../data/in-place-method/write.ts";
import { isBesideTorch } from "../../half-migrated.ts";
import { isSimple } from "../../padding/support.ts";
import { drawn } from "./drawn.ts";
import { argumentsFor, givenTo, INITIALIZERS, initializerOf, MODULE } from "./initializers.ts";
import { made } from "./made.ts";

/** Methods that fill their tensor, with the initialiser that fills a parameter so. */
const METHODS: Readonly<Record<string, string>> = {
  normal_: "normal_",
  uniform_: "uniform_",
  fill_: "constant_",
  zero_: "zeros_",
};

/** A parameter filled in place, by torch.nn.init or by a method: MindSpore makes the values and sets them. */
export default defineRule({
  name: "in-place-initializer",
  category: "initialisation",
  owns: [
    ...Object.keys(INITIALIZERS).flatMap((name) => [`torch.nn.init.${name}`, `torch.nn.init.${name.slice(0, -1)}`]),
    ...["torch", "mindspore"].flatMap((root) => Object.keys(METHODS).map((name) => `${root}.Tensor.${name}`)),
  ],
  counterpart: (name) => {
    const initializer = INITIALIZERS[METHODS[last(name)] ?? withUnderscore(last(name))];
    return initializer && `${MODULE}.${initializer.to}`;
  },
  find(reference, context) {
    if (isMindSporeName(reference.name) && !isBesideTorch(context)) return undefined;
    const filling = fillingOf(reference, context);
    if (!filling) return otherTensor(reference, context);
    return {
      at: reference.call ?? reference.node,
      verdict: "restructured",
      effect: "loud",
      name: reference.name.replace("mindspore", "torch"),
      message: `MindSpore does not fill in place: set_data(initializer(${INITIALIZERS[filling.initializer].to}(…), shape, dtype)).`,
      mend: () => mend(reference, filling, context),
    };
  },
});

const last = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

/** `init.xavier_normal`, as old code calls it, is `init.xavier_normal_`. */
const withUnderscore = (name: string): string => (name.endsWith("_") ? name : `${name}_`);

/** What is filled, by which of the initialisers, and how many arguments stand before its own. */
interface Filling {
  readonly tensor?: Expression;
  readonly initializer: string;
  readonly skipped: number;
}

function fillingOf({ name, call, receiver }: Reference, context: Context): Filling | undefined {
  const method = last(name);
  if (!receiver) {
    const tensor = call && withoutData(argumentOf(call, "tensor", 0)?.value);
    return { tensor, initializer: withUnderscore(method), skipped: 1 };
  }
  const tensor = withoutData(receiver)!;
  return isParameter(tensor, receiver !== tensor, context)
    ? { tensor, initializer: METHODS[method], skipped: 0 }
    : undefined;
}

/** `m.weight.data` → `m.weight` */
const withoutData = (node: Expression | undefined): Expression | undefined =>
  node?.kind === "attribute" && node.name === "data" ? node.value : node;

/** Whether a tensor is a Parameter: by its kind, or by the name of a layer's weight whose `.data` is filled. */
function isParameter(node: Expression, isData: boolean, { model }: Pick<Context, "model">): boolean {
  const kind = model.kindOf(node)?.kind;
  if (kind?.is === "instance" && kind.of.endsWith(".Parameter")) return true;
  return isData && node.kind === "attribute" && /(^|_)(weight|bias|gamma|beta|embedding_table)(_|$)/.test(node.name);
}

/** A tensor that is no parameter: on a CPU its method does nothing, or raises. */
function otherTensor(reference: Reference, context: Context): Report | undefined {
  const { name, call, node } = reference;
  const method = last(name);
  if (!name.startsWith("torch.")) return undefined;
  if (method !== "normal_" && method !== "uniform_") return reportInPlace(reference, context);
  return {
    at: call ?? node,
    verdict: "adapted",
    effect: "silent",
    name,
    message: `On a CPU ${method} changes nothing in MindSpore, or raises: the tensor is written instead.`,
    mend: () => drawnInto(reference, method, context),
  };
}

/** `x.normal_()` → `x[:] = ops.randn_like(x)`, and by itself where the tensor is made in the same expression. */
function drawnInto(reference: Reference, method: "normal_" | "uniform_", context: Context): Mend | Refusal {
  const { call, receiver, statement } = reference;
  if (!call || !receiver) return { refused: "It is handed on without being called." };
  if (spreads(call)) return { refused: "What is passed cannot be seen here." };
  const given = givenTo(call, method, 0, context);
  if ("refused" in given) return given;
  const unsafe = likelyReason(reference, context);
  const source = context.text.slice(receiver.start, receiver.end);
  const isStatement = statement.kind === "expression" && statement.value === call;
  const isWritable = isSimple(receiver) || (receiver.kind === "subscript" && isSliced(receiver));
  if (isStatement && (!isWritable || isPicked(receiver, context)))
    return { refused: "It writes into what is computed in place: give it a name first." };
  if (!isStatement && !isFresh(receiver))
    return { refused: "Its result is used as well: change the tensor in a statement of its own first." };
  const form = `in-place:${method.slice(0, -1)}`;
  if (isStatement) {
    const text = `${source}${receiver.kind === "subscript" ? "" : "[:]"} = ${drawn(method, given, source, context)}`;
    return { edits: [{ start: call.start, end: call.end, text }], forms: [form], unsafe };
  }
  const mark = "\0";
  const [before, after] = drawn(method, given, mark, context).split(mark);
  const edits = [
    { start: receiver.start, end: receiver.start, text: before },
    { start: receiver.end, end: callEnd(call), text: after },
  ];
  return { edits, forms: [`${form}/made`], unsafe };
}

function mend(reference: Reference, { tensor, initializer, skipped }: Filling, context: Context): Mend | Refusal {
  const { call, statement } = reference;
  if (!call) return { refused: "It is handed on without being called." };
  if (spreads(call)) return { refused: "What is passed cannot be seen here." };
  const given = givenTo(call, initializer, skipped, context);
  if ("refused" in given) return given;
  if (statement.kind !== "expression" || statement.value !== call)
    return made(call, tensor, initializer, given, context);
  if (!tensor || !isSimple(tensor) || isPicked(tensor, context))
    return { refused: "What is initialised is computed in place: give it a name first." };
  const { target, edits } = targetOf(tensor, context);
  const value = valueFor(initializer, given, target, context);
  const { way, text } = writing(call, tensor, target, value, reference.place, context);
  const names = call.arguments.slice(skipped).map((a, i) => a.name ?? INITIALIZERS[initializer].parameters[i]?.[0]);
  const form = `torch.nn.init.${initializer}(${names.sort().join(",")})`;
  return {
    edits: [...edits, { start: call.start, end: call.end, text }],
    forms: [`${form}${way}`],
    unsafe: likelyReason(reference, context),
  };
}

/** How a value is written: into a part, another tensor, a parameter that an optimizer may have stepped, or any other parameter. */
function writing(
  call: Call,
  tensor: Expression,
  target: string,
  { text, ofPart = text, lazy }: Value,
  place: Place,
  context: Context,
): { way: string; text: string } {
  if (tensor.kind === "subscript") return { way: "/part", text: `${target} = ${ofPart}` };
  if (isPlain(tensor, context)) return { way: "/tensor", text: `${target}[:] = ${ofPart}` };
  if (!mayFollowStep(call, place, context)) return { way: "", text: `${target}.set_data(${text})` };
  const now = lazy ? `${text}.init_data()` : text;
  return { way: "/late", text: `${context.names.spell(ASSIGN)}(${target}, ${now})` };
}

/** Whether a variable certainly holds a tensor that is no parameter, and has no `set_data`. */
function isPlain(tensor: Expression, { model }: Context): boolean {
  const typed = tensor.kind === "name" ? model.kindOf(tensor) : undefined;
  return typed?.ground === "certain" && isTensor(typed) && !isParameter(tensor, false, { model });
}

/** An optimizer that has run does not see what `set_data` puts in the place of a parameter's values. */
const ASSIGN = "mindspore.ops.assign";

/** What is set, and what a part of a parameter, or another tensor, is assigned where that is another text. */
interface Value {
  readonly text: string;
  readonly ofPart?: string;
  /** Whether it is made when it is set only, unless it is asked to be. */
  readonly lazy?: true;
}

function valueFor(
  initializer: string,
  given: readonly (Expression | undefined)[],
  target: string,
  context: Context,
): Value {
  const { text } = context;
  const written = argumentsFor(given, initializer, context);
  if (written === undefined) return { text: drawn("uniform_", given, target, context) };
  const made = `${initializerOf(initializer, written, context)}${target}.shape, ${target}.dtype)`;
  const [first] = given;
  const constant = { zeros_: "0", ones_: "1", constant_: first && text.slice(first.start, first.end) }[initializer];
  return { text: made, ofPart: constant ?? `${made}.init_data()`, lazy: true };
}

/** How the parameter is said: of something that is not known to be a layer of one kind, by a function that finds it. */
function targetOf(tensor: Expression, context: Context): { target: string; edits: readonly Edit[] } {
  const { text, model } = context;
  const target = text.slice(tensor.start, tensor.end);
  const definition = tensor.kind === "attribute" ? { weight: WEIGHT_OF, bias: BIAS_OF }[tensor.name] : undefined;
  if (!definition || tensor.kind !== "attribute" || model.kindOf(tensor.value)) return { target, edits: [] };
  const { name, edits } = writeDefinition(definition, context);
  return { target: `${name}(${text.slice(tensor.value.start, tensor.value.end)})`, edits };
}
