import { mindsporeSignatures, type Parameter, type Signature, torchSignatures } from "../catalogue/signatures.ts";
import type { Call, Expression } from "../syntax/nodes.ts";
import { DEFAULT_TARGET } from "../target.ts";
import { spreads } from "./reference.ts";

const NEWEST = DEFAULT_TARGET.mindspore;

/** What may be called as torch's: layers and optimizers, operators, methods of tensors. */
const CALLED = /^mindspore\.(nn\.[A-Z]\w*|ops\.[a-z]\w*|Tensor\.[a-z]\w*|tensor)$/;

/** What a name is called in torch, where the names differ and the calls are alike. */
const OTHERWISE: Readonly<Record<string, string>> = {
  "mindspore.nn.Dense": "torch.nn.Linear",
  "mindspore.nn.Conv1dTranspose": "torch.nn.ConvTranspose1d",
  "mindspore.nn.Conv2dTranspose": "torch.nn.ConvTranspose2d",
  "mindspore.nn.Conv3dTranspose": "torch.nn.ConvTranspose3d",
};

/** The name of torch's that a call of a MindSpore name is meant for: MindSpore refuses what it is given, and torch takes it. */
export function meantByCall(name: string, call: Call): string | undefined {
  if (!CALLED.test(name) || spreads(call)) return undefined;
  const signatures = mindsporeSignatures(name, NEWEST);
  if (!signatures.length || signatures.some((signature) => accepts(signature, call, name))) return undefined;
  return inTorch(name).find((candidate) => torchSignatures(candidate).some((signature) => bound(signature, call)));
}

function inTorch(name: string): string[] {
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (name.startsWith("mindspore.nn.")) return [OTHERWISE[name] ?? `torch.nn.${last}`, `torch.optim.${last}`];
  if (name.startsWith("mindspore.Tensor.")) return [`torch.Tensor.${last}`];
  return [`torch.${last}`, `torch.nn.functional.${last}`];
}

interface Bound {
  readonly parameter: Parameter;
  readonly value: Expression;
}

/** A call's arguments by parameter; undefined where Python would raise. */
function bound({ parameters }: Signature, { arguments: args }: Call): Bound[] | undefined {
  const positional = parameters.filter(({ kind }) => kind === "any" || kind === "positional");
  const rest = parameters.find(({ kind }) => kind === "varargs");
  const others = parameters.find(({ kind }) => kind === "kwargs");
  const given: Bound[] = [];
  let index = 0;
  for (const { form, name, value } of args) {
    const named = parameters.find((p) => p.name === name && (p.kind === "any" || p.kind === "keyword"));
    // What is given one by one may be given whole by its name: `x.reshape(shape=(2, 3))`.
    const whole = rest?.name === name ? rest : undefined;
    const parameter = form === "keyword" ? (named ?? whole ?? others) : (positional[index++] ?? rest);
    if (!parameter || (parameter !== rest && parameter !== others && given.some((g) => g.parameter === parameter)))
      return undefined;
    given.push({ parameter, value });
  }
  const isComplete = parameters.every(
    (p) => p.default !== undefined || p === rest || p === others || given.some(({ parameter }) => parameter === p),
  );
  return isComplete ? given : undefined;
}

const RECURRENT =
  /^((in|out)put_size|hidden_size|num_layers|has_bias|batch_first|dropout|bidirectional|nonlinearity|dtype)$/;

/** Arguments that MindSpore hands on by `**kwargs`, and refuses when it looks at them. */
const NAMED_ONLY: Readonly<Record<string, RegExp>> = {
  "mindspore.nn.Adam": /^use_(lazy|offload)$/,
  ...Object.fromEntries(["RNN", "GRU", "LSTM"].map((layer) => [`mindspore.nn.${layer}`, RECURRENT])),
};

/** Whether MindSpore takes what is given, as far as literals tell. */
function accepts(signature: Signature, call: Call, name: string): boolean {
  const allowed = NAMED_ONLY[name];
  if (allowed && call.arguments.some((a) => a.name && !isNamed(signature, a.name) && !allowed.test(a.name)))
    return false;
  const given = bound(signature, call);
  return given?.every(({ parameter, value }) => takes(parameter, value, name)) ?? false;
}

const isNamed = ({ parameters }: Signature, name: string): boolean => parameters.some((p) => p.name === name);

/** Parameters that take one of a few words; what else has a word as its default takes a tensor or a number too. */
const WORDS = /^(pad_mode|order|mode|reduction)$/;
/** Where a padding that stands in the place of pad_mode has a finding of its own. */
const HAS_FINDING = /^mindspore\.nn\.Conv[123]d$/;

function takes({ name, default: usual = "" }: Parameter, value: Expression, of: string): boolean {
  const isNumber = value.kind === "number";
  const isLayer = /^mindspore\.nn\./.test(of);
  if (WORDS.test(name)) return !isNumber || HAS_FINDING.test(of);
  if (name === "dtype" || name === "input_indices") return !isNumber;
  if (name === "normalized_shape") return !isNumber && !(value.kind === "name" && SIZES.test(value.id));
  if (isLayer && /^(True|False)$/.test(usual)) return !isNumber;
  return !(isLayer && /^\d*\.\d+$/.test(usual) && value.kind === "tuple");
}

/** Names of numbers of things: `hidden_size`, `embed_dim`. */
const SIZES = /(^|_)(dim|size|features|channels|width|units)$/i;
