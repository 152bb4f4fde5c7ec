/** The engine's public surface: everything the server, the command line and the scripts may use. */
export { type Analysis, analyze, type ParsedFile, type Selection } from "./analyze.ts";
export { explain, explainableNames, explainFinding, hoverAt } from "./explain.ts";
export { forgetFiles } from "./file-table.ts";
export {
  CATEGORIES,
  type Category,
  type Edit,
  type Effect,
  type Finding,
  isRefusal,
  type Severity,
  type UnitKind,
  type Verdict,
} from "./finding.ts";
export { applyEdits, difference } from "./fix/edits.ts";
export { type FindingFix, fixesOf, unitTitle } from "./fixes.ts";
export type { Left } from "./left.ts";
export { type Parse, type Rewrite, rewrite, rewriteSafely } from "./migrate.ts";
export { placeFix } from "./place.ts";
export type { Files } from "./project/files.ts";
export { Project, ProjectFile } from "./project/project.ts";
export { type FileReport, type ReportedReference, reportOf } from "./report.ts";
export { RULES } from "./rules/index.ts";
export { ignoreEdit } from "./silence.ts";
export { concernsTorch, habitFixes, type SingleFix, singleFix, singleFixes } from "./single.ts";
export { suppressionsOf } from "./suppress.ts";
export { parseOnce, SourceFile, type TextChange } from "./syntax/file.ts";
export { LineIndex } from "./syntax/lines.ts";
export { type Grammar, loadGrammar } from "./syntax/parser.ts";
export { DEFAULT_TARGET, type Device, MINDSPORE_VERSIONS, type MindSporeVersion, type Target } from "./target.ts";
export { type Unit, unitAt, unitFinder, unitsOf } from "./unit.ts";
