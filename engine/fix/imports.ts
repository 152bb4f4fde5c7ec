import type { Edit } from "../finding.ts";
import { bindsMindSpore, rootAlias } from "../names.ts";
import { perFile } from "../per-file.ts";
import type { SeenModel } from "../seen-model.ts";
import { isMindSporeName, isTorchName } from "../semantics/frameworks.ts";
import { nameBehind } from "../semantics/kinds.ts";
import type { FileModel } from "../semantics/model.ts";
import { collector, functionsIn, ownStatements } from "../syntax/collect.ts";
import type { Expression, Import, ImportFrom, Span, Statement } from "../syntax/nodes.ts";
import { blockOf, walkExpressions, walkStatements } from "../syntax/walk.ts";
import { writtenOut } from "./definition-text.ts";
import { afterLine, endOfLine, lineEnding, lineStart } from "./lines.ts";
import { suiteOf } from "./suites.ts";

/** The import that rewritten code needs while torch's own imports still stand; none where the file has it. */
function rootImport(text: string, model: FileModel): Edit | undefined {
  if (bindsMindSpore(model)) return undefined;
  const alias = rootAlias(model);
  const at = placeForImport(text, model);
  const isAlone = !model.module.body.statements.some(isImport) && /^\S/.test(text.slice(at));
  const after = lineEnding(text).repeat(isAlone ? 3 : 1);
  return { start: at, end: at, text: `import mindspore${alias === "ms" ? " as ms" : ""}${after}` };
}

/** Edits with the import of MindSpore that they need. */
export function withImport(edits: readonly Edit[], text: string, model: FileModel): Edit[] {
  const needed = edits.some((edit) => new RegExp(`\\b${rootAlias(model)}\\.`).test(edit.text));
  const root = needed ? rootImport(text, model) : undefined;
  if (!root) return [...edits];
  // Below the last import definitions are written, too; above the first one, what Python's library gives comes before it.
  const isAbove = model.module.body.statements.some((s) => isImport(s) && lineStart(text, s.start) === root.start);
  return isAbove ? [...edits, root] : [root, ...edits];
}

/**
 * The import of a name of Python's library, at the head of the imports; none where the file has it, undefined where the
 * name means something else.
 */
export function importFrom(text: string, model: SeenModel, module: string, name: string): Edit[] | undefined {
  const imports = importsOf({ model });
  const has = imports.some(
    (s) => s.kind === "import-from" && s.module === module && s.names.some((n) => n.name === name && !n.alias),
  );
  if (has) return [];
  if (model.binds(name)) return undefined;
  const first = imports.find((s) => s.kind === "import" || s.module !== "__future__");
  const at = first ? lineStart(text, first.start) : placeForImport(text, model);
  return [{ start: at, end: at, text: `from ${module} import ${name}${lineEnding(text)}` }];
}

const importsIn = collector((statement) => (isImport(statement) ? [statement] : []));

/** The imports among a module's own statements. */
const importsOf = perFile(({ model }: { readonly model: FileModel }) => importsIn(model.module));

function placeForImport(text: string, model: FileModel): number {
  const statements = model.module.body.statements;
  const imports = importsOf({ model });
  const torch = imports.find(importsTorch) ?? imports.at(-1);
  if (torch) return importsTorch(torch) ? lineStart(text, torch.start) : afterLine(text, torch.end);
  const docstring = statements[0];
  return docstring?.kind === "expression" && docstring.value.kind === "string"
    ? afterLine(text, docstring.end)
    : lineStart(text, 0);
}

/**
 * The last step of a migration: when no name of torch is used any more, its imports go, MindSpore's take their place, and
 * the long names shorten (`ms.nn.Dense` → `nn.Dense`). Nothing is done while a torch name is left.
 */
export function finishImports(text: string, model: FileModel): Edit[] {
  if (model.references.some((reference) => isTorchName(reference.name) && !reference.receiver)) return [];
  const statements: (Import | ImportFrom)[] = [];
  walkStatements(model.module.body, (statement) => {
    if (isImport(statement) && importsTorch(statement)) statements.push(statement);
  });
  if (!statements.length) return [];
  const used = usedNames(model);
  const written = new Set(writtenOut({ model }).map(({ name }) => name));
  // `import torch.nn as nn` below which `from mindspore import nn` stands.
  const isRebound = (name: string): boolean => isMindSporeName(nameBehind(model.globals.get(name)) ?? "");
  const isKept = (name: string): boolean => used.has(name) && !written.has(name) && !isRebound(name);
  const unread = wordsIn(
    text,
    model.module.errors.filter((error) => !statements.some((s) => holds(error, s))),
  );
  const kept = new Set(statements.flatMap((s) => torchBindings(s)).filter((name) => isKept(name) || unread.has(name)));
  if (kept.size) return [];
  const top = statements.find((s) => model.module.body.statements.includes(s));
  // Imports in functions alone leave no place for those of short names: the long ones stay, with their import.
  if (!top) return statements.flatMap((s) => removal(text, model, s, []));
  const shortening = shorten(text, model, used);
  return [
    ...statements.flatMap((s) => removal(text, model, s, s === top ? shortening.imports : [])),
    ...shortening.edits,
  ];
}

/** The words in stretches of a text that did not parse, where names cannot be told from other words. */
const wordsIn = (text: string, spans: readonly Span[]): ReadonlySet<string> =>
  new Set(spans.flatMap(({ start, end }) => text.slice(start, end).match(/\w+/g) ?? []));

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

interface Shortening {
  readonly edits: Edit[];
  /** Lines without their line ends. */
  readonly imports: string[];
}

/** Modules that are imported under their own last name, and namespaces whose members are imported one by one. */
const SHORT_MODULES = [
  ["nn", "mindspore", "nn"],
  ["ops", "mindspore", "ops"],
  ["experimental.optim", "mindspore.experimental", "optim"],
] as const;
const MEMBER_MODULES = ["dataset.dataloader", "common.initializer"] as const;

function shorten(text: string, model: FileModel, used: ReadonlySet<string>): Shortening {
  const root = rootAlias(model);
  const edits: Edit[] = [];
  const modules = new Map<string, Set<string>>();
  const members = new Map<string, Set<string>>();
  const note = (map: Map<string, Set<string>>, key: string, name: string) =>
    map.set(key, (map.get(key) ?? new Set()).add(name));
  const taken = boundNames(model);
  let rootUsed = false;
  const skip = new Set<Expression>();
  walkExpressions(model.module.body, (node) => {
    if (node.kind === "name" && node.id === root && !skip.has(node)) rootUsed = true;
    if (node.kind !== "attribute") return;
    const path = chainBelow(node, root);
    if (!path || skip.has(node)) return;
    const dotted = path.names.join(".");
    const member = MEMBER_MODULES.find(
      (m) => dotted.startsWith(`${m}.`) && path.names.length === m.split(".").length + 1,
    );
    const module = SHORT_MODULES.find(([long]) => dotted === long);
    const short = member ? path.names.at(-1)! : module?.[2];
    if (!short || (taken.has(short) && used.has(short))) return;
    if (member) note(members, `mindspore.${member}`, short);
    else note(modules, module![1], short);
    edits.push({ start: node.start, end: node.end, text: short });
    for (const part of path.nodes) skip.add(part);
  });
  const line = ([module, names]: [string, Set<string>]) => `from ${module} import ${[...names].sort().join(", ")}`;
  const imports = [...modules]
    .sort()
    .map(line)
    .concat([...members].sort().map(line));
  if (rootUsed && !bindsMindSpore(model)) imports.unshift(`import mindspore${root === "ms" ? " as ms" : ""}`);
  return { edits: [...edits, ...(rootUsed ? [] : rootRemoval(text, model, root))], imports };
}

/** Removes the `import mindspore as ms` that stood in while torch was there, when nothing needs it any more. */
function rootRemoval(text: string, model: FileModel, root: string): Edit[] {
  return model.module.body.statements.flatMap((statement) => {
    if (statement.kind !== "import" || statement.names.length !== 1) return [];
    const [name] = statement.names;
    if (name.name !== "mindspore" || (name.alias ?? name.name) !== root) return [];
    return [{ start: lineStart(text, statement.start), end: afterLine(text, statement.end), text: "" }];
  });
}

function chainBelow(node: Expression, root: string): { names: string[]; nodes: Expression[] } | undefined {
  const names: string[] = [];
  const nodes: Expression[] = [];
  let at = node;
  while (at.kind === "attribute") {
    names.unshift(at.name);
    nodes.push(at);
    at = at.value;
  }
  if (at.kind !== "name" || at.id !== root) return undefined;
  nodes.push(at);
  return { names, nodes };
}

function removal(
  text: string,
  model: FileModel,
  statement: Import | ImportFrom,
  replacement: readonly string[],
): Edit[] {
  const rest = foreignNames(statement);
  const indent = text.slice(lineStart(text, statement.start), statement.start);
  const lines = [...(rest ? [rest] : []), ...replacement];
  const comments = model.module.comments.filter((c) => c.start >= statement.start && c.end <= statement.end);
  lines.unshift(...comments.map((c) => text.slice(c.start, c.end)));
  if (lines.length)
    return [{ start: statement.start, end: statement.end, text: lines.join(`${lineEnding(text)}${indent}`) }];
  return [removeStatement(text, model, statement)];
}

/** Takes a statement out with its line; comments in it and after it stay on lines of their own, an emptied block gets `pass`. */
export function removeStatement(text: string, model: FileModel, statement: Statement): Edit {
  const start = lineStart(text, statement.start);
  const alone = /^[ \t]*$/.test(text.slice(start, statement.start));
  const after = text.slice(statement.end, endOfLine(text, statement.end));
  if (!alone || /^\s*;/.test(after)) return { start: statement.start, end: statement.end, text: "pass" };
  if (isOnlyStatement(model, statement)) return passInstead(text, model, statement);
  const kept = commentsIn(text, model, statement);
  const comment = /^\s*(#.*)$/.exec(after);
  if (comment) return { start: statement.start, end: statement.end + after.indexOf("#"), text: kept.join("") };
  // The comment that ends a suite may hold a part of what ends its line.
  const end = start + text.slice(start, statement.end).trimEnd().length;
  if (kept.length) return { start: statement.start, end, text: kept.join("").trimEnd() };
  return { start, end: afterLine(text, statement.end), text: "" };
}

/** Writes `pass` in the place of a statement, below the comments in it. */
export const passInstead = (text: string, model: FileModel, statement: Statement): Edit => ({
  start: statement.start,
  end: statement.end,
  text: `${commentsIn(text, model, statement).join("")}pass`,
});

/** The comments in a statement that stands on a line of its own, each with what begins the next line. */
function commentsIn(text: string, model: FileModel, { start, end }: Statement): string[] {
  const newLine = lineEnding(text) + text.slice(lineStart(text, start), start);
  return model.module.comments
    .filter((comment) => start <= comment.start && comment.end <= end)
    .map((comment) => text.slice(comment.start, comment.end).trimEnd() + newLine);
}

const isOnlyStatement = (model: FileModel, statement: Statement): boolean =>
  suiteOf(model, statement)?.statements.length === 1;

/** What is left of an import when torch's names are taken out: `import os, torch` → `import os`. */
function foreignNames(statement: Import | ImportFrom): string | undefined {
  if (statement.kind === "import-from") return undefined;
  const rest = statement.names.filter((name) => !isTorchName(name.name));
  return rest.length
    ? `import ${rest.map((n) => (n.alias ? `${n.name} as ${n.alias}` : n.name)).join(", ")}`
    : undefined;
}

const isImport = (statement: Statement): statement is Import | ImportFrom =>
  statement.kind === "import" || statement.kind === "import-from";

/** Whether an import is of torch, or of something in it. */
export const importsTorch = (statement: Import | ImportFrom): boolean =>
  statement.kind === "import"
    ? statement.names.some((name) => isTorchName(name.name))
    : statement.level === 0 && isTorchName(statement.module);

function torchBindings(statement: Import | ImportFrom): string[] {
  if (statement.kind === "import-from") return statement.names.map((n) => n.alias ?? n.name);
  return statement.names.filter((n) => isTorchName(n.name)).map((n) => n.alias ?? n.name.split(".")[0]);
}

/** Names read anywhere in the file, imports left out. */
function usedNames(model: FileModel): Set<string> {
  const names = new Set<string>();
  walkExpressions(model.module.body, (node) => {
    if (node.kind === "name") names.add(node.id);
  });
  return names;
}

const boundIn = perFile(
  ({ model }: { readonly model: FileModel }): ReadonlySet<string> => new Set(bound(model.module)),
);

/** Names that the file binds to something that is no torch import. */
export const boundNames = (model: FileModel): ReadonlySet<string> => boundIn({ model });

const bound = collector((top) => {
  const names: string[] = [];
  walkStatements(blockOf(top), (statement) => {
    if (statement.kind === "function" || statement.kind === "class") names.push(statement.name);
    if (statement.kind === "function") for (const { name } of statement.parameters) names.push(name);
    if (isImport(statement) && !importsTorch(statement))
      for (const { name, alias } of statement.names) names.push(alias ?? name);
    if (statement.kind === "assign")
      for (const target of statement.targets) if (target.kind === "name") names.push(target.id);
    if (statement.kind === "for" && statement.target.kind === "name") names.push(statement.target.id);
  });
  return names;
});

/** Names that functions of the file import from torch: there they stand before what the file has of that name. */
export const importedInside = collector((top) =>
  functionsIn(top).flatMap((own) =>
    ownStatements(own).flatMap((statement) =>
      isImport(statement) && importsTorch(statement) ? torchBindings(statement) : [],
    ),
  ),
);
