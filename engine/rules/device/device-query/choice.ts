import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { removeStatement } from "../../../fix/imports.ts";
import type { Context } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Conditional, Expression, If, Statement } from "../../../syntax/nodes.ts";
import { walkExpressions, walkStatements } from "../../../syntax/walk.ts";
import { named } from "./named.ts";
import { isNeedless } from "./needless.ts";
import { isMovedTo, isTaken, readsOf, targetName } from "./unused.ts";

const WAITS: Refusal = { refused: "What it chooses is still used: once that is rewritten, it goes." };

/**
 * What becomes of a choice that rests on whether a device is there: it goes with the name it chooses, or the name of the
 * device that runs takes its place. Undefined where more than a device is chosen.
 */
export function folded(reference: Reference, context: Context): Mend | Refusal | undefined {
  const { statement } = reference;
  if (context.text.slice(statement.start, statement.end).includes("#")) return undefined;
  if (statement.kind === "if") return chosenByIf(statement, reference, context);
  if (statement.kind === "assign" && targetName(statement) && isQuestion(statement.value))
    return answered(reference, context);
  const choice = choiceAround(reference);
  return choice && chosen(choice, statement, reference, context);
}

/** `device = "cuda" if torch.cuda.is_available() else "cpu"`: the statement goes, or the choice becomes one name. */
function chosen(choice: Conditional, statement: Statement, { place }: Reference, context: Context) {
  const name = statement.kind === "assign" && statement.value === choice ? targetName(statement) : undefined;
  return name ? forName(name, statement, place, choice, context) : named(choice, context);
}

/** `if torch.cuda.is_available(): device = "cuda"`, and so on for each branch. */
function chosenByIf(statement: If, { place }: Reference, context: Context) {
  const blocks = [...statement.branches.map(({ body }) => body), ...(statement.otherwise ? [statement.otherwise] : [])];
  const isAsked = statement.branches.every(({ test }) => isQuestion(test));
  const statements = blocks.flatMap((block) => block.statements);
  if (isAsked && statements.every(isPass)) return gone([statement], "device:empty", context);
  if (isAsked && statements.every((one) => isPass(one) || isNeedless(one, context))) return WAITS;
  const assigned = blocks.map(({ statements: [first, ...more] }) =>
    first?.kind === "assign" && !more.length && isDeviceName(first.value!) ? targetName(first) : undefined,
  );
  const [name] = assigned;
  return name && assigned.every((other) => other === name)
    ? forName(name, statement, place, undefined, context)
    : undefined;
}

/** The name of a device: its statement goes where nothing reads it; else it is given the name of what runs. */
function forName(
  name: string,
  statement: Statement,
  place: Reference["place"],
  choice: Conditional | undefined,
  context: Context,
) {
  const reads = readsOf(name, place, context);
  if (!reads.length) return gone([statement], "device:folded", context);
  if (isMovedTo(name, context) || reads.some((read) => isDescribed(read, context))) return WAITS;
  if (isCompared(reads, context)) return undefined;
  if (choice) return named(choice, context);
  const mend = named(statement as unknown as Expression, context);
  const [edit] = mend.edits;
  return { ...mend, edits: [{ ...edit, text: `${name} = ${edit.text}` }] };
}

/** What a flag is called that tells whether there is a device. */
const FLAG = /cuda|gpu|npu|mps|device/i;

/** `use_cuda = torch.cuda.is_available()`: it goes where nothing, or nothing but choices without a content, reads it. */
function answered({ statement, place }: Reference, context: Context) {
  const name = targetName(statement)!;
  const reads = readsOf(name, place, context);
  if (reads.some((read) => isDescribed(read, context))) return WAITS;
  if (!FLAG.test(name) || isTaken(name, place, context)) return undefined;
  const empty: Statement[] = [];
  walkStatements(context.model.module.body, (one) => {
    if (one.kind !== "if" || one.otherwise || one.branches.length > 1) return;
    const [{ test, body }] = one.branches;
    if (reads.includes(test) && body.statements.every(isPass)) empty.push(one);
  });
  if (empty.length !== reads.length || empty.some((one) => hasComment(one, context))) return undefined;
  return gone([...empty, statement], "device:answer", context);
}

function gone(statements: readonly Statement[], form: string, { text, model }: Context): Mend {
  const edits: Edit[] = statements.map((statement) => removeStatement(text, model, statement));
  return { edits, forms: [form] };
}

const hasComment = ({ start, end }: Statement, { text }: Context): boolean => text.slice(start, end).includes("#");

const isPass = (statement: Statement): boolean => statement.kind === "pass";

/** The outermost choice between names of devices in whose test a reference stands. */
function choiceAround({ statement, node }: Reference): Conditional | undefined {
  let found: Conditional | undefined;
  walkExpressions(statement, (one) => {
    if (one.kind !== "conditional" || !isDeviceName(one) || found) return;
    if (one.start <= node.start && node.end <= one.end) found = one;
  });
  return found;
}

const DEVICE = /^(cuda|cpu|mps|npu|xpu|gpu)(:\d+)?$/;

function isDeviceName(node: Expression): boolean {
  if (node.kind === "conditional") return isDeviceName(node.body) && isDeviceName(node.otherwise);
  if (node.kind === "call") {
    const { function: callee } = node;
    return callee.kind === "attribute" && /^(device|get_context)$/.test(callee.name);
  }
  return node.kind === "string" && DEVICE.test(node.value ?? "");
}

/** Whether an expression asks what there is and does nothing else: `not args.no_cuda and torch.cuda.is_available()`. */
function isQuestion(node: Expression | undefined): boolean {
  if (node?.kind === "binary") return isQuestion(node.left) && isQuestion(node.right);
  if (node?.kind === "unary") return isQuestion(node.operand);
  if (node?.kind === "attribute") return isQuestion(node.value);
  const callee = node?.kind === "call" && !node.arguments.length ? node.function : undefined;
  if (callee) return callee.kind === "attribute" && /^is_(available|built)$/.test(callee.name);
  return node?.kind === "name" || node?.kind === "constant";
}

/** Whether what is read helps to describe a device. */
const isDescribed = (read: Expression, { model }: Context): boolean =>
  model.references.some(
    ({ name, call }) => name === "torch.device" && call && call.start <= read.start && read.end <= call.end,
  );

/** Whether code goes by the name that was chosen, `device == "cuda"`. */
function isCompared(reads: readonly Expression[], { model }: Context): boolean {
  let found = false;
  walkExpressions(model.module, (node) => {
    const parts = node.kind === "compare" ? node.operands : node.kind === "attribute" ? [node.value] : [];
    if (parts.some((part) => reads.includes(part))) found = true;
  });
  return found;
}
