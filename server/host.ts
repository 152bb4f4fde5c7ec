import type { Grammar } from "#engine";
import type { Project } from "./settings/settings.ts";

/** What a session needs of the process that it runs in. */
export interface Host {
  readonly version: string;
  readonly grammar: Promise<Grammar>;
  /** The project's settings for a file, and whether they leave it out; throws an error with a message for people. */
  projectOf(uri: string): { settings: Project; excluded: boolean };
  /** Project files have changed. */
  forgetProjects(): void;
  /** Resolves after messages that have arrived had their turn. */
  turn(): Promise<void>;
}
