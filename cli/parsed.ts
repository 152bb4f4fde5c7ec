import { type Grammar, type ParsedFile, parseOnce } from "#engine";

/** UTF-16 units of text whose nodes are kept: a few hundred files of usual size. */
const MOST = 4_000_000;

/** Parses texts. Those that another file asked about are kept for a while, since their own turn will come. */
export class Parsed {
  readonly #grammar: Grammar;
  readonly #kept = new Map<string, ParsedFile>();
  #size = 0;

  constructor(grammar: Grammar) {
    this.#grammar = grammar;
  }

  keep(text: string): ParsedFile {
    const file = parseOnce(this.#grammar, text);
    for (const [oldest] of this.#kept) {
      if (this.#size + text.length <= MOST) break;
      this.#drop(oldest);
    }
    this.#kept.set(text, file);
    this.#size += text.length;
    return file;
  }

  take(text: string): ParsedFile {
    const file = this.#kept.get(text);
    if (!file) return parseOnce(this.#grammar, text);
    this.#drop(text);
    return file;
  }

  #drop(text: string): void {
    if (this.#kept.delete(text)) this.#size -= text.length;
  }
}
