import { type ExtensionContext, workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { attempt } from "./attempt.ts";
import { registerCommands } from "./commands.ts";
import { registerExplain } from "./explain.ts";
import { registerPreview } from "./preview.ts";
import { registerStatus } from "./status.ts";

let client: LanguageClient;

/** Starts the language server, unless the workspace is switched off, and everything that speaks to it. */
export async function activate(context: ExtensionContext): Promise<void> {
  client = createClient(context);
  registerStatus(context, client);
  registerPreview(context, client);
  registerExplain(context, client);
  registerCommands(context, client);
  context.subscriptions.push(
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("torch2ms.enable")) void attempt(() => follow());
    }),
  );
  await attempt(() => follow());
}

/** Stops the language server when VS Code closes or the extension is switched off. */
export async function deactivate(): Promise<void> {
  if (client.needsStop()) await client.stop();
}

/** Brings the server into the state that `torch2ms.enable` asks for. */
async function follow(): Promise<void> {
  const enabled = workspace.getConfiguration("torch2ms").get("enable", true);
  if (enabled && client.needsStart()) await client.start();
  if (!enabled && client.needsStop()) await client.stop();
}

function createClient(context: ExtensionContext): LanguageClient {
  const server = { module: context.asAbsolutePath("dist/server.cjs"), transport: TransportKind.ipc };
  return new LanguageClient("torch2ms", "torch2ms", server, {
    // Not git: and not previews: what stands there cannot be edited.
    documentSelector: ["file", "vscode-remote", "untitled"].map((scheme) => ({ scheme, language: "python" })),
    synchronize: { configurationSection: "torch2ms" },
    // A function, so that a restart sends what is set by then.
    initializationOptions: () => ({
      ...workspace.getConfiguration().get<object>("torch2ms"),
      clientCommands: ["torch2ms.explain", "torch2ms.migrateFile"],
    }),
  });
}
