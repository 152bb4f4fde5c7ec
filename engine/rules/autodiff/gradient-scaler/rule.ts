import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { removeStatement } from "../../../fix/imports.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { classNames } from "../../../semantics/kinds.ts";
import { mentions } from "../../../syntax/collect.ts";
import type { Call, Expression, Statement } from "../../../syntax/nodes.ts";
import { dottedName, walkExpressions, walkStatements } from "../../../syntax/walk.ts";

const SCALERS = ["torch.GradScaler", "torch.cuda.amp.GradScaler"];
const METHODS = ["scale", "unscale_", "step", "update"];
const OTHERS = ["get_scale", "is_enabled", "state_dict", "load_state_dict"];
const BY_HAND =
  "Scale inside the function that is differentiated: scaler = ms.amp.DynamicLossScaler(2**16, 2, 2000), return scaler.scale(loss), grads = scaler.unscale(grads).";

/** A loss that is scaled up for half precision: in full precision, and in bfloat16, the plain step computes the same. */
export default defineRule({
  name: "gradient-scaler",
  category: "autodiff",
  owns: [...SCALERS, ...[...METHODS, ...OTHERS].map((name) => `torch.GradScaler.${name}`)],
  *scan(context) {
    if (!namesScaler(context.text, context.model.module)) return;
    const uses = usesIn(context);
    const refused = uses.find((use) => !use.edit)?.call;
    const reason = refused && `${context.text.slice(refused.start, refused.end)} has no counterpart. ${BY_HAND}`;
    for (const { call, edit } of uses) yield report(call, edit, reason);
    for (const reference of context.model.references)
      if (SCALERS.includes(reference.name) && reference.use !== "annotation")
        yield report(reference.call ?? reference.node, none(reference.call), reason ?? waiting(uses));
  },
});

function report(at: Expression, edit: Edit | undefined, reason: string | undefined): Report {
  return {
    at,
    verdict: "restructured",
    effect: "loud",
    name: "torch.GradScaler",
    message: `The loss is scaled for half precision; in full precision the plain step computes the same. ${BY_HAND}`,
    mend: (): Mend | Refusal =>
      reason || !edit
        ? { refused: reason ?? BY_HAND }
        : {
            edits: [edit],
            forms: ["gradient-scaler:dropped"],
            unsafe: "without a GradScaler it runs in full precision",
          },
  };
}

/** The scaler is made until nothing scales any more, so that a step is never left half scaled. */
const waiting = (uses: readonly Use[]): string | undefined =>
  uses.length ? "The steps that use it come first." : undefined;

const namesScaler = mentions("caler");

interface Use {
  readonly call: Call;
  readonly scaler: string;
  /** What takes its place; none where there is no counterpart. */
  readonly edit?: Edit;
}

/** Every call of a method of a scaler: of what is known to be one, or scales what goes backward. */
function usesIn(context: Context): Use[] {
  const { model } = context;
  const scalers = new Set<string>();
  const calls: { call: Call; name: string; scaler: string; statement: Statement }[] = [];
  walkStatements(model.module.body, (statement) => {
    walkExpressions(statement, (node) => {
      const scaled = node.kind === "call" && node.function.kind === "attribute" ? node.function : undefined;
      if (scaled?.name !== "backward" || scaled.value.kind !== "call") return;
      const { function: target } = scaled.value;
      const scaler = target.kind === "attribute" && target.name === "scale" ? dottedName(target.value) : undefined;
      const kind = target.kind === "attribute" ? model.kindOf(target.value)?.kind : undefined;
      if (scaler && (!kind || kind.is === "literal")) scalers.add(scaler);
    });
  });
  walkStatements(model.module.body, (statement) => {
    if (/^(if|for|while|with|try|match|function|class)$/.test(statement.kind)) return;
    walkExpressions(statement, (node) => {
      if (node.kind !== "call" || node.function.kind !== "attribute") return;
      const { name, value } = node.function;
      const scaler = dottedName(value);
      const isScaler =
        classNames(model.kindOf(value)).some((one) => SCALERS.includes(one)) || scalers.has(scaler ?? "");
      if (scaler && isScaler && [...METHODS, ...OTHERS].includes(name))
        calls.push({ call: node, name, scaler, statement });
    });
  });
  return calls.map(({ call, name, scaler, statement }) => ({
    call,
    scaler,
    edit: editOf(call, name, statement, context),
  }));
}

function editOf(call: Call, name: string, statement: Statement, { text, model }: Context): Edit | undefined {
  const [given, ...others] = call.arguments;
  const isWhole = statement.kind === "expression" && statement.value === call;
  if (name === "unscale_" || name === "update") return isWhole ? removeStatement(text, model, statement) : undefined;
  if (!given || others.length || given.form !== "positional") return undefined;
  const value = text.slice(given.value.start, given.value.end);
  const plain = /^(name|attribute|call|subscript)$/.test(given.value.kind) ? value : `(${value})`;
  if (name === "scale") return { start: call.start, end: call.end, text: plain };
  return name === "step" && isWhole ? { start: call.start, end: call.end, text: `${plain}.step()` } : undefined;
}

/** `scaler = GradScaler()` becomes `scaler = None`, for what still asks whether there is one. */
const none = (call: Call | undefined): Edit | undefined => call && { start: call.start, end: call.end, text: "None" };
