import type { Analysis } from "./analyze.ts";
import { isProven } from "./catalogue/evidence.ts";
import { type Edit, type Finding, isRefusal, type Mend } from "./finding.ts";
import { accept, editsOf } from "./fix/accept.ts";
import { editedPart } from "./fix/edits.ts";
import { withImport } from "./fix/imports.ts";
import { evidenceOf, type FixEvidence } from "./fixes.ts";
import { unproven } from "./migrate.ts";
import { isTorchName } from "./semantics/frameworks.ts";
import { classFamily } from "./semantics/kinds.ts";
import { walkStatements } from "./syntax/walk.ts";

/** The repair of one finding by itself, with the import that it needs. */
export interface SingleFix {
  /** What will stand where the finding is. */
  readonly text: string;
  readonly edits: readonly Edit[];
  /** Why the repair itself is not safe, where it is not. */
  readonly unsafe?: string;
  /** Why it is not right by itself: what surrounds it is still PyTorch. */
  readonly alone?: string;
  readonly evidence?: FixEvidence;
}

/** The repair of one finding, or undefined where there is none; each part is worked out for who asks for it. */
export function singleFix(finding: Finding, analysis: Analysis): SingleFix | undefined {
  const mend = finding.mend();
  return isRefusal(mend) ? undefined : new MendAlone(mend, finding, analysis);
}

class MendAlone implements SingleFix {
  private readonly mend: Mend;
  private readonly finding: Finding;
  private readonly analysis: Analysis;

  constructor(mend: Mend, finding: Finding, analysis: Analysis) {
    this.mend = mend;
    this.finding = finding;
    this.analysis = analysis;
  }

  get text(): string {
    return textOf(this.mend, this.finding, this.analysis);
  }

  get edits(): readonly Edit[] {
    return withImport(this.mend.edits, this.analysis.text, this.analysis.model);
  }

  get unsafe(): string | undefined {
    return unsafetyOf(this.mend, this.analysis);
  }

  get alone(): string | undefined {
    return surroundings(this.finding, this.analysis);
  }

  get evidence(): FixEvidence | undefined {
    return evidenceOf(this.mend.forms);
  }
}

function textOf({ edits }: Mend, finding: Finding, { text }: Analysis): string {
  const inside = edits.filter((edit) => finding.start <= edit.start && edit.end <= finding.end);
  return editedPart(text, finding, inside);
}

/** The repairs of several findings that can be made together; one that collides with an earlier one is left out. */
export function singleFixes(findings: readonly Finding[], analysis: Analysis): { count: number; edits: Edit[] } {
  const accepted = accept(findings, analysis.model);
  return {
    count: accepted.length,
    edits: withImport(editsOf(accepted), analysis.text, analysis.model),
  };
}

/** The safe repairs of PyTorch habits; none in a file that still has to do with torch, since a migration is more than that. */
export function habitFixes(analysis: Analysis): Edit[] {
  if (concernsTorch(analysis)) return [];
  const isSafe = (finding: Finding) => {
    const mend = finding.mend();
    return !isRefusal(mend) && !unsafetyOf(mend, analysis);
  };
  const habits = analysis.findings.filter((finding) => finding.category === "habit" && isSafe(finding));
  return singleFixes(habits, analysis).edits;
}

/** Whether a file uses torch, or imports it or a package named after it. */
export function concernsTorch(analysis: Analysis): boolean {
  if (analysis.model.references.some((reference) => isTorchName(reference.name))) return true;
  let imports = false;
  walkStatements(analysis.model.module.body, (statement) => {
    if (statement.kind === "import") imports ||= statement.names.some(({ name }) => TORCH_PACKAGE.test(name));
    if (statement.kind === "import-from" && statement.level === 0) imports ||= TORCH_PACKAGE.test(statement.module);
  });
  return imports;
}

const TORCH_PACKAGE = /^(py)?torch/;

function unsafetyOf(mend: Mend, { target }: Analysis): string | undefined {
  if (mend.unsafe) return mend.unsafe;
  const form = mend.forms.find((candidate) => !isProven(candidate, target));
  return form && unproven(form, target);
}

function surroundings(finding: Finding, analysis: Analysis): string | undefined {
  if (finding.category === "habit") return undefined;
  const around = analysis.model.classes
    .filter(({ node }) => node.start <= finding.start && finding.end <= node.end)
    .at(-1);
  const family = around && classFamily(around);
  if (around && family === "torch") return `${around.node.name} is still a torch Module`;
  const inMindSpore = family === "mindspore" || (finding.name && !isTorchName(finding.name));
  return inMindSpore ? undefined : "the code around it is still PyTorch";
}
