import { mindsporeHas } from "../catalogue/signatures.ts";
import type { Argument, Attribute, Call, Expression } from "../syntax/nodes.ts";
import { dottedName } from "../syntax/walk.ts";
import { DEFAULT_TARGET } from "../target.ts";
import { isTorchName } from "./frameworks.ts";
import { instance, likely, literal, type Typed, weaken } from "./kinds.ts";
import { isMember } from "./members.ts";
import { unrelated } from "./unrelated.ts";

const TENSOR = instance("torch.Tensor", "likely");
const MODULE = instance("torch.nn.Module", "likely");
const OPTIMIZER = instance("torch.optim.Optimizer", "likely");
const SCHEDULER = instance("torch.optim.lr_scheduler.LRScheduler", "likely");
const STR = weaken(literal("str"), "likely");
const DICTIONARY = likely({ is: "collection", keyed: true });
const LIST = likely({ is: "collection" });
const PATH = instance("pathlib.Path", "likely");
const MATCH = instance("re.Match", "likely");
const PARSER = instance("argparse.ArgumentParser", "likely");
const ARRAY = unrelated("numpy", "likely");

type Tells = (args: readonly Argument[], node: Attribute) => boolean;

const METHODS = new Map<string, readonly [Tells, Typed | undefined][]>();

function tells(typed: Typed | undefined, when: Tells, names: string): void {
  for (const name of names.split(" ")) METHODS.set(name, [...(METHODS.get(name) ?? []), [when, typed]]);
}

const always: Tells = () => true;
const nothing: Tells = (args) => args.length === 0;
const isInt = ({ form, value }: Argument): boolean =>
  form === "positional" && (value.kind === "number" || (value.kind === "unary" && value.operand.kind === "number"));
const isString = ({ form, value }: Argument): boolean => form === "positional" && value.kind === "string";
const count = (args: readonly Argument[]): number => args.filter(({ form }) => form === "positional").length;
const several: Tells = (args) => count(args) > 1;
const one: Tells = (args) => count(args) === 1 && args.length === 1;
const startsWithInt: Tells = ([first]) => first !== undefined && isInt(first);
const startsWithString: Tells = ([first]) => first !== undefined && isString(first);
const namesDimension: Tells = (args) => args.some(({ name }) => name === "dim" || name === "keepdim");

const MODEL_NAME =
  /^_?(\w*_)?(model|net|network|module|encoder|decoder|generator|discriminator|backbone|student|teacher|actor|critic|classifier)\w*$/i;

/** The name that stands nearest to what a method is called on: `model` in `self.model.eval()`, `make_model(3).to(device)` and `ckpt["model"]`. */
function nearestName(node: Expression): string {
  switch (node.kind) {
    case "name":
      return node.id;
    case "attribute":
      return node.name;
    case "call":
      return nearestName(isMove(node.function) ? node.function.value : node.function);
    case "subscript":
      return node.items[0]?.kind === "string" ? (node.items[0].value ?? "") : nearestName(node.value);
    case "binary":
      return node.operator === "or" ? nearestName(node.right) : "";
    default:
      return "";
  }
}

/** What gives the same tensor or model elsewhere, or in another type. */
const isMove = (node: Expression): node is Attribute =>
  node.kind === "attribute" && /^(to|cuda|npu|cpu|float|half|double)$/.test(node.name);

const isModelName = ({ value }: Attribute): boolean => MODEL_NAME.test(nearestName(value));
const ofModel: Tells = (args, node) => isModelName(node) && args.every(({ value }) => value.kind === "constant");
const ofNoModel: Tells = (args, node) => args.length === 0 && !isModelName(node);
const named =
  (pattern: RegExp): Tells =>
  (_, { value }) =>
    pattern.test(nearestName(value));
const LOGGER_NAME = /(^|_)log(ger)?$/i;

const textOf = (value: Expression): string =>
  value.kind === "string" ? (value.value ?? "") : (dottedName(value) ?? "");
/** `torch.LongTensor`, `torch.cuda.FloatTensor`, `FloatTensor`, `Tensor`. */
const TENSOR_TYPE = /^(torch\.(cuda\.)?)?([A-Z][a-z]+)?Tensor$/;

tells(MODULE, always, "parameters named_parameters modules named_modules named_children named_buffers");
tells(
  MODULE,
  always,
  "register_forward_hook register_forward_pre_hook register_full_backward_hook get_submodule forward",
);
tells(MODULE, ofModel, "train eval requires_grad_");
tells(MODULE, nothing, "eval");
// Layers are frozen; tensors are made without gradients.
tells(MODULE, ([first]) => first?.value.kind === "constant" && first.value.value === "False", "requires_grad_");
tells(MODULE, (_, node) => isModelName(node), "load_state_dict cuda npu");
tells(OPTIMIZER, named(/(^|_)opt(im(izer)?)?(_(?!\w*wrap)\w+)?$/i), "state_dict load_state_dict zero_grad");
tells(SCHEDULER, named(/(^|_)sched(uler)?$/i), "state_dict load_state_dict get_last_lr");
tells(
  TENSOR,
  always,
  "unsqueeze contiguous masked_fill expand_as type_as view_as detach requires_grad_ cuda npu new_zeros new_ones new_full new_empty new_tensor",
);
tells(
  TENSOR,
  always,
  "masked_select masked_scatter index_select index_add scatter_add unbind numel data_ptr element_size",
);
tells(
  TENSOR,
  always,
  "new_tensor new_empty new_full log_softmax logsumexp softmax sigmoid clamp clamp_min clamp_max bmm",
);
tells(
  TENSOR,
  always,
  "baddbmm addmm addcmul addcdiv lgamma expm1 log1p rsqrt repeat_interleave ndimension narrow retain_grad",
);
tells(
  TENSOR,
  nothing,
  "size dim clone numpy item t long bool int short byte log exp sqrt abs neg tanh relu sin cos square backward",
);
tells(TENSOR, ofNoModel, "cpu float half double bfloat16");
tells(TENSOR, (args) => args.length === 1 && TENSOR_TYPE.test(textOf(args[0].value)), "type");
tells(TENSOR, (args) => args.length === 1 && count(args) === 1 && !isString(args[0]), "size");
tells(TENSOR, (args, node) => several(args, node) || startsWithInt(args, node), "view expand");
tells(TENSOR, several, "permute repeat");
tells(TENSOR, (args) => args.length === 2 && args.every(isInt), "transpose");
tells(TENSOR, startsWithInt, "flatten squeeze");
tells(TENSOR, (args, node) => startsWithInt(args, node) && args.length > 1, "gather scatter");
tells(TENSOR, one, "matmul mul div pow mm eq ne");
tells(TENSOR, (args) => args.length > 0, "topk");
tells(
  TENSOR,
  namesDimension,
  "sum mean max min std var prod any all argmax argmin cumsum sort topk unique flip amax amin",
);
tells(
  STR,
  (_, { value }) => !(value.kind === "attribute" && value.name === "str"),
  "startswith endswith lower upper strip",
);
tells(STR, always, "lstrip rstrip splitlines rsplit rpartition partition removeprefix removesuffix isdigit isnumeric");
tells(STR, always, "isalpha casefold capitalize zfill isspace islower isupper");
tells(STR, (args, node) => nothing(args, node) || startsWithString(args, node), "split");
tells(STR, (args) => count(args) === 2 && args.some(isString), "replace");
tells(DICTIONARY, nothing, "items keys values popitem");
tells(DICTIONARY, always, "setdefault");
tells(DICTIONARY, startsWithString, "get");
tells(LIST, one, "append extend");
tells(PATH, nothing, "exists is_file is_dir read_text read_bytes");
tells(PATH, (args) => count(args) === 0, "mkdir");
tells(PATH, always, "with_suffix write_text");
tells(ARRAY, always, "astype");
tells(MATCH, startsWithInt, "group");
tells(PARSER, startsWithString, "add_argument add_argument_group");
tells(PARSER, always, "parse_args parse_known_args");
tells(
  instance("logging.Logger", "likely"),
  (_, { value }) => LOGGER_NAME.test(nearestName(value)),
  "info warning debug error exception critical",
);

/** What a value is by the method that is called on it, and how, where nothing else is known of it. */
export function usedAs(node: Attribute, { arguments: args }: Call): Typed | undefined {
  const known = METHODS.get(node.name)?.find(([when]) => when(args, node));
  // A tensor's storage has some of its methods.
  if (known?.[1] === TENSOR && /storage$/.test(nearestName(node.value))) return undefined;
  if (known) return known[1];
  return CHANGING.test(node.name) && isMember("torch.Tensor", node.name) ? TENSOR : undefined;
}

const NEWEST = DEFAULT_TARGET.mindspore;

/** Whether MindSpore's tensors and layers do not have the method that tells what something is. */
export function isTorchsAlone({ kind }: Typed, method: string): boolean {
  if (kind.is !== "instance" || !isTorchName(kind.of)) return true;
  return !mindsporeHas(`${kind.of === "torch.Tensor" ? "mindspore.Tensor" : "mindspore.nn.Cell"}.${method}`, NEWEST);
}

/** Methods that change their tensor, whose names no other library has. */
const CHANGING = /[a-z]_$/;
