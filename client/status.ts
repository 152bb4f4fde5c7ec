import { type ExtensionContext, MarkdownString, StatusBarAlignment, type TextEditor, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { command } from "./attempt.ts";
import { type Status, StatusNotification } from "./protocol.ts";
import { chooseTarget } from "./target.ts";

/** The status bar item of the file in front: the target, and how much is left to do; a click chooses the target. */
export function registerStatus(context: ExtensionContext, client: LanguageClient): void {
  const item = window.createStatusBarItem("torch2ms.status", StatusBarAlignment.Right, 100);
  item.name = "torch2ms";
  item.command = "torch2ms.chooseTarget";
  const known = new Map<string, Status>();

  const show = (editor: TextEditor | undefined) => {
    const status = editor && known.get(editor.document.uri.toString());
    if (!status) return item.hide();
    item.text = textOf(status);
    item.tooltip = tooltipOf(status);
    item.show();
  };
  context.subscriptions.push(
    item,
    client.onNotification(StatusNotification, (status) => {
      known.set(client.protocol2CodeConverter.asUri(status.uri).toString(), status);
      show(window.activeTextEditor);
    }),
    client.onDidChangeState(() => {
      known.clear();
      show(undefined);
    }),
    workspace.onDidCloseTextDocument((document) => known.delete(document.uri.toString())),
    window.onDidChangeActiveTextEditor(show),
    command("chooseTarget", () => chooseTarget(context)),
  );
}

function textOf({ target, count }: Status): string {
  return `MindSpore ${target.mindspore} · nn · ${target.device}  ${count || "$(check)"}`;
}

function tooltipOf({ count, byCategory }: Status): MarkdownString {
  const heading = count === 0 ? "Nothing to do" : count === 1 ? "1 thing to do" : `${count} things to do`;
  const rows = Object.entries(byCategory).sort(([, a], [, b]) => b - a);
  return new MarkdownString([`${heading} in this file`, "", ...rows.map(([name, n]) => `- ${name}: ${n}`)].join("\n"));
}
