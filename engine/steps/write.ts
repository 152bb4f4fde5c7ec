import type { Edit } from "../finding.ts";
import { removeStatement } from "../fix/imports.ts";
import { afterLine, lineEnding, lineStart } from "../fix/lines.ts";
import type { Context } from "../rule.ts";
import type { Expression, Statement } from "../syntax/nodes.ts";
import { walkExpressions } from "../syntax/walk.ts";
import type { Plan } from "./plan.ts";
import type { Clip, Step } from "./step.ts";

/** The edits that turn a step into a differentiated function and a call of it. */
export function writeStep(step: Step, plan: Plan, context: Context): Edit[] {
  const { text, model } = context;
  const call = callLine(step, plan);
  const last = step.slice.at(-1);
  const edits: Edit[] = [
    {
      start: lineStart(text, plan.before.start),
      end: lineStart(text, plan.before.start),
      text: definition(step, plan, context),
    },
  ];
  for (const statement of [...step.slice, ...step.after]) if (statement !== last) edits.push(takeOut(text, statement));
  const following = step.after.map((s) => linesOf(text, s).trim());
  if (last) edits.push(replaceLines(text, last, [call, ...following]), removeStatement(text, model, step.backward));
  else edits.push({ start: step.backward.start, end: step.backward.end, text: call });
  for (const statement of step.zeroGrads) edits.push(removeStatement(text, model, statement));
  for (const clip of step.clips)
    edits.push({ start: clip.statement.start, end: clip.statement.end, text: clipText(clip, plan, context) });
  const optimizer = text.slice(step.optimizer.start, step.optimizer.end);
  edits.push({ start: step.update.start, end: step.update.end, text: `${optimizer}(${plan.gradsName})` });
  return edits;
}

function definition(step: Step, plan: Plan, context: Context): string {
  const { text, names } = context;
  const newline = lineEnding(text);
  const indent = indentOf(text, plan.before);
  const unit = indentUnit(text, step);
  const bodyIndent = indent + unit;
  const body = step.slice.map((statement) => reindent(text, statement, bodyIndent));
  const loss = text.slice(step.loss.start, step.loss.end);
  body.push(`${bodyIndent}return ${[loss, ...plan.aux].join(", ")}`);
  const weights = `${text.slice(step.optimizer.start, step.optimizer.end)}.parameters`;
  const aux = plan.aux.length ? ", has_aux=True" : "";
  const above = text.slice(lineStart(text, lineStart(text, plan.before.start) - 1), lineStart(text, plan.before.start));
  const opens = /^\s*$|:\s*(#.*)?$/.test(above.trimEnd()) && !plan.setTrain.length;
  return [
    ...plan.setTrain.map((name) => `${indent}${name}.set_train()`),
    ...(opens ? [] : [""]),
    `${indent}def ${plan.functionName}(${plan.inputs.join(", ")}):`,
    ...body,
    "",
    `${indent}${plan.gradName} = ${names.spell("mindspore.value_and_grad")}(${plan.functionName}, None, ${weights}${aux})`,
    "",
  ].join(newline);
}

function callLine(step: Step, plan: Plan): string {
  const loss = step.loss.kind === "name" ? step.loss.id : "_";
  const values = plan.aux.length ? `(${[loss, ...plan.aux].join(", ")})` : loss;
  return `${values}, ${plan.gradsName} = ${plan.gradName}(${plan.inputs.join(", ")})`;
}

function clipText(clip: Clip, plan: Plan, context: Context): string {
  const { text, names } = context;
  const { gradsName } = plan;
  const source = (node: Expression) => text.slice(node.start, node.end);
  const rest = clip.call.arguments.slice(1).map((argument) => text.slice(argument.start, argument.end));
  if (clip.by === "value") {
    const bound = clip.call.arguments[1] ? source(clip.call.arguments[1].value) : "";
    return `${gradsName} = ${names.spell("mindspore.ops.clip_by_value")}(${gradsName}, -${/^[\w.]+$/.test(bound) ? bound : `(${bound})`}, ${bound})`;
  }
  const clipped = `${gradsName} = ${names.spell("mindspore.ops.clip_by_norm")}(${[gradsName, ...rest].join(", ")})`;
  if (!clip.target) return clipped;
  const ops = (name: string) => names.spell(`mindspore.ops.${name}`);
  const norm = `${clip.target} = ${ops("sqrt")}(sum(${ops("sum")}(g * g) for g in ${gradsName}))`;
  return `${norm}${lineEnding(text)}${indentOf(text, clip.statement)}${clipped}`;
}

/** The whole lines of a statement, with comments of their own right above it and at its end. */
function extent(text: string, statement: Statement): { start: number; end: number } {
  let start = lineStart(text, statement.start);
  for (
    let above = lineStart(text, start - 1);
    start > 0 && /^[ \t]*#/.test(text.slice(above, start));
    above = lineStart(text, above - 1)
  ) {
    start = above;
    if (above === 0) break;
  }
  return { start, end: afterLine(text, statement.end) };
}

function linesOf(text: string, statement: Statement): string {
  const { start, end } = extent(text, statement);
  return text.slice(start, end).replace(/[\r\n]+$/, "");
}

function takeOut(text: string, statement: Statement): Edit {
  return { ...extent(text, statement), text: "" };
}

function replaceLines(text: string, statement: Statement, lines: readonly string[]): Edit {
  const { start, end } = extent(text, statement);
  const newline = lineEnding(text);
  const indent = indentOf(text, statement);
  const ended = /[\r\n]$/.test(text.slice(start, end)) ? newline : "";
  return { start, end, text: lines.map((line) => indent + line).join(newline) + ended };
}

const indentOf = (text: string, statement: Statement): string =>
  /^[ \t]*/.exec(text.slice(lineStart(text, statement.start), statement.start))![0];

/** One level of indentation as the file writes it. */
function indentUnit(text: string, step: Step): string {
  const outer = step.path.at(-1) ?? (step.scope.kind === "function" ? step.scope : undefined);
  const inner = step.block.statements[0];
  const unit = outer ? indentOf(text, inner).slice(indentOf(text, outer).length) : "";
  return unit === "" ? "    " : unit;
}

/** A statement's lines at another indentation; lines inside strings keep theirs. */
function reindent(text: string, statement: Statement, indent: string): string {
  const { start, end } = extent(text, statement);
  const old = indentOf(text, statement);
  const strings: { start: number; end: number }[] = [];
  walkExpressions(statement, (node) => {
    if (node.kind === "string") strings.push(node);
  });
  const lines: string[] = [];
  for (let at = start; at < end; at = afterLine(text, at)) {
    const line = text.slice(at, afterLine(text, at)).replace(/[\r\n]+$/, "");
    const inString = strings.some((string) => string.start < at && at < string.end);
    lines.push(
      inString || line.trim() === ""
        ? line
        : indent + (line.startsWith(old) ? line.slice(old.length) : line.trimStart()),
    );
    if (afterLine(text, at) === at) break;
  }
  return lines.join(lineEnding(text));
}
