import { type CompletionItem, CompletionItemKind, type CompletionParams } from "vscode-languageserver";
import { RULES } from "#engine";
import type { Session } from "../session.ts";

/** A comment that silences rules, up to the place where the next rule's name is written. */
const OPEN_LIST = /#\s*torch2ms:\s*ignore(?:-file)?\[(?:[\w-]*\s*,\s*)*([\w-]*)$/;
const OPEN_DIRECTIVE = /#\s*torch2ms:\s*([\w-]*)$/;
const DIRECTIVES = ["ignore", "ignore-file"] as const;

/** textDocument/completion: the directives and the rules' names inside a `# torch2ms:` comment, and nothing elsewhere. */
export function completion(session: Session, { textDocument, position }: CompletionParams): CompletionItem[] {
  const document = session.document(textDocument.uri);
  if (!document) return [];
  const { start } = document.span({ start: { line: position.line, character: 0 }, end: position });
  const end = document.span({ start: position, end: position }).start;
  const before = document.text.slice(start, end);
  const list = OPEN_LIST.exec(before);
  if (list) return ruleItems(before);
  return OPEN_DIRECTIVE.test(before) ? DIRECTIVES.map((label) => ({ label, kind: CompletionItemKind.Keyword })) : [];
}

function ruleItems(before: string): CompletionItem[] {
  const named = new Set(
    before
      .slice(before.lastIndexOf("[") + 1)
      .split(/\s*,\s*/)
      .slice(0, -1),
  );
  return RULES.filter(({ name }) => !named.has(name)).map(({ name, category }) => ({
    label: name,
    kind: CompletionItemKind.EnumMember,
    detail: category,
  }));
}
