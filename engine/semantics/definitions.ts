import type { ClassDefinition, FunctionDefinition, Statement } from "../syntax/nodes.ts";
import { isSetter, methodRole } from "./decorators.ts";
import { Environment } from "./environment.ts";
import { Evaluator } from "./evaluate.ts";
import type { Event, FunctionRecord } from "./events.ts";
import { Flow, type FlowSink } from "./flow.ts";
import type { Found } from "./found.ts";
import { type ClassInfo, certain, type OwnClass, type Typed } from "./kinds.ts";
import { rootsOf } from "./lineage.ts";
import { newRecord } from "./records.ts";
import type { Place } from "./reference.ts";
import type { Repetition } from "./repetition.ts";
import type { Surroundings } from "./surroundings.ts";

export type Definition = FunctionDefinition | ClassDefinition;

/** Who comes upon definitions. */
export interface Defining extends Surroundings, FlowSink {
  /** At the place of the code that is looked at. */
  evaluator: Evaluator;
  note(event: Event): void;
}

/** Makes functions and classes known where their definitions are reached; what is in functions is looked at later. */
export class Definitions {
  private readonly found: Found;
  private readonly repetition: Repetition;
  private readonly by: Defining;

  constructor(found: Found, repetition: Repetition, by: Defining) {
    this.found = found;
    this.repetition = repetition;
    this.by = by;
  }

  /** What the name of a definition stands for that is reached in `env`. */
  define(node: Definition, env: Environment, info?: ClassInfo): Typed | undefined {
    return node.kind === "function" ? this.function(node, env, info) : this.class(node, env);
  }

  addRecord(record: FunctionRecord): void {
    const { records } = this.found;
    const before = records.get(record.node);
    records.set(record.node, record);
    this.repetition.onFailure(() => (before ? records.set(record.node, before) : records.delete(record.node)));
  }

  addClass(info: OwnClass): void {
    const { classes } = this.found;
    if (classes.includes(info)) return;
    classes.push(info);
    this.repetition.onFailure(() => classes.splice(classes.indexOf(info), 1));
  }

  private function(node: FunctionDefinition, env: Environment, info?: ClassInfo): Typed | undefined {
    const { evaluator } = this.by;
    const place: Place = { class: info ?? evaluator.place.class, function: node };
    evaluator.all(node.decorators, env, "decorator");
    evaluator.all(node.typeParameters ?? [], env, "annotation");
    for (const parameter of node.parameters) {
      evaluator.evaluate(parameter.default, env, "default");
      evaluator.evaluate(parameter.annotation, env, "annotation");
    }
    evaluator.evaluate(node.returns, env, "annotation");
    const record = newRecord({ node, env, since: env.defines(), place });
    this.by.note({ is: "function", record });
    this.addRecord(record);
    const role = methodRole(node);
    if (role !== "method" && role !== "wrapped") return undefined;
    const ground = role === "wrapped" ? "likely" : "certain";
    return { kind: { is: "function", name: node.name, definition: node }, ground };
  }

  private class(node: ClassDefinition, env: Environment): Typed {
    const { by } = this;
    const { evaluator } = by;
    evaluator.all(node.decorators, env, "decorator");
    evaluator.all(node.typeParameters ?? [], env, "annotation");
    const bases = node.bases
      .filter((base) => base.form === "positional")
      .map((base) => evaluator.evaluate(base.value, env, "base"));
    for (const base of node.bases) if (base.form !== "positional") evaluator.evaluate(base.value, env);
    const methods = methodsOf(node);
    const facts = { name: node.name, node, bases, methods, roots: rootsOf(bases) };
    const info = this.found.memory.classInfo(this.found.classes, facts);
    by.note({ is: "class", info, node });
    this.addClass(info);
    by.evaluator = new Evaluator(by, { class: info });
    const scope = new Environment(env);
    // What methods see around them is what is around the class.
    const define = (member: Definition, inside: Environment) =>
      member.kind === "function" ? this.define(member, env, info) : this.define(member, inside);
    const flow = new Flow(by.evaluator, {
      define,
      enter: (statement: Statement) => by.enter(statement),
      imports: by.imports,
    });
    flow.block(node.body, scope);
    for (const [name, typed] of scope.names) if (!methods.has(name)) by.setAttribute(info, name, typed);
    by.evaluator = evaluator;
    return certain({ is: "class", name: node.name, definition: info });
  }
}

function methodsOf({ body }: ClassDefinition): Map<string, FunctionDefinition> {
  const methods = new Map<string, FunctionDefinition>();
  for (const member of body.statements)
    if (member.kind === "function" && !isSetter(member)) methods.set(member.name, member);
  return methods;
}
