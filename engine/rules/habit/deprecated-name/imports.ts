import { type FormerModule, formerModule, lacks } from "../../../catalogue/former-modules.ts";
import { presentName } from "../../../catalogue/former-names.ts";
import { mindsporeHas, removedIn } from "../../../catalogue/signatures.ts";
import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { boundNames } from "../../../fix/imports.ts";
import { lineEnding, lineStart } from "../../../fix/lines.ts";
import { perFile } from "../../../per-file.ts";
import type { Context, Report } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { collector, mentions } from "../../../syntax/collect.ts";
import type { If, Import, ImportedName, ImportFrom, Statement } from "../../../syntax/nodes.ts";
import { suites, walkExpressions } from "../../../syntax/walk.ts";
import { shortName } from "../../wording.ts";

/** Imports of modules and names that the target has no more: the file does not even start with them. */
export function* formerImports(context: Context): Iterable<Report> {
  const { module } = context.model;
  if (!namesMindSpore(context.text, module)) return;
  for (const statement of importsIn(module)) {
    const report = ofModule(statement, context) ?? ofRemovedName(statement, context);
    if (report) yield report;
  }
}

const namesMindSpore = mentions("mindspore");

/** The imports that do not depend on what is installed: those that are tried, or made for a version, are meant. */
const importsIn = collector((top) => importsBelow(top));

function importsBelow(statement: Statement): (Import | ImportFrom)[] {
  if (statement.kind === "import") return [statement];
  if (statement.kind === "import-from") return statement.level ? [] : [statement];
  if (statement.kind === "try" || (statement.kind === "if" && asksForVersion(statement))) return [];
  return suites(statement).flatMap(({ statements }) => statements.flatMap(importsBelow));
}

function asksForVersion({ branches }: If): boolean {
  let asks = false;
  for (const { test } of branches)
    walkExpressions(test, (node) => {
      if (node.kind === "name") asks ||= /version/i.test(node.id);
      if (node.kind === "attribute") asks ||= /version/i.test(node.name);
    });
  return asks;
}

/** What an imported name stands for: `mindspore.nn` for `nn` of `from mindspore import nn`. */
const pathOf = (statement: Import | ImportFrom, { name }: ImportedName): string =>
  statement.kind === "import" ? name : `${statement.module}.${name}`;

function ofModule(statement: Import | ImportFrom, context: Context): Report | undefined {
  const former = statement.names.flatMap((name) => formerModule(pathOf(statement, name)) ?? [])[0];
  if (!former || (!former.to && !lacks(context.target.mindspore, former))) return undefined;
  return { ...said(former, context), at: statement, mend: () => moved(statement, former, context) };
}

/** What is said of a module that is gone, wherever it stands. */
function said(former: FormerModule, { target: { mindspore } }: Context): Omit<Report, "at" | "mend"> {
  const isGone = lacks(mindspore, former);
  const what = isGone ? `is not in MindSpore ${mindspore}` : "is kept for old programs only";
  const cure = former.to ? `Its names are in ${shortName(former.to)}.` : former.advice;
  return {
    verdict: "renamed",
    effect: isGone ? "loud" : "none",
    severity: isGone ? "error" : "hint",
    name: former.name,
    message: `${shortName(former.name)} ${what}. ${cure}`,
  };
}

function moved(statement: Import | ImportFrom, former: FormerModule, context: Context): Mend | Refusal {
  const { to } = former;
  if (!to) return { refused: former.advice! };
  const uses: Edit[] = [];
  for (const reference of context.model.references) {
    if (reference.alias || !isWithin(reference.name, former)) continue;
    const edits = useEdits(reference, former, to, context);
    if ("refused" in edits) return edits;
    uses.push(...edits);
  }
  const written = importEdits(statement, former, to, context);
  if ("refused" in written) return written;
  return { edits: [...written, ...uses], forms: [`habit:moved:${former.name}`] };
}

const isWithin = (name: string, former: FormerModule): boolean =>
  name === former.name || name.startsWith(`${former.name}.`);

/** `vision.c_transforms.Resize`: the module that is gone on the way to a name; undefined for what an import of it binds. */
export function throughFormer(reference: Reference, context: Context): Report | undefined {
  const { node, name } = reference;
  const former = formerModule(name);
  if (!former?.to || node.kind !== "attribute" || node.value.kind !== "attribute") return undefined;
  const way = node.value;
  if (name !== `${former.name}.${node.name}` || way.name !== former.name.slice(former.name.lastIndexOf(".") + 1))
    return undefined;
  return {
    ...said(former, context),
    at: node,
    mend() {
      const edits = useEdits(reference, former, former.to!, context);
      if ("refused" in edits) return edits;
      const dropped = { start: way.value.end, end: way.end, text: "" };
      return { edits: [dropped, ...edits], forms: [`habit:moved:${former.name}`] };
    },
  };
}

function useEdits(reference: Reference, former: FormerModule, to: string, context: Context): Edit[] | Refusal {
  const { name, node, call } = reference;
  // Where the import itself binds the module.
  if (name === former.name) return [];
  const [first] = name.slice(former.name.length + 1).split(".");
  const differs = former.differs?.[first];
  const present = differs?.name ?? first;
  const whole = shortName(`${to}.${present}`);
  if (!mindsporeHas(`${to}.${present}`, context.target.mindspore))
    return { refused: `${shortName(to)} has no ${present}: write what it did in another way.` };
  if (!differs) return [];
  if (!call) return { refused: `${first} is handed on, and ${whole} is called otherwise.` };
  const given = call.arguments;
  const isMet =
    !differs.takes ||
    (differs.takes === "no argument" ? !given.length : given.every(({ form }) => form === "positional"));
  if (!isMet) return { refused: `${whole} takes other arguments.` };
  const edits: Edit[] = [];
  if (differs.name) edits.push({ start: node.end - first.length, end: node.end, text: differs.name });
  const isGiven = differs.add && given.some((argument) => argument.name === differs.add!.split("=")[0]);
  if (differs.add && !isGiven)
    edits.push({ start: call.close, end: call.close, text: given.length ? `, ${differs.add}` : differs.add });
  return edits;
}

function importEdits(
  statement: Import | ImportFrom,
  former: FormerModule,
  to: string,
  { text }: Context,
): Edit[] | Refusal {
  const source = text.slice(statement.start, statement.end);
  if (source.includes("#"))
    return { refused: "A comment stands between the names: import them from the module that has them." };
  if (statement.kind === "import") {
    const name = statement.names.find((one) => formerModule(one.name) === former)!;
    if (!name.alias || name.name !== former.name) return { refused: `Import ${to} and write its names after it.` };
    return [{ start: name.start, end: name.end, text: `${to} as ${name.alias}` }];
  }
  if (statement.module === former.name) {
    if (statement.star) return { refused: "What is imported cannot be seen here: name it." };
    const renamed = statement.names.flatMap((one): Edit[] => {
      const present = former.differs?.[one.name]?.name;
      return present ? [{ start: one.start, end: one.start + one.name.length, text: present }] : [];
    });
    const start = statement.start + source.indexOf(former.name);
    return [{ start, end: start + former.name.length, text: to }, ...renamed];
  }
  return separated(statement, former, to, text);
}

/** `from a.b import c, d` where `c` is the module: `from a import b as c`, on a line of its own where others stay. */
function separated({ start, end, module, names }: ImportFrom, former: FormerModule, to: string, text: string): Edit[] {
  const [parent, last] = [to.slice(0, to.lastIndexOf(".")), to.slice(to.lastIndexOf(".") + 1)];
  const isFormer = (one: ImportedName) => `${module}.${one.name}` === former.name;
  const written = ({ name, alias }: ImportedName, as = name) => (alias && alias !== as ? `${as} as ${alias}` : as);
  const others = names.filter((one) => !isFormer(one)).map((one) => written(one));
  const bound = names.filter(isFormer).map((one) => written({ ...one, alias: one.alias ?? one.name }, last));
  const lines = [`from ${parent} import ${bound.join(", ")}`];
  if (others.length) lines.unshift(`from ${module} import ${others.join(", ")}`);
  return [{ start, end, text: lines.join(lineEnding(text) + text.slice(lineStart(text, start), start)) }];
}

/** `from mindspore import ms_function`: the import goes by the present name, and so does what it binds. */
function ofRemovedName(statement: Import | ImportFrom, context: Context): Report | undefined {
  for (const name of statement.names) {
    const path = pathOf(statement, name);
    const to = presentBeside(statement, path, context);
    if (!to) continue;
    return {
      at: name,
      verdict: "renamed",
      effect: "loud",
      severity: "error",
      name: path,
      message: `${shortName(path)} is gone since MindSpore ${removedIn(path, context.target.mindspore)}: write ${shortName(to)}.`,
      mend: () => renamed(name, path, to.slice(to.lastIndexOf(".") + 1), context),
    };
  }
  return undefined;
}

/** The present name of one that the target has no more, where the same module has it. */
function presentBeside(statement: Import | ImportFrom, path: string, { target }: Context): string | undefined {
  if (statement.kind === "import" || mindsporeHas(path, target.mindspore)) return undefined;
  const to = removedIn(path, target.mindspore) && presentName(path, target.mindspore);
  return to && to.slice(0, to.lastIndexOf(".")) === statement.module ? to : undefined;
}

/** The names that are gone and that imports bind: what is said of such an import is said of its uses. */
export const toldByImports = perFile((context: Context): ReadonlySet<string> => {
  const paths = importsIn(context.model.module).flatMap((statement) =>
    statement.names.map((name) => pathOf(statement, name)).filter((path) => presentBeside(statement, path, context)),
  );
  return new Set(paths);
});

function renamed({ name, alias, start, end }: ImportedName, path: string, to: string, context: Context): Mend {
  const { model } = context;
  const isFree = !model.globals.has(to) && !boundNames(model).has(to);
  const uses = alias || !isFree ? [] : model.references.filter((one) => one.name === path && one.node.kind === "name");
  const kept = alias ?? (isFree ? to : name);
  return {
    edits: [
      { start, end, text: kept === to ? to : `${to} as ${kept}` },
      ...uses.map(({ node }) => ({ start: node.start, end: node.end, text: to })),
    ],
    forms: ["habit:renamed"],
  };
}
