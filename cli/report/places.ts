import { LineIndex } from "#engine";

/** A place as people count: lines from 1, columns in characters from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds places and lines of a text. */
export class Places {
  readonly #text: string;
  readonly #lines: LineIndex;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new LineIndex(text);
  }

  at(offset: number): Place {
    const { line, character } = this.#lines.position(offset);
    return { line: line + 1, column: 1 + characters(this.#text.slice(offset - character, offset)) };
  }

  /** The line around an offset, without its end, and where in it the offset is. */
  lineAround(offset: number): { text: string; before: number } {
    const { character } = this.#lines.position(offset);
    const rest = /[^\r\n]*/y;
    rest.lastIndex = offset - character;
    return { text: rest.exec(this.#text)?.[0] ?? "", before: character };
  }
}

/** A pair of surrogates is one character. */
const characters = (text: string): number => text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
