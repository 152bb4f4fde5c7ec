import type { Mapping, ParameterChange } from "../catalogue/mapping.ts";
import { type Parameter, parseSignature, type Signature } from "../catalogue/signature.ts";
import { mindsporeSignatures, publicSignatures } from "../catalogue/signatures.ts";
import { sameValue } from "../fix/arguments.ts";
import { COMMON } from "../fix/common-parameters.ts";
import type { Target } from "../target.ts";

/** One parameter of torch beside MindSpore's, and in one line what differs; nothing where they are alike. */
export interface Row {
  readonly torch?: Parameter;
  readonly mindspore?: Parameter;
  readonly difference?: string;
  /** It is a parameter that torch's functions share and MindSpore's do not have, such as out= and device=. */
  readonly isCommon?: boolean;
}

/** The parameters of a name beside those of its counterpart, in torch's order, for each pair of overloads. */
export function alignments(name: string, to: string, mapping: Mapping, target: Target): readonly (readonly Row[])[] {
  const { signatures } = mapping;
  const from = signatures?.torch ? [parseSignature(signatures.torch)] : publicSignatures(name);
  const into = signatures?.mindspore
    ? [parseSignature(signatures.mindspore)]
    : mindsporeSignatures(to, target.mindspore);
  const skipped = name.startsWith("torch.Tensor.") && !to.startsWith("mindspore.Tensor.") ? 1 : 0;
  return from.flatMap((torch) => into.map((mindspore) => rowsOf(torch, mindspore, mapping, skipped)));
}

/** How many parameters of some rows differ, apart from those that MindSpore's functions never have. */
export const differing = (rows: readonly Row[]): number =>
  rows.filter((row) => row.difference !== undefined && !row.isCommon).length;

/** The two overloads that have most in common, side by side. */
export function sideBySide(name: string, to: string, mapping: Mapping, target: Target): readonly Row[] | undefined {
  const common = (rows: readonly Row[]) => rows.filter((row) => row.torch && row.mindspore).length;
  return [...alignments(name, to, mapping, target)].sort(
    (a, b) => common(b) - common(a) || differing(a) - differing(b),
  )[0];
}

function rowsOf(from: Signature, to: Signature, mapping: Mapping, skipped: number): Row[] {
  const parameters = to.parameters.slice(skipped);
  const rows = from.parameters.map((torch, position): Row => {
    const change = changeOf(torch, parameters, mapping);
    const mindspore = change.drop === true ? undefined : counterpartOf(torch, change, parameters);
    const moved = mindspore?.kind === "any" && parameters.indexOf(mindspore) !== position && torch.kind === "any";
    const isCommon = mapping.parameters?.[torch.name] === undefined && torch.name in COMMON && !mindspore;
    return {
      torch,
      mindspore,
      isCommon,
      difference: differenceOf(torch, mindspore, change, moved ? position : undefined),
    };
  });
  const taken = new Set(rows.map((row) => row.mindspore?.name));
  const own = parameters.filter(({ name, kind }) => !taken.has(name) && kind !== "kwargs" && kind !== "varargs");
  return [...rows, ...own.map((mindspore): Row => ({ mindspore, difference: ownParameter(mindspore, mapping) }))];
}

type Change = Exclude<ParameterChange, string>;

function changeOf({ name }: Parameter, parameters: readonly Parameter[], mapping: Mapping): Change {
  const stated = mapping.parameters?.[name];
  if (stated !== undefined) return typeof stated === "string" ? { to: stated } : stated;
  return parameters.some((p) => p.name === name) ? {} : (COMMON[name] ?? {});
}

const counterpartOf = ({ name, kind }: Parameter, change: Change, parameters: readonly Parameter[]) =>
  parameters.find((p) => p.name === (change.to ?? name)) ??
  (kind === "varargs" || kind === "kwargs" ? parameters.find((p) => p.kind === kind) : undefined);

function differenceOf(
  torch: Parameter,
  mindspore: Parameter | undefined,
  change: Change,
  moved: number | undefined,
): string | undefined {
  const because = change.why ? ` ${change.why}` : "";
  if (change.drop === true) return `left out.${because}`;
  if (change.refuse === true || !mindspore) return `MindSpore has none.${because}`;
  const parts: string[] = [];
  if (change.complement) parts.push("one minus torch's");
  if (change.tuple) parts.push("a tuple");
  if (change.values)
    parts.push(
      Object.entries(change.values)
        .map(([value, text]) => [inOneQuoting(value), text])
        .filter(([value], i, all) => all.findIndex(([other]) => other === value) === i)
        .map(([value, text]) => `${value} is ${text}`)
        .join(", "),
    );
  if (Array.isArray(change.drop)) parts.push(`${distinct(change.drop).join(" or ")} only`);
  if (Array.isArray(change.refuse)) parts.push(`not ${distinct(change.refuse).join(", ")}`);
  for (const [name, text] of Object.entries(change.brings ?? {})) parts.push(`with ${name}=${text}`);
  if (defaultDiffers(torch, mindspore, change)) parts.push(`torch's default is written out`);
  if (moved !== undefined) parts.push("given by name");
  if (torch.name !== mindspore.name) parts.push("renamed");
  return parts.length || because ? `${parts.join("; ")}${because && `.${because}`}` : undefined;
}

/** A mapping lists both quotings of a string; a reader needs one. */
const inOneQuoting = (value: string): string => value.replaceAll('"', "'");

const distinct = (values: readonly string[]): string[] => [...new Set(values.map(inOneQuoting))];

const defaultDiffers = (torch: Parameter, mindspore: Parameter, change: Change): boolean =>
  torch.default !== undefined &&
  torch.default !== "None" &&
  !change.values &&
  !change.complement &&
  !sameValue(torch.default, mindspore.default);

function ownParameter({ name, default: value }: Parameter, { add, parameters }: Mapping): string | undefined {
  if (add && name in add) return `written as ${add[name].replace(/^@mindspore/, "ms")}`;
  const brought = Object.values(parameters ?? {}).some((c) => typeof c === "object" && c.brings && name in c.brings);
  if (brought || value !== undefined) return undefined;
  return "MindSpore wants it";
}
