import type { Signature } from "../catalogue/signature.ts";
import type { Call } from "../syntax/nodes.ts";
import { certain, instance, literal, type Typed } from "./kinds.ts";
import { spreads } from "./reference.ts";

/** Whether a call gives all that a signature needs, and nothing that it does not take. */
export function takes({ parameters }: Signature, call: Call): boolean {
  if (spreads(call)) return false;
  const given = call.arguments.filter(({ form }) => form === "positional").length;
  const names = new Set(call.arguments.flatMap(({ name }) => name ?? []));
  const placed = parameters.filter(({ kind }) => kind === "positional" || kind === "any");
  if (given > placed.length && !parameters.some(({ kind }) => kind === "varargs")) return false;
  const open = parameters.filter((parameter) => !placed.slice(0, given).includes(parameter));
  const isNeeded = (kind: string, value: string | undefined): boolean =>
    value === undefined && kind !== "varargs" && kind !== "kwargs";
  return (
    [...names].every((name) => open.some((parameter) => parameter.name === name || parameter.kind === "kwargs")) &&
    open.every(({ name, kind, default: value }) => names.has(name) || !isNeeded(kind, value))
  );
}

const TENSOR = instance("torch.Tensor");

/** What those functions and methods give whose arguments decide it in a way that no signature tells; absent for all others. */
export function resultByArguments(name: string, call: Call): { readonly typed: Typed | undefined } | undefined {
  switch (name.slice(name.lastIndexOf(".") + 1)) {
    case "unique":
    case "unique_consecutive":
      return { typed: unique(name, call) };
    case "nonzero":
      return { typed: flag(call, "as_tuple", certain({ is: "collection", item: TENSOR })) };
    // Rewritten last: what the file makes of it in MindSpore meanwhile must not be taken for torch's again.
    case "grad":
      return name === "torch.autograd.grad" ? { typed: undefined } : undefined;
    case "type":
      return name === "torch.Tensor.type" ? { typed: call.arguments.length ? TENSOR : literal("str") } : undefined;
    default:
      return call.arguments.some(({ name: given }) => given === "return_indices")
        ? { typed: flag(call, "return_indices", certain({ is: "tuple", items: [TENSOR, TENSOR] })) }
        : undefined;
  }
}

/** A tensor, or what it is instead where a flag is set; unknown where a variable decides. */
function flag(call: Call, name: string, instead: Typed): Typed | undefined {
  const value = call.arguments.find((argument) => argument.name === name)?.value;
  if (!value) return TENSOR;
  if (value.kind !== "constant") return undefined;
  return value.value === "True" ? instead : TENSOR;
}

/** One tensor, and one more for each flag. */
function unique(name: string, call: Call): Typed | undefined {
  const before = name.startsWith("torch.Tensor.") ? 0 : 1;
  if (spreads(call) || call.arguments.filter(({ form }) => form === "positional").length > before + 1) return undefined;
  const flags = call.arguments.filter((argument) => /^return_(inverse|counts)$/.test(argument.name ?? ""));
  if (flags.some(({ value }) => value.kind !== "constant")) return undefined;
  const set = flags.filter(({ value }) => value.kind === "constant" && value.value === "True");
  return set.length ? certain({ is: "tuple", items: [TENSOR, ...set.map(() => TENSOR)] }) : TENSOR;
}
