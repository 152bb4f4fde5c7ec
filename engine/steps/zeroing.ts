import type { Context } from "../rule.ts";
import { type Callable, isForeign } from "../semantics/kinds.ts";
import type { Expression, FunctionDefinition, Statement } from "../syntax/nodes.ts";
import { dottedName } from "../syntax/walk.ts";

/**
 * What a call sets to zero by a method of the same object that does nothing else: `self.reset_grad()` with
 * `self.g_optimizer.zero_grad()` in it.
 */
export function zeroedBy(call: Expression, { model }: Context): readonly Expression[] {
  const callee = call.kind === "call" && !call.arguments.length ? call.function : undefined;
  if (callee?.kind !== "attribute" || callee.value.kind !== "name") return [];
  const kind = model.kindOf(callee)?.kind;
  if (kind?.is !== "method" || kind.receiver.kind.is !== "instance") return [];
  const method: Callable | undefined = kind.receiver.kind.definition?.methods.get(kind.name);
  if (!method || isForeign(method) || method.parameters[0]?.name !== callee.value.id) return [];
  return receiversIn(method);
}

/** The receivers of the zero_grad() calls that a method is made of; none where it does anything else. */
function receiversIn({ body, parameters: [self] }: FunctionDefinition): readonly Expression[] {
  const statements = body.statements.filter((statement) => !isDocstring(statement));
  const receivers = statements.flatMap((statement) => {
    const value = statement.kind === "expression" && statement.value.kind === "call" ? statement.value : undefined;
    const callee = value?.function;
    if (callee?.kind !== "attribute" || callee.name !== "zero_grad") return [];
    return dottedName(callee.value)?.startsWith(`${self.name}.`) ? [callee.value] : [];
  });
  return receivers.length === statements.length ? receivers : [];
}

const isDocstring = (statement: Statement): boolean =>
  statement.kind === "expression" && statement.value.kind === "string";
