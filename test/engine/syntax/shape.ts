import { SourceFile } from "../../../engine/syntax/file.ts";
import type { Argument, Block, Expression, Module, Parameter, Statement } from "../../../engine/syntax/nodes.ts";
import { grammar } from "../../grammar.ts";
import { placed } from "./placed.ts";

/** The module of a text. */
export async function lowered(text: string): Promise<Module> {
  const file = new SourceFile(await grammar, text);
  file.dispose();
  return placed(file.module);
}

/** The only statement of a text. */
export async function only(text: string): Promise<Statement> {
  const { statements } = (await lowered(text)).body;
  if (statements.length !== 1) throw new Error(`${statements.length} statements in ${text}`);
  return statements[0];
}

/** The value of an expression statement. */
export async function expression(text: string): Promise<Expression> {
  const statement = await only(text);
  if (statement.kind !== "expression") throw new Error(`${statement.kind} in ${text}`);
  return statement.value;
}

/** A node on one line without offsets: the kind, then what it holds, in brackets. */
export function shape(node: Expression | Statement | Block): string {
  if (!("kind" in node)) return `{${node.statements.map(shape).join("; ")}}`;
  if (node.kind === "name") return node.id;
  if (node.kind === "constant") return node.value;
  if (node.kind === "number") return node.text;
  if (node.kind === "string" && node.value !== undefined) return JSON.stringify(node.value);
  return `[${[node.kind, ...fields(node)].join(" ")}]`;
}

function fields(node: object): string[] {
  return Object.entries(node)
    .filter(([key, value]) => value !== undefined && key !== "kind" && typeof value !== "number")
    .flatMap(([, value]) => shown(value));
}

function shown(value: unknown): string[] {
  if (Array.isArray(value)) return [`(${value.flatMap(shown).join(" ")})`];
  if (typeof value !== "object" || value === null) return [String(value)];
  if ("statements" in value) return [shape(value as Block)];
  if ("kind" in value) return [shape(value as Expression)];
  return [fields(value as Argument | Parameter).join(":")];
}
