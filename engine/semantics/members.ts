import { torchNameKind } from "../catalogue/signatures.ts";
import { perMember } from "../per-word.ts";
import type { Expression } from "../syntax/nodes.ts";
import type { Environment } from "./environment.ts";
import { frameworkOf } from "./frameworks.ts";
import { isGradientName, isOptimizerName, isTensor, type Kind, layerFamily, type Typed } from "./kinds.ts";

/** Whether what stands before the parentheses takes tensors: a layer or a gradient in a variable, or a framework's function. */
export function takesTensorsIn(callee: Expression, env: Environment): boolean {
  if (callee.kind === "name") {
    const kind = env.lookup(callee.id)?.kind;
    return (
      (kind?.is === "instance" && (layerFamily(kind) !== undefined || isGradientName(kind.of))) ||
      (kind?.is === "function" && TENSOR_FUNCTIONS.test(kind.name))
    );
  }
  return callee.kind === "attribute" && TENSOR_FUNCTIONS.test(`${moduleName(callee.value, env)}.`);
}

/** The module that a name stands for, or names with dots between them: `F`, `nn.functional`, `ms.ops`. */
function moduleName(expression: Expression, env: Environment): string | undefined {
  if (expression.kind === "name") {
    const kind = env.lookup(expression.id)?.kind;
    return kind?.is === "module" ? kind.name : undefined;
  }
  const owner = expression.kind === "attribute" ? moduleName(expression.value, env) : undefined;
  return owner && expression.kind === "attribute" ? `${owner}.${expression.name}` : undefined;
}

/** The qualified name of a class or function that a name stands for, or names with dots between them. */
export function qualifiedName(callee: Expression, env: Environment): string | undefined {
  if (callee.kind === "attribute") {
    const module = moduleName(callee.value, env);
    return module && `${module}.${callee.name}`;
  }
  const kind = callee.kind === "name" ? env.lookup(callee.id)?.kind : undefined;
  return kind?.is === "class" || kind?.is === "function" ? kind.name : undefined;
}

const TENSOR_FUNCTIONS = /^(torch\.nn\.functional|mindspore\.ops)\./;

/** The name under which members of a value are catalogued: `torch.Tensor` for every torch tensor, Parameters included. */
export function memberOwner(value: Typed): string | undefined {
  const kind = value.kind;
  if (kind.is !== "instance") return undefined;
  if (isTensor(value)) return kind.of.startsWith("torch") ? "torch.Tensor" : "mindspore.Tensor";
  const family = layerFamily(kind);
  if (family) return family === "torch" ? "torch.nn.Module" : "mindspore.nn.Cell";
  const root = kind.definition ? kind.definition.roots.find(frameworkOf) : kind.of;
  if (!root || !frameworkOf(root)) return undefined;
  if (/^torch\.optim\.lr_scheduler\./.test(root)) return "torch.optim.lr_scheduler.LRScheduler";
  if (/^torch\.optim\.[A-Z]/.test(root)) return "torch.optim.Optimizer";
  return root;
}

const inBoth = (layer: string): string[] => [`torch.nn.${layer}`, `mindspore.nn.${layer}`];
const SEQUENCES = ["torch.nn.Sequential", "mindspore.nn.SequentialCell"];

/** What some layers do in torch that MindSpore's cannot: the layers by the method, by their names in both. */
export const LACKING: ReadonlyMap<string, readonly string[]> = new Map([
  ["extend", SEQUENCES],
  ["insert", SEQUENCES],
  ["pop", [...SEQUENCES, "torch.nn.ModuleList", "mindspore.nn.CellList"]],
  ["flatten_parameters", ["RNN", "LSTM", "GRU"].flatMap(inBoth)],
  ["generate_square_subsequent_mask", inBoth("Transformer")],
]);

/** The layer that a member belongs to which MindSpore's layer of its kind lacks. */
export function layerLacking({ kind }: Typed, member: string): string | undefined {
  const layers = kind.is === "instance" ? LACKING.get(member) : undefined;
  if (!layers || kind.is !== "instance") return undefined;
  return [kind.of, ...(kind.definition?.roots ?? [])].find((root) => layers.includes(root));
}

/** Whose member it is that torch's optimizers have and MindSpore's own, which are Cells, have not. */
export function optimizerLacking({ kind }: Typed, member: string): string | undefined {
  const isMindSpores = kind.is === "instance" && kind.of.startsWith("mindspore.nn.") && isOptimizerName(kind.of);
  return isMindSpores && OF_TORCH_ALONE.test(member) ? "torch.optim.Optimizer" : undefined;
}

const OF_TORCH_ALONE = /^(zero_grad|step|param_groups|add_param_group)$/;

/** Whether this is a method that Cells list their parameters by, and Modules have not. */
export const listsOfCell = (kind: Kind, name: string): boolean =>
  OF_CELLS_ALONE.test(name) && layerFamily(kind) === "mindspore";

const OF_CELLS_ALONE = /^((un)?trainable_params|get_parameters|parameters_and_names|parameters_dict)$/;

/** Parameters and sizes that layers have, which the class that all layers share does not declare. */
const LAYER_PARAMETERS = new Set(
  "weight bias running_mean running_var num_batches_tracked in_features out_features groups num_embeddings embedding_dim _modules _parameters".split(
    " ",
  ),
);

/** What torch_npu adds to tensors and layers. */
const OF_ASCEND = /^(npu|is_npu)$/;
const OF_SCHEDULER = /^(torch|mindspore\.experimental)\.optim\.lr_scheduler\./;
const OF_OPTIMIZER = /^(torch|mindspore\.experimental)\.optim\.[A-Z]/;
/** What their constructors set, which no declaration tells. */
const SET_BY_OPTIMIZERS = /^(param_groups|defaults|state)$/;

/** Whether a tensor or a layer has a member of its own by this name; a user's attributes are no one's API. */
export const isMember = perMember((of, name): boolean => {
  if (of === "torch.Tensor" || of === "mindspore.Tensor")
    return OF_ASCEND.test(name) || torchNameKind(`torch.Tensor.${name}`) !== undefined;
  if (of.startsWith("torch.utils.data.") || name.startsWith("__")) return false;
  if (OF_SCHEDULER.test(of)) return torchNameKind(`torch.optim.lr_scheduler.LRScheduler.${name}`) !== undefined;
  if (OF_OPTIMIZER.test(of))
    return SET_BY_OPTIMIZERS.test(name) || torchNameKind(`torch.optim.Optimizer.${name}`) !== undefined;
  if (of !== "torch.nn.Module" && of !== "mindspore.nn.Cell") return torchNameKind(`${of}.${name}`) !== undefined;
  return LAYER_PARAMETERS.has(name) || OF_ASCEND.test(name) || torchNameKind(`torch.nn.Module.${name}`) !== undefined;
});
