import type { Analysis } from "../analyze.ts";
import { isTorchName } from "../semantics/frameworks.ts";
import { concernsTorch } from "../single.ts";
import type { Call, Expression, Subscript } from "../syntax/nodes.ts";
import { walkExpressions } from "../syntax/walk.ts";

/** A place where a name is made at run time, so that it may be any of torch's. */
export interface NotFollowed {
  readonly start: number;
  /** The code that makes it. */
  readonly what: string;
}

/** Where a file that has to do with torch makes names at run time: nothing is guessed of them. */
export function notFollowedIn(analysis: Analysis): NotFollowed[] {
  const found: NotFollowed[] = [];
  if (!concernsTorch(analysis)) return found;
  walkExpressions(analysis.model.module, (node) => {
    const isOne =
      (node.kind === "call" && isMadeByCall(node, analysis)) ||
      (node.kind === "subscript" && isLookedUp(node, analysis));
    if (isOne) found.push({ start: node.start, what: onOneLine(analysis.text.slice(node.start, node.end)) });
  });
  return found.sort((a, b) => a.start - b.start);
}

function isMadeByCall(call: Call, analysis: Analysis): boolean {
  const [first, second] = call.arguments.map(({ value }) => value);
  const callee = calleeName(call, analysis);
  if (callee === "eval" || callee === "exec") return true;
  if (callee === "importlib.import_module" || callee === "__import__") return !isLiteral(first) || isTorchs(first);
  return callee === "getattr" && isOfTorch(first, analysis) && !isLiteral(second);
}

/** `torch.nn.__dict__[name]`, `vars(torch.nn)[name]`, `globals()[name]`: dictionaries of names, which nothing here follows. */
function isLookedUp({ value }: Subscript, analysis: Analysis): boolean {
  if (value.kind === "call" && calleeName(value, analysis) === "globals") return true;
  if (value.kind === "attribute") return value.name === "__dict__" && isOfTorch(value, analysis);
  return (
    value.kind === "call" && calleeName(value, analysis) === "vars" && isOfTorch(value.arguments[0]?.value, analysis)
  );
}

/** Of a function of Python's own, and of `importlib.import_module` under any name; undefined for methods of that name. */
function calleeName({ function: callee }: Call, { model }: Analysis): string | undefined {
  const kind = model.kindOf(callee)?.kind;
  if (kind) return kind.is === "module" ? kind.name : undefined;
  if (callee.kind === "attribute" && callee.value.kind === "name") {
    const owner = model.kindOf(callee.value)?.kind;
    return owner?.is === "module" ? `${owner.name}.${callee.name}` : undefined;
  }
  return callee.kind === "name" && !model.globals.has(callee.id) ? callee.id : undefined;
}

function isOfTorch(node: Expression | undefined, { model }: Analysis): boolean {
  const kind = node && model.kindOf(node)?.kind;
  return kind !== undefined && "name" in kind && isTorchName(kind.name);
}

const isLiteral = (node: Expression | undefined): boolean => node?.kind === "string" && node.value !== undefined;

const isTorchs = (node: Expression | undefined): boolean =>
  node?.kind === "string" && node.value !== undefined && isTorchName(node.value);

const LONGEST = 80;

function onOneLine(code: string): string {
  const line = code.replace(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
