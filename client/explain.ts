import { commands, type ExtensionContext, Uri, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { command } from "./attempt.ts";
import { ExplainRequest } from "./protocol.ts";
import { virtualDocuments } from "./virtual.ts";

const scheme = "torch2ms-explain";

/** `torch2ms.explain [NAME]`: the page of a rule or an API, or of what stands at the cursor, as rendered Markdown. */
export function registerExplain(context: ExtensionContext, client: LanguageClient): void {
  const pages = new Map<string, string>();
  const documents = virtualDocuments(scheme, async (uri) => pages.get(uri.path) ?? "");

  const explain = async (name?: unknown): Promise<unknown> => {
    const question = typeof name === "string" ? { name } : atCursor(client);
    if (!question) return window.showInformationMessage("Open a Python file first.");
    const answer = await client.sendRequest(ExplainRequest, question);
    if (!answer) return window.showInformationMessage("torch2ms has nothing to explain here.");

    const uri = Uri.from({ scheme, path: `/${titleOf(answer.markdown)}.md` });
    pages.set(uri.path, answer.markdown);
    documents.changed(uri);
    return commands.executeCommand("markdown.showPreview", uri);
  };
  context.subscriptions.push(documents, command("explain", explain));
}

function atCursor(client: LanguageClient) {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const convert = client.code2ProtocolConverter;
  return {
    uri: convert.asUri(editor.document.uri),
    position: convert.asPosition(editor.selection.active),
  };
}

/** The page's first heading without its markup, fit for a tab. */
function titleOf(markdown: string): string {
  const heading = /^#+\s+(.+)$/m.exec(markdown)?.[1] ?? "torch2ms";
  return heading.replaceAll(/[`*/\\]/g, "");
}
