import { dirname, relative, resolve } from "node:path";
import { DEFAULT_TARGET, type Device, type Selection, type Target } from "#engine";
import { excluder } from "#server/settings/excludes.ts";
import { checkNames } from "#server/settings/names.ts";
import { Projects } from "#server/settings/pyproject.ts";
import type { Project } from "#server/settings/settings.ts";

/** What the command line says about which files are analysed, and for what. */
export interface Options {
  targetVersion?: Target["mindspore"];
  device?: Device;
  select?: string[];
  ignore?: string[];
  exclude?: string[];
  stdinFilename?: string;
}

/** What holds for each file: the command line, then the nearest project, then the defaults. */
export class Settings {
  readonly #options: Options;
  readonly #projects = new Projects();
  readonly #isExcludedHere: (path: string) => boolean;

  /** Throws a `SettingsError` for names that are no rule. */
  constructor(options: Options) {
    checkNames(options.select ?? [], "--select");
    checkNames(options.ignore ?? [], "--ignore");
    this.#options = options;
    this.#isExcludedHere = excluder(options.exclude ?? []);
  }

  /** Target and rules for a file; throws a `SettingsError` where its project cannot be followed. */
  of(path: string): { target: Target; selection: Selection } {
    const project: Project = this.#projects.of(dirname(resolve(path))) ?? {};
    const { targetVersion, device, select, ignore } = this.#options;
    return {
      target: {
        mindspore: targetVersion ?? project.targetVersion ?? DEFAULT_TARGET.mindspore,
        device: device ?? project.device ?? DEFAULT_TARGET.device,
      },
      selection: { select: select ?? project.select, ignore: ignore ?? project.ignore },
    };
  }

  /** Whether a file or folder, by its absolute path, is left out. */
  isExcluded(path: string): boolean {
    const here = relative(process.cwd(), path);
    return this.#isExcludedHere(here) || this.#projects.of(dirname(path))?.isExcluded(path) === true;
  }
}
