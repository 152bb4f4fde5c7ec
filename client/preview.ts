import {
  commands,
  type ExtensionContext,
  Range,
  TabInputTextDiff,
  type TextDocument,
  type Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { command } from "./attempt.ts";
import { MigrateRequest, type Migration } from "./protocol.ts";
import { previewOf, previewScheme, sourceFor, sourceOf } from "./source.ts";
import { type VirtualDocuments, virtualDocuments } from "./virtual.ts";

const quietTime = 200; // ms without a keystroke before the preview follows

/** `torch2ms.migrateFile` shows a file beside itself as MindSpore; `torch2ms.applyMigration` writes that as one edit. */
export function registerPreview(context: ExtensionContext, client: LanguageClient): void {
  const previews = virtualDocuments(previewScheme, async (preview) => (await migrate(client, sourceOf(preview))).text);
  context.subscriptions.push(
    previews,
    following(previews),
    command("migrateFile", (target?: unknown) => show(client, previews, sourceFor(target))),
    command("applyMigration", (target?: unknown) => apply(client, sourceFor(target))),
  );
}

async function show(client: LanguageClient, previews: VirtualDocuments, source: Uri | undefined): Promise<void> {
  if (!source) return void window.showInformationMessage("Open a Python file first.");
  const { summary } = await migrate(client, source);
  const name = source.path.split("/").at(-1);
  if (summary.changes === 0) return void window.showInformationMessage(`Nothing to migrate in ${name}.`);

  previews.changed(previewOf(source));
  await commands.executeCommand("vscode.diff", source, previewOf(source), `${name} → MindSpore`);
  const chosen = await window.showInformationMessage(`${name}: ${sentence(summary)}`, "Apply");
  if (chosen) await apply(client, source);
}

async function apply(client: LanguageClient, source: Uri | undefined): Promise<void> {
  if (!source) return void window.showInformationMessage("Open a migration preview first.");
  const document = await workspace.openTextDocument(source);
  const { version } = document;
  const { text } = await migrate(client, source);
  if (document.version !== version) throw new Error("The file changed meanwhile. Please try again.");

  // The file in front first: VS Code then reduces the edit to the lines that differ, and cursors stay.
  await closePreview(source);
  await window.showTextDocument(document, { preview: false });
  const edit = new WorkspaceEdit();
  edit.replace(source, document.validateRange(new Range(0, 0, document.lineCount, 0)), text);
  await workspace.applyEdit(edit);
}

async function migrate(client: LanguageClient, source: Uri): Promise<Migration> {
  await workspace.openTextDocument(source); // or the server does not know it
  const migration = await client.sendRequest(MigrateRequest, { uri: client.code2ProtocolConverter.asUri(source) });
  if (!migration) throw new Error(`${source.path} is not a Python file that can be migrated.`);
  return migration;
}

/** Renews a preview that is open when its file has changed. */
function following(previews: VirtualDocuments) {
  let timer: NodeJS.Timeout | undefined;
  const follow = ({ uri }: TextDocument) => {
    const preview = previewOf(uri);
    if (!workspace.textDocuments.some((open) => open.uri.toString() === preview.toString())) return;
    clearTimeout(timer);
    timer = setTimeout(() => previews.changed(preview), quietTime);
  };
  const listener = workspace.onDidChangeTextDocument((event) => follow(event.document));
  return {
    dispose() {
      listener.dispose();
      clearTimeout(timer);
    },
  };
}

async function closePreview(source: Uri): Promise<void> {
  const preview = previewOf(source).toString();
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  await window.tabGroups.close(
    tabs.filter(({ input }) => input instanceof TabInputTextDiff && input.modified.toString() === preview),
  );
}

function sentence({ changes, unsafe, left }: Migration["summary"]): string {
  const parts = [changes === 1 ? "1 change" : `${changes} changes`];
  if (unsafe > 0) parts.push(`${unsafe} of them not proven`);
  if (left > 0) parts.push(`${left} left to do by hand`);
  return `${parts.join(", ")}.`;
}
