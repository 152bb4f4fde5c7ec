import { CodeActionKind } from "vscode-languageserver";

/** Kinds of the actions that are offered, besides quick fixes. */
export const Kinds = {
  quickFix: CodeActionKind.QuickFix,
  unit: "refactor.rewrite.torch2ms",
  file: "refactor.rewrite.torch2ms.file",
  migrate: "source.migrate.torch2ms",
  fixAll: "source.fixAll.torch2ms",
} as const;

/** Whether an action of a kind was asked for: `refactor` asks for `refactor.rewrite` too. */
export function wants(only: readonly string[] | undefined, kind: string): boolean {
  return !only || only.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`));
}
