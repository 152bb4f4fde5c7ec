import type { Effect } from "../finding.ts";
import type { MindSporeVersion } from "../target.ts";
import type { Definition } from "./definition.ts";

/**
 * What becomes of one torch name, as data. Only what signatures cannot tell is written: parameters that pass under the
 * same name, changed positions and differing defaults are computed. Anything that wants an expression is a rule.
 */
export interface Mapping {
  /** Qualified MindSpore name; `mindspore.Tensor.x` keeps a method a method. Absent: there is no counterpart. */
  readonly to?: string;
  /** What is written into the file in the name's place where there is no counterpart. */
  readonly definition?: Definition;
  /** What takes the counterpart's place, with torch's parameters, where the arguments cannot be carried or seen. */
  readonly adapter?: Definition;
  /** An expression that takes its place, or that of its call: `float("inf")`; a text with @ in front begins with a qualified name. */
  readonly says?: string;
  /** It is handed on as a type, seldom to be called: its name changes though its arguments differ. */
  readonly isType?: true;
  /** It stands by its own name also where a variable is called: that goes by another name, which does something else. */
  readonly namesItself?: true;
  /** What it becomes where it is given another tensor: `torch.max(x, y)`. */
  readonly ofTensors?: Mapping;
  /** What it becomes where it is given one list of tensors: `torch.meshgrid([x, y])`. */
  readonly ofList?: Mapping;
  /** What it becomes where it is given sizes: `torch.Tensor(2, 3)`. */
  readonly ofSizes?: Mapping;
  /** What it becomes where its sizes are none: `torch.ones([])`. */
  readonly ofNoSizes?: Mapping;
  /** Where `isinstance` asks for it: what is asked for is the dtype of a tensor. */
  readonly asked?: Mapping;
  /** What it becomes where one of its keywords has this text: `rounding_mode="floor"`. */
  readonly ofKeyword?: { readonly name: string; readonly texts: readonly string[]; readonly mapping: Mapping };
  /** What it becomes of all that a mask picks, which may be nothing: `x[mask].sum()`. */
  readonly ofPicked?: Mapping;
  /** What it becomes in the versions before one. */
  readonly older?: { readonly before: MindSporeVersion; readonly mapping: Mapping };
  /** What happens when the name alone is changed; computed from the signatures where absent. */
  readonly effect?: Effect;
  /** torch parameter → what becomes of it. */
  readonly parameters?: Readonly<Record<string, ParameterChange>>;
  /** MindSpore arguments that are written unless they are given, with their text; a text with @ in front begins with a qualified name. */
  readonly add?: Readonly<Record<string, string>>;
  /** What is written behind the call: `.long()` where MindSpore gives another dtype. */
  readonly after?: string;
  /** For a method that becomes a function: the parameter that takes the receiver. First by default. */
  readonly receiver?: string;
  /** First MindSpore version that has the counterpart. */
  readonly since?: MindSporeVersion;
  /** Signatures that a framework's sources do not tell, or torch's one overload that has a counterpart. */
  readonly signatures?: { readonly torch?: string; readonly mindspore?: string };
  /** torch's positional `*sizes` become one tuple: `torch.zeros(2, 3)` → `ops.zeros((2, 3))`. */
  readonly packs?: boolean;
  /** The reason a repair is never safe. */
  readonly unsafe?: string;
  /** One sentence on what differs beyond the signatures. */
  readonly note?: string;
  /** What to do where there is no counterpart, or where a repair is refused. */
  readonly instead?: string;
  /** MindSpore has the name as it stands, though no source of its tells. */
  readonly keeps?: true;
  /** Why there is no counterpart to write; "no-counterpart" where absent. */
  readonly reason?: Reason;
  /** Runnable examples: how the name is used, with alternatives in «…|…»; see CONTRIBUTING.md. */
  readonly proof?: Proof;
}

/** Why a name has no counterpart that could be written for it: the closed list. */
export type Reason =
  /** MindSpore has nothing of the kind. */
  | "no-counterpart"
  /** What MindSpore has does not run on a CPU, where it would be proven. */
  | "no-kernel"
  /** What MindSpore has under this name computes something else, or is called in a way that no mapping says. */
  | "differs"
  /** It changes its tensor, which MindSpore's either does not do or does not do on a CPU. */
  | "in-place"
  /** It is another spelling of a torch name that has its own verdict. */
  | "alias"
  /** A module, a class or a value that is used for what hangs on it. */
  | "holder"
  /** It asks or steers a device, its memory, its streams or its libraries. */
  | "device"
  /** It belongs to torch's compilers, tracers and exporters. */
  | "compiler"
  /** It makes processes work together. */
  | "distributed"
  /** It is about the graph that torch keeps at its tensors for backward(). */
  | "graph"
  | "sparse"
  | "quantized"
  /** It is bookkeeping of torch's own that programs have no need of. */
  | "internal";

export type ParameterChange =
  /** Another name. */
  | string
  | {
      /** Another name; the same where absent. */
      readonly to?: string;
      /** Literal → text, for values spelled differently; other literals and non-literals are refused. */
      readonly values?: Readonly<Record<string, string>>;
      /** `1 - value`, in decimal arithmetic for literals. */
      readonly complement?: boolean;
      /** A number is written as a one-element tuple; a value of unknown kind makes the repair unsafe. No more elements: "single". */
      readonly tuple?: true | "single";
      /** MindSpore takes no list here: it is written as a tuple. What a layer calls its sizes needs no word. */
      readonly list?: "tuple";
      /** MindSpore heeds it only where this parameter of its own is given too. */
      readonly needs?: string;
      /** torch's default is what this other parameter is given. */
      readonly like?: string;
      /** MindSpore arguments that must go with it, with their text. */
      readonly brings?: Readonly<Record<string, string>>;
      /** Not passed on: it has no effect in MindSpore, or only these literal values may be dropped. */
      readonly drop?: true | readonly string[];
      /** Values for which there is no counterpart, also as torch's default; with `true` any value given. */
      readonly refuse?: true | readonly string[];
      /** Passing it on is not safe, for this reason. */
      readonly unsafe?: string;
      /** What takes the counterpart's place, with torch's parameters, where this is given and not one of its `drop`. */
      readonly definition?: Definition;
      /** Why it is refused or dropped, as a sentence. */
      readonly why?: string;
      /** The value must be known to be of this kind, or the repair is unsafe; of another kind it is refused. */
      readonly requires?: "number" | "float" | "whole" | "nonnegative" | "sequence";
    };

/** Examples that prove a mapping; every combination of the alternatives in «…|…» is one case. */
export interface Proof {
  /** Input arrays of the case: `float32[2,3]`, `int64[4]<10`, `bool[2,5]`, `float32[3]>0`. */
  readonly inputs: readonly string[];
  /** Expressions that build a layer, applied to the inputs. */
  readonly layers?: readonly string[];
  /** Expressions over `x`, `y`, `z` (the inputs in order) whose values are compared. */
  readonly values?: readonly string[];
  /** The result is random: compared in distribution. */
  readonly random?: boolean;
  /** Gradients are not compared: the result has none. */
  readonly gradient?: false;
  /** dtypes of results differ by design and are not compared. */
  readonly dtypes?: false;
  /** Statements that stand before, for names the examples use. */
  readonly setup?: string;
}

/** One answer for every name below a prefix that has none of its own. */
export interface Family {
  readonly under: string;
  readonly reason: Reason;
  readonly instead: string;
}

/** Families that share a reason: what to do, by prefix. */
export const familiesOf = (reason: Reason, answers: Readonly<Record<string, string>>): Family[] =>
  Object.entries(answers).map(([under, instead]) => ({ under, reason, instead }));

/** A namespace of mappings: the torch prefix and its names. */
export interface Namespace {
  readonly prefix: string;
  readonly mappings: Readonly<Record<string, Mapping>>;
}

export const defineNamespace = (prefix: string, mappings: Readonly<Record<string, Mapping>>): Namespace => ({
  prefix,
  mappings,
});
