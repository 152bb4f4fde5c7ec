import { type ExtensionContext, type TextEditor, window, workspace } from "vscode";
import {
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  type LanguageClient,
} from "vscode-languageclient/node";
import { command } from "./attempt.ts";

/** The commands that rewrite what stands at the cursor, and those that look after the server itself. */
export function registerCommands(context: ExtensionContext, client: LanguageClient): void {
  context.subscriptions.push(
    command("migrateClass", () => rewrite(client, "class", "There is no PyTorch class at the cursor.")),
    command("rewriteStep", () => rewrite(client, "step", "There is no PyTorch training step at the cursor.")),
    command("restart", () => client.restart()),
    command("showLog", () => client.outputChannel.show()),
  );
}

/** Applies the server's rewrite of the unit at the cursor as one edit, or says why there is none. */
async function rewrite(client: LanguageClient, unit: "class" | "step", none: string): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return void window.showInformationMessage("Open a Python file first.");
  const { document } = editor;
  const { version } = document;
  const action = await findAction(client, editor, `refactor.rewrite.torch2ms.${unit}`);
  if (!action || action.disabled) return void window.showInformationMessage(action?.disabled?.reason ?? none);

  const { edit } = action.edit ? action : await client.sendRequest(CodeActionResolveRequest.type, action);
  if (!edit) throw new Error(`“${action.title}” came without an edit.`);
  const changes = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (document.version !== version) throw new Error("The file changed meanwhile. Please try again.");
  await workspace.applyEdit(changes);
}

async function findAction(client: LanguageClient, editor: TextEditor, kind: string): Promise<CodeAction | undefined> {
  const convert = client.code2ProtocolConverter;
  const actions = await client.sendRequest(CodeActionRequest.type, {
    textDocument: convert.asTextDocumentIdentifier(editor.document),
    range: convert.asRange(editor.selection),
    context: { diagnostics: [], only: [kind] },
  });
  return actions?.find((action): action is CodeAction => "kind" in action && action.kind === kind);
}
