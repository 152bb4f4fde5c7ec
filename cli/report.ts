import { type Analysis, analyze, fixesOf, type Grammar, type ReportedReference, reportOf } from "#engine";
import { type Input, Inputs } from "./inputs.ts";
import { NameSummary } from "./report/names.ts";
import { type Place, Places } from "./report/places.ts";
import type { Options } from "./settings.ts";
import { print, shortPath } from "./terminal.ts";

export interface ReportOptions extends Options {
  outputFormat: "text" | "json";
}

/**
 * Lists every use of a torch name with what becomes of it: all of them, whatever rules are selected or silenced. The exit
 * status is 0, or 2 when not everything could be read.
 */
export function report(grammar: Grammar, paths: readonly string[], options: ReportOptions): number {
  const inputs = new Inputs(grammar, options);
  const writer = options.outputFormat === "json" ? new JsonWriter() : new TextWriter();
  for (const input of inputs.read(paths)) inputs.attempt(input.path, () => addTo(writer, input));
  writer.end();
  return inputs.failed ? 2 : 0;
}

interface Writer {
  add(input: Input, analysis: Analysis): void;
  end(): void;
}

function addTo(writer: Writer, input: Input): void {
  if (input.source) writer.add(input, analyze(input.parse(input.source.text), input.target));
}

/** A use of a torch name as programs read it. This form is a promise: fields may be added, none is changed. */
interface Entry extends Place {
  file: string;
  name: string;
  canonical?: string;
  use: ReportedReference["use"];
  ground: ReportedReference["ground"];
  verdict: ReportedReference["verdict"];
  rule: string | null;
  fix: { title: string; applicability: "safe" | "unsafe"; unit: string } | null;
}

class JsonWriter implements Writer {
  readonly #references: Entry[] = [];
  readonly #notFollowed: (Place & { file: string; what: string })[] = [];

  add({ path, parse }: Input, analysis: Analysis): void {
    const { references, notFollowed } = reportOf(analysis);
    const file = shortPath(path);
    const places = new Places(analysis.text);
    const fixOf = fixesOf(parse, analysis);
    for (const { start, name, canonical, use, ground, verdict, rule = null, finding } of references) {
      const fix = finding && fixOf(finding);
      this.#references.push({
        ...{ file, ...places.at(start), name, canonical, use, ground, verdict, rule },
        fix: fix ? { title: fix.title, applicability: fix.applicability, unit: fix.unit } : null,
      });
    }
    for (const { start, what } of notFollowed) this.#notFollowed.push({ file, ...places.at(start), what });
  }

  end(): void {
    print(JSON.stringify({ references: this.#references, notFollowed: this.#notFollowed }, undefined, 2));
  }
}

class TextWriter implements Writer {
  readonly #summary = new NameSummary();

  add({ path }: Input, analysis: Analysis): void {
    const text = this.#summary.ofFile(shortPath(path), reportOf(analysis), new Places(analysis.text));
    if (text) print(`${text}\n`);
  }

  end(): void {
    print(this.#summary.total());
  }
}
