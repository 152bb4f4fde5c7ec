const words = new Set(["and", "or", "not", "in", "is", "if", "else", "await"]);
const operators = "-+/%@&|^<>~=";

/** Whether the code `start`–`end` breaks off after an operator or a dot. */
export function lacksOperand(text: string, start: number, end: number): boolean {
  if (end <= start) return false;
  const last = text[end - 1];
  if (last === ".") return hasMembers(text, start, end - 1);
  if (last === "*") return !/\bimport\s*\*$/.test(text.slice(start, end));
  if (operators.includes(last)) return true;
  const word = wordBefore(text, start, end);
  return word > start && text[word - 1] !== "." && words.has(text.slice(word, end));
}

/** Whether what ends at `end` is no number, nor other dots. */
function hasMembers(text: string, start: number, end: number): boolean {
  const word = wordBefore(text, start, end);
  return /[^\d]/.test(word < end ? text[word] : "0") || (end > start && ")]}\"'".includes(text[end - 1]));
}

/** Where the word begins that ends at `end`. */
function wordBefore(text: string, start: number, end: number): number {
  let word = end;
  while (word > start && isWordPart(text.charCodeAt(word - 1))) word--;
  return word;
}

const names = /^(?:import|global|nonlocal|assert|del|from[ \t]+[.\w]+[ \t]+import)(?:[ \t]+[^\n]*(?:,|\bas))?$/;
const lambda = /\blambda(?:[ \t][ \t\w,*=.]*)?$/;

/** What a line lacks that ends before what its first word, or a function within it, needs. */
export function restOfLine(line: string): string {
  if (names.test(line) || /^assert\s[\s\S]*,$/.test(line)) return " _";
  if (/^from(?:[ \t]+[.\w]+)?$/.test(line)) return /(?:from|\w\.)$/.test(line) ? " _ import _" : " import _";
  return lambda.test(line) ? ": _" : "";
}

function isWordPart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57) || code > 127
  );
}
