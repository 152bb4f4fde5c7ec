/**
 * Python as the engine sees it: small typed nodes, lowered once from tree-sitter's tree.
 *
 * Offsets are UTF-16 indices into the text of the file. A node's span includes the parentheses around it, so
 * `text.slice(node.start, node.end)` can stand anywhere the expression stood. Nodes are never changed, with one exception:
 * when the text before them grows or shrinks, the file that owns them moves them (`anchored.ts`).
 */
export interface Span {
  start: number;
  end: number;
}

export type Expression =
  | Name
  | Attribute
  | Call
  | Subscript
  | Slice
  | Sequence
  | Dictionary
  | NumberLiteral
  | StringLiteral
  | Constant
  | Unary
  | Binary
  | Compare
  | Conditional
  | Lambda
  | Comprehension
  | Starred
  | Walrus
  | Await
  | Yield
  | Unknown;

export interface Name extends Span {
  kind: "name";
  id: string;
}

/** `value.name`; the name ends where the node ends, unless parenthesised. */
export interface Attribute extends Span {
  kind: "attribute";
  value: Expression;
  name: string;
  nameStart: number;
}

export interface Call extends Span {
  kind: "call";
  function: Expression;
  arguments: Argument[];
  /** Offset of `(`. For a bare generator argument (`sum(x for x in y)`) also that of its own parenthesis. */
  open: number;
  /** Offset of `)`, or the end of the call where it is missing. */
  close: number;
}

/** One argument of a call, or one base or keyword of a class. */
export interface Argument extends Span {
  form: "positional" | "keyword" | "star" | "doublestar";
  /** Of keyword arguments. */
  name?: string;
  value: Expression;
}

export interface Subscript extends Span {
  kind: "subscript";
  value: Expression;
  items: Expression[];
}

export interface Slice extends Span {
  kind: "slice";
  lower?: Expression;
  upper?: Expression;
  step?: Expression;
}

export interface Sequence extends Span {
  kind: "tuple" | "list" | "set";
  items: Expression[];
}

export interface Dictionary extends Span {
  kind: "dictionary";
  /** `key` is absent for `**value`. */
  entries: { key?: Expression; value: Expression }[];
}

export interface NumberLiteral extends Span {
  kind: "number";
  text: string;
}

export interface StringLiteral extends Span {
  kind: "string";
  /** The value of a plain string without interpolation or escapes, parts joined; absent otherwise. */
  value?: string;
  /** What is written in a plain string that has escapes in it. */
  escaped?: string;
  /** Expressions inside f-strings, in order. */
  interpolations: Expression[];
  /** Dotted names in a string that is an annotation or part of one. */
  quoted?: Expression[];
}

export interface Constant extends Span {
  kind: "constant";
  value: "None" | "True" | "False" | "...";
}

export interface Unary extends Span {
  kind: "unary";
  operator: "-" | "+" | "~" | "not";
  operand: Expression;
}

/** Arithmetic, bitwise, matrix and boolean (`and`, `or`) operators. */
export interface Binary extends Span {
  kind: "binary";
  operator: string;
  left: Expression;
  right: Expression;
}

export interface Compare extends Span {
  kind: "compare";
  operators: string[];
  operands: Expression[];
}

/** `body if test else otherwise` */
export interface Conditional extends Span {
  kind: "conditional";
  test: Expression;
  body: Expression;
  otherwise: Expression;
}

export interface Lambda extends Span {
  kind: "lambda";
  parameters: Parameter[];
  body: Expression;
}

export interface Comprehension extends Span {
  kind: "comprehension";
  form: "list" | "set" | "dictionary" | "generator";
  /** One, or key and value of a dictionary comprehension. */
  elements: Expression[];
  clauses: { target: Expression; iterable: Expression; conditions: Expression[] }[];
}

export interface Starred extends Span {
  kind: "starred";
  value: Expression;
}

export interface Walrus extends Span {
  kind: "walrus";
  target: Name;
  value: Expression;
}

export interface Await extends Span {
  kind: "await";
  value: Expression;
}

export interface Yield extends Span {
  kind: "yield";
  value?: Expression;
  /** `yield from`: what is given are the items of the value. */
  delegates?: true;
}

/** What could not be parsed or nests too deep; `parts` are the whole expressions inside, so that they are still seen. */
export interface Unknown extends Span {
  kind: "unknown";
  parts: Expression[];
}

export interface Parameter extends Span {
  form: "plain" | "star" | "doublestar";
  name: string;
  annotation?: Expression;
  default?: Expression;
}

export type Statement =
  | ExpressionStatement
  | Assign
  | AugmentedAssign
  | Return
  | Delete
  | Raise
  | Assert
  | SimpleStatement
  | Scope
  | Import
  | ImportFrom
  | If
  | For
  | While
  | With
  | Try
  | Match
  | FunctionDefinition
  | ClassDefinition
  | Broken;

/** The statements of a suite; the span runs from the first statement to the end of the last. */
export interface Block extends Span {
  statements: Statement[];
}

export interface ExpressionStatement extends Span {
  kind: "expression";
  value: Expression;
}

/** `a = b = value`, `a: annotation = value` or `a: annotation`. */
export interface Assign extends Span {
  kind: "assign";
  targets: Expression[];
  /** `T: nn.Module` of `type X[T: nn.Module] = list[T]` */
  typeParameters?: Expression[];
  annotation?: Expression;
  value?: Expression;
}

export interface AugmentedAssign extends Span {
  kind: "augmented";
  target: Expression;
  /** With the `=`: `+=`. */
  operator: string;
  value: Expression;
}

export interface Return extends Span {
  kind: "return";
  value?: Expression;
}

export interface Delete extends Span {
  kind: "delete";
  targets: Expression[];
}

export interface Raise extends Span {
  kind: "raise";
  values: Expression[];
}

export interface Assert extends Span {
  kind: "assert";
  values: Expression[];
}

export interface SimpleStatement extends Span {
  kind: "pass" | "break" | "continue";
}

export interface Scope extends Span {
  kind: "global" | "nonlocal";
  names: string[];
}

/** `import a.b as c, d` */
export interface Import extends Span {
  kind: "import";
  names: ImportedName[];
}

/** `from ..a import b as c` */
export interface ImportFrom extends Span {
  kind: "import-from";
  /** Without the leading dots; empty for `from . import x`. */
  module: string;
  /** Number of leading dots. */
  level: number;
  names: ImportedName[];
  star: boolean;
}

export interface ImportedName extends Span {
  /** Dotted in `import a.b`. */
  name: string;
  alias?: string;
}

export interface If extends Span {
  kind: "if";
  branches: { test: Expression; body: Block }[];
  otherwise?: Block;
}

export interface For extends Span {
  kind: "for";
  target: Expression;
  iterable: Expression;
  body: Block;
  otherwise?: Block;
}

export interface While extends Span {
  kind: "while";
  test: Expression;
  body: Block;
  otherwise?: Block;
}

export interface With extends Span {
  kind: "with";
  items: { context: Expression; target?: Expression; start: number; end: number }[];
  body: Block;
}

export interface Try extends Span {
  kind: "try";
  body: Block;
  handlers: { type?: Expression; name?: string; body: Block }[];
  otherwise?: Block;
  finally?: Block;
}

export interface Match extends Span {
  kind: "match";
  subject: Expression;
  cases: { captures: string[]; values: Expression[]; guard?: Expression; body: Block }[];
}

export interface FunctionDefinition extends Span {
  kind: "function";
  name: string;
  nameStart: number;
  /** `T: Bound` in the brackets after the name, where there are any. */
  typeParameters?: Expression[];
  parameters: Parameter[];
  returns?: Expression;
  decorators: Expression[];
  body: Block;
  isAsync?: true;
  /** Offset of `def` (or `async`), after the decorators. */
  headStart: number;
  /** Offset just past the `:` that opens the body. */
  headEnd: number;
}

export interface ClassDefinition extends Span {
  kind: "class";
  name: string;
  nameStart: number;
  typeParameters?: Expression[];
  bases: Argument[];
  decorators: Expression[];
  body: Block;
  headStart: number;
  headEnd: number;
}

/** A stretch that could not be parsed; what is whole inside it is kept, so that findings there do not flicker. */
export interface Broken extends Span {
  kind: "broken";
  parts: (Expression | Statement)[];
}

export interface Comment extends Span {
  kind: "comment";
}

export interface Module extends Span {
  kind: "module";
  body: Block;
  /** In order of their place. */
  comments: Comment[];
  /** Where the parser could not follow. */
  errors: Span[];
  /** Where something is missing that was read as if it stood there. */
  repairs: Span[];
  /** Whether the words `global` or `nonlocal` stand in it. */
  hasOuterNames: boolean;
}
