import type { Refusal } from "../../../finding.ts";
import type { Context } from "../../../rule.ts";
import { argumentOf } from "../../../semantics/reference.ts";
import type { Call, Expression } from "../../../syntax/nodes.ts";

/** Where MindSpore has its initialisers. */
export const MODULE = "mindspore.common.initializer";

/** One of torch's initialisers: MindSpore's class, and its arguments by torch's parameters in order after the tensor. */
export interface Initializer {
  readonly to: string;
  readonly parameters: readonly (readonly [torch: string, mindspore: string, unless: string])[];
}

/** `initializer(Normal(0.02), `, as far as what is said of the tensor. */
export const initializerOf = (initializer: string, written: string, { names }: Context): string =>
  `${names.spell(`${MODULE}.initializer`)}(${names.spell(`${MODULE}.${INITIALIZERS[initializer].to}`)}(${written}), `;

/** torch's initialisers by name. */
export const INITIALIZERS: Record<string, Initializer> = {
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
      ["a", "", "0.0"],
      ["b", "scale", "1.0"],
    ],
  },
};

/** What a call passes to an initialiser, in the order of its parameters, after those of the tensor. */
export function givenTo(
  call: Call,
  name: string,
  skipped: number,
  { text }: Context,
): readonly (Expression | undefined)[] | Refusal {
  if (text.slice(call.open, call.close).includes("#")) return { refused: "A comment stands between the arguments." };
  const { parameters } = INITIALIZERS[name];
  const known = call.arguments
    .slice(skipped)
    .every((a) => a.form === "positional" || parameters.some(([torch]) => torch === a.name));
  if (!known) return { refused: "generator= has no counterpart in MindSpore." };
  return parameters.map(([torch], i) => argumentOf(call, torch, i + skipped)?.value);
}

/** The arguments of MindSpore's initialiser; undefined where it draws from other values: Uniform is symmetric about 0. */
export function argumentsFor(
  given: readonly (Expression | undefined)[],
  name: string,
  { text }: Context,
): string | undefined {
  const source = (node: Expression) => text.slice(node.start, node.end);
  if (name === "uniform_") {
    const [low, high] = given.map((value) => value && source(value));
    return low && high && low.replaceAll(" ", "") === `-${high}` ? `scale=${high}` : undefined;
  }
  const written = INITIALIZERS[name].parameters.flatMap(([, to, unless], i) => {
    const value = given[i];
    if (value) return [`${to}=${source(value)}`];
    return unless === "" && name !== "constant_" ? [`${to}=1.0`] : [];
  });
  return written.join(", ");
}
