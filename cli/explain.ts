import { DEFAULT_TARGET, explainableNames, explain as explanationOf, type Target } from "#engine";
import { nearest } from "#server/settings/nearest.ts";
import { Problem } from "./problem.ts";
import { print } from "./terminal.ts";

const SHORTHANDS: readonly [RegExp, string][] = [
  [/^nn\./, "torch.nn."],
  [/^F\./, "torch.nn.functional."],
  [/^optim\./, "torch.optim."],
  [/^(Tensor\.)/, "torch.$1"],
];

/** Prints what is known of a rule or of an API; `nn.Dropout` and `Dropout` will do for `torch.nn.Dropout`. */
export function explain(
  subject: string,
  options: { targetVersion?: Target["mindspore"]; device?: Target["device"] },
): number {
  const target: Target = {
    mindspore: options.targetVersion ?? DEFAULT_TARGET.mindspore,
    device: options.device ?? DEFAULT_TARGET.device,
  };
  const names = explainableNames();
  const candidates = [subject, ...SHORTHANDS.map(([short, long]) => subject.replace(short, long)), `torch.${subject}`];
  const endings = endingIn(subject, names);
  for (const candidate of [...candidates, ...(endings.length === 1 ? endings : [])]) {
    const text = explanationOf(candidate, target);
    if (text === undefined) continue;
    print(text.trimEnd());
    return 0;
  }
  const choices = endings.length > 1 ? endings : similarTo(subject, names);
  const question = choices.length ? `; did you mean ${choices.slice(0, 3).join(" or ")}?` : "";
  throw new Problem(`nothing is known of "${subject}"${question}`);
}

/** The names that end so: torch's, if there are any. */
function endingIn(end: string, names: readonly string[]): string[] {
  const found = names.filter((name) => name.endsWith(`.${end}`));
  const ofTorch = found.filter((name) => !name.startsWith("mindspore."));
  return ofTorch.length ? ofTorch : found;
}

/** The names that are like a mistyped one, whole or as far as it is written, else those of the same last word. */
function similarTo(subject: string, names: readonly string[]): string[] {
  const words = subject.split(".");
  if (words.some((word) => word.length < 2)) return endingIn(words.at(-1)!, names);
  const ends = new Set(names.map((name) => name.split(".").slice(-words.length).join(".")));
  const near = nearest(subject, [...ends]).flatMap((end) => (names.includes(end) ? [end] : endingIn(end, names)));
  const similar = near.length ? near : nearest(subject, names);
  return similar.length ? similar : endingIn(words.at(-1)!, names);
}
