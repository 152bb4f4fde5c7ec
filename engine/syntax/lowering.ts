import type { FlatTree } from "./flat-tree.ts";
import { isStatement, isSuite, isToken, kindNames, kindOf } from "./kinds.ts";
import { NodeOwner } from "./node-owner.ts";
import type { Block, Broken, Expression, Span, Statement, Unknown } from "./nodes.ts";
import { lastNotAfter, type Unit } from "./unit.ts";

/** Makes a node of the tree into one of ours. */
export type Lower<Result> = (from: Lowering, node: number) => Result;

/** What lowers each kind of node. */
export interface LoweringTables {
  expressions: readonly (Lower<Expression> | undefined)[];
  statements: readonly (Lower<Statement> | undefined)[];
}

/** What is around and in the stretch that is lowered. */
export interface Surroundings {
  /** How many suites are around it. */
  nesting: number;
  /** By start, the places that may read otherwise after an edit elsewhere. */
  doubtful: readonly Span[];
  /** Whether it is cut into units, or will not change and stays whole. */
  cut: "units" | "whole";
}

/** Deeper expressions become unknown and deeper suites broken, so that no recursion over nodes overflows the stack. */
const deepestExpression = 300;
const deepestSuite = 100;
/** Statements longer than this many characters are kept piece by piece. */
const longStatement = 500;

const error = kindOf("ERROR");
const keywordArgument = kindOf("keyword_argument");
const names = new Set(["dotted_name", "aliased_import", "relative_import"].map(kindOf));
/** Nodes in which an error stands beside the other items instead of spoiling the whole. */
const lists = new Set(["tuple", "list", "set", "expression_list", "pattern_list", "subscript"].map(kindOf));
const assignments = new Set(["assignment", "augmented_assignment"].map(kindOf));

/** A table by kind from functions by the name of the node type. */
export function table<Result>(lower: Record<string, Lower<Result>>): (Lower<Result> | undefined)[] {
  return kindNames.map((name) => lower[name]);
}

/** One pass over a flattened tree, from the module down, that cuts it into units on the way where it will change. */
export class Lowering extends NodeOwner {
  readonly #tables: LoweringTables;
  readonly #around: Surroundings;
  #units: Unit[] = [];
  #splitting: boolean;
  #nesting: number;
  /** Whether the parser skipped nothing at all. */
  readonly #isWhole: boolean;
  #depth = 0;

  constructor(flat: FlatTree, text: string, tables: LoweringTables, around: Surroundings) {
    super(flat, text);
    this.#around = around;
    this.#nesting = around.nesting;
    this.#splitting = around.cut === "units";
    this.#isWhole = flat.errors.length === 0;
    this.#tables = tables;
  }

  /** The units of the outermost suite. */
  get units(): Unit[] {
    return this.#units;
  }

  isExpression(node: number): boolean {
    return this.#tables.expressions[this.kinds[node]] !== undefined;
  }

  expression(node: number): Expression {
    const lower = this.#tables.expressions[this.kinds[node]];
    if (lower === undefined || (!this.#isWhole && this.#isSpoilt(node))) return this.unknown(node);
    if (this.#depth >= deepestExpression) return this.#unknown(this.starts[node], this.ends[node], []);
    this.#depth++;
    const expression = lower(this, node);
    this.#depth--;
    return expression;
  }

  /** The operand at an index, where there is one. */
  given(parent: number, index: number): Expression | undefined {
    const operand = this.operandAt(parent, index);
    return operand < 0 ? undefined : this.expression(operand);
  }

  /** The operand at an index; unknown where the parser missed it. */
  operand(parent: number, index: number): Expression {
    return this.given(parent, index) ?? this.missing(parent);
  }

  /** What stands for what the parser missed in a node: at its end, if nothing else is said. */
  missing(parent: number, at = this.ends[parent]): Unknown {
    return this.#unknown(at, at, []);
  }

  /** The items of a list, with what could not be parsed among them. */
  items(node: number, from = 0): Expression[] {
    const items: Expression[] = [];
    const { kinds, next } = this;
    for (let child = node + 1; child < next[node]; child = next[child]) {
      if (isToken(kinds[child]) || from-- > 0) continue;
      const item = this.expression(child);
      if (kinds[child] !== error || (item as Unknown).parts.length > 0) items.push(item);
    }
    return items;
  }

  unknown(node: number): Unknown {
    return this.#unknown(this.starts[node], this.ends[node], this.#parts(node, "expressions") as Expression[]);
  }

  statement(node: number): Statement {
    const reused = this.flat.reused.get(node);
    if (reused !== undefined) {
      this.#units.push(reused);
      return reused.statement;
    }
    return this.#splitting ? this.#unit(node) : this.#statement(node);
  }

  broken(node: number): Broken {
    const parts = this.#parts(node, "all");
    return this.own({ kind: "broken", start: this.starts[node], end: this.ends[node], parts });
  }

  /** The statements of the suite `block`, one of the children of `parent`, with what could not be parsed beside it. */
  suite(parent: number, block: number): Block {
    const statements: Statement[] = [];
    const { kinds, next } = this;
    const isWhole = this.#isWhole || parent === block;
    const past = block < 0 ? next[parent] : block;
    for (let child = isWhole ? past : parent + 1; child < past; child = next[child]) {
      if (kinds[child] === error) statements.push(this.statement(child));
    }
    if (block >= 0) this.within(() => this.statements(block, statements));
    for (let child = isWhole || block < 0 ? next[parent] : next[block]; child < next[parent]; child = next[child]) {
      if (kinds[child] === error) statements.push(this.statement(child));
    }
    const start = statements[0]?.start ?? (block < 0 ? this.ends[parent] : this.starts[block]);
    return this.own({ start, end: statements.at(-1)?.end ?? start, statements });
  }

  /** What lowers a suite at another time; nothing where that has to be now, since it is cut or the parser skipped something. */
  late(parent: number, block: number): (() => Block) | undefined {
    if (this.#around.cut === "units" || !this.#isWhole) return undefined;
    const around = { ...this.#around, nesting: this.#nesting };
    return () => new Lowering(this.flat, this.text, this.#tables, around).suite(parent, block);
  }

  /** Lowers one suite further in. */
  within(lower: () => void): void {
    this.#nesting++;
    lower();
    this.#nesting--;
  }

  statements(suite: number, into: Statement[]): void {
    const { kinds, next } = this;
    for (let child = suite + 1; child < next[suite]; child = next[child]) {
      if (isStatement(kinds[child]) || kinds[child] === error) into.push(this.statement(child));
      else if (this.isExpression(child)) into.push(this.#stray(child));
    }
  }

  #unknown(start: number, end: number, parts: Expression[]): Unknown {
    return this.own({ kind: "unknown", start, end, parts });
  }

  #stray(node: number): Broken {
    const part = this.expression(node);
    return this.own({ kind: "broken", start: this.starts[node], end: this.ends[node], parts: [part] });
  }

  #unit(node: number): Statement {
    const [outer, units] = [this.anchor, this.#units];
    const [start, end] = [this.starts[node], this.ends[node]];
    const anchor = { moved: 0 };
    this.anchor = anchor;
    this.#units = [];
    this.#splitting = end - start > longStatement || this.#holdsMembers(node);
    const statement = this.#statement(node);
    const reusable = start < end && !this.#isDoubtful(start, end);
    units.push({ start, end, statement, nesting: this.#nesting, anchor, units: this.#units, reusable });
    this.anchor = outer;
    this.#units = units;
    this.#splitting = true;
    return statement;
  }

  #holdsMembers(node: number): boolean {
    const name = kindNames[this.kinds[node]];
    return (
      name === "decorated_definition" ||
      name === "class_definition" ||
      name === "function_definition" ||
      name === "ERROR"
    );
  }

  #isDoubtful(start: number, end: number): boolean {
    const { doubtful } = this.#around;
    const last = lastNotAfter(doubtful, end);
    return last >= 0 && doubtful[last].start >= start;
  }

  #statement(node: number): Statement {
    const lower = this.#tables.statements[this.kinds[node]];
    if (this.#nesting > deepestSuite) {
      return this.own({ kind: "broken", start: this.starts[node], end: this.ends[node], parts: [] });
    }
    if (lower === undefined || (this.#isSpoilt(node) && !this.#hasSuite(node))) return this.broken(node);
    const depth = this.#depth;
    this.#depth = 0;
    const statement = lower(this, node);
    this.#depth = depth;
    return statement;
  }

  #hasSuite(node: number): boolean {
    return /^(if|for|while|with|try|match|function|class|decorated)_/.test(kindNames[this.kinds[node]]);
  }

  /** Whether the parser skipped something between the children of a node, or of the assignment that a statement is. */
  #isSpoilt(node: number): boolean {
    if (this.#isWhole) return false;
    const kind = this.kinds[node];
    if (kind === error || lists.has(kind)) return false;
    const first = node + 1;
    if (first < this.next[node] && assignments.has(this.kinds[first]) && this.#isSpoilt(first)) return true;
    return this.child(node, error) >= 0;
  }

  #parts(node: number, wanted: "expressions" | "all"): (Expression | Statement)[] {
    const parts: (Expression | Statement)[] = [];
    this.#gather(node, wanted, parts);
    return parts;
  }

  /** Collects the outermost whole expressions and statements below a node. */
  #gather(node: number, wanted: "expressions" | "all", into: (Expression | Statement)[]): void {
    if (this.#depth >= deepestExpression || this.#nesting > deepestSuite) return;
    const { kinds, next } = this;
    const inward = isSuite[kinds[node]];
    this.#depth++;
    this.#nesting += inward;
    const first = node + 1;
    for (let child = kinds[node] === keywordArgument ? next[first] : first; child < next[node]; child = next[child]) {
      if (isToken(kinds[child]) || names.has(kinds[child])) continue;
      if (this.isExpression(child)) into.push(this.expression(child));
      else if (!isStatement(kinds[child])) this.#gather(child, wanted, into);
      else if (wanted === "all") into.push(this.statement(child));
    }
    this.#nesting -= inward;
    this.#depth--;
  }
}
