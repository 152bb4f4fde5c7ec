/** One signature, from `(a, b=1, *, c) -> Tensor` and back. */

export interface Parameter {
  name: string;
  /** `any` can be given by position or by name. */
  kind: "positional" | "any" | "keyword" | "varargs" | "kwargs";
  /** As it is written in the source. */
  default?: string;
}

export interface Signature {
  parameters: readonly Parameter[];
  returns?: string;
}

/** Reads a signature written as Python prints it, without annotations. */
export function parseSignature(text: string): Signature {
  const arrow = text.indexOf(") -> ");
  const returns = arrow < 0 ? undefined : text.slice(arrow + 5);
  const parameters = readParameters(
    splitParameters(text)
      .map((part) => part.trim())
      .filter(Boolean),
  );
  return returns ? { parameters, returns } : { parameters };
}

/** Writes a signature as it would be called: `torch.flatten(input, start_dim=0, end_dim=-1) -> Tensor`. */
export function formatSignature(name: string, { parameters, returns }: Signature): string {
  const parts: string[] = [];
  for (const [index, parameter] of parameters.entries()) {
    const before = parameters[index - 1]?.kind;
    if (before === "positional" && parameter.kind !== "positional") parts.push("/");
    if (parameter.kind === "keyword" && before !== "keyword" && before !== "varargs") parts.push("*");
    parts.push(formatParameter(parameter));
  }
  if (parameters.at(-1)?.kind === "positional") parts.push("/");
  return `${name}(${parts.join(", ")})${returns ? ` -> ${returns}` : ""}`;
}

/** One parameter as a signature has it: `*args`, `eps=1e-05`. */
export function formatParameter({ name, kind, default: value }: Parameter): string {
  const stars = { varargs: "*", kwargs: "**", positional: "", any: "", keyword: "" }[kind];
  return stars + name + (value === undefined ? "" : `=${value}`);
}

function readParameters(parts: string[]): Parameter[] {
  const slash = parts.indexOf("/");
  const star = parts.findIndex((part) => /^\*(?!\*)/.test(part));
  const parameters: Parameter[] = [];
  for (const [index, part] of parts.entries()) {
    if (part === "/" || part === "*") continue;
    const [, stars, name, value] = /^(\**)(\w+)(?:=(.*))?$/s.exec(part) ?? [];
    const kind = index < slash ? "positional" : star >= 0 && index > star ? "keyword" : "any";
    const starred = { "*": "varargs", "**": "kwargs" } as const;
    const parameter: Parameter = { name, kind: starred[stars as "*" | "**"] ?? kind };
    parameters.push(value === undefined ? parameter : { ...parameter, default: value });
  }
  return parameters;
}

/** The texts between the outermost parentheses, split at their commas; those in brackets and quotes do not count. */
function splitParameters(text: string): string[] {
  const parts: string[] = [];
  let [depth, begin, quote] = [0, 1, ""];
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset];
    if (quote) {
      if (character === "\\") offset++;
      else if (character === quote) quote = "";
    } else if (character === "'" || character === '"') quote = character;
    else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    const isEnd = depth === 0;
    if (!isEnd && !(character === "," && depth === 1 && !quote)) continue;
    parts.push(text.slice(begin, offset));
    begin = offset + 1;
    if (isEnd) return parts;
  }
  return parts;
}
