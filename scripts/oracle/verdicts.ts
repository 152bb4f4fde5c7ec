import {
  type Analysis,
  analyze,
  DEFAULT_TARGET,
  type Grammar,
  isRefusal,
  LineIndex,
  Project,
  ProjectFile,
  type ReportedReference,
  reportOf,
  SourceFile,
  singleFix,
} from "#engine";
import { DiskFiles } from "./disk-files.ts";
import { textOf } from "./kinds.ts";

/** What the engine does about a use of a torch name: it says nothing, nothing has to change, or how far it can change it. */
export type Answer = "unknown" | "stays" | "proven" | "unproven" | "by hand";

/** A use of a torch name in a published package. */
export interface Judged {
  readonly path: string;
  readonly line: number;
  readonly name: string;
  readonly answer: Answer;
  /** Why the repair is not proven, or why there is none. */
  readonly why: string;
}

/** Every use of a torch name in some files, each file as its project knows it. */
export function judgedIn(grammar: Grammar, paths: readonly string[]): Judged[] {
  const project = new Project(new DiskFiles(grammar, paths));
  return paths.flatMap((path) => {
    const text = textOf(path);
    if (!text.includes("torch")) return [];
    const source = new SourceFile(grammar, text);
    const analysis = analyze(new ProjectFile(source, project, path), DEFAULT_TARGET);
    const lines = new LineIndex(text);
    const judged = reportOf(analysis).references.map((reference) => ({
      path,
      line: lines.position(reference.start).line + 1,
      name: reference.canonical ?? reference.name,
      ...answerTo(reference, analysis),
    }));
    source.dispose();
    return judged;
  });
}

function answerTo({ verdict, finding }: ReportedReference, analysis: Analysis): Pick<Judged, "answer" | "why"> {
  if (verdict === "unknown") return { answer: "unknown", why: "" };
  if (verdict === "same" || !finding) return { answer: "stays", why: "" };
  const mend = finding.mend();
  if (isRefusal(mend)) return { answer: "by hand", why: mend.refused };
  const unsafe = singleFix(finding, analysis)?.unsafe;
  return { answer: unsafe ? "unproven" : "proven", why: unsafe ?? "" };
}
