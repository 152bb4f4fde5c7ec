/** The repository's root. */
export const root: string;
/** Installs the packages, unless they are as new as the lock file. */
export function installPackages(): void;
/** Builds dist/, unless it is newer than every source. */
export function buildWhenStale(): void;
/** Runs a program in the root, its output shown, and leaves with its status if it fails. */
export function runOrExit(program: string, args: readonly string[]): void;
