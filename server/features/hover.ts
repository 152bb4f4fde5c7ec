import { type Hover, type HoverParams, MarkupKind } from "vscode-languageserver";
import { hoverAt } from "#engine";
import { rangeOf } from "../protocol.ts";
import type { Session } from "../session.ts";

/** textDocument/hover: what is known of the finding or the name at a place. */
export function hover(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const document = session.document(textDocument.uri);
  const analysis = document && session.analysis(document);
  if (!analysis) return null;
  const found = hoverAt(analysis, document.span({ start: position, end: position }).start);
  if (!found) return null;
  const { showsMarkdown } = session.client;
  const contents = showsMarkdown
    ? { kind: MarkupKind.Markdown, value: found.markdown }
    : { kind: MarkupKind.PlainText, value: plainText(found.markdown) };
  return { contents, range: rangeOf(found.span, document) };
}

const plainText = (markdown: string): string =>
  markdown
    .replaceAll(/^```.*\n?/gm, "")
    .replaceAll("**", "")
    .replaceAll("`", "");
