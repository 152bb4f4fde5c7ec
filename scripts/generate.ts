import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { SourceFile } from "../engine/index.ts";
import { renderApi } from "./docs/api.ts";
import { renderCoverage } from "./docs/coverage.ts";
import { renderIndex, renderRule } from "./docs/rule-page.ts";
import { renderSystems } from "./docs/systems.ts";
import { grammar } from "./grammar.ts";
import { type Page, readPages } from "./pages.ts";

/** Every file that is made from the rules' pages: its path from the root of the repository, and its text. */
export async function generated(): Promise<Map<string, string>> {
  const pages = readPages();
  const python = await grammar;
  return new Map([
    ["engine/generated/pages.json", renderHovers(pages)],
    ["docs/rules/README.md", renderIndex(pages)],
    ...pages.map((page) => [`docs/rules/${page.rule}.md`, renderRule(page)] as const),
    ["docs/coverage.md", renderCoverage()],
    ...renderApi(),
    ["docs/systems.md", renderSystems(pages, (text) => new SourceFile(python, text))],
  ]);
}

/** What hovers and `explain` say: one rule a line. */
function renderHovers(pages: readonly Page[]): string {
  const entries = pages.map(
    ({ rule, title, prose, category }) =>
      `${JSON.stringify(rule)}:${JSON.stringify({ title, prose: unwrapped(prose), category })}`,
  );
  return `{\n${entries.join(",\n")}\n}\n`;
}

/** Markdown with each paragraph and list item on one line. */
const unwrapped = (prose: string): string => prose.replace(/([^\n])\n(?!\n|[-#|>]|\d+\. |```)\s*/g, "$1 ");

async function write(): Promise<void> {
  const root = fileURLToPath(new URL("..", import.meta.url));
  for (const [path, text] of await generated()) {
    mkdirSync(dirname(root + path), { recursive: true });
    writeFileSync(root + path, text);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await write();
