import { commands, type Disposable, window } from "vscode";

/** Does something for the person; what goes wrong is said in a message, with the log at hand. */
export async function attempt(action: () => unknown): Promise<void> {
  try {
    await action();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const chosen = await window.showErrorMessage(`torch2ms: ${message}`, "Show Log");
    if (chosen) await commands.executeCommand("torch2ms.showLog");
  }
}

/** Registers `torch2ms.<name>`; its failures are messages. */
export function command<Args extends unknown[]>(name: string, action: (...args: Args) => unknown): Disposable {
  return commands.registerCommand(`torch2ms.${name}`, (...args: Args) => attempt(() => action(...args)));
}
