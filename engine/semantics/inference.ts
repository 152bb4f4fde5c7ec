import { functionsIn } from "../syntax/collect.ts";
import type { Call, Expression, FunctionDefinition, Module, Statement } from "../syntax/nodes.ts";
import { Adoption } from "./adoption.ts";
import { Basis } from "./basis.ts";
import { localNames, namesRead, namesUsed } from "./bindings.ts";
import { coroutineOf, isCoroutine } from "./coroutines.ts";
import { type Defining, type Definition, Definitions } from "./definitions.ts";
import type { Environment } from "./environment.ts";
import { Evaluator } from "./evaluate.ts";
import { type Called, type Event, type FunctionRecord, Log } from "./events.ts";
import { tensorsByUse } from "./evidence.ts";
import { Flow } from "./flow.ts";
import { Found } from "./found.ts";
import { Imports } from "./imports.ts";
import { describe } from "./kind-text.ts";
import {
  type Callable,
  type ClassInfo,
  classFamily,
  isForeign,
  isOwn,
  join,
  type OwnClass,
  type Typed,
} from "./kinds.ts";
import { methodIn, nearest } from "./lineage.ts";
import type { Memory, Remembered, RememberedTop } from "./memory.ts";
import type { FileModel } from "./model.ts";
import { numbersIn } from "./numbers.ts";
import type { Outside } from "./outside.ts";
import { ParameterKinds, type ParameterSources } from "./parameter-kinds.ts";
import { type Passage, PassageFlow, type Passages } from "./passages.ts";
import { classAround, type ModuleReading, readingOf, readsTheSame } from "./reading.ts";
import { reboundGlobals, reboundNonlocals } from "./rebound.ts";
import {
  learnsFromCalls,
  notePassed,
  orPromised,
  passedText,
  promisedBy,
  reset,
  resultText,
  seesReplaced,
} from "./records.ts";
import type { Reference } from "./reference.ts";
import { meantByCall } from "./refused-call.ts";
import { type Doing, Repetition } from "./repetition.ts";
import type { Replaced, Replacement } from "./replaced.ts";
import type { SecondLook } from "./second-look.ts";
import { NOWHERE } from "./surroundings.ts";
import { type Speech, speaksTorchAlone, speechOf } from "./torch-imports.ts";

/** One run over a file: the module's own statements in order, then every function, each once what it needs is known. */
export class FileInference implements Defining, ParameterSources, Doing {
  /** Of the code that is looked at. */
  speech: Speech;
  private readonly module: ModuleReading;
  private readonly found: Found;
  private readonly memory: Memory;
  private readonly adoption: Adoption;
  private readonly repetition: Repetition;
  second: SecondLook | undefined;
  private when: "early" | "late" = "early";
  private readonly globals: Environment;
  /** What the names of the module were before. */
  private readonly replaced: Replaced;
  readonly imports: Imports;
  private readonly definitions: Definitions;
  evaluator = new Evaluator(this, {});
  private readonly moduleFlow = new Flow(this.evaluator, this);
  current: Statement = NOWHERE;
  /** Of the piece of code that is looked at. */
  private log: Log;

  constructor(module: Module, memory: Memory, outside?: Outside) {
    this.found = new Found(module, memory, outside);
    this.adoption = new Adoption(this.found, this);
    this.repetition = new Repetition(this.found, this);
    this.imports = new Imports(this.found, (event) => this.note(event));
    this.definitions = new Definitions(this.found, this.repetition, this);
    this.module = { speech: speechOf(module.body.statements, outside), rebound: reboundGlobals(module) };
    this.speech = this.module.speech;
    this.memory = memory;
    this.log = new Log(memory);
    this.globals = memory.globals;
    this.replaced = memory.replaced;
    memory.begin();
    this.globals.rebound = this.module.rebound;
  }

  run(): FileModel {
    const own = this.found.module.body.statements.flatMap((statement) => this.top(statement));
    this.when = "late";
    for (const info of this.found.classes) this.infer(this.recordOf(info.methods.get("__init__")));
    // Who calls a method comes before it, as far as that is a function; functions inside functions join while these run.
    for (const record of this.found.records.values()) if (!record.place.class) this.infer(record);
    for (const record of this.found.records.values()) this.infer(record);
    for (const record of this.found.records.values()) this.infer(this.isOutdated(record) ? reset(record) : record);
    this.found.refer([], [...own, ...[...this.found.records.values()].flatMap((record) => record.references)]);
    const { statements } = this.found.module.body;
    if (this.memory.keeps) this.found.tops = statements.map((one) => this.memory.recallTop(one));
    this.found.stamps = this.memory.keeps ? this.memory.stampsOf(statements) : statements;
    return this.found.model();
  }

  /** Takes over another version; gives nothing where too much has changed, and this inference is of no use then. */
  adopt(module: Module, outside: Outside | undefined): FileModel | undefined {
    return this.adoption.adopt(module, outside);
  }

  /** Follows one statement of the module, or does again what it did when what it reads is still the same. */
  private top(statement: Statement): readonly Reference[] {
    this.replaced.moment++;
    if (!this.memory.keeps) return this.lookAtTop(statement).references;
    const names = namesRead(statement);
    const known = this.memory.recallTop(statement);
    if (known && readsTheSame(known.read, this.module, names, this.globals) && this.repetition.repeats(known.log)) {
      this.rebind(statement, known);
      return known.log.references;
    }
    this.memory.forget(known);
    return this.followTop(statement).log.references;
  }

  /** Binds again what a statement of the module bound before. */
  private rebind(statement: Statement, { bindings, replaced }: RememberedTop): void {
    if (DEFINING.has(statement.kind)) for (const [name, typed] of bindings) this.globals.set(name, typed);
    else this.globals.rebind(bindings, replaced);
  }

  /** Follows one statement of the module and remembers that, except for a star import, whose names nobody knows by then. */
  followTop(statement: Statement): RememberedTop {
    const read = readingOf(this.module, namesRead(statement), this.globals);
    const stars = this.imports.starCount;
    const written = new Set<string>();
    const replaced: Replacement[] = [];
    this.globals.written = written;
    this.replaced.noted = replaced;
    const log = this.lookAtTop(statement);
    this.globals.written = undefined;
    this.replaced.noted = undefined;
    this.memory.restamp(statement);
    const bindings = this.memory.internAll(written, this.globals);
    const found = { read, log, result: undefined, bindings, replaced };
    if (stars === this.imports.starCount) this.memory.keepTop(statement, found);
    return found;
  }

  private lookAtTop(statement: Statement): Log {
    this.log = new Log(this.memory);
    const { log } = this;
    this.moduleFlow.statement(statement, this.globals);
    return log;
  }

  record({ name, node, use, ground, call, receiver, alias, place }: Omit<Reference, "statement">): void {
    const { current: statement } = this;
    const meant = call && meantByCall(name, call);
    const written = meant && name;
    this.log.references.push({
      name: meant ?? name,
      node,
      use,
      ground,
      call,
      receiver,
      alias,
      place,
      statement,
      written,
    });
  }

  enter(statement: Statement): void {
    this.current = statement;
  }

  remember(expression: Expression, typed: Typed | undefined): void {
    this.memory.remember(expression, typed);
    this.log.kept?.kinds.push([expression, typed]);
  }

  known(expression: Expression): Typed | undefined {
    return this.memory.known(expression);
  }

  methodOf(info: ClassInfo, name: string): Callable | undefined {
    const found = methodIn(info, name);
    const isForeignToo = this.log.kept && nearest(info, (at) => !isOwn(at));
    if (isForeignToo && isOwn(info)) this.log.note({ is: "method", info, name, found });
    return found;
  }

  attributeOf(info: ClassInfo, name: string): Typed | undefined {
    const typed = this.findAttribute(info, name);
    this.log.basis?.noteAttribute(info, name, typed);
    if (!this.log.sets(info, name)) this.log.kept?.note({ is: "attribute", info, name, text: describe(typed) });
    return typed;
  }

  setAttribute(info: ClassInfo, name: string, typed: Typed | undefined): void {
    if (!isOwn(info)) return;
    this.log.kept?.set(info, name, typed);
    this.found.history.set(info, name, typed);
  }

  findAttribute(info: ClassInfo, name: string): Typed | undefined {
    if (info.attributes.has(name)) return info.attributes.get(name);
    const hasIt = ({ attributes }: ClassInfo) => attributes.has(name);
    const hasItOnceInferred = (at: ClassInfo) => {
      this.infer(this.recordOf(at.methods.get("__init__")));
      return hasIt(at);
    };
    return (nearest(info, hasIt) ?? nearest(info, hasItOnceInferred))?.attributes.get(name);
  }

  resultOfCall(
    definition: Callable,
    call: Call,
    receiver?: ClassInfo,
    values: (Typed | undefined)[] = [],
  ): Typed | undefined {
    if (isForeign(definition)) return definition.result;
    const record = this.found.records.get(definition);
    if (!record) return undefined;
    const called: Called = { definition, call, receiver, values };
    this.log.kept?.note({ is: "call", ...called });
    this.noteCall(record, called);
    this.infer(record);
    this.log.kept?.note({ is: "result", definition, text: resultText(record) });
    this.log.basis?.noteResult(record);
    return record.result;
  }

  noteCall(record: FunctionRecord, { call, receiver, values }: Called): void {
    // What stands in a call that is being typed may yet become anything.
    const isTyped = this.found.module.repairs.some(({ start, end }) => call.start <= start && end <= call.end);
    if (isTyped || record.calls.has(call)) return;
    const before = this.repetition.isOn && new Map(record.passed);
    record.calls.add(call);
    notePassed(record, call.arguments, values, receiver !== undefined);
    if (!before) return;
    this.repetition.onFailure(() => {
      record.calls.delete(call);
      record.passed.clear();
      for (const [name, typed] of before) record.passed.set(name, typed);
    });
  }

  note(event: Event): void {
    // What a function inside is based on is not noted outside of it.
    if (event.is === "function") this.log.basis = undefined;
    this.log.kept?.note(event);
  }

  define(node: Definition, env: Environment): Typed | undefined {
    return this.definitions.define(node, env);
  }

  addRecord(record: FunctionRecord): void {
    this.definitions.addRecord(record);
  }

  addClass(info: OwnClass): void {
    this.definitions.addClass(info);
  }

  private recordOf(node: Callable | undefined): FunctionRecord | undefined {
    return node && !isForeign(node) ? this.found.records.get(node) : undefined;
  }

  infer(record: FunctionRecord | undefined): void {
    if (!record) return;
    if (record.state !== "new") {
      if (this.second) this.meet(record, this.second);
      return;
    }
    record.state = "running";
    record.wasEarly ||= this.when === "early" || record.env.isInFunction;
    if (this.memory.keeps) this.lookOrRepeat(record);
    else this.look(record);
    record.state = "done";
  }

  private meet(record: FunctionRecord, second: SecondLook): void {
    const done = second.meet(record);
    if (done.length) this.repetition.onFailure(() => second.wait(done));
  }

  /** Looks at a function, or does again what looking at it did when what it reads is still the same; remembers that. */
  private lookOrRepeat(record: FunctionRecord): void {
    const { when } = this;
    const begin = this.found.history.mark();
    const names = namesUsed(record.node);
    const passed = passedText(record);
    const known = this.memory.recall(record.node, passed);
    // The functions inside see what is around this one from when it is defined now.
    if (known) known.since.at = record.since.at;
    const holds =
      known && readsTheSame(known.read, this.module, names, record.env, record) && this.repetition.repeats(known.log);
    const found = holds ? known : this.lookAnew(record, names, passed);
    if (holds) {
      record.references = known.log.references;
      record.result = known.result;
      this.memory.show(record.node, known);
    }
    record.looks.push({ when, passed: new Map(record.passed), found, begin, end: this.found.history.mark() });
    this.repetition.onFailure(() => {
      Object.assign(record, { state: "new", references: [], result: undefined });
      record.looks.pop();
    });
  }

  private lookAnew(record: FunctionRecord, names: readonly string[], passed: string): Remembered {
    const read = readingOf(this.module, names, record.env, record);
    this.memory.hide(record.node);
    const found = { read, since: record.since, ...this.look(record) };
    this.memory.keep(record.node, passed, found);
    return found;
  }

  private look(record: FunctionRecord): Omit<Remembered, "read" | "since"> {
    const outside = { evaluator: this.evaluator, current: this.current, log: this.log, speech: this.speech };
    const log = new Log(this.memory);
    this.log = log;
    this.speech = this.speechOf(record);
    const parameters = new ParameterKinds(record, this);
    const given = parameters.all();
    const env = record.env.inside(record.since);
    env.rebound = reboundNonlocals(record.node, this.found.module);
    const locals = localNames(record.node);
    locals.forEach((name) => {
      env.set(name, undefined);
    });
    record.node.parameters.forEach(({ name }, i) => {
      env.set(name, given[i]);
    });
    if (functionsIn(record.node).length > 1) env.keepReplaced(withoutParameters(locals, record.node));
    if (this.notesBasis(record)) log.basis = new Basis(given);
    this.evaluator = new Evaluator(this, record.place, parameters.self, this.tensorsIn(record));
    const flow = new Flow(this.evaluator, this);
    const passages = record.before && this.goOn(record, record.before, new PassageFlow(flow, env, this.memory));
    if (!passages) flow.block(record.node.body, env);
    record.basis = log.basis;
    record.references = log.references;
    const returned = flow.returns.length ? flow.returns.reduce(join) : undefined;
    const result = orPromised(returned, () => promisedBy(record));
    record.result = isCoroutine(record.node) ? coroutineOf(result) : result;
    this.evaluator = outside.evaluator;
    this.current = outside.current;
    this.log = outside.log;
    this.speech = outside.speech;
    return { log, result: record.result, passages };
  }

  /** Other libraries' tensors have the same methods. */
  private tensorsIn({ node }: FunctionRecord): ReadonlySet<string> | undefined {
    return this.speech === "torch" ? tensorsByUse(node) : undefined;
  }

  /** Whether what a look at a function is based on is noted: where nothing is kept that tells, and the names around it stand. */
  private notesBasis({ env, node }: FunctionRecord): boolean {
    // Constructors look for the attributes that they are about to set.
    return !this.memory.keeps && this.when === "late" && env === this.globals && node.name !== "__init__";
  }

  /** Whether another look at a function may find more: what it is given, or what became of the names around it. */
  private isOutdated(record: FunctionRecord): boolean {
    return (learnsFromCalls(record) && !this.findsTheSame(record)) || seesReplaced(record);
  }

  /** Whether another look at a function would find what the last one found, as far as that is known. */
  private findsTheSame(record: FunctionRecord): boolean {
    if (!record.basis) return false;
    this.speech = this.speechOf(record);
    return record.basis.holds(new ParameterKinds(record, this).all(), (info, name) => this.findAttribute(info, name));
  }

  /** Follows a function's body, but for the statements in which nothing can be found but what was found before. */
  private goOn(record: FunctionRecord, before: Passages, flow: PassageFlow): Passages {
    const { log } = this;
    const told = this.tensorsIn(record) ?? [];
    const rebound = reboundNonlocals(record.node, this.found.module) ?? [];
    const under = [this.speech, classAround(record)?.text, ...localNames(record.node), ...told, ...rebound].join();
    const of = new Map<Statement, Passage>();
    for (const statement of record.node.body.statements) {
      const known = before.under === under ? before.of.get(statement) : undefined;
      const holds =
        known && !flow.hasFunctions && flow.readsTheSame(statement, known) && this.repetition.repeats(known.log);
      this.log = new Log(this.memory);
      const passage = holds ? flow.again(known, record.place) : flow.follow(statement, this.log);
      of.set(statement, passage);
      log.take(passage.log);
    }
    this.log = log;
    return { under, of };
  }

  /** Beside MindSpore, methods of Modules and functions that use torch's names alone still speak of torch. */
  private speechOf({ node, env, place }: FunctionRecord): Speech {
    if (this.module.speech !== "either") return this.module.speech;
    const family = place.class && classFamily(place.class);
    const isTorchs = family ? family === "torch" : speaksTorchAlone(namesUsed(node), env);
    return isTorchs ? "torch" : "either";
  }

  numbersTaken(info: OwnClass): ReadonlySet<string> {
    const numbers = this.numbersOf(info);
    this.log.kept?.note({ is: "numbers", info, text: [...numbers].join() });
    return numbers;
  }

  /** Parameters of a class's constructor that are numbers by themselves. */
  numbersOf(info: OwnClass): ReadonlySet<string> {
    const init = this.recordOf(info.methods.get("__init__"));
    return init ? numbersIn(init) : new Set();
  }
}

const withoutParameters = (names: readonly string[], { parameters }: FunctionDefinition): readonly string[] =>
  names.filter((name) => parameters.every((parameter) => parameter.name !== name));

/** What binds a name without reading what it was. */
const DEFINING: ReadonlySet<string> = new Set(["function", "class", "import", "import-from"]);
