import type { Parameter, Signature } from "../catalogue/signatures.ts";
import type { Argument, Call } from "../syntax/nodes.ts";

/** torch takes NumPy's names for these too. */
const NUMPY_NAMES: Readonly<Record<string, string>> = { axis: "dim", keepdims: "keepdim" };

/** An argument and the parameter it is given for. */
export interface Bound {
  readonly parameter: Parameter;
  readonly argument: Argument;
}

/** A call's arguments by parameter. */
export interface Binding {
  readonly given: readonly Bound[];
  readonly omitted: readonly Parameter[];
}

/** Matches arguments with parameters as Python would; undefined where Python would raise. */
export function bind({ arguments: args }: Call, { parameters }: Signature): Binding | undefined {
  const given: Bound[] = [];
  let place = 0;
  for (const argument of args) {
    const parameter =
      argument.form === "keyword" ? named(argument.name!, parameters) : placed(parameters[place], argument);
    if (!parameter) return undefined;
    const isRest = parameter.kind === "varargs";
    if (!isRest && isGiven(parameter, given)) return undefined;
    if (argument.form !== "keyword" && !isRest) place += 1;
    given.push({ parameter, argument });
  }
  const omitted: Parameter[] = [];
  for (const parameter of parameters) {
    if (isGiven(parameter, given)) continue;
    if (isRequired(parameter)) return undefined;
    omitted.push(parameter);
  }
  return { given, omitted };
}

const isGiven = (parameter: Parameter, given: readonly Bound[]): boolean =>
  given.some((bound) => bound.parameter === parameter);

function named(name: string, parameters: readonly Parameter[]): Parameter | undefined {
  const own = NUMPY_NAMES[name] ?? name;
  return parameters.find((p) => p.name === own && (p.kind === "any" || p.kind === "keyword"));
}

/** The next parameter, where an argument without a name can be its; what is spread goes to the rest alone. */
function placed(next: Parameter | undefined, { form }: Argument): Parameter | undefined {
  if (next?.kind === "varargs") return form === "doublestar" ? undefined : next;
  return form === "positional" && (next?.kind === "any" || next?.kind === "positional") ? next : undefined;
}

const isRequired = ({ kind, default: usual }: Parameter): boolean =>
  usual === undefined && kind !== "varargs" && kind !== "kwargs";
