import {
  type Analysis,
  analyze,
  DEFAULT_TARGET,
  type Grammar,
  isRefusal,
  LineIndex,
  type Parse,
  ProjectFile,
  parseOnce,
  type ReportedReference,
  reportOf,
  rewrite,
  singleFix,
} from "#engine";
import { projectOf, textOf } from "./package-project.ts";

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
  const project = projectOf(grammar, paths);
  return paths.flatMap((path) => {
    const text = textOf(path);
    if (!text.includes("torch")) return [];
    const parse = (text: string) => new ProjectFile(parseOnce(grammar, text), project, path);
    const analysis = analyze(parse(text), DEFAULT_TARGET);
    const lines = new LineIndex(text);
    const judged = reportOf(analysis).references.map((reference) => ({
      path,
      line: lines.position(reference.start).line + 1,
      name: reference.canonical ?? reference.name,
      ...answerTo(reference, analysis),
    }));
    const isLeft = leftAfter(judged, parse, text);
    return judged.map((one) => (one.answer === "by hand" && !isLeft(one) ? { ...one, ...IN_ORDER } : one));
  });
}

/** What can be repaired once what stands around it is: a device, when nothing is moved to it any more. */
const IN_ORDER = { answer: "unproven", why: "only together with what is around it" } as const;

/** Whether something is left to do about a name when the whole file has been rewritten. */
function leftAfter(judged: readonly Judged[], parse: Parse, text: string): (one: Judged) => boolean {
  if (!judged.some(({ answer }) => answer === "by hand")) return () => true;
  const rewritten = analyze(parse(rewrite(parse, text, DEFAULT_TARGET).text), DEFAULT_TARGET);
  const refused = rewritten.findings.filter((finding) => isRefusal(finding.mend()));
  const names = new Set(refused.map(({ name }) => name));
  const named = new Set(rewritten.model.references.map(({ name }) => name));
  return ({ name }) => names.has(name) || named.has(name);
}

function answerTo({ verdict, finding }: ReportedReference, analysis: Analysis): Pick<Judged, "answer" | "why"> {
  if (verdict === "unknown") return { answer: "unknown", why: "" };
  if (verdict === "same" || !finding) return { answer: "stays", why: "" };
  const mend = finding.mend();
  if (isRefusal(mend)) return { answer: "by hand", why: mend.refused };
  const unsafe = singleFix(finding, analysis)?.unsafe;
  return { answer: unsafe ? "unproven" : "proven", why: unsafe ?? "" };
}
