import { perMember, perWord } from "../per-word.ts";
import { isProvenTarget, type Target } from "../target.ts";
import evidence from "./evidence/evidence.json" with { type: "json" };

/** What was run for one form on one MindSpore version, on a CPU. */
export interface Proof {
  readonly version: string;
  readonly cases: number;
  /** The largest absolute difference from torch over everything compared. */
  readonly difference: number;
}

type Table = Record<string, Record<string, [cases: number, difference: number]>>;

/** Read when it is asked for first; so are signatures. */
const forms = (): Table => evidence.forms as unknown as Table;

/** The proofs of a form, newest version first. */
export const proofsOf = perWord((form): readonly Proof[] =>
  Object.entries(forms()[form] ?? {})
    .map(([version, [cases, difference]]) => ({ version, cases, difference }))
    .sort((a, b) => minor(b.version) - minor(a.version)),
);

let byName: Map<string, string[]> | undefined;

function formsByName(): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const form of Object.keys(forms())) {
    const name = form.split(/[(:/]/, 1)[0];
    names.set(name, [...(names.get(name) ?? []), form]);
  }
  return names;
}

/** The proven forms of a torch name: `torch.abs(input)`, `torch.float32:value`. */
export function formsOf(name: string): readonly string[] {
  byName ??= formsByName();
  return byName.get(name) ?? [];
}

const minor = (version: string): number => Number(version.split(".")[1]);

/**
 * Whether a form is proven for a target. 2.7 and 2.10 were run; 2.8 and 2.9 lie between them, with the same signatures,
 * and count as proven where both ends are.
 */
export const isProven = (form: string, target: Target): boolean =>
  isProvenTarget(target) && wasProven(target.mindspore, form);

const wasProven = perMember((mindspore, form) => {
  const proofs = proofsOf(form);
  const was = (minor: string) => proofs.some(({ version }) => version.startsWith(minor));
  return (mindspore === "2.7" || was("2.10.")) && (mindspore === "2.10" || was("2.7."));
});
