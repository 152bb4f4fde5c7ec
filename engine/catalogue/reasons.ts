import type { Effect, Verdict } from "../finding.ts";
import type { Reason } from "./mapping.ts";

interface Meaning {
  readonly verdict: Extract<Verdict, "manual" | "missing">;
  /** What happens when nothing is done. */
  readonly effect: Effect;
  /** What is said of the name before what to do. */
  readonly says: (name: string) => string;
  /** The same without a name, for tables. */
  readonly short: string;
}

/** What each reason means to who meets it. */
export const REASONS: Readonly<Record<Reason, Meaning>> = {
  "no-counterpart": {
    verdict: "missing",
    effect: "loud",
    says: (name) => `${name} has no counterpart in MindSpore.`,
    short: "no counterpart",
  },
  "no-kernel": {
    verdict: "manual",
    effect: "loud",
    says: (name) => `MindSpore's ${name} does not run on a CPU, or not as torch's.`,
    short: "no kernel for CPUs",
  },
  differs: {
    verdict: "manual",
    effect: "loud",
    says: (name) => `${name} goes another way in MindSpore.`,
    short: "another form",
  },
  "in-place": {
    verdict: "manual",
    effect: "silent",
    says: (name) => `${name} changes its tensor; on a CPU MindSpore's changes nothing, or raises.`,
    short: "changes its tensor",
  },
  alias: {
    verdict: "manual",
    effect: "loud",
    says: (name) => `${name} is another way to say it.`,
    short: "said otherwise",
  },
  holder: {
    verdict: "manual",
    effect: "loud",
    says: (name) => `${name} is used as a value.`,
    short: "used for what hangs on it",
  },
  device: {
    verdict: "missing",
    effect: "loud",
    says: (name) => `${name} is about torch's devices: it has no counterpart in MindSpore.`,
    short: "devices",
  },
  compiler: {
    verdict: "missing",
    effect: "loud",
    says: (name) => `${name} is of torch's compilers: it has no counterpart in MindSpore.`,
    short: "compilers",
  },
  distributed: {
    verdict: "missing",
    effect: "loud",
    says: (name) => `${name} is of torch's processes: it has no counterpart in MindSpore.`,
    short: "processes that work together",
  },
  graph: {
    verdict: "missing",
    effect: "loud",
    says: (name) => `${name} is of the graph that torch keeps for backward(): it has no counterpart in MindSpore.`,
    short: "torch's graph",
  },
  sparse: {
    verdict: "missing",
    effect: "loud",
    says: (name) => `${name} is of torch's sparse tensors: it has no counterpart in MindSpore.`,
    short: "sparse tensors",
  },
  quantized: {
    verdict: "missing",
    effect: "loud",
    says: (name) => `${name} is of torch's quantized tensors: it has no counterpart in MindSpore.`,
    short: "quantized tensors",
  },
  internal: {
    verdict: "missing",
    effect: "loud",
    says: (name) => `${name} is torch's own bookkeeping: it has no counterpart in MindSpore.`,
    short: "internal to torch",
  },
};
