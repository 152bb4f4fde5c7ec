import { ConfigurationTarget, type ExtensionContext, QuickPickItemKind, window, workspace } from "vscode";

const questions = { targetVersion: "MindSpore version", device: "Device", show: "Shown findings" };

/** Lets the person choose version, device or what is shown, and keeps it in the settings of the workspace, if there is one. */
export async function chooseTarget(context: ExtensionContext): Promise<void> {
  const settings = workspace.getConfiguration("torch2ms");
  const { properties } = context.extension.packageJSON.contributes.configuration;
  const items = Object.entries(questions).flatMap(([setting, label]) => [
    { setting, label, kind: QuickPickItemKind.Separator },
    ...properties[`torch2ms.${setting}`].enum.map((value: string) => ({
      setting,
      label: value,
      description: settings.get(setting) === value ? "$(check) chosen" : "",
    })),
  ]);
  const chosen = await window.showQuickPick(items, { title: "torch2ms: Target" });
  if (!chosen) return;
  const scope = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await settings.update(chosen.setting, chosen.label, scope);
}
