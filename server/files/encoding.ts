/** A way to write text as bytes; both directions throw on what they cannot represent. */
export interface Encoding {
  readonly name: string;
  /** Whether the file says so itself. */
  readonly declared: boolean;
  decode(bytes: Uint8Array): string;
  encode(text: string): Uint8Array;
}

const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(#.*)?$/;

/** The encoding of a Python file: by byte order mark, else by the coding line of PEP 263, else UTF-8. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(false);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(true);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return utf8(true);
  const name = codingLine(bytes);
  if (name === undefined) return utf8(false);
  if (/^(utf-?8(-sig)?|(us-?)?ascii)$/.test(name)) return utf8(true);
  if (/^(latin-?1|iso-?8859-1|l1)$/.test(name)) return latin1;
  return other(name);
}

function codingLine(bytes: Uint8Array): string | undefined {
  const [first = "", second = ""] = Buffer.from(bytes.subarray(0, 1000))
    .toString("latin1")
    .split(/\r\n|\r|\n/);
  const match = CODING.exec(first) ?? (BLANK_OR_COMMENT.test(first) ? CODING.exec(second) : null);
  return match?.[1].toLowerCase().replaceAll("_", "-");
}

const utf8 = (declared: boolean): Encoding => ({
  name: "UTF-8",
  declared,
  decode: (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
  encode: (text) => Buffer.from(text, "utf8"),
});

const utf16 = (bigEndian: boolean): Encoding => ({
  name: "UTF-16",
  declared: true,
  decode: (bytes) =>
    new TextDecoder(bigEndian ? "utf-16be" : "utf-16le", { fatal: true, ignoreBOM: true }).decode(bytes),
  encode: (text) => (bigEndian ? Buffer.from(text, "utf16le").swap16() : Buffer.from(text, "utf16le")),
});

const latin1: Encoding = {
  name: "latin-1",
  declared: true,
  decode: (bytes) => Buffer.from(bytes).toString("latin1"),
  encode: (text) => {
    if (/[^\0-\xff]/.test(text)) throw new RangeError("not in latin-1");
    return Buffer.from(text, "latin1");
  },
};

/** Any other encoding that is ASCII below 128. What bytes a character has is learnt from the file itself. */
function other(name: string): Encoding {
  const bytesOf = new Map<string, Uint8Array>();
  return {
    name,
    declared: true,
    decode(bytes) {
      const decoder = new TextDecoder(labelOf(name), { fatal: true });
      let text = "";
      let from = 0;
      for (let at = 0; at < bytes.length; at++) {
        const character = decoder.decode(bytes.subarray(at, at + 1), { stream: true });
        if (!character) continue;
        bytesOf.set(character, bytes.subarray(from, at + 1));
        text += character;
        from = at + 1;
      }
      return text + decoder.decode();
    },
    encode: (text) => Buffer.concat(Array.from(text, (character) => encoded(character, bytesOf))),
  };
}

function encoded(character: string, known: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const bytes = character < "\x80" ? Buffer.from(character) : known.get(character);
  if (!bytes) throw new RangeError(`no bytes are known for ${character}`);
  return bytes;
}

/** Python's names for encodings are not all the web's. */
function labelOf(name: string): string {
  const label = name.replace(/^cp-?(125\d)$/, "windows-$1").replace(/^cp936$/, "gbk");
  return label === "shift-jis" ? "shift_jis" : label;
}
