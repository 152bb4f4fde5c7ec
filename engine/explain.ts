import type { Analysis } from "./analyze.ts";
import { mappedNames, mappingOf } from "./catalogue/mappings.ts";
import { allTorchNames, formatSignature, mindsporeSignatures, torchSignatures } from "./catalogue/signatures.ts";
import { counterpartOf, explainTorchName } from "./explain/name.ts";
import { type Finding, isRefusal } from "./finding.ts";
import { applyEdits } from "./fix/edits.ts";
import { evidenceOf, type FixEvidence } from "./fixes.ts";
import pages from "./generated/pages.json" with { type: "json" };
import { ownerOf, RULES } from "./rules/index.ts";
import { isTorchName } from "./semantics/frameworks.ts";
import type { Span } from "./syntax/nodes.ts";
import type { Target } from "./target.ts";

const PAGES = pages as Record<string, { title: string; prose: string }>;

/** Markdown for the place under the cursor: its finding, or the name there; undefined where there is nothing to say. */
export function hoverAt(analysis: Analysis, offset: number): { markdown: string; span: Span } | undefined {
  const holds = (span: Span) => span.start <= offset && offset <= span.end;
  const reference = analysis.model.references.filter((r) => isTorchName(r.name) && holds(r.node)).at(-1);
  const finding = analysis.findings.filter(holds).sort((a, b) => a.end - a.start - (b.end - b.start))[0];
  if (finding && (!reference || finding.name === reference.name || !mappingOf(reference.name)))
    return { markdown: explainFinding(finding, analysis), span: { start: finding.start, end: finding.end } };
  if (!reference) return undefined;
  const markdown = explainName(reference.name, analysis.target);
  return markdown === undefined
    ? undefined
    : { markdown, span: { start: reference.node.start, end: reference.node.end } };
}

/** One screen about a finding: verdict, difference, signatures, before and after, evidence. */
export function explainFinding(finding: Finding, analysis: Analysis): string {
  const mend = finding.mend();
  const parts = [finding.message];
  const names = finding.name && signatures(finding.name, analysis.target);
  if (names)
    parts.unshift(
      `**${names.heading}** · MindSpore ${analysis.target.mindspore} · nn · ${analysis.target.device}`,
      names.text,
    );
  if (isRefusal(mend)) parts.push(`No automatic fix here: ${mend.refused}`);
  else {
    const diff = beforeAndAfter(finding, mend.edits, analysis);
    if (diff) parts.push(diff);
    parts.push(evidenceLine(mend.forms, mend.unsafe, analysis.target));
  }
  parts.push(`Rule \`${finding.rule}\``);
  return parts.filter(Boolean).join("\n\n");
}

/** Markdown about a rule or a torch name, or undefined if neither is known. */
export function explain(subject: string, target: Target): string | undefined {
  const page = PAGES[subject];
  if (page) return `# ${subject}\n\n${page.prose}`;
  const rule = RULES.find((candidate) => candidate.name === subject);
  if (rule) return `# ${subject}\n\nCategory: ${rule.category}`;
  return explainName(subject, target) ?? explainName(declared(subject), target);
}

/** The name that an inherited member goes by: `torch.nn.Linear.parameters` is Module's, `torch.nn.Parameter.mean` Tensor's. */
const declared = (name: string): string =>
  name
    .replace(/^torch\.nn\.(Parameter|Buffer)\./, "torch.Tensor.")
    .replace(/^torch\.nn\.[A-Z]\w*\./, "torch.nn.Module.")
    .replace(/^torch\.optim\.[A-Z]\w*\./, "torch.optim.Optimizer.")
    .replace(/^torch\.optim\.lr_scheduler\.[A-Z]\w*\./, "torch.optim.lr_scheduler.LRScheduler.")
    .replace(/^torch\.distributions\.[A-Z]\w*\./, "torch.distributions.Distribution.");

function explainName(name: string, target: Target): string | undefined {
  const owner = ownerOf(name);
  const prose = owner && owner.name !== "mapped-api" ? PAGES[owner.name]?.prose.split("\n\n")[0] : undefined;
  return explainTorchName(name, target, prose);
}

/** The name with its counterpart, and both signatures one under the other. */
function signatures(name: string, target: Target): { heading: string; text: string } | undefined {
  const to = counterpartOf(name, target);
  const from = torchSignatures(name)[0];
  if (!to) return from && { heading: name, text: code([`torch      ${formatSignature(last(name), from)}`]) };
  const counterpart = mindsporeSignatures(to, target.mindspore)[0];
  const lines = [
    from && `torch      ${formatSignature(last(name), from)}`,
    counterpart && `mindspore  ${formatSignature(last(to), counterpart).replaceAll("mstype.", "")}`,
  ];
  return { heading: `${name} → ${to}`, text: code(lines.filter((line): line is string => Boolean(line))) };
}

const last = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

const code = (lines: readonly string[]): string => (lines.length ? `\`\`\`python\n${lines.join("\n")}\n\`\`\`` : "");

function beforeAndAfter(
  finding: Finding,
  edits: readonly { start: number; end: number; text: string }[],
  { text, names }: Analysis,
): string {
  const first = Math.min(finding.start, ...edits.map((e) => e.start));
  const lastOffset = Math.max(
    Math.min(finding.end, first + 400),
    ...edits.filter((e) => e.start < first + 400).map((e) => e.end),
  );
  const start = text.lastIndexOf("\n", first - 1) + 1;
  const end = text.indexOf("\n", lastOffset) < 0 ? text.length : text.indexOf("\n", lastOffset);
  const before = text.slice(start, end);
  const after = applyEdits(
    before,
    edits
      .filter((e) => e.start >= start && e.end <= end)
      .map((e) => ({ ...e, start: e.start - start, end: e.end - start })),
  );
  if (before === after) return "";
  const indent = /^[ \t]*/.exec(before)![0].length;
  const mark = (sign: string, block: string) =>
    block
      .split(/\r?\n/)
      .slice(0, 12)
      .map((line) => `${sign} ${/^[ \t]*/.exec(line)![0].length >= indent ? line.slice(indent) : line}`);
  return `\`\`\`diff\n${[...mark("-", before), ...mark("+", shortened(after, names))].join("\n")}\n\`\`\``;
}

/** The text as it will stand once the whole file is migrated and the imports have changed. */
const shortened = (text: string, names: Analysis["names"]): string =>
  text.replaceAll(names.spell("mindspore.nn."), "nn.").replaceAll(names.spell("mindspore.ops."), "ops.");

function evidenceLine(forms: readonly string[], unsafe: string | undefined, target: Target): string {
  const evidence = evidenceOf(forms);
  if (unsafe) return `⚠ Unsafe: ${unsafe}.`;
  return evidence ? provenLine(evidence) : `⚠ Not proven for MindSpore ${target.mindspore} in this form.`;
}

const provenLine = ({ versions, cases, difference, backend }: FixEvidence): string =>
  `✓ proven on ${versions.join(" and ")} ${backend} · ${cases} ${cases === 1 ? "case" : "cases"} · largest difference ${difference.toPrecision(1)}`;

/** Names that `explain` knows: every public name of torch, every mapped name and every rule. */
export const explainableNames = (): string[] => [
  ...new Set([...allTorchNames(), ...mappedNames(), ...RULES.flatMap((rule) => [rule.name, ...(rule.owns ?? [])])]),
];
