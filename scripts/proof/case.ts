/** The MindSpore versions that rewrites are proven on. */
export type ProvenVersion = "2.10" | "2.7";

/** What is run and compared of a case; each is described in proof/kinds.py. */
export type Kind = "module" | "function" | "training" | "script";

/** The knobs of a case; what is left out has the default in brackets. */
export interface Options {
  /** The class, factory, instance or function to run (last class or instance of the source; for functions `run`). */
  entry?: string;
  /** Arguments of the class or factory ([]). */
  init?: unknown[];
  /** Compare a random layer or function in distribution; needs an output of 10,000 values (false). */
  random?: boolean;
  /** Compare gradients too (true). */
  gradient?: boolean;
  /** Steps of plain gradient descent after which the parameters are compared (0). */
  steps?: number;
  /** Name of the training function, number of its batches, and how many of a batch's tensors the model takes
   * ("train", 20, all but the last). */
  train?: string;
  batches?: number;
  forward?: number;
  /** Global names that a script is compared by. */
  compare?: string[];
  /** Files beside the source: a text, or for an .npz the arrays' specifications by name. */
  files?: Record<string, string | Record<string, string>>;
  /** Absolute and relative tolerance (1e-4; training 1e-3). */
  tolerance?: number;
  /** Whether another dtype is a difference (true). */
  dtypes?: boolean;
  /** Beginnings of names that are not compared, such as "state.bn" ([]). */
  exclude?: string[];
}

/** A piece of PyTorch, and the MindSpore that is said to compute the same. */
export interface Case {
  id: string;
  before: string;
  after: string;
  kind: Kind;
  /** Such as "float32[2,3]", "float32[3]>0", "float32[3]*1e-3", "int64[2,5]<10", "bool[4]"; from a fixed seed. */
  inputs: string[];
  options?: Options;
}

/** Why a case was not run: the closed list. */
export type Reason = "no-cpu-kernel" | "needs-device" | "needs-download" | "random";

/** What proving a case on one version gave. */
export interface Outcome {
  id: string;
  version: ProvenVersion;
  /** The exact versions that ran. */
  torch: string;
  mindspore: string;
  verdict: "equal" | "differs" | "raises" | "not-run";
  /** The largest absolute difference over everything compared. */
  difference?: number;
  /** Where the two part, or the error. */
  detail?: string;
  reason?: Reason;
  /** Whether what was compared is a distribution. */
  random: boolean;
  milliseconds: number;
}
