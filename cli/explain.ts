import { DEFAULT_TARGET, explainableNames, explain as explanationOf, type Target } from "#engine";
import { didYouMean } from "#server/settings/nearest.ts";
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
  const endings = names.filter((name) => name.endsWith(`.${subject}`));
  for (const candidate of [...candidates, ...(endings.length === 1 ? endings : [])]) {
    const text = explanationOf(candidate, target);
    if (text === undefined) continue;
    print(text.trimEnd());
    return 0;
  }
  const choices =
    endings.length > 1 ? `; did you mean ${endings.slice(0, 3).join(" or ")}?` : didYouMean(subject, names);
  throw new Problem(`nothing is known of "${subject}"${choices}`);
}
