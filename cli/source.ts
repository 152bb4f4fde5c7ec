import { applyEdits, difference, type Edit } from "#engine";
import { type Encoding, encodingOf } from "#server/files/encoding.ts";
import { withLineFeeds } from "#server/returns.ts";
import { Problem } from "./problem.ts";

/** A file's text as it is analysed: without a byte order mark, with line feeds for lone carriage returns. */
export interface Source {
  readonly text: string;
  /** The bytes of the file with its text changed to this one; those that the change leaves alone are the same. */
  encode(text: string): Uint8Array;
}

const BYTE_ORDER_MARK = "\ufeff";

/** Decodes a Python file as Python does: by its byte order mark, else by its coding line, else as UTF-8. */
export function decode(bytes: Uint8Array): Source {
  const encoding = encodingOf(bytes);
  const whole = decodeWith(encoding, bytes);
  if (whole.includes("\0")) throw new Problem("not a text file: it contains NUL bytes");
  const mark = whole.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
  const original = whole.slice(mark.length);
  const text = withLineFeeds(original);
  return {
    text,
    encode(changed) {
      const whole = text === original ? changed : withReturns(original, difference(text, changed));
      return encodeWith(encoding, mark + whole);
    },
  };
}

/** Makes edits in a text with lone carriage returns; where all its lines end in them, new lines do too. */
function withReturns(original: string, edits: readonly Edit[]): string {
  const isAlone = !original.includes("\n");
  return applyEdits(
    original,
    edits.map((edit) => (isAlone ? { ...edit, text: edit.text.replaceAll("\n", "\r") } : edit)),
  );
}

function decodeWith(encoding: Encoding, bytes: Uint8Array): string {
  try {
    return encoding.decode(bytes);
  } catch {
    const hint = encoding.declared ? "" : " and has no coding line";
    throw new Problem(`not a text file that can be read: it is not ${encoding.name}${hint}`);
  }
}

function encodeWith(encoding: Encoding, text: string): Uint8Array {
  try {
    return encoding.encode(text);
  } catch {
    throw new Problem(`the changed text cannot be written in ${encoding.name}`);
  }
}
