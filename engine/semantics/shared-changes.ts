import { fileTable } from "../file-table.ts";
import { remembered } from "../remembered.ts";
import { collector, flattened, ownStatements } from "../syntax/collect.ts";
import type { Call, Expression, FunctionDefinition, Module, Name, Statement, Subscript } from "../syntax/nodes.ts";
import { isSimpleName, suites, walkExpressions, walkStatements } from "../syntax/walk.ts";
import { isNamedIn, isReadNext, type Next, namesBound } from "./next-use.ts";

/** Whose tensor a name holds: one that a caller gave, that a loop goes over, or of which it is a part. */
type Owner = "caller" | "loop" | "whole";

/** A statement that changes in place what a name holds, where something else sees the change. */
export interface SharedChange {
  readonly statement: Statement;
  readonly name: Name;
  /** The call that changes it, where it is no augmented assignment. */
  readonly call?: Call;
  /** Other names of the same tensor that are read afterwards, and names of other parts of it. */
  readonly twins: readonly string[];
  readonly parts: readonly string[];
  /** Whose tensor it is, where the name itself is not read afterwards. */
  readonly only?: Owner;
  /** The subscripts that made parts: where one of them picks by a tensor, nothing is shared. */
  readonly subscripts: readonly Subscript[];
  /** Whether the name holds a view by another shape, `x.view(-1)`, or others hold parts of it. */
  readonly isReshaped: boolean;
}

/** What a name holds: a tensor, behind those that it is a part of, and whose it is. */
interface Held {
  readonly tensor: object;
  readonly inside: readonly object[];
  readonly owner?: Owner;
  readonly subscripts: readonly Subscript[];
  readonly isReshaped?: true;
}

type Scope = FunctionDefinition | Module;
type Changed = Pick<SharedChange, "statement" | "name" | "call">;
type Find = (statement: Statement) => Pick<Changed, "name" | "call"> | undefined;
/** What is reached behind a statement. */
type Behind = () => readonly Next[];
type Names = Map<string, Held>;

const VIEW =
  /^(view|view_as|reshape|t|transpose|permute|swapaxes|unsqueeze|squeeze|flatten|narrow|select|diagonal|unbind|chunk|split|movedim|detach|data|T|mT)$/;

/** The statements that change a name in a function or in a module's own code, and of some of them what else sees the change. */
export function sharedChanges(find: Find) {
  const changedAmong = (statements: readonly Statement[]): readonly Changed[] => {
    const changed: Changed[] = [];
    for (const statement of statements) {
      const own = find(statement);
      if (own) changed.push({ ...own, statement });
    }
    return changed;
  };
  const inModule = collector((statement) => changedAmong(flattened([statement])));
  const inFunction = remembered((own: FunctionDefinition) => changedAmong(ownStatements(own)));
  const last = fileTable<Scope, { readonly wanted: readonly Changed[]; readonly found: readonly SharedChange[] }>();
  return (scope: Scope, isWanted: (changed: Changed) => boolean): readonly SharedChange[] => {
    const wanted = (scope.kind === "module" ? inModule(scope) : inFunction(scope)).filter(isWanted);
    if (!wanted.length) return [];
    const known = last.known.get(scope);
    if (known?.wanted.length === wanted.length && wanted.every((one, i) => one === known.wanted[i])) return known.found;
    const found = changesOf(scope, wanted);
    last.known.set(scope, { wanted, found });
    return found;
  };
}

function changesOf(scope: Scope, wanted: readonly Changed[]): readonly SharedChange[] {
  const given = scope.kind === "function" ? scope.parameters : [];
  const names: Names = new Map(given.map(({ name }) => [name, fresh("caller")]));
  const byStatement = new Map(wanted.map((changed) => [changed.statement, changed]));
  const found: SharedChange[] = [];
  follow(
    scope.body.statements,
    () => [],
    names,
    (statement, next, held) => {
      const changed = byStatement.get(statement);
      const change = changed && changeOf(changed, held, next());
      if (change) found.push(change);
    },
  );
  return found;
}

/** `x += 1` of a name. */
export const augmentedName: Find = (statement) =>
  statement.kind === "augmented" && statement.target.kind === "name" ? { name: statement.target } : undefined;

/** `self.relu(x)` as what is assigned, given back, or the first thing in that. */
export function callOnName(statement: Statement): ReturnType<Find> {
  const value = statement.kind === "assign" || statement.kind === "return" ? statement.value : undefined;
  let found: ReturnType<Find>;
  if (value)
    walkExpressions(value, (node) => {
      if (node.kind !== "call" || node.function.kind !== "attribute" || found) return;
      const [first] = node.arguments;
      if (first?.value.kind === "name" && isSimpleName(node.function.value, "self"))
        found = { name: first.value, call: node };
    });
  return found;
}

const fresh = (owner?: Owner): Held => ({ tensor: {}, inside: [], owner, subscripts: [] });

/** Another part of what is held. */
const partOf = (held: Held | undefined) => ({
  tensor: {},
  inside: held ? [...held.inside, held.tensor] : [],
  subscripts: held?.subscripts ?? [],
});

const isPartOf = (one: Held, other: Held): boolean => one.inside.includes(other.tensor);

type Visit = (statement: Statement, next: Behind, names: Names) => void;

/** Follows statements in order with what the names hold before each, and what is reached behind it. */
function follow(statements: readonly Statement[], after: Behind, names: Names, visit: Visit): void {
  statements.forEach((statement, index) => {
    const next = () => [...statements.slice(index + 1), ...after()];
    visit(statement, next, names);
    if (statement.kind === "assign" && statement.value) assign(statement.targets, statement.value, names);
    if (statement.kind === "function" || statement.kind === "class") return;
    for (const suite of suites(statement)) {
      const inside = statement.kind === "with" ? names : new Map(names);
      if (statement.kind === "for") loopOver(statement.target, statement.iterable, inside);
      follow(suite.statements, () => [...roundAgain(statement), ...next()], inside, visit);
      if (statement.kind !== "with") walkStatements(suite, (inner) => forget(inner, names));
    }
    forget(statement.kind === "for" ? statement : undefined, names);
  });
}

/** What a loop reaches behind its body: itself. */
function roundAgain(statement: Statement): readonly Next[] {
  if (statement.kind === "while") return [statement];
  return statement.kind === "for"
    ? [{ kind: "rebinding", names: namesBound(statement.target) }, ...statement.body.statements]
    : [];
}

function changeOf({ statement, name, call }: Changed, names: Names, next: readonly Next[]): SharedChange | undefined {
  const held = names.get(name.id) ?? fresh();
  const bound = statement.kind === "assign" ? statement.targets.flatMap(namesBound) : [];
  const read = [...names].filter(([other]) => other !== name.id && !bound.includes(other));
  const isRead = !bound.includes(name.id) && isReadNext(name.id, next);
  const twins = read.flatMap(([other, { tensor }]) =>
    tensor === held.tensor && isReadNext(other, next) ? [other] : [],
  );
  const related = read.filter(
    ([other, one]) => (isPartOf(one, held) || isPartOf(held, one)) && isReadNext(other, next),
  );
  const parts = related.map(([other]) => other);
  if (call && (isRead || isNamedBeside(name, call, statement))) twins.push(name.id);
  const only = !call && !isRead ? held.owner : undefined;
  if (!twins.length && !parts.length && !only) return undefined;
  const subscripts = [...held.subscripts, ...related.flatMap(([, one]) => one.subscripts)];
  return {
    statement,
    name,
    call,
    twins,
    parts,
    only,
    subscripts,
    isReshaped: held.isReshaped === true || related.some(([, one]) => isPartOf(one, held)),
  };
}

/** Whether a statement that hands a name to a call names it beside that call. */
function isNamedBeside({ id }: Name, call: Call, statement: Statement): boolean {
  let count = 0;
  walkExpressions(statement, (node) => {
    if (isSimpleName(node, id)) count++;
  });
  return count > (isNamedIn(id, call) ? 1 : 0) && statement.kind === "return";
}

function assign(targets: readonly Expression[], value: Expression, names: Names): void {
  const held = heldBy(value, names);
  for (const target of targets)
    for (const name of namesBound(target))
      names.set(name, held ? (target.kind === "name" ? held : { ...held, ...partOf(held) }) : fresh());
}

/** What an expression holds of the memory of a name or an attribute. */
function heldBy(value: Expression, names: Names): Held | undefined {
  if (value.kind === "name") {
    const held = names.get(value.id) ?? fresh();
    names.set(value.id, held);
    return held;
  }
  const inner = viewed(value);
  if (!inner) return undefined;
  const held = heldBy(inner, names);
  if (!held && inner.kind !== "attribute") return undefined;
  const part = partOf(held);
  return {
    ...part,
    owner: held?.owner ?? "whole",
    subscripts: value.kind === "subscript" ? [...part.subscripts, value] : part.subscripts,
    isReshaped: value.kind === "subscript" ? held?.isReshaped : true,
  };
}

/** What an expression is a part or a view of. */
function viewed(value: Expression): Expression | undefined {
  if (value.kind === "subscript") return value.value;
  const member = value.kind === "call" ? value.function : value;
  return member.kind === "attribute" && VIEW.test(member.name) ? member.value : undefined;
}

/** What a loop's target holds: parts of what it goes over, by itself or in `enumerate` and `zip`. */
function loopOver(target: Expression, iterable: Expression, names: Names): void {
  const callee = iterable.kind === "call" && iterable.function.kind === "name" ? iterable.function.id : undefined;
  const given = iterable.kind === "call" ? iterable.arguments.map(({ value }) => value) : [];
  const items = target.kind === "tuple" ? target.items : [];
  if (callee === "enumerate" && items.length === 2 && given.length) return loopOver(items[1], given[0], names);
  if (callee === "zip" && items.length === given.length)
    return items.forEach((item, index) => void loopOver(item, given[index], names));
  const of = heldBy(iterable, names);
  for (const name of namesBound(target)) names.set(name, { ...partOf(of), owner: "loop" });
}

/** What is bound on some paths only is nobody's afterwards. */
function forget(statement: Statement | undefined, names: Names): void {
  const targets =
    statement?.kind === "assign" ? statement.targets : statement?.kind === "for" ? [statement.target] : [];
  for (const name of targets.flatMap(namesBound)) names.set(name, fresh());
}
