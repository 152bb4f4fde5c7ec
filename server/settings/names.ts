import { CATEGORIES, RULES } from "#engine";
import { didYouMean } from "./nearest.ts";

/** Something a person wrote in a setting or an option that cannot be followed; the message says what and where. */
export class SettingsError extends Error {}

/** Every name that `select` and `ignore` may hold: rules and categories. */
export const selectableNames = (): string[] => [...RULES.map((rule) => rule.name), ...CATEGORIES];

/** Refuses names that are neither a rule nor a category. */
export function checkNames(names: readonly string[], where: string): void {
  for (const name of names) {
    const wrong = complaintOf(name);
    if (wrong !== undefined) throw new SettingsError(`${where}: ${wrong}`);
  }
}

/** What is wrong with a name that is neither a rule nor a category. */
export function complaintOf(name: string): string | undefined {
  const known = selectableNames();
  return known.includes(name) ? undefined : `no rule or category is called "${name}"${didYouMean(name, known)}`;
}
