import type { Edit } from "../finding.ts";
import { passInstead, removeStatement } from "../fix/imports.ts";
import { lineEnding } from "../fix/lines.ts";
import { suiteOf } from "../fix/suites.ts";
import type { Context } from "../rule.ts";
import type { Expression, Statement } from "../syntax/nodes.ts";
import { callLines, headCallLine, sumOf } from "./calls.ts";
import { clipText } from "./clip.ts";
import { definitionsBefore } from "./definition.ts";
import { walkFreeNames } from "./free-names.ts";
import { loopEdits, workEdits } from "./gradient-work.ts";
import { madeLater } from "./later.ts";
import { extent, indentOf, indentUnit, linesOf } from "./layout.ts";
import { weightsIn } from "./optimizers.ts";
import type { PassPlan, TrainingPlan } from "./plan.ts";
import type { Part } from "./slice.ts";
import type { Step, Training } from "./step.ts";

/** The edits that turn the steps of a scope into differentiated functions and calls of them. */
export function writeTraining(training: Training, plan: TrainingPlan, context: Context): Edit[] {
  const removed: Statement[] = [];
  const edits = [
    ...definitionsBefore(plan, context),
    ...plan.passes.flatMap((pass) => writePass(pass, removed, context)),
    ...training.steps.flatMap((step) =>
      writeStep(step, plan.passes.find((pass) => pass.step === step)!, removed, context),
    ),
  ];
  return [...edits, ...[...new Set(removed)].map((statement) => removal(statement, removed, context))];
}

/** The functions' statements go, and calls stand where the last of them stood. */
function writePass(plan: PassPlan, removed: Statement[], context: Context): Edit[] {
  const { pass, head } = plan;
  const { text } = context;
  const edits: Edit[] = [];
  if (head && pass.head) edits.push(...replacePart(pass.head, plan, [headCallLine(plan, head, context)], context));
  const calls = callLines(plan, indentUnit(text, plan), context);
  const atEnd = !pass.slice.length || madeLater(plan) !== undefined;
  if (pass.slice.length && !atEnd) edits.push(...replacePart(pass, plan, calls, context));
  if (pass.slice.length && atEnd) for (const one of pass.slice) edits.push({ ...extent(text, one), text: "" });
  for (const { statement } of pass.backwards) {
    const indent = lineEnding(text) + indentOf(text, statement);
    const lines = [...(atEnd ? calls : []), ...sumOf(plan)];
    if (lines.length) edits.push({ start: statement.start, end: statement.end, text: lines.join(indent) });
    else removed.push(statement);
  }
  return edits;
}

/** What a step does with the gradients, in place. */
function writeStep(step: Step, { usedName, eachName }: PassPlan, removed: Statement[], context: Context): Edit[] {
  const source = (node: { start: number; end: number }) => context.text.slice(node.start, node.end);
  const edits: Edit[] = [];
  for (const { statement } of step.zeros)
    if (step.accumulates) edits.push({ start: statement.start, end: statement.end, text: `${usedName} = None` });
    else removed.push(statement);
  for (const clip of step.clips)
    edits.push({ start: clip.statement.start, end: clip.statement.end, text: clipText(clip, usedName, context) });
  const names = step.optimizers.map(source);
  const weights = step.optimizers.map((node) => weightsIn(node, context.text));
  for (const work of step.works) edits.push(...workEdits(work, step, { gradsName: usedName, eachName }, context));
  for (const { statement, optimizer, loop } of step.updates) {
    const name = source(optimizer);
    const given = names.length === 1 ? usedName : `${usedName}[${rangeOf(weights, names.indexOf(name))}]`;
    if (loop) {
      edits.push(
        ...loopEdits(
          loop,
          statement,
          { gradsName: given, eachName, weights: weightsIn(optimizer, context.text) },
          context,
        ),
      );
      removed.push(...loop.cleared);
    } else edits.push({ start: statement.start, end: statement.end, text: `${name}(${given})` });
  }
  return edits;
}

/** The stretch of the gradients that one of several optimizers is given. */
function rangeOf(weights: readonly string[], index: number): string {
  const lengths = (some: readonly string[]) => some.map((one) => `len(${one})`).join(" + ");
  const end = index === weights.length - 1 ? "" : lengths(weights.slice(0, index + 1));
  return `${lengths(weights.slice(0, index))}:${end}`;
}

function replacePart({ slice, after }: Part, plan: PassPlan, calls: readonly string[], context: Context): Edit[] {
  const { text } = context;
  const last = slice[slice.length - 1];
  const gone = [...slice, ...after].filter((statement) => statement !== last);
  const lines = [...calls, ...after.map((statement) => followingLines(statement, plan, text))];
  return [...gone.map((statement) => ({ ...extent(text, statement), text: "" })), replaceLines(text, last, lines)];
}

/** A statement that follows the call; it reads what was kept for it under the name that it is kept by. */
function followingLines(statement: Statement, { kept }: PassPlan, text: string): string {
  const names = new Map(
    [...kept].flatMap(([{ name, readers }, as]) => (readers.includes(statement) ? [[name, as]] : [])),
  );
  let lines = linesOf(text, statement);
  if (!names.size) return lines.trim();
  const { start } = extent(text, statement);
  const reads: (Expression & { kind: "name" })[] = [];
  walkFreeNames(
    statement,
    (node) => names.has(node.id) && reads.push(node),
    () => false,
  );
  for (const read of reads.sort((a, b) => b.start - a.start))
    lines = lines.slice(0, read.start - start) + names.get(read.id) + lines.slice(read.end - start);
  return lines.trim();
}

function replaceLines(text: string, statement: Statement, lines: readonly string[]): Edit {
  const { start, end } = extent(text, statement);
  const newline = lineEnding(text);
  const indent = indentOf(text, statement);
  const ended = /[\r\n]$/.test(text.slice(start, end)) ? newline : "";
  return { start, end, text: lines.map((line) => indent + line).join(newline) + ended };
}

/** Takes a statement out; the last of a suite of which nothing stays becomes `pass`. */
function removal(statement: Statement, removed: readonly Statement[], { text, model }: Context): Edit {
  const suite = suiteOf(model, statement);
  const empties = suite?.statements.every((s) => removed.includes(s)) && suite.statements.at(-1) === statement;
  return empties ? passInstead(text, model, statement) : removeStatement(text, model, statement);
}
