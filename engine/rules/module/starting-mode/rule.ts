import { importsTorch } from "../../../fix/imports.ts";
import { lineEnding, lineStart } from "../../../fix/lines.ts";
import { perFile } from "../../../per-file.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { namesUsed } from "../../../semantics/bindings.ts";
import { classFamily, type Kind, layerFamily } from "../../../semantics/kinds.ts";
import type { Import, Span } from "../../../syntax/nodes.ts";
import { type Made, madeIn } from "./made.ts";

/** A model that is called as it was made: in training mode in PyTorch, in inference mode in MindSpore. */
export default defineRule({
  name: "starting-mode",
  category: "module",
  *scan(context) {
    if (!context.model.module.body.statements.some((s) => /^import/.test(s.kind) && importsTorch(s as Import))) return;
    if (!modalReferences(context).length) return;
    for (const made of madeIn(context.model.module, (one) => isLayer(one, context))) {
      if (!hasMode(made, context)) continue;
      yield {
        at: made.statement,
        verdict: "adapted",
        effect: "silent",
        message: `A Module starts in training mode, a Cell in inference mode: ${made.name} is put into training mode before it is called.`,
        mend: () => ({ edits: [setTrain(made, context)], forms: ["module:starting-mode"] }),
      };
    }
  },
});

/** `net = Net()` → `net.set_train()` below it */
function setTrain({ statement, name }: Made, { text }: Context) {
  const line = text.slice(lineStart(text, statement.start), statement.start);
  const isAlone = /^[ \t]*$/.test(line) && /^[ \t]*(#.*)?$/m.test(text.slice(statement.end).split(/[\r\n]/, 1)[0]);
  const { end } = statement;
  const at = isAlone ? end + text.slice(end).search(/[\r\n]|$/) : end;
  return { start: at, end: at, text: `${isAlone ? lineEnding(text) + line : "; "}${name}.set_train()` };
}

/** Whether what is made is certainly a layer. */
function isLayer({ call }: Made, { model }: Context): boolean {
  const typed = model.kindOf(call.function);
  return typed?.kind.is === "class" && typed.ground === "certain" && layerFamily(typed.kind) !== undefined;
}

/** Whether a layer computes otherwise in training: it is one that does, or a class of the file that has one. */
function hasMode({ call, statement }: Made, context: Context): boolean {
  const kind = context.model.kindOf(call.function)?.kind;
  if (kind?.is !== "class") return false;
  if (isModal(kind) || modalIn(call, context)) return true;
  const classes = modalClasses(context);
  return classes.has(kind.name) || namesUsed(statement).some((name) => classes.has(name));
}

const MODAL =
  /\.(Alpha|FeatureAlpha)?Dropout\d?d?$|\.(Sync)?BatchNorm\d?d?$|\.Transformer\w*$|\.nn\.(Module|Cell)\.training$|\.functional\.\w*dropout\w*$/;

const isModal = (kind: Kind): boolean => kind.is === "class" && !kind.definition && MODAL.test(kind.name);

const modalReferences = perFile(({ model }: Context) => model.references.filter(({ name }) => MODAL.test(name)));

const modalIn = (span: Span, context: Context): boolean =>
  modalReferences(context).some(({ node }) => span.start <= node.start && node.end <= span.end);

/** The names of the file's classes that compute otherwise in training, by themselves or by those that they name. */
const modalClasses = perFile((context: Context): ReadonlySet<string> => {
  const layers = context.model.classes.filter((info) => classFamily(info));
  const modal = new Set(layers.filter(({ node }) => modalIn(node, context)).map(({ name }) => name));
  for (let size = -1; size !== modal.size; ) {
    size = modal.size;
    for (const { name, node } of layers) if (namesUsed(node).some((used) => modal.has(used))) modal.add(name);
  }
  return modal;
});
