import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { dropStatement } from "../../../fix/drop.ts";
import { removeStatement } from "../../../fix/imports.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { localNames } from "../../../semantics/bindings.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Expression, FunctionDefinition, Module, Statement } from "../../../syntax/nodes.ts";
import { dottedName, walkExpressions, walkStatements } from "../../../syntax/walk.ts";

const NEEDLESS = [
  "torch.backends.cudnn.benchmark",
  "torch.backends.cudnn.deterministic",
  "torch.backends.cudnn.enabled",
  "torch.backends.cudnn.allow_tf32",
  "torch.backends.cuda.matmul.allow_tf32",
  "torch.cuda.empty_cache",
  "torch.cuda.synchronize",
  "torch.cuda.manual_seed",
  "torch.cuda.manual_seed_all",
  "torch.set_float32_matmul_precision",
];

/** Asking for or describing a device: MindSpore runs on the device that is set, the best there is by default. */
export default defineRule({
  name: "device-query",
  category: "device",
  phase: "structure",
  owns: ["torch.device", "torch.cuda.is_available", "torch.Tensor.device", "mindspore.Tensor.device", ...NEEDLESS],
  find(reference, context) {
    if (reference.receiver) return deviceOf(reference, context);
    if (NEEDLESS.includes(reference.name)) return needless(reference, context);
    if (reference.name === "torch.device") return device(reference, context);
    return isInsideDevice(reference, context) ? undefined : available(reference, context);
  },
});

function needless(reference: Reference, context: Context) {
  return {
    at: reference.call ?? reference.node,
    verdict: "needless",
    effect: "none",
    name: reference.name,
    message: "Not needed in MindSpore.",
    mend(): Mend | Refusal {
      const edits = dropStatement(reference, context);
      return edits
        ? { edits, forms: [`device:${last(reference.name)}`] }
        : { refused: "It is part of another expression: take it out by hand." };
    },
  } as const;
}

/** `device = x.device`, once nothing reads the name any more; elsewhere the call it is passed to drops it. */
function deviceOf(reference: Reference, context: Context) {
  const { node, statement } = reference;
  if (statement.kind !== "assign" || statement.value !== node) return undefined;
  return {
    at: node,
    verdict: "needless",
    effect: "none",
    name: "torch.Tensor.device",
    message: "Not needed: MindSpore places tensors by set_device.",
    mend: (): Mend | Refusal =>
      unusedTarget(reference, node, context)
        ? { edits: [removeStatement(context.text, context.model, statement)], forms: ["device:of-tensor"] }
        : { refused: "The device is still used by name." },
  } as const;
}

function device(reference: Reference, context: Context) {
  const { node, call, use } = reference;
  if (!call) {
    return {
      at: node,
      verdict: "needless",
      effect: "none",
      name: reference.name,
      message: "MindSpore has no device objects; the device is set once.",
      mend: (): Mend | Refusal =>
        use === "annotation"
          ? { edits: [{ start: node.start, end: node.end, text: "str" }], forms: ["device:annotation"] }
          : { refused: "Take the device out by hand." },
    } as const;
  }
  const index = namedIndex(call.arguments[0]?.value);
  return {
    at: call,
    verdict: index === undefined ? "needless" : "restructured",
    effect: index === undefined ? "none" : "silent",
    name: reference.name,
    message:
      index === undefined
        ? "Not needed: MindSpore runs on the best device there is unless ms.set_device says otherwise."
        : `Device ${index} is named: write ms.set_device("${context.target.device}", ${index}) at the start of the program.`,
    mend: () => (index === undefined ? fold(reference, context) : setDevice(reference, index, context)),
  } as const;
}

/** Removes `device = torch.device(…)` once nothing reads it; else a word that names the device takes its place. */
function fold(reference: Reference, context: Context): Mend | Refusal {
  const { statement, call } = reference;
  const unused = unusedTarget(reference, call!, context);
  if (unused) return { edits: [removeStatement(context.text, context.model, statement)], forms: ["device:folded"] };
  if (isMovedTo(statement, context))
    return { refused: "Something is still moved to it: once that is rewritten, it goes." };
  const text = `${context.names.spell("mindspore.get_context")}("device_target")`;
  return {
    edits: [{ start: call!.start, end: call!.end, text }],
    forms: ["device:named"],
    uses: ["mindspore.get_context"],
  };
}

/** Whether a tensor or a model is still moved to the name that the statement gives to the device. */
function isMovedTo(statement: Statement, { model }: Context): boolean {
  const names = statement.kind === "assign" ? statement.targets.map(dottedName) : [];
  return model.references.some(
    ({ name, call }) =>
      name.endsWith(".to") && call?.arguments.some(({ value }) => value && names.includes(dottedName(value) ?? "")),
  );
}

function setDevice(reference: Reference, index: number, context: Context): Mend | Refusal {
  const { statement, call } = reference;
  if (!unusedTarget(reference, call!, context))
    return {
      refused: `The device is still used by name: set it by ms.set_device("${context.target.device}", ${index}).`,
    };
  const text = `${context.names.spell("mindspore.set_device")}("${context.target.device}", ${index})`;
  const edits: Edit[] = [{ start: statement.start, end: statement.end, text }];
  return {
    edits,
    forms: ["device:index"],
    unsafe: "a named device cannot be proven on a CPU",
    uses: ["mindspore.set_device"],
  };
}

/** Whether the statement only gives a name to the value, and nothing reads that name where it is known. */
function unusedTarget({ statement, place }: Reference, value: Expression, { model }: Context): boolean {
  if (statement.kind !== "assign" || statement.value !== value || statement.targets.length !== 1) return false;
  const [target] = statement.targets;
  if (target.kind !== "name" || statement.annotation) return false;
  const isLocal = place.function && localNames(place.function).includes(target.id);
  const others = isLocal ? [] : functionsWithTheirOwn(target.id, model.module);
  let reads = 0;
  walkExpressions(isLocal ? place.function : model.module, (node) => {
    if (node.kind !== "name" || node.id !== target.id || node === target) return;
    if (!others.some(({ body }) => body.start <= node.start && node.end <= body.end)) reads += 1;
  });
  return reads === 0;
}

/** The functions in which a name is a parameter or a local, so that what they read by it is not the file's. */
function functionsWithTheirOwn(name: string, module: Module): FunctionDefinition[] {
  const found: FunctionDefinition[] = [];
  walkStatements(module.body, (statement) => {
    if (statement.kind !== "function") return;
    const isBound = statement.parameters.some((p) => p.name === name) || localNames(statement).includes(name);
    if (isBound) found.push(statement);
  });
  return found;
}

/** `"cuda:1"` → 1; index 0 is the default device and needs no name. */
function namedIndex(value: Expression | undefined): number | undefined {
  if (value?.kind !== "string") return undefined;
  const match = /^(?:cuda|npu):(\d+)$/.exec(value.value ?? "");
  return match && Number(match[1]) > 0 ? Number(match[1]) : undefined;
}

function isInsideDevice(reference: Reference, { model }: Context): boolean {
  return model.references.some(
    (other) =>
      other.name === "torch.device" &&
      other.call &&
      other.call.start <= reference.node.start &&
      reference.node.end <= other.call.end,
  );
}

function available(reference: Reference, context: Context) {
  const { call, node } = reference;
  const at = call ?? node;
  return {
    at,
    verdict: "adapted",
    effect: "loud",
    name: reference.name,
    message:
      'MindSpore names the device it runs on: ms.get_context("device_target") is "CPU" where there is no accelerator.',
    mend(): Mend | Refusal {
      if (!call) return { refused: "It is handed on without being called." };
      const text = `${context.names.spell("mindspore.get_context")}("device_target") != "CPU"`;
      const wrapped = reference.statement.kind === "if" || reference.statement.kind === "assign" ? text : `(${text})`;
      return {
        edits: [{ start: at.start, end: at.end, text: simple(reference) ? wrapped : `(${text})` }],
        forms: ["device:is_available"],
        uses: ["mindspore.get_context"],
      };
    },
  } as const;
}

/** Whether the call is a condition or a value by itself, so that a comparison can stand there without parentheses. */
function simple({ statement, call }: Reference): boolean {
  if (statement.kind === "if") return statement.branches.some((branch) => branch.test === call);
  return statement.kind === "assign" && statement.value === call;
}

const last = (name: string): string => name.slice(name.lastIndexOf(".") + 1);
