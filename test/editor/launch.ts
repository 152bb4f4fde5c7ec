import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { findChromium } from "../../scripts/vscode/chromium.ts";
import { installVSCode } from "../../scripts/vscode/install.ts";
import { installExtension, startServer, workbenchUrl, writeSettings } from "../../scripts/vscode/server.ts";
import { vsix } from "../../scripts/vscode/vsix.ts";

/** A VS Code window on an empty folder of its own, and how to end it. */
export interface Launched {
  page: Page;
  folder: string;
  stop(): Promise<void>;
}

const settings = {
  "git.enabled": false,
  "editor.cursorBlinking": "solid",
  "editor.minimap.enabled": false,
  "editor.codeActionsOnSave": { "source.fixAll.torch2ms": "always" },
  "files.hotExit": "off",
  "files.autoSave": "off", // the browser's default saves by itself
};

/** Fetches what is missing, then starts VS Code with the packed extension in a headless browser. */
export async function launch(): Promise<Launched> {
  const executablePath = await findChromium(console.log);
  const vscode = await installVSCode(console.log);
  const home = mkdtempSync(join(tmpdir(), "torch2ms-editor-"));
  const [data, folder] = [join(home, "data"), join(home, "models")];
  mkdirSync(folder);
  writeSettings(data, settings);
  await installExtension(vscode, data, vsix);
  const server = await startServer(vscode, data);
  // Nothing outside this machine is reached.
  const args = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
  const browser = await chromium.launch({ executablePath, args });
  const stop = async () => {
    await browser.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    page.setDefaultTimeout(30_000);
    await page.goto(workbenchUrl(server, folder));
    await page.locator(".explorer-folders-view").waitFor();
    return { page, folder, stop };
  } catch (error) {
    await stop(); // else the servers would keep this process alive
    throw error;
  }
}
