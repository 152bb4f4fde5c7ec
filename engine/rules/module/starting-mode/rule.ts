import { anyName } from "../../../any-name.ts";
import type { Edit } from "../../../finding.ts";
import { importsTorch } from "../../../fix/imports.ts";
import { lineEnding, lineStart } from "../../../fix/lines.ts";
import { perFile } from "../../../per-file.ts";
import { remembered } from "../../../remembered.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { namesUsed } from "../../../semantics/bindings.ts";
import {
  type Callable,
  type ClassInfo,
  classFamily,
  isForeign,
  isOwn,
  layerFamily,
  type OwnClass,
  type Typed,
} from "../../../semantics/kinds.ts";
import { nearest } from "../../../semantics/lineage.ts";
import { unrelatedLibrary } from "../../../semantics/unrelated.ts";
import { callsIn } from "../../../syntax/collect.ts";
import type { Call, ClassDefinition, FunctionDefinition, Import, Span } from "../../../syntax/nodes.ts";
import { isSimpleName } from "../../../syntax/walk.ts";
import { layersCalledAsMade } from "./called.ts";
import { heldIn } from "./held.ts";
import { isLayer, layersMade, type Made, SETS_MODE } from "./made.ts";

/** A model that is called as it was made: in training mode in PyTorch, in inference mode in MindSpore. */
export default defineRule({
  name: "starting-mode",
  category: "module",
  *scan(context) {
    const { module, classes, names } = context.model;
    if (!isAnyModal(names) && !bringsLayers(context)) return;
    const isMeant = ({ call }: { readonly call: Call }) => isToBeMigrated(call, context);
    const holders = classes.filter((info) => !classFamily(info) && !isOfLibrary(info)).map(({ node }) => node);
    for (const made of [...layersMade(context), ...heldIn(module, holders, ({ call }) => isLayer(call, context))])
      if (isMeant(made) && hasMode(made, context))
        yield report(made.statement, made.name, () => setTrain(made, context));
    for (const { function: made } of layersCalledAsMade(context))
      if (isMeant({ call: made }) && isMadeWithMode(made, context))
        yield report(made, "it", () => setTrainAtOnce(made));
  },
});

const report = (at: Span, name: string, edit: () => Edit): Report => ({
  at,
  verdict: "adapted",
  effect: "silent",
  message: `A Module starts in training mode, a Cell in inference mode: ${name} is put into training mode before it is called.`,
  mend: () => ({ edits: [edit()], forms: ["module:starting-mode"] }),
});

/**
 * Whether a layer is made in its framework's mode and is torch's, or may have been: in a file that does not import torch, what
 * is made of MindSpore's is meant.
 */
function isToBeMigrated(call: Call, context: Context): boolean {
  const kind = context.model.kindOf(call)?.kind;
  if (kind?.is === "instance" && kind.definition && nearest(kind.definition, setsItsMode)) return false;
  return importsTorchAbove(context) || (kind !== undefined && layerFamily(kind) === "torch");
}

const importsTorchAbove = perFile(({ model }: Context): boolean =>
  model.module.body.statements.some((s) => /^import/.test(s.kind) && importsTorch(s as Import)),
);

/** Whether other files of the project give a file layers, or modules in which they may be. */
const bringsLayers = perFile(({ model }: Context): boolean => [...model.globals.values()].some(isBrought));

function isBrought(typed: Typed | undefined): boolean {
  const kind = typed?.kind;
  if (kind?.is === "module") return kind.members !== undefined;
  return (
    kind?.is === "class" && kind.definition !== undefined && !isOwn(kind.definition) && layerFamily(kind) !== undefined
  );
}

/** Whether a class is below one of a library's, which may set the modes of what it holds, as Lightning's modules do. */
const isOfLibrary = (info: ClassInfo): boolean =>
  nearest(info, ({ bases }) =>
    bases.some((base) => base?.kind.is === "module" && !unrelatedLibrary(base.kind) && !PYTHONS.test(base.kind.name)),
  ) !== undefined;

const PYTHONS = /^(abc|collections|contextlib|dataclasses|enum|threading|typing|typing_extensions)\./;

/** `Net()(x)` → `Net().set_train()(x)` */
const setTrainAtOnce = ({ end }: Call): Edit => ({ start: end, end, text: ".set_train()" });

/** `net = Net()` → `net.set_train()` below it */
function setTrain({ statement, name }: Made, { text }: Context) {
  const line = text.slice(lineStart(text, statement.start), statement.start);
  const isAlone = /^[ \t]*$/.test(line) && /^[ \t]*(#.*)?$/m.test(text.slice(statement.end).split(/[\r\n]/, 1)[0]);
  const { end } = statement;
  const at = isAlone ? end + text.slice(end).search(/[\r\n]|$/) : end;
  return { start: at, end: at, text: `${isAlone ? lineEnding(text) + line : "; "}${name}.set_train()` };
}

/** Whether a layer computes otherwise in training, and is still in the mode in which it was made. */
function hasMode({ call, statement }: Made, context: Context): boolean {
  if (isMadeWithMode(call, context)) return true;
  const maker = makerOf(call);
  const classes = modalClasses(context);
  return (
    maker !== undefined &&
    context.model.kindOf(maker.function)?.kind.is === "class" &&
    namesUsed(statement).some((name) => classes.has(name))
  );
}

/** Whether what a call makes is itself such a layer, or one of those in the call, in the mode in which it is made. */
function isMadeWithMode(call: Call, context: Context): boolean {
  const { model } = context;
  const maker = makerOf(call);
  const callee = maker && model.kindOf(maker.function)?.kind;
  const made = maker && model.kindOf(maker);
  if (callee?.is === "function") return keepsMode(callee.definition) && isModal(made, context);
  return callee?.is === "class" && (isModal(made, context) || modalIn(call, context));
}

/** The call of a class or a function with which `Net().to(device)` begins; nothing where what follows may set the mode. */
function makerOf(call: Call): Call | undefined {
  const { function: callee } = call;
  if (callee.kind !== "attribute" || callee.value.kind !== "call") return call;
  return KEEPS_MODE.test(callee.name) ? makerOf(callee.value) : undefined;
}

const KEEPS_MODE = /^(to|cuda|cpu|npu|float|double|half|bfloat16|apply|requires_grad_)$/;

/** Whether a function of the file leaves what it makes in the mode in which it is made. */
const keepsMode = (made: Callable | undefined): boolean => made !== undefined && !isForeign(made) && !setsMode(made);

const setsMode = remembered(({ body }: FunctionDefinition): boolean =>
  callsIn(body).some(({ function: callee }) => callee.kind === "attribute" && SETS_MODE.test(callee.name)),
);

/** Whether a layer is one that computes otherwise in training, or holds one. */
const isModal = (typed: Typed | undefined, context: Context): boolean =>
  isModalLayer(typed, (info) => (isOwn(info) ? modalClasses(context).has(info.name) : isModalForeign(info)));

/** The same, where somebody tells it of classes. */
function isModalLayer(typed: Typed | undefined, isModalClass: (info: ClassInfo) => boolean): boolean {
  const kind = typed?.kind;
  if (kind?.is !== "instance" || !layerFamily(kind)) return false;
  if (kind.definition) return isModalClass(kind.definition);
  const held = [kind.item, ...(kind.entries?.values() ?? [])];
  return MODAL.test(kind.of) || held.some((one) => isModalLayer(one, isModalClass));
}

/** Whether a class makes its objects in a mode of its own: `self.eval()` in its constructor. */
const setsItsMode = (info: ClassInfo): boolean => (isOwn(info) ? setsOwnMode(info.node) : info.setsMode === true);

const setsOwnMode = remembered(({ body }: ClassDefinition): boolean =>
  body.statements.some(
    (member) =>
      member.kind === "function" &&
      member.name === "__init__" &&
      callsIn(member.body).some(
        ({ function: callee }) =>
          callee.kind === "attribute" && SETS_MODE.test(callee.name) && isSimpleName(callee.value, "self"),
      ),
  ),
);

/** Whether a class is below one that computes otherwise in training, or holds one, as far as other files tell. */
const isModalForeign = (info: ClassInfo, seen: readonly ClassInfo[] = []): boolean =>
  !seen.includes(info) &&
  nearest(
    info,
    (at) =>
      at.roots.some(isModalName) ||
      [...at.attributes.keys()].some((name) =>
        isModalLayer(at.attributes.get(name), (held) => isModalForeign(held, [...seen, info])),
      ),
  ) !== undefined;

const MODAL =
  /\.(Alpha|FeatureAlpha)?Dropout\d?d?$|\.(Sync)?BatchNorm\d?d?$|\.Transformer\w*$|\.nn\.(Module|Cell)\.training$|\.functional\.\w*dropout\w*$/;

const isModalName = (name: string): boolean => MODAL.test(name);

const isAnyModal = anyName(isModalName);

const modalReferences = perFile(({ model }: Context) => model.references.filter(({ name }) => isModalName(name)));

const modalIn = (span: Span, context: Context): boolean =>
  modalReferences(context).some(({ node }) => span.start <= node.start && node.end <= span.end);

/** The names of the file's classes that compute otherwise in training, by themselves or by those that they name. */
const modalClasses = perFile((context: Context): ReadonlySet<string> => {
  const layers = context.model.classes.filter((info) => classFamily(info));
  const isKnown = (info: OwnClass) => modalIn(info.node, context) || isModalForeign(info);
  const modal = new Set(layers.filter(isKnown).map(({ name }) => name));
  for (let size = -1; size !== modal.size; ) {
    size = modal.size;
    for (const { name, node } of layers) if (namesUsed(node).some((used) => modal.has(used))) modal.add(name);
  }
  return modal;
});
