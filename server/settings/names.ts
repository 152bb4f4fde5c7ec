import { CATEGORIES, RULES } from "#engine";
import { didYouMean } from "./nearest.ts";

/** Something a person wrote in a setting or an option that cannot be followed; the message says what and where. */
export class SettingsError extends Error {}

/** Every name that `select` and `ignore` may hold: rules and categories. */
export const selectableNames = (): string[] => [...RULES.map((rule) => rule.name), ...CATEGORIES];

/** Refuses names that are neither a rule nor a category. */
export function checkNames(names: readonly string[], where: string): void {
  const known = selectableNames();
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new SettingsError(`${where}: no rule or category is called "${unknown}"${didYouMean(unknown, known)}`);
}
