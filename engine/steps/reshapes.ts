import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import type { Typed } from "../semantics/kinds.ts";
import { callsIn } from "../syntax/collect.ts";
import type { Call, ClassDefinition, Expression, FunctionDefinition, Statement } from "../syntax/nodes.ts";
import { dottedName, walkExpressions, walkStatements } from "../syntax/walk.ts";

const VIEWS = /^(view|reshape|flatten|squeeze|unsqueeze|transpose|permute|swapaxes|t)$/;
const CRITIC = /disc|critic|^(net)?d$/i;

/**
 * The class of a layer that gives what it has computed another shape before it goes on with it, among those that some
 * statements may call. Through that MindSpore loses the gradient of a gradient.
 */
export function reshapingBetween(statements: readonly Statement[], context: Context): string | undefined {
  const reshaping = reshapingClasses(context);
  if (!reshaping.length) return undefined;
  const callees = statements.flatMap(callsIn).map((call) => call.function);
  const known = callees.map((callee) => classOf(context.model.kindOf(callee)));
  const named = reshaping.find((name) => known.includes(name));
  if (named || known.every((name) => name !== undefined)) return named;
  const critics = reshaping.filter((name) => CRITIC.test(name));
  return callees.some((callee) => CRITIC.test(dottedName(callee)?.replace(/^.*\./, "") ?? ""))
    ? critics[0]
    : reshaping[0];
}

const classOf = (typed: Typed | undefined): string | undefined =>
  typed?.kind.is === "instance" ? (typed.kind.definition?.name ?? typed.kind.of) : typed && "";

/** The layers of a file whose forward pass reshapes between its first computation and its last. */
const reshapingClasses = perFile(({ model }: Context): readonly string[] => {
  const found: string[] = [];
  walkStatements(model.module.body, (statement) => {
    if (statement.kind === "class" && reshapes(statement)) found.push(statement.name);
  });
  return found;
});

function reshapes({ body }: ClassDefinition): boolean {
  const forward = body.statements.find(
    (one): one is FunctionDefinition => one.kind === "function" && /^(forward|construct)$/.test(one.name),
  );
  if (!forward) return false;
  const given = new Set(forward.parameters.map(({ name }) => name));
  let found = false;
  walkStatements(forward.body, (statement) => {
    const result = statement.kind === "return" ? statement.value : undefined;
    walkExpressions(statement, (node) => {
      if (node.kind !== "call" || node === result) return;
      const shaped = shapedBy(node);
      if (shaped && !(shaped.kind === "name" && given.has(shaped.id))) found = true;
    });
    if (statement.kind !== "assign" || (statement.value?.kind === "call" && shapedBy(statement.value))) return;
    for (const target of statement.targets) if (target.kind === "name") given.delete(target.id);
  });
  return found;
}

/** What a call gives another shape. */
function shapedBy({ function: callee, arguments: [first] }: Call): Expression | undefined {
  if (callee.kind !== "attribute" || !VIEWS.test(callee.name)) return undefined;
  return /^(torch|ops|ms\.ops)$/.test(dottedName(callee.value) ?? "") ? first?.value : callee.value;
}
