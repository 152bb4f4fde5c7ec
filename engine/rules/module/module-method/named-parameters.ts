import { NAMED_PARAMETERS } from "../../../catalogue/definitions/parameter-names.ts";
import type { Mend, Refusal } from "../../../finding.ts";
import { renameAttribute } from "../../../fix/attribute.ts";
import { writeDefinition } from "../../../fix/definitions.ts";
import type { Context } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Call, Expression, Statement } from "../../../syntax/nodes.ts";
import { callEnd, isSimpleName, suites, walkExpressions } from "../../../syntax/walk.ts";
import { form } from "./form.ts";

/** `net.named_parameters()` → `net.parameters_and_names()`, and by torch's names where those are looked at. */
export function namedParameters(
  { call, receiver, node, statement, name }: Reference,
  context: Context,
): Mend | Refusal {
  if (call && receiver && !call.arguments.length && looksAtNames(call, statement)) {
    const { edits, name: to } = writeDefinition(NAMED_PARAMETERS, context);
    return {
      edits: [
        ...edits,
        { start: receiver.start, end: receiver.start, text: `${to}(` },
        { start: receiver.end, end: callEnd(call), text: ")" },
      ],
      forms: [`${form(name)}/by-name`],
    };
  }
  return {
    edits: renameAttribute(node, "parameters_and_names", context.text),
    forms: [form(name)],
    unsafe: "MindSpore names parameters otherwise (gamma, beta) and lists running statistics too",
  };
}

/** Whether a loop or a comprehension over named parameters compares their names, or asks what is in them. */
function looksAtNames(call: Call, statement: Statement): boolean {
  if (statement.kind === "for" && statement.iterable === call)
    return suites(statement).some((suite) => asks(statement.target, suite.statements));
  let looks = false;
  walkExpressions(statement, (node) => {
    if (node.kind !== "comprehension") return;
    for (const { iterable, target, conditions } of node.clauses)
      if (iterable === call && asks(target, [...node.elements, ...conditions])) looks = true;
  });
  return looks;
}

/** Whether the first of two targets stands in a comparison, or is what a method is called on. */
function asks(target: Expression, within: readonly (Expression | Statement)[]): boolean {
  const [first] = target.kind === "tuple" ? target.items : [];
  if (first?.kind !== "name") return false;
  let asked = false;
  for (const part of within)
    walkExpressions(part, (node) => {
      if (node.kind === "compare" && node.operands.some((operand) => isSimpleName(operand, first.id))) asked = true;
      if (node.kind === "attribute" && isSimpleName(node.value, first.id)) asked = true;
    });
  return asked;
}
