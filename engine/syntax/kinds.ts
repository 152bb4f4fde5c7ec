/**
 * tree-sitter's node types as small numbers, so that lowering can look them up in tables.
 * Types that are not listed are punctuation and keywords, which lowering never needs.
 */
const dropped = "";

const statements = [
  "expression_statement",
  "return_statement",
  "delete_statement",
  "raise_statement",
  "assert_statement",
  "pass_statement",
  "break_statement",
  "continue_statement",
  "global_statement",
  "nonlocal_statement",
  "import_statement",
  "import_from_statement",
  "future_import_statement",
  "print_statement",
  "exec_statement",
  "type_alias_statement",
  "if_statement",
  "for_statement",
  "while_statement",
  "with_statement",
  "try_statement",
  "match_statement",
  "function_definition",
  "class_definition",
  "decorated_definition",
];

const leaves = ["comment", "identifier", "integer", "float", "true", "false", "none", "ellipsis", "dotted_name"];

const inner = [
  "ERROR",
  "module",
  "block",
  "relative_import",
  "wildcard_import",
  "aliased_import",
  "assignment",
  "augmented_assignment",
  "attribute",
  "call",
  "argument_list",
  "keyword_argument",
  "list_splat",
  "list_splat_pattern",
  "dictionary_splat",
  "dictionary_splat_pattern",
  "parenthesized_expression",
  "subscript",
  "slice",
  "tuple",
  "tuple_pattern",
  "expression_list",
  "pattern_list",
  "list",
  "list_pattern",
  "set",
  "dictionary",
  "pair",
  "string",
  "concatenated_string",
  "interpolation",
  "format_specifier",
  "format_expression",
  "unary_operator",
  "not_operator",
  "binary_operator",
  "boolean_operator",
  "comparison_operator",
  "conditional_expression",
  "named_expression",
  "lambda",
  "lambda_parameters",
  "list_comprehension",
  "set_comprehension",
  "dictionary_comprehension",
  "generator_expression",
  "for_in_clause",
  "if_clause",
  "await",
  "yield",
  "as_pattern",
  "as_pattern_target",
  "chevron",
  "type",
  "generic_type",
  "union_type",
  "constrained_type",
  "member_type",
  "splat_type",
  "type_parameter",
  "elif_clause",
  "else_clause",
  "except_clause",
  "finally_clause",
  "with_clause",
  "with_item",
  "case_clause",
  "case_pattern",
  "class_pattern",
  "keyword_pattern",
  "splat_pattern",
  "union_pattern",
  "dict_pattern",
  "complex_pattern",
  "decorator",
  "parameters",
  "typed_parameter",
  "default_parameter",
  "typed_default_parameter",
];

const tokens = [
  ...[":", "=", "as", "+", "-", "*", "/", "//", "%", "@", "**", "<<", ">>", "&", "|", "^", "~", "and", "or"],
  ...["<", "<=", "==", "!=", ">=", ">", "<>", "in", "not in", "is", "is not"],
  ...["+=", "-=", "*=", "/=", "@=", "//=", "%=", "**=", ">>=", "<<=", "&=", "^=", "|="],
];

/** The name of each kind; kind 0 is what lowering never sees. */
export const kindNames: readonly string[] = [dropped, ...statements, ...leaves, ...inner, ...tokens];

const kinds = new Map(kindNames.map((name, kind) => [name, kind]));

/** The kind of a node type, 0 if lowering has no use for it. */
export function kindOf(name: string): number {
  return kinds.get(name) ?? 0;
}

const operators = new Set(["not in", "is not"]);
const lastStatement = statements.length;
const error = kindOf("ERROR");
const firstToken = kindOf(":");

/** Whether nodes of this kind stand by themselves in a suite. */
export function isStatement(kind: number): boolean {
  return kind > 0 && kind <= lastStatement;
}

/** Whether a token of the language rather than a node of its grammar. */
export function isToken(kind: number): boolean {
  return kind >= firstToken;
}

/** For each kind, 1 if statements stand in it. */
export const isSuite = Uint8Array.from(kindNames, (name) => (/^(module|block|ERROR)$/.test(name) ? 1 : 0));

/** For each kind, 1 if it is an operand: neither a token nor an error. */
export const isOperand = Uint8Array.from(kindNames, (_, kind) => (isToken(kind) || kind === error ? 0 : 1));

/** For each kind, 1 if its children matter. */
export const descends = Uint8Array.from(kindNames, (name, kind) =>
  operators.has(name) || (kind > 0 && kind <= lastStatement) || (kind >= error && kind < firstToken) ? 1 : 0,
);
