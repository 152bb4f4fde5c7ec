import { type Context, defineRule } from "../../../rule.ts";
import { isTensor } from "../../../semantics/kinds.ts";
import { isDifferentiated } from "../../../steps/differentiated.ts";
import { collector, functionsIn, perStatement } from "../../../syntax/collect.ts";
import type { Expression, FunctionDefinition, Statement } from "../../../syntax/nodes.ts";
import { isSimpleName, targetsOf, walkExpressions, walkStatements } from "../../../syntax/walk.ts";

const VIEWS =
  /^(view|reshape|t|transpose|permute|swapaxes|unsqueeze|squeeze|flatten|expand|narrow|select|diagonal|unbind|chunk|split)$/;

/** A write through a view, in a function whose gradients are taken: MindSpore loses it for the tensor that is viewed. */
export default defineRule({
  name: "view-write",
  category: "data",
  *scan(context) {
    for (const { write, viewed, own } of writesIn(context.model.module)) {
      if (!isSeen(viewed, write, own, context)) continue;
      const refused = `Write into ${viewed.id} itself, or use what was written by the view's name only.`;
      yield {
        at: write,
        verdict: "manual",
        effect: "silent",
        message: `This writes through a view of ${viewed.id}, and is lost for it where MindSpore differentiates. ${refused}`,
        mend: () => ({ refused }),
      };
    }
  },
});

/** A write into what is a view of a name. */
interface ViewWrite {
  readonly write: Expression;
  readonly viewed: Expression & { kind: "name" };
  readonly own: FunctionDefinition;
}

/** Whether the viewed tensor is read after the write, by code whose gradients are taken. */
function isSeen(viewed: ViewWrite["viewed"], write: Expression, own: FunctionDefinition, context: Context): boolean {
  const { model } = context;
  const typed = model.kindOf(viewed);
  if (typed && !isTensor(typed)) return false;
  const place = { function: own, class: model.classes.find(({ node }) => node.body.statements.includes(own)) };
  if (!isDifferentiated(write, place, context)) return false;
  let isRead = false;
  walkExpressions(own.body, (node) => {
    if (isSimpleName(node, viewed.id) && node.start > write.end) isRead = true;
  });
  return isRead;
}

/** The writes through views in each function, worked out once for each. */
const writesIn = collector((top) => functionsIn(top).flatMap(writesOf));

const writesOf = perStatement((own) => findWrites(own as FunctionDefinition));

function findWrites(own: FunctionDefinition): ViewWrite[] {
  if (!own.body.statements.some(writesIntoParts)) return [];
  const views = new Map<string, ViewWrite["viewed"] | undefined>();
  const found: ViewWrite[] = [];
  walkStatements(own.body, (statement) => {
    for (const write of writtenBy(statement)) {
      const viewed = viewedBy(write.value) ?? (write.value.kind === "name" ? views.get(write.value.id) : undefined);
      if (viewed) found.push({ write, viewed, own });
    }
    if (statement.kind !== "assign" || !statement.value) return;
    const viewed = viewedBy(statement.value);
    for (const { id } of statement.targets.flatMap(namesIn)) views.set(id, viewed?.id === id ? undefined : viewed);
  });
  return found;
}

/** Whether a statement, or one inside it, writes into a part of something. */
const writesIntoParts = perStatement((statement): boolean => {
  let writes = false;
  walkStatements({ start: statement.start, end: statement.end, statements: [statement] }, (inner) => {
    if (writtenBy(inner).length) writes = true;
  });
  return writes;
});

/** The parts that a statement writes into: `v[0] = 1`, `v[0] += 1`. */
const writtenBy = (statement: Statement): (Expression & { kind: "subscript" })[] =>
  targetsOf(statement).filter((target) => target.kind === "subscript");

const namesIn = (target: Expression): (Expression & { kind: "name" })[] =>
  target.kind === "name" ? [target] : target.kind === "tuple" ? target.items.flatMap(namesIn) : [];

/** The name whose view a value is: `y` in `y.view(-1)` and in `y.T`. */
function viewedBy(value: Expression): ViewWrite["viewed"] | undefined {
  const member = value.kind === "call" ? value.function : value;
  if (member.kind !== "attribute") return undefined;
  const isView = value.kind === "call" ? VIEWS.test(member.name) : /^m?T$/.test(member.name);
  if (!isView) return undefined;
  return member.value.kind === "name" ? member.value : viewedBy(member.value);
}
