import type { Mend, Refusal } from "../../../finding.ts";
import { needsParentheses } from "../../../fix/values.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { type ClassInfo, classFamily, isForeign } from "../../../semantics/kinds.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { callsIn, mentions, perStatement } from "../../../syntax/collect.ts";
import type { Assign, AugmentedAssign, Call, Expression, FunctionDefinition } from "../../../syntax/nodes.ts";
import { walkStatements } from "../../../syntax/walk.ts";

/** A buffer that is given another tensor: MindSpore's Cell raises, whether it is `self.count += 1` or `self.mask = …`. */
export default defineRule({
  name: "buffer-assignment",
  category: "data",
  owns: ["torch.nn.Buffer"],
  find: newBuffer,
  *scan(context) {
    if (!registers(context.text, context.model.module)) return;
    for (const info of context.model.classes) {
      if (!classFamily(info)) continue;
      const buffers = buffersOf(info, context);
      if (buffers.size) for (const method of ownMethods(info)) yield* assignmentsIn(method, buffers, context);
    }
  },
});

const registers = mentions("register_buffer");

/** The names a class and its bases in the file register as buffers, with what stands behind the first two arguments. */
function buffersOf(info: ClassInfo, context: Context): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const base of info.bases) {
    const definition = base?.kind.is === "class" ? base.kind.definition : undefined;
    if (definition && definition !== info)
      for (const [name, rest] of buffersOf(definition, context)) found.set(name, rest);
  }
  for (const method of ownMethods(info))
    for (const [name, call] of registeredIn(method)) found.set(name, restOf(call, context));
  return found;
}

/** The buffers that a method registers, with the calls that do. */
const registeredIn = perStatement((method): readonly (readonly [name: string, call: Call])[] => {
  const { body } = method as FunctionDefinition;
  return callsIn(body).flatMap((call): [string, Call][] => {
    const name = registered(call, method as FunctionDefinition);
    return name ? [[name, call]] : [];
  });
});

/** The methods that the file itself defines. */
const ownMethods = ({ methods }: ClassInfo): FunctionDefinition[] =>
  [...methods.values()].filter((method): method is FunctionDefinition => !isForeign(method));

/** `mean` of `self.register_buffer("mean", …)` */
function registered({ function: callee, arguments: given }: Call, method: FunctionDefinition): string | undefined {
  if (callee.kind !== "attribute" || callee.name !== "register_buffer" || !isSelf(callee.value, method))
    return undefined;
  const [name] = given;
  return name?.form === "positional" && name.value.kind === "string" ? name.value.value : undefined;
}

const isSelf = (node: Expression, { parameters }: FunctionDefinition): boolean =>
  node.kind === "name" && node.id === parameters[0]?.name;

const restOf = ({ arguments: given }: Call, { text }: Context): string =>
  given
    .slice(2)
    .map(({ start, end }) => `, ${text.slice(start, end)}`)
    .join("");

function assignmentsIn(method: FunctionDefinition, buffers: ReadonlyMap<string, string>, context: Context): Report[] {
  const reports: Report[] = [];
  walkStatements(method.body, (statement) => {
    if (statement.kind !== "assign" && statement.kind !== "augmented") return;
    // `self.mean: Tensor` says a type and assigns nothing.
    if (statement.kind === "assign" && !statement.value) return;
    const targets = statement.kind === "assign" ? statement.targets : [statement.target];
    for (const target of targets.flatMap((t) => (t.kind === "tuple" || t.kind === "list" ? t.items : [t])))
      if (target.kind === "attribute" && isSelf(target.value, method) && buffers.has(target.name))
        reports.push(report(statement, target, target.name, buffers.get(target.name)!, context));
  });
  return reports;
}

function report(
  statement: Assign | AugmentedAssign,
  target: Expression,
  name: string,
  rest: string,
  context: Context,
): Report {
  const isAugmented = statement.kind === "augmented";
  return {
    at: target,
    verdict: "adapted",
    effect: "loud",
    message: isAugmented
      ? `${name} is a buffer: assigning to it raises in MindSpore. Copy the new values into it.`
      : `${name} is a buffer: assigning to it raises in MindSpore. Register it anew.`,
    mend: () => mend(statement, target, { name, rest }, context),
  };
}

function mend(
  statement: Assign | AugmentedAssign,
  target: Expression,
  { name, rest }: { name: string; rest: string },
  { text }: Context,
): Mend | Refusal {
  const { value } = statement;
  if (!value || (statement.kind === "assign" && (statement.targets.length > 1 || statement.targets[0] !== target)))
    return { refused: `Give the value a name first, then write self.register_buffer("${name}", value).` };
  const owner = text.slice(target.start, target.end);
  const given = text.slice(value.start, value.end);
  if (text.slice(target.end, value.start).includes("#")) return { refused: "A comment stands inside the assignment." };
  const head = { start: statement.start, end: value.start };
  if (statement.kind === "augmented") {
    const right = needsParentheses(value) ? `(${given})` : given;
    const sum = `${owner}.copy_(${owner} ${statement.operator.slice(0, -1)} ${right})`;
    return { edits: [{ start: statement.start, end: value.end, text: sum }], forms: ["buffer:copied"] };
  }
  const self = owner.slice(0, owner.lastIndexOf("."));
  const isBare = value.kind === "tuple" && given[0] !== "(";
  return {
    edits: [
      { ...head, text: `${self}.register_buffer("${name}", ${isBare ? "(" : ""}` },
      { start: value.end, end: value.end, text: `${isBare ? ")" : ""}${rest})` },
    ],
    forms: ["buffer:registered"],
  };
}

/** `self.mean = nn.Buffer(torch.zeros(3))` */
function newBuffer({ node, call, statement, place, name }: Reference, { text }: Context): Report {
  return {
    at: call ?? node,
    verdict: "adapted",
    effect: "loud",
    name,
    message: "MindSpore makes buffers by register_buffer.",
    mend(): Mend | Refusal {
      const target = statement.kind === "assign" && statement.value === call ? statement.targets[0] : undefined;
      const method = place.function;
      if (!call || !method || target?.kind !== "attribute" || !isSelf(target.value, method) || !call.arguments.length)
        return { refused: 'Write self.register_buffer("name", tensor).' };
      const owner = text.slice(target.value.start, target.value.end);
      return {
        edits: [{ start: statement.start, end: call.open + 1, text: `${owner}.register_buffer("${target.name}", ` }],
        forms: ["buffer:new"],
      };
    },
  };
}
