import type { Mend, Refusal } from "../../../finding.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { argumentOf, type Reference, spreads } from "../../../semantics/reference.ts";
import type { Call, Expression } from "../../../syntax/nodes.ts";
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
  orthogonal_: { to: "Orthogonal", parameters: [["gain", "gain", "1"]] },
  uniform_: {
    to: "Uniform",
    parameters: [
      ["a", "", ""],
      ["b", "scale", ""],
    ],
  },
};

/** A parameter filled in place by torch.nn.init: MindSpore makes the values and sets them. */
export default defineRule({
  name: "in-place-initializer",
  category: "initialisation",
  owns: Object.keys(INITIALIZERS).map((name) => `torch.nn.init.${name}`),
  counterpart: (name) => `${MODULE}.${INITIALIZERS[last(name)]?.to}`,
  find(reference, context) {
    const { to } = INITIALIZERS[last(reference.name)];
    return {
      at: reference.call ?? reference.node,
      verdict: "restructured",
      effect: "loud",
      name: reference.name,
      message: `MindSpore does not fill in place: set_data(initializer(${to}(…), shape, dtype)).`,
      mend: () => mend(reference, context),
    };
  },
});

const last = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

function mend(reference: Reference, context: Context): Mend | Refusal {
  const { call, statement } = reference;
  if (!call || statement.kind !== "expression" || statement.value !== call)
    return { refused: "Its result is used: set the data first, then use the parameter." };
  if (spreads(call)) return { refused: "What is passed cannot be seen here." };
  const tensor = argumentOf(call, "tensor", 0)?.value;
  if (!tensor || !isSimple(tensor))
    return { refused: "What is initialised is computed in place: give it a name first." };
  const name = last(reference.name);
  const values = argumentsFor(call, name, context);
  if (typeof values !== "string") return values;
  const { text, names } = context;
  const target = text.slice(tensor.start, tensor.end);
  const made = `${names.spell(`${MODULE}.initializer`)}(${names.spell(`${MODULE}.${INITIALIZERS[name].to}`)}(${values}), ${target}.shape, ${target}.dtype)`;
  return {
    edits: [{ start: call.start, end: call.end, text: `${target}.set_data(${made})` }],
    forms: [
      `torch.nn.init.${name}(${call.arguments
        .slice(1)
        .map((a, i) => a.name ?? INITIALIZERS[name].parameters[i]?.[0])
        .sort()
        .join(",")})`,
    ],
    uses: [`${MODULE}.initializer`],
  };
}

function argumentsFor(call: Call, name: string, { text }: Context): string | Refusal {
  if (text.slice(call.open, call.close).includes("#")) return { refused: "A comment stands between the arguments." };
  const { parameters } = INITIALIZERS[name];
  const source = (node: Expression) => text.slice(node.start, node.end);
  const given = parameters.map(([torch], i) => argumentOf(call, torch, i + 1)?.value);
  if (name === "uniform_") return symmetric(given[0] && source(given[0]), given[1] && source(given[1]));
  const known = call.arguments
    .slice(1)
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
