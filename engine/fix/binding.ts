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
export function bind(call: Call, signature: Signature, skip: number): Binding | undefined {
  const parameters = signature.parameters.slice(skip);
  const positional = parameters.filter((p) => p.kind === "any" || p.kind === "positional");
  const rest = parameters.find((p) => p.kind === "varargs");
  const given: Bound[] = [];
  let index = 0;
  for (const argument of call.arguments) {
    const parameter =
      argument.form === "keyword"
        ? parameters.find(
            (p) =>
              p.name === (NUMPY_NAMES[argument.name!] ?? argument.name) && (p.kind === "any" || p.kind === "keyword"),
          )
        : (positional[index++] ?? rest);
    if (!parameter || (argument.form === "star" && parameter !== rest) || argument.form === "doublestar")
      return undefined;
    if (parameter !== rest && given.some((other) => other.parameter === parameter)) return undefined;
    given.push({ parameter, argument });
  }
  const omitted = parameters.filter((p) => !given.some((other) => other.parameter === p));
  const required = omitted.some(
    (p) => p.default === undefined && (p.kind === "any" || p.kind === "positional" || p.kind === "keyword"),
  );
  return required ? undefined : { given, omitted };
}
