import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import type { Launched } from "./launch.ts";

const fixtures = fileURLToPath(new URL("fixtures/", import.meta.url));
const screenshots = fileURLToPath(new URL("../../.cache/screenshots/", import.meta.url));

/** A window of VS Code, used as a person would: by what is seen, the keyboard and the mouse. */
export class Workbench {
  readonly page: Page;
  private readonly folder: string;

  constructor({ page, folder }: Launched) {
    this.page = page;
    this.folder = folder;
    rmSync(screenshots, { recursive: true, force: true });
  }

  /** Opens a copy of a fixture from the explorer, and waits for its text. */
  async open(fixture: string, name = fixture): Promise<void> {
    copyFileSync(join(fixtures, fixture), join(this.folder, name));
    // What is shown of the file under the mouse would lie over the next one.
    await this.page.mouse.move(0, 0);
    const row = this.page.locator(".explorer-folders-view .monaco-list-row").getByText(name, { exact: true });
    // The explorer sees no file that is made before its watcher has started, nor any where the system has no watchers left.
    await row.waitFor({ timeout: 5_000 }).catch(() => this.run("Refresh Explorer"));
    await row.dblclick();
    await this.tab(name).waitFor();
    await this.editor.locator(".view-line").first().waitFor();
  }

  /** Writes the settings of the folder. */
  configure(settings: Record<string, unknown>): void {
    mkdirSync(join(this.folder, ".vscode"), { recursive: true });
    writeFileSync(join(this.folder, ".vscode/settings.json"), JSON.stringify(settings));
  }

  /** Closes every editor, unsaved changes included. */
  async closeAll(): Promise<void> {
    while ((await this.page.locator(".tab").count()) > 0) {
      const tabs = await this.page.locator(".tab").count();
      await this.run("View: Revert and Close Editor");
      await this.page.waitForFunction((before) => document.querySelectorAll(".tab").length < before, tabs);
    }
  }

  /** Runs a command by its title in the command palette. */
  async run(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.quickInput.fill(`>${title}`);
    await this.quickPick(title).first().waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.getByRole("textbox", { name: "command to run" }).waitFor({ state: "hidden" });
  }

  /** Puts the cursor on the last token of a line that has this text, and waits for the lightbulb. */
  async putCursor(line: string, token: string): Promise<void> {
    await this.token(line, token).click();
    // Else the actions that VS Code asks for by itself after a click would cancel those asked for by Ctrl+.
    await this.editor.locator('.lightBulbWidget:visible, [class*="codicon-gutter-lightbulb"]').first().waitFor();
  }

  /** The titles in the Ctrl+. menu at the cursor, which stays open. */
  async actions(): Promise<string[]> {
    const rows = this.page.locator(".action-widget .monaco-list-row.action");
    // VS Code drops the menu when a request of its own comes between; a person presses the keys again.
    for (let attempt = 0; attempt < 6 && !(await rows.first().isVisible()); attempt++) {
      await this.page.keyboard.press("Control+.");
      await rows
        .first()
        .waitFor({ timeout: 4_000 })
        .catch(() => undefined);
    }
    return rows.allInnerTexts();
  }

  /** Chooses from the open Ctrl+. menu. */
  async choose(title: string | RegExp): Promise<void> {
    await this.page.locator(".action-widget .monaco-list-row.action", { hasText: title }).first().click();
  }

  /** The notification that says this, once it is there. */
  async notification(text: string | RegExp): Promise<Locator> {
    const toast = this.page.locator(".notifications-toasts.visible .notification-list-item", { hasText: text });
    await toast.waitFor();
    return toast;
  }

  /** What the hover over a token says, once it says `awaited`. */
  async hover(line: string, token: string, awaited: string): Promise<string> {
    await this.token(line, token).hover();
    return plain(this.page.locator(".monaco-hover:visible", { hasText: awaited }).first());
  }

  /** The text in front once it is drawn: for a file that fits into the window. */
  async text(): Promise<string> {
    let [before, now] = ["", await this.drawn()];
    // Lines are drawn one after another: a reading in between has old ones beside new ones.
    while (now !== before) {
      await this.page.waitForTimeout(100);
      [before, now] = [now, await this.drawn()];
    }
    return now;
  }

  /** Waits until the text in front is that of a fixture. */
  async waitForText(fixture: string): Promise<void> {
    const expected = readFileSync(join(fixtures, fixture), "utf8").trim();
    const end = Date.now() + 10_000;
    let now = (await this.text()).trim();
    while (now !== expected && Date.now() < end) now = (await this.text()).trim();
    assert.equal(now, expected);
  }

  /** Waits until the text in front has a line with this text. */
  async waitForLine(text: string | RegExp): Promise<void> {
    await this.line(text).first().waitFor();
  }

  /** Undoes once, and waits until the file is as on disk. */
  async undo(): Promise<void> {
    await this.page.locator(".tab.active.dirty").waitFor();
    await this.page.keyboard.press("Control+Z");
    await this.page.locator(".tab.active:not(.dirty)").waitFor();
  }

  /** Saves, and gives the file as it is on disk. */
  async save(name: string): Promise<string> {
    await this.page.locator(".tab.active.dirty").waitFor();
    await this.page.keyboard.press("Control+S");
    await this.page.locator(".tab.active:not(.dirty)").waitFor();
    return readFileSync(join(this.folder, name), "utf8");
  }

  /** Keeps a picture of the window. */
  async screenshot(name: string): Promise<string> {
    mkdirSync(screenshots, { recursive: true });
    const path = join(screenshots, `${name.replaceAll(/\W+/g, "-")}.png`);
    await this.page.screenshot({ path, animations: "disabled" });
    return path;
  }

  /** Squiggles of one severity. */
  squiggles(severity: "error" | "warning" | "info"): Locator {
    return this.editor.locator(`.squiggly-${severity}`);
  }

  /** Chooses from an open quick pick. */
  async pick(text: string): Promise<void> {
    await this.quickPick(text).getByText(text, { exact: true }).click();
  }

  /** The text of the extension's status bar item, once it says `awaited`. */
  async status(awaited = "MindSpore"): Promise<string> {
    return plain(this.page.locator(".statusbar-item", { hasText: awaited }));
  }

  /** How many milliseconds the extension took to load and to activate, as VS Code counts them. */
  async activation(): Promise<number> {
    await this.run("Developer: Show Running Extensions");
    const row = this.page.locator(".runtime-extensions-editor .extension", { hasText: "torch2ms" });
    const text = await plain(row.locator(".activation-time"));
    return Number(/(\d+)\s*ms/.exec(text)?.[1]);
  }

  /** The heading of the Markdown preview. */
  async explained(): Promise<string> {
    return plain(this.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame").locator("h1").first());
  }

  tab(name: string): Locator {
    return this.page.locator(".tab.active", { hasText: name });
  }

  private async drawn(): Promise<string> {
    const lines = await this.editor.locator(".view-lines .view-line").evaluateAll((elements) =>
      elements
        .map((element) => ({ top: Number.parseFloat((element as HTMLElement).style.top), text: element.textContent }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );
    return lines.join("\n").replaceAll("\u00a0", " ");
  }

  private get editor(): Locator {
    return this.page.locator(".editor-instance .monaco-editor[role=code]").last();
  }

  private get quickInput(): Locator {
    return this.page.locator(".quick-input-widget input[type=text]:visible");
  }

  private quickPick(text: string): Locator {
    return this.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
  }

  private line(text: string | RegExp): Locator {
    return this.editor.locator(".view-line", { hasText: text });
  }

  private token(line: string, text: string): Locator {
    return this.line(line).first().locator("span > span", { hasText: text }).last();
  }
}

/** The text of an element once it is there, with plain spaces. */
async function plain(locator: Locator): Promise<string> {
  const text = await locator.textContent();
  return (text ?? "").replaceAll("\u00a0", " ").trim();
}

/** What a fixture says. */
export function fixture(name: string): string {
  return readFileSync(join(fixtures, name), "utf8");
}
