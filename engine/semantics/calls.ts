import type { Call } from "../syntax/nodes.ts";
import { PARALLEL, withItems } from "./containers.ts";
import { methodRole } from "./decorators.ts";
import {
  type Callable,
  certain,
  instance,
  isForeign,
  isTensor,
  type Kind,
  lastLayer,
  layerFamily,
  likely,
  literal,
  plainTensor,
  type Typed,
  weaken,
} from "./kinds.ts";
import { memberOwner } from "./members.ts";
import { datasetResult } from "./mindspore-datasets.ts";
import { pythonMethodResult } from "./python-methods.ts";
import { callResult, extremum, resultOf, sizeResult } from "./returns.ts";
import { foreignMethod, foreignResult } from "./standard-library.ts";
import type { Surroundings } from "./surroundings.ts";
import { moduleMethod, torchMethod } from "./torch-members.ts";

/** What a call gives, from what is called and what it is given. */
export function resultOfCallee(
  around: Surroundings,
  callee: Typed,
  node: Call,
  values: (Typed | undefined)[],
): Typed | undefined {
  const { kind, ground } = callee;
  if (kind.is === "class") {
    if (!kind.definition) {
      const made = weaken(withItems(resultOf(kind.name, node), kind.name, node.arguments, values), ground);
      return kind.meant && made?.kind.is === "instance" ? { ...made, kind: { ...made.kind, meant: true } } : made;
    }
    const init = around.methodOf(kind.definition, "__init__");
    if (init) around.resultOfCall(init, node, kind.definition, values);
    return { kind: { is: "instance", of: kind.name, definition: kind.definition }, ground };
  }
  if (kind.is === "function") {
    if (kind.definition) return weaken(around.resultOfCall(kind.definition, node, undefined, values), ground);
    return weaken(functionResult(kind.name, node, values), ground);
  }
  if (kind.is === "instance") return weaken(called(around, kind, node, values), ground);
  if (kind.is === "method") return weaken(methodResult(around, kind, node, values), ground);
  if (kind.is === "unrelated") return callee;
  if (kind.is === "alias") return weaken(kind.of, ground);
  if (kind.is !== "module" || kind.members) return undefined;
  if (VISION_MODEL.test(kind.name)) return instance("torch.nn.Module", ground);
  // What fills in the rest of a partial calls the same.
  const filled = values[0]?.kind.is === "instance" && values[0].kind.of === PARTIAL ? values[0] : undefined;
  if (kind.name === PARTIAL) return filled ?? certain({ is: "instance", of: PARTIAL, item: values[0] });
  return weaken(foreignResult(kind.name, values), ground);
}

/** `resnet18` of torchvision.models and its like in the modules below. */
const VISION_MODEL = /^torchvision\.models\.(\w+\.)*(?!(get|list|register)_)[a-z]\w*$/;
const PARTIAL = "functools.partial";

/** What calling `partial(nn.LayerNorm, eps=1e-6)` gives: of a class, an instance; of a framework's function, what that gives. */
function filledIn(callable: Typed | undefined): Typed | undefined {
  if (callable?.kind.is === "function" && !callable.kind.definition && !EXTREMUM.test(callable.kind.name))
    return weaken(resultOf(callable.kind.name), callable.ground);
  if (callable?.kind.is !== "class") return undefined;
  const { name, definition } = callable.kind;
  return { kind: { is: "instance", of: name, definition }, ground: callable.ground };
}

function called(
  around: Surroundings,
  kind: Kind & { is: "instance" },
  node: Call,
  values: (Typed | undefined)[],
): Typed | undefined {
  if (kind.of === PARTIAL) return filledIn(kind.item);
  if (!kind.definition) return calledLayer(around, kind, node, values);
  const forward = ["forward", "construct", "__call__"]
    .map((name) => around.methodOf(kind.definition!, name))
    .find(Boolean);
  const result = forward && around.resultOfCall(forward, node, kind.definition, values);
  if (result) return result;
  const family = layerFamily(kind);
  return family && likely({ is: "instance", of: family === "torch" ? "torch.Tensor" : "mindspore.Tensor" });
}

/** A Sequential gives what its last layer gives, a DataParallel what its module gives; any other layer what its class gives. */
function calledLayer(
  around: Surroundings,
  kind: Kind & { is: "instance" },
  node: Call,
  values: (Typed | undefined)[],
): Typed | undefined {
  if (PARALLEL.test(kind.of)) return calledModule(around, kind, node, values);
  const last = lastLayer(kind);
  if (last?.kind.is === "instance") return weaken(called(around, last.kind, node, values), last.ground);
  return callResult(kind, values[0]);
}

function calledModule(
  around: Surroundings,
  { entries }: Kind & { is: "instance" },
  node: Call,
  values: (Typed | undefined)[],
): Typed | undefined {
  const module = entries?.get("module");
  const given = module?.kind.is === "instance" ? called(around, module.kind, node, values) : undefined;
  return module && given ? weaken(given, module.ground) : instance("torch.Tensor", "likely");
}

function methodResult(
  around: Surroundings,
  kind: Kind & { is: "method" },
  node: Call,
  values: (Typed | undefined)[],
): Typed | undefined {
  const receiver = kind.receiver;
  if (receiver.kind.is === "class") return ofClass(around, receiver.kind, kind.name, node, values);
  if (receiver.kind.is !== "instance") return pythonMethodResult(receiver, kind.name, values);
  const { definition, of: name } = receiver.kind;
  const own = definition && around.methodOf(definition, kind.name);
  if (own) return around.resultOfCall(own, node, isStatic(own) ? undefined : definition, values);
  const row = datasetResult(name, kind.name, node);
  if (row) return row;
  const of = memberOwner(receiver);
  if (!of) return foreignMethod(name, kind.name);
  if (isTensor(receiver)) {
    if (kind.name === "size") return sizeResult(node.arguments.length > 0);
    if (EXTREMA.has(kind.name)) return extremum(plainTensor(receiver), node.arguments, values);
    return resultOf(`${of}.${kind.name}`, node);
  }
  if (layerFamily(receiver.kind) === "mindspore" && HOLDS_STATE.test(kind.name)) return CELL_STATE;
  const parameters = layerFamily(receiver.kind) && PARAMETERS.exec(kind.name);
  if (parameters) return parametersOf(receiver.kind, parameters[1] !== undefined);
  const family = layerFamily(receiver.kind);
  const known = torchMethod(name, kind.name);
  if (known || !family) return known ?? resultOf(`${of}.${kind.name}`, node);
  if (RETURNING_ITSELF.test(kind.name)) return receiver;
  return family === "torch" ? moduleMethod(kind.name) : undefined;
}

const EXTREMA = new Set(["max", "min", "median"]);
const RETURNING_ITSELF = /^(to|cuda|cpu|npu|half|float|double|eval|train|set_train|requires_grad_|apply|to_float)$/;

/** What `Block.make(…)` gives: of a class method, or of any other that is given its object. */
function ofClass(
  around: Surroundings,
  { definition }: Kind & { is: "class" },
  name: string,
  node: Call,
  values: (Typed | undefined)[],
): Typed | undefined {
  const own = definition && around.methodOf(definition, name);
  if (!own) return undefined;
  return around.resultOfCall(
    own,
    node,
    !isForeign(own) && methodRole(own) === "class" ? definition : undefined,
    values,
  );
}

const isStatic = (own: Callable): boolean => !isForeign(own) && methodRole(own) === "static";

/** The parameters of a Cell by their names; it may keep something else among them. */
const CELL_STATE = certain({
  is: "collection",
  key: literal("str"),
  item: instance("mindspore.Parameter", "likely"),
  keyed: true,
});

const HOLDS_STATE = /^(state_dict|parameters_dict)$/;

/** Methods of a layer that list its parameters, those in the group with their names. */
const PARAMETERS = /^(?:parameters|(?:un)?trainable_params|get_parameters|(named_parameters|parameters_and_names))$/;

function parametersOf(layer: Kind, withNames: boolean): Typed {
  const parameter = instance(layerFamily(layer) === "torch" ? "torch.nn.Parameter" : "mindspore.Parameter");
  const item = withNames ? certain({ is: "tuple", items: [literal("str"), parameter] }) : parameter;
  return certain({ is: "collection", item });
}

const EXTREMUM = /^torch\.(max|min|median)$/;

function functionResult(name: string, node: Call, values: (Typed | undefined)[]): Typed | undefined {
  if (EXTREMUM.test(name)) return extremum(instance("torch.Tensor"), node.arguments.slice(1), values.slice(1));
  if (HANDING_BACK.test(name) && values[0] && isCode(values[0].kind)) return values[0];
  return resultOf(name, node);
}

/** A layer, or a function of the user's. */
const isCode = (kind: Kind): boolean =>
  layerFamily(kind) !== undefined || (kind.is === "function" && kind.definition !== undefined);

/** Functions that change or compile what they are given, and give it back. */
const HANDING_BACK =
  /^mindspore\.jit$|^torch\.(nn\.utils\.(parametrizations\.)?(weight_norm|spectral_norm|orthogonal)|nn\.utils\.remove_(weight|spectral)_norm|jit\.script|compile)$/;
