import { type Definition, isBuiltin } from "../catalogue/definition.ts";
import { formsOf, isProven, proofsOf } from "../catalogue/evidence.ts";
import { familyOf } from "../catalogue/families.ts";
import type { Mapping } from "../catalogue/mapping.ts";
import { mappingOf } from "../catalogue/mappings.ts";
import { REASONS } from "../catalogue/reasons.ts";
import { formatParameter, formatSignature, mindsporeHas, publicSignatures } from "../catalogue/signatures.ts";
import { ownerOf } from "../rules/index.ts";
import type { Target } from "../target.ts";
import { type Row, sideBySide } from "./differences.ts";
import { verdictOf } from "./verdict.ts";

/** The MindSpore name that a torch name becomes for a target, where it becomes one. */
export const counterpartOf = (name: string, target: Target): string | undefined =>
  mappingOf(name)?.to ?? ownerOf(name)?.counterpart?.(name, target);

/** One screen about a torch name: verdict, both signatures side by side, what differs, example and evidence. */
export function explainTorchName(name: string, target: Target, prose: string | undefined): string | undefined {
  const owner = ownerOf(name);
  if (!owner) return undefined;
  const mapping = owner.name === "mapped-api" ? (mappingOf(name) ?? {}) : {};
  const to = counterpartOf(name, target);
  const parts = [
    `**${to ? `${name} → ${to}` : name}** · ${verdictOf(name, target)} · MindSpore ${target.mindspore}`,
    to && mindsporeHas(to, target.mindspore) ? table(name, to, mapping, target) : torchAlone(name),
    prose ?? wordsOf(name, to, mapping, target),
    example(mapping),
    evidence(name, target),
    `Rule \`${owner.name}\` · [PyTorch](${torchPage(name)})${to ? ` · [MindSpore](${mindsporePage(to)})` : ""}`,
  ];
  return parts.filter(Boolean).join("\n\n");
}

function wordsOf(name: string, to: string | undefined, mapping: Mapping, target: Target): string {
  if (mapping.keeps) return "It stays as it is.";
  if (to && !mindsporeHas(to, target.mindspore))
    return `MindSpore ${target.mindspore} does not have it${mapping.since ? `: it came with ${mapping.since}` : ""}. ${mapping.instead ?? ""}`.trim();
  if (mapping.says) return `In MindSpore it is \`${mapping.says.replace("@mindspore", "ms")}\`.`;
  if (mapping.definition && isBuiltin(mapping.definition))
    return `In MindSpore it is Python's own \`${mapping.definition.name}\`.`;
  if (mapping.definition) return `What computes the same is written into the file:\n\n${codeOf(mapping.definition)}`;
  if (to) return mapping.note ?? "";
  const { says } = REASONS[mapping.reason ?? "no-counterpart"];
  const family = familyOf(name);
  const shared = family && family !== name && !mappingIsOwn(name, mapping) ? ` So it is for all of ${family}.` : "";
  return `${says(short(name))} ${mapping.instead ?? ""}${shared}`.trim();
}

/** A definition as it will stand in the file; of a long one its head. */
function codeOf({ python }: Definition): string {
  const lines = python.split("\n");
  const shown = lines.length > LONG ? [...lines.slice(0, LONG), "    ..."] : lines;
  return `\`\`\`python\n${shown.join("\n")}\n\`\`\``;
}

const LONG = 20;

/** Whether a name is answered for itself, not with its family. */
const mappingIsOwn = (name: string, mapping: Mapping): boolean => mappingOf(`${familyOf(name)}.?`) !== mapping;

/** Both signatures, one parameter a line, the differing ones in bold. */
function table(name: string, to: string, mapping: Mapping, target: Target): string | undefined {
  const isOfRule = ownerOf(name)?.name !== "mapped-api";
  const rows = sideBySide(name, to, mapping, target)?.map((row) => (isOfRule ? carriedByRule(row) : row));
  if (!rows) return torchAlone(name);
  if (!rows.length) return "Neither takes anything.";
  const head = ["PyTorch", "MindSpore", "Difference"];
  const cells = rows.map(cellsOf);
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i].length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...cells.map(line)].join("\n");
}

/** What a rule does with a parameter is told in its page: only that it differs is known here. */
const carriedByRule = (row: Row): Row =>
  row.torch && row.difference && !row.difference.startsWith("left out")
    ? { ...row, difference: "carried over by the rule" }
    : row;

function cellsOf({ torch, mindspore, difference }: Row): string[] {
  const mark = (text: string) => (text && difference !== undefined ? `**${text}**` : text);
  const written = (parameter: Row["torch"]) =>
    parameter ? `\`${formatParameter(parameter).replaceAll("|", "\\|")}\`` : "";
  return [
    mark(written(torch)),
    mark(written(mindspore).replaceAll("mstype.", "")),
    (difference ?? "").replaceAll("|", "\\|"),
  ];
}

function torchAlone(name: string): string | undefined {
  const [first] = publicSignatures(name);
  return first && `\`\`\`python\n${formatSignature(short(name), first)}\n\`\`\``;
}

/** One of the forms that were run, as people write it. */
function example({ proof, to }: Mapping): string | undefined {
  const source = proof?.layers?.[0] ?? proof?.values?.[0];
  if (!source || !to) return undefined;
  return `Such as \`${source.replace(/«([^»|]*)[^»]*»/g, "$1")}\`, which was run in both frameworks.`;
}

function evidence(name: string, target: Target): string | undefined {
  const forms = formsOf(name);
  const proven = forms.filter((form) => isProven(form, target));
  if (!proven.length) return undefined;
  const proofs = proven.flatMap(proofsOf);
  const cases = proofs.reduce((sum, proof) => sum + proof.cases, 0);
  const difference = Math.max(...proofs.map((proof) => proof.difference));
  const shapes = proven.length === 1 ? "1 form" : `${proven.length} forms`;
  return `✓ proven on CPU: ${shapes} of arguments, ${cases} cases, largest difference ${difference.toPrecision(1)}`;
}

const short = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

const torchPage = (name: string): string => `https://docs.pytorch.org/docs/stable/generated/${name}.html`;

const mindsporePage = (to: string): string =>
  `https://www.mindspore.cn/docs/en/master/api_python/${to.split(".").slice(1, -1).join("/") || "mindspore"}/${to}.html`;
