import { BIAS_OF, WEIGHT_OF } from "../../../catalogue/definitions/layers.ts";
import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { writeDefinition } from "../../../fix/definitions.ts";
import { likelyReason } from "../../../fix/transfer.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { argumentOf, type Reference, spreads } from "../../../semantics/reference.ts";
import type { Call, Expression } from "../../../syntax/nodes.ts";
import { reportInPlace } from "../../data/in-place-method/rule.ts";
import { isSimple } from "../../padding/support.ts";

const MODULE = "mindspore.common.initializer";

/** One of torch's initialisers: MindSpore's class, and its arguments by torch's parameters in order after the tensor. */
interface Initializer {
  readonly to: string;
  readonly parameters: readonly (readonly [torch: string, mindspore: string, unless: string])[];
}

const INITIALIZERS: Record<string, Initializer> = {
  zeros_: { to: "Zero", parameters: [] },
  ones_: { to: "One", parameters: [] },
  constant_: { to: "Constant", parameters: [["val", "value", ""]] },
  normal_: {
    to: "Normal",
    parameters: [
      ["mean", "mean", "0.0"],
      ["std", "sigma", ""],
    ],
  },
  xavier_uniform_: { to: "XavierUniform", parameters: [["gain", "gain", "1.0"]] },
  xavier_normal_: { to: "XavierNormal", parameters: [["gain", "gain", "1.0"]] },
  kaiming_uniform_: {
    to: "HeUniform",
    parameters: [
      ["a", "negative_slope", "0"],
      ["mode", "mode", "'fan_in'"],
      ["nonlinearity", "nonlinearity", "'leaky_relu'"],
    ],
  },
  kaiming_normal_: {
    to: "HeNormal",
    parameters: [
      ["a", "negative_slope", "0"],
      ["mode", "mode", "'fan_in'"],
      ["nonlinearity", "nonlinearity", "'leaky_relu'"],
    ],
  },
  trunc_normal_: {
    to: "TruncatedNormal",
    parameters: [
      ["mean", "mean", "0.0"],
      ["std", "sigma", ""],
      ["a", "a", "-2.0"],
      ["b", "b", "2.0"],
    ],
  },
  eye_: { to: "Identity", parameters: [] },
  dirac_: { to: "Dirac", parameters: [["groups", "groups", "1"]] },
  sparse_: {
    to: "Sparse",
    parameters: [
      ["sparsity", "sparsity", "0.1"],
      ["std", "sigma", "0.01"],
    ],
  },
  orthogonal_: { to: "Orthogonal", parameters: [["gain", "gain", "1"]] },
  uniform_: {
    to: "Uniform",
    parameters: [
      ["a", "", ""],
      ["b", "scale", ""],
    ],
  },
};

/** Methods that fill their tensor: the initialiser that fills a parameter so, and what to write for other tensors. */
const METHODS: Record<string, { initializer: string; otherwise?: string }> = {
  normal_: { initializer: "normal_", otherwise: "x[:] = ops.normal(x.shape, mean, std)" },
  uniform_: { initializer: "uniform_", otherwise: "x[:] = a + (b - a) * ops.rand(x.shape)" },
  fill_: { initializer: "constant_" },
  zero_: { initializer: "zeros_" },
};

/** A parameter filled in place, by torch.nn.init or by a method: MindSpore makes the values and sets them. */
export default defineRule({
  name: "in-place-initializer",
  category: "initialisation",
  owns: [
    ...Object.keys(INITIALIZERS).map((name) => `torch.nn.init.${name}`),
    ...["torch", "mindspore"].flatMap((root) => Object.keys(METHODS).map((name) => `${root}.Tensor.${name}`)),
  ],
  counterpart: (name) => {
    const initializer = INITIALIZERS[METHODS[last(name)]?.initializer ?? last(name)];
    return initializer && `${MODULE}.${initializer.to}`;
  },
  find(reference, context) {
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

/** What is filled, by which of the initialisers, and how many arguments stand before its own. */
interface Filling {
  readonly tensor?: Expression;
  readonly initializer: string;
  readonly skipped: number;
}

function fillingOf({ name, call, receiver }: Reference, context: Context): Filling | undefined {
  const method = last(name);
  if (!receiver)
    return { tensor: call && withoutData(argumentOf(call, "tensor", 0)?.value), initializer: method, skipped: 1 };
  const tensor = withoutData(receiver)!;
  return isParameter(tensor, receiver !== tensor, context)
    ? { tensor, initializer: METHODS[method].initializer, skipped: 0 }
    : undefined;
}

/** `m.weight.data` → `m.weight` */
const withoutData = (node: Expression | undefined): Expression | undefined =>
  node?.kind === "attribute" && node.name === "data" ? node.value : node;

/** Whether a tensor is a Parameter: by its kind, or by the name of a layer's weight whose `.data` is filled. */
function isParameter(node: Expression, isData: boolean, { model }: Context): boolean {
  const kind = model.kindOf(node)?.kind;
  if (kind?.is === "instance" && kind.of.endsWith(".Parameter")) return true;
  return isData && node.kind === "attribute" && /(^|_)(weight|bias|gamma|beta|embedding_table)(_|$)/.test(node.name);
}

/** A tensor that is no parameter: on a CPU its method does nothing, or raises. */
function otherTensor(reference: Reference, context: Context): Report | undefined {
  const { name, call, node } = reference;
  if (!name.startsWith("torch.")) return undefined;
  const { otherwise } = METHODS[last(name)];
  if (!otherwise) return reportInPlace(reference, context);
  const refused = `On a CPU it changes nothing, or raises: write ${otherwise}.`;
  return {
    at: call ?? node,
    verdict: "missing",
    effect: "loud",
    name,
    message: `Tensor.${last(name)} has no counterpart in MindSpore. ${refused}`,
    mend: () => ({ refused }),
  };
}

function mend(reference: Reference, { tensor, initializer, skipped }: Filling, context: Context): Mend | Refusal {
  const { call, statement } = reference;
  if (!call || statement.kind !== "expression" || statement.value !== call)
    return { refused: "Its result is used: set the data first, then use the parameter." };
  if (spreads(call)) return { refused: "What is passed cannot be seen here." };
  if (!tensor || !isSimple(tensor))
    return { refused: "What is initialised is computed in place: give it a name first." };
  const values = argumentsFor(call, initializer, skipped, context);
  if (typeof values !== "string") return values;
  const { names } = context;
  const { target, edits } = targetOf(tensor, context);
  const made = `${names.spell(`${MODULE}.initializer`)}(${names.spell(`${MODULE}.${INITIALIZERS[initializer].to}`)}(${values}), ${target}.shape, ${target}.dtype)`;
  const given = call.arguments.slice(skipped).map((a, i) => a.name ?? INITIALIZERS[initializer].parameters[i]?.[0]);
  return {
    edits: [...edits, { start: call.start, end: call.end, text: `${target}.set_data(${made})` }],
    forms: [`torch.nn.init.${initializer}(${given.sort().join(",")})`],
    unsafe: likelyReason(reference, context),
    uses: [`${MODULE}.initializer`],
  };
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

function argumentsFor(call: Call, name: string, skipped: number, { text }: Context): string | Refusal {
  if (text.slice(call.open, call.close).includes("#")) return { refused: "A comment stands between the arguments." };
  const { parameters } = INITIALIZERS[name];
  const source = (node: Expression) => text.slice(node.start, node.end);
  const given = parameters.map(([torch], i) => argumentOf(call, torch, i + skipped)?.value);
  if (name === "uniform_") return symmetric(given[0] && source(given[0]), given[1] && source(given[1]));
  const known = call.arguments
    .slice(skipped)
    .every((a) => a.form === "positional" || parameters.some(([torch]) => torch === a.name));
  if (!known) return { refused: "generator= has no counterpart in MindSpore." };
  const written = parameters.flatMap(([, to, unless], i) => {
    const value = given[i];
    if (value) return [`${to}=${source(value)}`];
    return unless === "" && name !== "constant_" ? [`${to}=1.0`] : [];
  });
  return written.join(", ");
}

/** MindSpore's Uniform is symmetric: uniform_(w, -b, b) is Uniform(b). */
function symmetric(low: string | undefined, high: string | undefined): string | Refusal {
  if (low && high && low.replaceAll(" ", "") === `-${high}`) return `scale=${high}`;
  return {
    refused: "MindSpore's Uniform is symmetric about 0: draw from numpy and set_data(Tensor(…)) for other bounds.",
  };
}
