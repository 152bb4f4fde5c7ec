import { type Context, defineRule } from "../../../rule.ts";
import { isTensor } from "../../../semantics/kinds.ts";
import { isDifferentiated } from "../../../steps/differentiated.ts";
import { collector, functionsIn, ownStatements, perStatement } from "../../../syntax/collect.ts";
import type { Expression, FunctionDefinition, Statement, Subscript } from "../../../syntax/nodes.ts";
import { isSimpleName, targetsOf, walkExpressions, walkStatements } from "../../../syntax/walk.ts";
import { isPicked } from "../in-place-method/write.ts";

const VIEWS =
  /^(view|reshape|t|transpose|permute|swapaxes|unsqueeze|squeeze|flatten|expand|narrow|select|diagonal|unbind|chunk|split)$/;

/** A write through a view that MindSpore loses for the tensor that is viewed: where gradients are taken, or by a picked index. */
export default defineRule({
  name: "view-write",
  category: "data",
  *scan(context) {
    for (const { write, viewed, own } of writesIn(context.model.module)) {
      if (!isReadAfter(viewed, write, own, context)) continue;
      const loss = lossOf(write, viewed, own, context);
      if (!loss) continue;
      yield {
        at: write,
        verdict: "manual",
        effect: "silent",
        message: `This writes through a view of ${viewed.id}, and is lost for it ${loss.where}. ${loss.refused}`,
        mend: () => ({ refused: loss.refused }),
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

/** Where MindSpore loses a write, and what to do; undefined where it does not. */
function lossOf(write: Expression, viewed: ViewWrite["viewed"], own: FunctionDefinition, context: Context) {
  const place = { function: own, class: context.model.classes.find(({ node }) => node.body.statements.includes(own)) };
  if (isDifferentiated(write, place, context))
    return {
      where: "where MindSpore differentiates",
      refused: `Write into ${viewed.id} itself, or use what was written by the view's name only.`,
    };
  if (!isPicked(write, context) || !isTensor(context.model.kindOf(viewed))) return undefined;
  return {
    where: "where the index is a tensor or a list",
    refused: "Write the view as a whole: new = view.copy(), new[index] = value, view[:] = new.",
  };
}

/** Whether the viewed tensor, or what may be one, is read after the write. */
function isReadAfter(
  viewed: ViewWrite["viewed"],
  write: Expression,
  own: FunctionDefinition,
  { model }: Context,
): boolean {
  const typed = model.kindOf(viewed);
  if (typed && !isTensor(typed)) return false;
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
  if (!functionsIn(own).some(mayWriteIntoParts)) return [];
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

/** Whether a function, or a class inside it, may write into a part of something. */
const mayWriteIntoParts = (own: FunctionDefinition): boolean =>
  ownStatements(own).some((statement) => statement.kind === "class" || targetsOf(statement).some(isPart));

const isPart = (target: Expression): target is Subscript => target.kind === "subscript";

/** The parts that a statement writes into: `v[0] = 1`, `v[0] += 1`. */
const writtenBy = (statement: Statement): Subscript[] => targetsOf(statement).filter(isPart);

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
