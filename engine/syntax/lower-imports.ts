import { kindOf } from "./kinds.ts";
import type { Lowering } from "./lowering.ts";
import type { Import, ImportedName, ImportFrom } from "./nodes.ts";

const aliased = kindOf("aliased_import");
const dottedName = kindOf("dotted_name");
const wildcard = kindOf("wildcard_import");

/** `import a.b as c, d` */
export function lowerImport(from: Lowering, node: number): Import {
  const names = importedNames(from, from.operands(node));
  return from.own({ kind: "import", start: from.starts[node], end: from.ends[node], names });
}

/** `from ..a import b as c` */
export function lowerImportFrom(from: Lowering, node: number): ImportFrom {
  const [origin, ...imported] = from.operands(node);
  const path = origin === undefined ? "" : compact(from.source(origin));
  let level = 0;
  while (path[level] === ".") level++;
  return importFrom(from, node, path.slice(level), level, imported);
}

/** `from __future__ import annotations` */
export function lowerFutureImport(from: Lowering, node: number): ImportFrom {
  return importFrom(from, node, "__future__", 0, from.operands(node));
}

function importFrom(from: Lowering, node: number, module: string, level: number, imported: number[]): ImportFrom {
  const [start, end] = [from.starts[node], from.ends[node]];
  const star = imported.some((name) => from.kinds[name] === wildcard);
  return from.own({ kind: "import-from", start, end, module, level, names: importedNames(from, imported), star });
}

function importedNames(from: Lowering, nodes: number[]): ImportedName[] {
  return nodes
    .filter((node) => from.kinds[node] === aliased || from.kinds[node] === dottedName)
    .map((node) => importedName(from, node));
}

function importedName(from: Lowering, node: number): ImportedName {
  const [name, alias] = from.kinds[node] === aliased ? from.operands(node) : [node];
  return from.own({
    start: from.starts[node],
    end: from.ends[node],
    name: name === undefined ? "" : compact(from.source(name)),
    alias: alias === undefined ? undefined : from.source(alias),
  });
}

/** Dotted names may be spaced and continued on the next line. */
function compact(path: string): string {
  return SPACED.test(path) ? path.replace(/[\s\\]+/g, "") : path;
}

const SPACED = /[\s\\]/;
