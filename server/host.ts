import type { Files, Grammar, ParsedFile } from "#engine";
import type { Project } from "./settings/settings.ts";

/** The files around the documents, as the process can reach them. */
export interface HostFiles extends Files {
  /** The path of a document that lies among these files. */
  pathOf(uri: string): string | undefined;
  /** Files have come or gone. */
  forget(): void;
}

/** What a session needs of the process that it runs in. */
export interface Host {
  readonly version: string;
  readonly grammar: Promise<Grammar>;
  /** The project's settings for a file, and whether they leave it out; throws an error with a message for people. */
  projectOf(uri: string): { settings: Project; excluded: boolean };
  /** Project files have changed. */
  forgetProjects(): void;
  /** The files in and around some folders. */
  filesIn(folders: readonly string[], parse: (text: string) => ParsedFile): HostFiles;
  /** Resolves after messages that have arrived had their turn. */
  turn(): Promise<void>;
}
