import { isToken, kindNames, kindOf } from "./kinds.ts";
import type { Lowering } from "./lowering.ts";
import type { Expression, Match } from "./nodes.ts";

const block = kindOf("block");
const caseClause = kindOf("case_clause");
const ifClause = kindOf("if_clause");
const identifier = kindOf("identifier");

type Case = Match["cases"][number];

/** `match subject: case pattern if guard: …` */
export function lowerMatch(from: Lowering, node: number): Match {
  const [start, end] = [from.starts[node], from.ends[node]];
  const cases: Case[] = [];
  const subject = lowerSubject(from, node);
  const body = from.child(node, block);
  if (body >= 0) {
    from.within(() => {
      for (const clause of from.operands(body))
        if (from.kinds[clause] === caseClause) cases.push(lowerCase(from, clause));
    });
  }
  return from.own({ kind: "match", start, end, subject, cases });
}

function lowerSubject(from: Lowering, node: number): Expression {
  const subjects = from.operands(node).filter((operand) => from.kinds[operand] !== block);
  if (subjects.length < 2) return subjects.length ? from.expression(subjects[0]) : from.missing(node);
  const items = subjects.map((subject) => from.expression(subject));
  return from.own({ kind: "tuple", start: items[0].start, end: items.at(-1)!.end, items });
}

function lowerCase(from: Lowering, node: number): Case {
  const found = { captures: [] as string[], values: [] as Expression[] };
  const guard = from.child(node, ifClause);
  for (const part of from.operands(node)) {
    if (from.kinds[part] !== block && from.kinds[part] !== ifClause) collect(from, part, found);
  }
  const test = guard < 0 ? undefined : from.operand(guard, 0);
  return { ...found, guard: test, body: from.suite(node, from.child(node, block)) };
}

/** Walks a pattern: what it binds, and the literals, constants and classes that it compares with. */
function collect(from: Lowering, pattern: number, into: Pick<Case, "captures" | "values">): void {
  for (let node = pattern; node < from.next[pattern]; ) {
    const type = kindNames[from.kinds[node]];
    const isDotted = type === "dotted_name";
    const isLiteral = !isDotted && type !== "identifier" && literals.has(type);
    if (isDotted) collectName(from, node, into);
    if (type === "identifier" && from.source(node) !== "_") into.captures.push(from.source(node));
    if (isLiteral) into.values.push(from.expression(node));
    if (type === "keyword_pattern") node = skipKeyword(from, node);
    else if (type === "class_pattern") node = collectClass(from, node, into);
    else node = isLiteral || isToken(from.kinds[node]) ? from.next[node] : node + 1;
  }
}

const literals = new Set(["integer", "float", "string", "concatenated_string", "true", "false", "none"]);

/** A name alone is bound, `_` is not, a dotted name is a constant. */
function collectName(from: Lowering, node: number, into: Pick<Case, "captures" | "values">): void {
  const name = from.source(node);
  if (name.includes(".")) into.values.push(dotted(from, node));
  else if (name !== "_") into.captures.push(name);
}

/** The class comes first: a value, dotted or not. Returns where its own patterns begin. */
function collectClass(from: Lowering, node: number, into: Pick<Case, "captures" | "values">): number {
  const name = node + 1;
  if (name >= from.next[node]) return name;
  into.values.push(dotted(from, name));
  return from.next[name];
}

/** `C(x=1)`: the name of a field binds nothing. */
function skipKeyword(from: Lowering, node: number): number {
  const name = node + 1;
  return name < from.next[node] && from.kinds[name] === identifier ? from.next[name] : name;
}

const dotted = (from: Lowering, node: number): Expression =>
  from.dotted(from.source(node), from.starts[node]) ?? from.unknown(node);
