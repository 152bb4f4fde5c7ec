/** Every text that a text with `«a|b|c»` groups stands for: one choice of each group, in order. */
export function expand(text: string): string[] {
  const match = /«([^»]*)»/.exec(text);
  if (!match) return [text];
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  const rest = expand(after);
  return match[1].split("|").flatMap((choice) => rest.map((tail) => before + choice + tail));
}
