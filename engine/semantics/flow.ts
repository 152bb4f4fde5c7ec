import { changed } from "../syntax/anchored.ts";
import { flattened } from "../syntax/collect.ts";
import type {
  Assign,
  Block,
  ClassDefinition,
  Expression,
  For,
  FunctionDefinition,
  If,
  Import,
  ImportFrom,
  Statement,
  Try,
  Yield,
} from "../syntax/nodes.ts";
import { dottedName, leaves } from "../syntax/walk.ts";
import { annotated, orStated } from "./annotations.ts";
import { boundNames, namesBound, typeParameterNames } from "./bindings.ts";
import { collates, itemOf } from "./containers.ts";
import { methodRole } from "./decorators.ts";
import type { Environment } from "./environment.ts";
import type { Evaluator } from "./evaluate.ts";
import { METHODS, tensorNames } from "./evidence.ts";
import { frameworkOf } from "./frameworks.ts";
import type { Imports } from "./imports.ts";
import { certain, imported, isTensor, type Typed, weaken } from "./kinds.ts";
import { takesTensorsIn } from "./members.ts";
import { importedName } from "./names.ts";
import { heldTest, narrow, narrowOtherwise } from "./narrowing.ts";
import { arithmetic } from "./operators.ts";
import { bind, bindAttribute, bindItem } from "./targets.ts";

/** What the statements of a scope lead to outside their own flow. */
export interface FlowSink {
  /** A function or class definition was reached in `env`; returns what its name stands for. */
  define(node: FunctionDefinition | ClassDefinition, env: Environment): Typed | undefined;
  /** A statement's own expressions are looked at from now on. */
  enter(node: Statement): void;
  /** What imports bring that are no framework's. */
  readonly imports: Imports;
}

/** Follows the statements of one scope in order, so that a name means what was last assigned on every path to it. */
export class Flow {
  readonly evaluator: Evaluator;
  readonly sink: FlowSink;
  /** What was returned, in order. */
  readonly returns: (Typed | undefined)[] = [];

  constructor(evaluator: Evaluator, sink: FlowSink) {
    this.evaluator = evaluator;
    this.sink = sink;
  }

  block(block: Block | undefined, env: Environment): void {
    const statements = block?.statements ?? [];
    for (let i = 0; i < statements.length; i++) this.statement(statements[i], env);
  }

  statement(node: Statement, env: Environment): void {
    const { evaluator } = this;
    this.sink.enter(node);
    switch (node.kind) {
      case "expression":
        evaluator.evaluate(node.value, env);
        if (node.value.kind === "yield") this.returns.push(this.yielded(node.value));
        return;
      case "assign":
        return this.assign(node, env);
      case "augmented": {
        const before = evaluator.evaluate(node.target, env);
        const value = evaluator.evaluate(node.value, env);
        evaluator.noteInPlace(node, before);
        const after = augmented(node.operator, before, value);
        if (node.target.kind === "name") env.set(node.target.id, after ?? evaluator.toldByUse(node.target.id));
        if (node.target.kind === "subscript") bindItem(evaluator, node.target, after, env);
        // What a method adds may be known once it has been called: until then the attribute is likely what it was.
        if (node.target.kind === "attribute" && after !== before)
          bindAttribute(evaluator, node.target, after ?? weaken(before, "likely"), env);
        return;
      }
      case "return":
        this.returns.push(evaluator.evaluate(node.value, env));
        return;
      case "delete":
        evaluator.all(node.targets, env);
        return;
      case "raise":
        evaluator.all(node.values, env);
        return;
      case "assert":
        evaluator.all(node.values, env);
        if (node.values.length) narrow(node.values[0], env, evaluator.known);
        return;
      case "import":
        return this.importModules(node, env);
      case "import-from":
        return this.importNames(node, env);
      case "if":
        return this.branch(node, env);
      case "for": {
        const item = evaluator.itemIn(node.iterable, env);
        const path = env.fork();
        carry(node.body, path);
        bind(evaluator, node.target, item, path);
        this.settleBatch(node, path);
        this.block(node.body, path);
        env.merge([path]);
        return this.block(node.otherwise, env);
      }
      case "while": {
        carry(node.body, env);
        evaluator.evaluate(node.test, env);
        this.block(node.body, env);
        return this.block(node.otherwise, env);
      }
      case "with":
        for (const item of node.items) {
          const context = evaluator.evaluate(item.context, env);
          if (item.target) bind(evaluator, item.target, evaluator.entered(context, item.context), env);
        }
        return this.block(node.body, env);
      case "try":
        return this.attempt(node, env);
      case "match":
        evaluator.evaluate(node.subject, env);
        for (const branch of node.cases) {
          evaluator.all([...branch.values, branch.guard], env);
          for (const capture of branch.captures) env.set(capture, undefined);
          this.block(branch.body, env);
        }
        return;
      case "function":
      case "class":
        env.set(node.name, this.sink.define(node, withTypeParameters(node.typeParameters, env)));
        return;
      case "broken":
        for (const part of node.parts) this.part(part, env);
        return;
      default:
        return;
    }
  }

  /** What a generator gives is what it yields, one after the other; behind a decorator it may be a context. */
  private yielded({ value, delegates }: Yield): Typed | undefined {
    const { around, place } = this.evaluator;
    const role = place.function && methodRole(place.function);
    if (role === "wrapped" || role === "replaced") return undefined;
    const typed = value && around.known(value);
    return certain({ is: "collection", item: delegates ? itemOf(typed) : typed });
  }

  private part(part: Expression | Statement, env: Environment): void {
    if (STATEMENTS.has(part.kind)) this.statement(part as Statement, env);
    else this.evaluator.evaluate(part as Expression, env);
  }

  private assign({ targets, typeParameters, annotation, value }: Assign, env: Environment): void {
    this.evaluator.evaluate(annotation, env, "annotation");
    const scope = withTypeParameters(typeParameters, env);
    this.evaluator.all(typeParameters ?? [], scope, "annotation");
    const given = orStated(this.evaluator.evaluate(value, scope), () => annotated(annotation, env));
    const typed = (value && targets[0]?.kind === "name" && heldTest(value, env)) || given;
    for (let i = 0; i < targets.length; i++) bind(this.evaluator, targets[i], typed, env);
  }

  private branch(node: If, env: Environment): void {
    if (isForTypes(node)) return this.forTypes(node.branches[0].body, node.otherwise, env);
    const paths: Environment[] = [];
    for (const { test, body } of node.branches) {
      this.sink.enter(node);
      this.evaluator.evaluate(test, env);
      const path = env.fork();
      narrow(test, path, this.evaluator.known);
      this.block(body, path);
      if (!leaves(body)) paths.push(path);
    }
    const otherwise = env.fork();
    for (const { test } of node.branches) narrowOtherwise(test, otherwise, this.evaluator.known);
    this.block(node.otherwise, otherwise);
    if (!leaves(node.otherwise)) paths.push(otherwise);
    env.merge(paths);
  }

  /** What is imported for annotations counts where nobody knows what is put in its place to run with. */
  private forTypes(body: Block, otherwise: Block | undefined, env: Environment): void {
    if (!otherwise) return this.block(body, env);
    const [stated, run] = [env.fork(), env.fork()];
    this.block(body, stated);
    this.block(otherwise, run);
    env.merge([stated, run]);
    for (const [name, typed] of stated.names) if (!env.lookup(name)) env.set(name, typed);
  }

  private attempt(node: Try, env: Environment): void {
    const body = env.fork();
    this.block(node.body, body);
    this.block(node.otherwise, body);
    const paths = leaves(node.body) ? [] : [body];
    for (const handler of node.handlers) {
      this.evaluator.evaluate(handler.type, env);
      const path = env.fork();
      if (handler.name) path.set(handler.name, undefined);
      this.block(handler.body, path);
      if (!leaves(handler.body)) paths.push(path);
    }
    env.merge(paths);
    this.block(node.finally, env);
  }

  private importModules(node: Import, env: Environment): void {
    for (const { name, alias } of node.names) {
      const bound = alias ? name : name.split(".")[0];
      const typed = frameworkOf(bound) ? undefined : this.sink.imports.module(bound);
      env.set(alias ?? bound, typed ?? (alias ? importedName(name) : imported({ is: "module", name: bound })));
    }
  }

  private importNames(node: ImportFrom, env: Environment): void {
    if (node.star) this.sink.imports.star(node, env);
    for (const { name, alias } of node.names) {
      const typed = node.level === 0 && frameworkOf(node.module) ? undefined : this.sink.imports.from(node, name);
      env.set(alias ?? name, typed ?? (node.level === 0 ? importedName(`${node.module}.${name}`) : undefined));
    }
  }

  /** What a DataLoader gives is certainly a tensor where the loop treats it as one. */
  private settleBatch(node: For, env: Environment): void {
    const loader = this.evaluator.around.known(
      node.iterable.kind === "call" ? (node.iterable.arguments[0]?.value ?? node.iterable) : node.iterable,
    );
    if (loader?.kind.is !== "instance" || loader.ground !== "certain" || !/DataLoader$/.test(loader.kind.of)) return;
    if (this.evaluator.around.speech !== "torch" && collates(loader)) return;
    const head = changed(node, { body: changed(node.body, { statements: [] }), otherwise: undefined });
    const names = boundNames(changed(node.body, { statements: [head] }));
    const tensors = tensorNames(node.body, names, METHODS.batch, (callee) => takesTensorsIn(callee, env));
    for (const name of tensors) {
      const typed = env.lookup(name);
      if (isTensor(typed)) env.set(name, { kind: typed.kind, ground: "certain" });
    }
  }
}

const STATEMENTS = new Set([
  "expression",
  "assign",
  "augmented",
  "return",
  "delete",
  "raise",
  "assert",
  "pass",
  "break",
  "continue",
  "global",
  "nonlocal",
  "import",
  "import-from",
  "if",
  "for",
  "while",
  "with",
  "try",
  "match",
  "function",
  "class",
  "broken",
]);

/** `if TYPE_CHECKING:`: what it imports is what annotations say. */
const isForTypes = ({ branches }: If): boolean =>
  branches.length === 1 && /^(\w+\.)?TYPE_CHECKING$/.test(dottedName(branches[0].test) ?? "");

/** A list that a loop's body replaces is something else from the second time on, perhaps no list. */
function carry(body: Block, env: Environment): void {
  for (const name of namesReplaced(body)) {
    const typed = env.lookup(name);
    if (typed?.kind.is === "collection" || typed?.kind.is === "tuple") env.set(name, weaken(typed, "likely"));
  }
}

/** The names that assignments in a suite give what need not be another list. */
const namesReplaced = (body: Block): readonly string[] =>
  flattened(body.statements).flatMap((statement) =>
    statement.kind === "assign" && statement.value && !makesList(statement.value)
      ? statement.targets.flatMap(namesBound)
      : NONE,
  );

const makesList = (value: Expression): boolean =>
  value.kind === "call"
    ? value.function.kind === "name" && /^(list|tuple|set|dict|sorted|reversed)$/.test(value.function.id)
    : !/^(name|attribute)$/.test(value.kind);

const NONE: readonly string[] = [];

/** What encloses a definition: its type parameters hide what has their names. */
function withTypeParameters(parameters: readonly Expression[] | undefined, env: Environment): Environment {
  if (!parameters) return env;
  const scope = env.fork();
  for (const name of typeParameterNames(parameters)) scope.set(name, undefined);
  return scope;
}

/** What a name is after `name += value`: a number or a string makes a new object, anything else is changed in place. */
const augmented = (operator: string, before: Typed | undefined, value: Typed | undefined): Typed | undefined =>
  before?.kind.is === "literal" ? arithmetic(operator.slice(0, -1), before, value) : before;
