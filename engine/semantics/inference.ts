import { torchNameKind } from "../catalogue/signatures.ts";
import type {
  Argument,
  Call,
  ClassDefinition,
  Expression,
  FunctionDefinition,
  ImportFrom,
  Module,
  Parameter,
  Statement,
} from "../syntax/nodes.ts";
import { suites } from "../syntax/walk.ts";
import { localNames, namesRead, namesUsed } from "./bindings.ts";
import { Environment } from "./environment.ts";
import { Evaluator, type Surroundings } from "./evaluate.ts";
import { METHODS, numberNames, tensorNames } from "./evidence.ts";
import { annotated, Flow, type FlowSink } from "./flow.ts";
import { isTorchName } from "./frameworks.ts";
import {
  type Callable,
  type ClassInfo,
  certain,
  imported,
  instance,
  isForeign,
  isOwn,
  join,
  layerFamily,
  literal,
  type OwnClass,
  type Typed,
  weaken,
} from "./kinds.ts";
import { qualifiedName, takesTensorsIn } from "./members.ts";
import {
  type AttributeNeed,
  classText,
  describe,
  type Effects,
  type ImportNeed,
  type Memory,
  type Read,
  type Remembered,
} from "./memory.ts";
import type { FileModel } from "./model.ts";
import { kindOfName } from "./names.ts";
import type { Outside } from "./outside.ts";
import type { Place, Reference } from "./reference.ts";

/** A function of the file: where it is defined, what calls say of its parameters, and what was found inside. */
export interface FunctionRecord {
  readonly node: FunctionDefinition;
  readonly env: Environment;
  readonly place: Place;
  readonly calls: Set<Call>;
  /** Joined kinds of what calls in this file pass, by parameter name. */
  readonly passed: Map<string, Typed | undefined>;
  state: "new" | "running" | "done";
  references: Reference[];
  result?: Typed;
  needs?: Effects["needs"];
}

/** One run over a file: the module's own statements in order, then every function, each once what it needs is known. */
export class FileInference implements Surroundings, FlowSink {
  readonly importsTorch: boolean;
  private readonly module: Module;
  private readonly memory: Memory;
  private readonly records = new Map<FunctionDefinition, FunctionRecord>();
  private readonly outside: Outside | undefined;
  private readonly classes: OwnClass[] = [];
  private readonly globals: Environment;
  /** What star imports bring, by name; the last import that brings a name counts. */
  private readonly stars: ((name: string) => Typed | undefined)[] = [];
  private sink: Reference[] = [];
  private place: Place = {};
  private current: Statement = NOWHERE;
  /** What the function under way does beyond itself, and what it learns from elsewhere. */
  private effects: Effects | undefined;

  constructor(module: Module, memory: Memory, outside?: Outside) {
    this.module = module;
    this.outside = outside;
    this.importsTorch = module.body.statements.some((statement) => importsTorch(statement, outside));
    this.memory = memory;
    this.globals = memory.globals;
    memory.begin();
  }

  run(): FileModel {
    this.globals.fallback = (name) => this.fromStars(name);
    const own = this.module.body.statements.flatMap((statement) => this.top(statement));
    for (const info of this.classes) this.infer(this.recordOf(info.methods.get("__init__")));
    // Functions inside functions join while these run.
    for (const record of this.records.values()) this.infer(record);
    for (const record of this.records.values()) this.infer(learnsFromCalls(record) ? reset(record) : record);
    const references = [...own, ...[...this.records.values()].flatMap((record) => record.references)];
    references.sort((a, b) => a.node.start - b.node.start || b.node.end - a.node.end);
    return {
      module: this.module,
      references,
      classes: this.classes,
      globals: this.globals.names,
      kindOf: (expression) => this.memory.kinds.get(expression),
    };
  }

  /** Follows one statement of the module, or does again what it did when what it reads is still the same. */
  private top(statement: Statement): readonly Reference[] {
    const names = this.memory.keeps ? namesRead(statement) : [];
    const known = this.memory.recallTop(statement);
    if (known && this.readsTheSame(known.read, names, this.globals) && this.stillHolds(known)) {
      this.repeat(known.effects);
      for (const [name, typed] of known.bindings) this.globals.set(name, typed);
      return known.references;
    }
    const read = this.readBy(names, this.globals);
    const references: Reference[] = [];
    const effects = noEffects();
    this.sink = references;
    this.effects = effects;
    const stars = this.stars.length;
    const written = new Set<string>();
    this.globals.written = written;
    new Flow(this.evaluator(this.place), this).statement(statement, this.globals);
    this.effects = undefined;
    this.globals.written = undefined;
    const bindings = [...written].map(
      (name) => [name, this.memory.intern(name, this.globals.names.get(name))] as const,
    );
    for (const [name, typed] of bindings) this.globals.set(name, typed);
    if (stars === this.stars.length)
      this.memory.keepTop(statement, { read, effects, references, result: undefined, bindings });
    return references;
  }

  /** What names are where they are read, with what else decides how they are followed. */
  private readBy(names: readonly string[], env: Environment, info?: ClassInfo): Read {
    const kinds = names.map((name) => env.lookup(name));
    return { torch: this.importsTorch, kinds, class: info && { info, text: classText(info) } };
  }

  private readsTheSame(read: Read, names: readonly string[], env: Environment, info?: ClassInfo): boolean {
    if (read.torch !== this.importsTorch || read.class?.info !== info) return false;
    if (read.class && read.class.text !== classText(read.class.info)) return false;
    return names.every((name, i) => env.lookup(name) === read.kinds[i]);
  }

  record(reference: Omit<Reference, "statement">): void {
    this.sink.push({ ...reference, statement: this.current });
  }

  enter(statement: Statement): void {
    this.current = statement;
  }

  remember(expression: Expression, typed: Typed | undefined): void {
    if (typed) this.memory.kinds.set(expression, typed);
    else this.memory.kinds.delete(expression);
  }

  known(expression: Expression): Typed | undefined {
    return this.memory.kinds.get(expression);
  }

  methodOf(info: ClassInfo, name: string): Callable | undefined {
    let [method, leavesFile] = [undefined as Callable | undefined, false];
    for (const at of this.lineage(info)) {
      leavesFile ||= !isOwn(at);
      method = at.methods.get(name);
      if (method) break;
    }
    if (leavesFile && isOwn(info)) this.effects?.needs.push({ info, method: name, found: method });
    return method;
  }

  attributeOf(info: ClassInfo, name: string): Typed | undefined {
    const typed = this.findAttribute(info, name);
    if (!this.setsItself(info, name)) this.effects?.needs.push({ info, name, text: describe(typed) });
    return typed;
  }

  setAttribute(info: ClassInfo, name: string, typed: Typed | undefined): void {
    if (!isOwn(info)) return;
    if (!this.setsItself(info, name))
      this.effects?.needs.push({ info, name, text: describe(info.attributes.get(name)), own: true });
    this.effects?.attributes.push({ info, name, typed });
    info.attributes.set(name, info.attributes.has(name) ? join(info.attributes.get(name), typed) : typed);
  }

  private setsItself(info: ClassInfo, name: string): boolean {
    return this.effects?.attributes.some((set) => set.info === info && set.name === name) ?? false;
  }

  private findAttribute(info: ClassInfo, name: string): Typed | undefined {
    for (const at of this.lineage(info)) if (at.attributes.has(name)) return at.attributes.get(name);
    for (const at of this.lineage(info)) {
      const init = this.recordOf(at.methods.get("__init__"));
      if (init?.state === "new") this.infer(init);
      if (at.attributes.has(name)) return at.attributes.get(name);
    }
    return undefined;
  }

  resultOfCall(
    definition: Callable,
    call: Call,
    receiver?: ClassInfo,
    values: (Typed | undefined)[] = [],
  ): Typed | undefined {
    if (isForeign(definition)) return definition.result;
    const record = this.records.get(definition);
    if (!record) return undefined;
    this.effects?.calls.push({ definition, call, receiver, values });
    if (!record.calls.has(call)) {
      record.calls.add(call);
      notePassed(record, call.arguments, values, receiver !== undefined);
    }
    this.infer(record);
    // A result that is asked for while it is being worked out is unknown whatever it turns out to be.
    if (record.state === "done") this.noteResult(record);
    return record.result;
  }

  /** What a caller learns from a function; of one defined inside the caller, what that one learned in turn. */
  private noteResult(record: FunctionRecord): void {
    if (!this.effects) return;
    if (!this.effects.functions.includes(record))
      this.effects.needs.push({ definition: record.node, text: describe(record.result) });
    else this.effects.needs.push(...(record.needs ?? []));
  }

  define(node: Statement & { kind: "function" | "class" }, env: Environment): Typed | undefined {
    return node.kind === "function" ? this.defineFunction(node, env) : this.defineClass(node, env);
  }

  importedFrom({ module, level }: ImportFrom, name: string): Typed | undefined {
    const typed = this.outside?.module(module, level)?.member(name);
    this.effects?.needs.push({ module, level, name, typed });
    return typed ?? (level > 0 ? undefined : imported(kindOfName(`${module}.${name}`)));
  }

  importedModule(module: string): Typed | undefined {
    const typed = this.outside?.module(module, 0)?.typed;
    this.effects?.needs.push({ module, level: 0, typed });
    return typed;
  }

  importedStar({ module, level }: ImportFrom): void {
    const outside = level === 0 && isTorchName(module) ? undefined : this.outside?.module(module, level);
    this.effects?.needs.push({ module, level, typed: outside?.typed });
    if (outside) this.stars.push((name) => outside.exported(name));
    else if (level === 0) this.stars.push((name) => this.fromTorch(module, name));
  }

  private fromStars(name: string): Typed | undefined {
    for (const star of this.stars.toReversed()) {
      const typed = star(name);
      if (typed) return typed;
    }
    return undefined;
  }

  private fromTorch(module: string, name: string): Typed | undefined {
    const qualified = `${module}.${name}`;
    if (!/^torch(\.|$)/.test(module) || !torchNameKind(qualified)) return undefined;
    return this.memory.intern(`${name} of ${module}`, imported(kindOfName(qualified)));
  }

  private *lineage(info: ClassInfo): Iterable<ClassInfo> {
    const seen = new Set<ClassInfo>();
    const queue = [info];
    for (const at of queue) {
      if (seen.has(at)) continue;
      seen.add(at);
      yield at;
      for (const base of at.bases)
        if (base?.kind.is === "class" && base.kind.definition) queue.push(base.kind.definition);
    }
  }

  private evaluator(place: Place, selfName?: string): Evaluator {
    return new Evaluator(this, place, selfName);
  }

  private recordOf(node: Callable | undefined): FunctionRecord | undefined {
    return node && !isForeign(node) ? this.records.get(node) : undefined;
  }

  private defineFunction(node: FunctionDefinition, env: Environment, info?: ClassInfo): Typed | undefined {
    const place: Place = { class: info ?? this.place.class, function: node };
    const evaluator = this.evaluator(this.place);
    evaluator.all(node.decorators, env, "decorator");
    for (const parameter of node.parameters) {
      evaluator.evaluate(parameter.default, env, "default");
      evaluator.evaluate(parameter.annotation, env, "annotation");
    }
    evaluator.evaluate(node.returns, env, "annotation");
    const record: FunctionRecord = {
      node,
      env,
      place,
      calls: new Set(),
      passed: new Map(),
      state: "new",
      references: [],
    };
    this.records.set(node, record);
    this.effects?.functions.push(record);
    const plain = node.decorators.every((decorator) =>
      /^(torch\.)?(no_grad|inference_mode)$/.test(dottedHead(decorator)),
    );
    return plain ? certain({ is: "function", name: node.name, definition: node }) : undefined;
  }

  private defineClass(node: ClassDefinition, env: Environment): Typed {
    const evaluator = this.evaluator(this.place);
    evaluator.all(node.decorators, env, "decorator");
    const bases = node.bases
      .filter((base) => base.form === "positional")
      .map((base) => evaluator.evaluate(base.value, env, "base"));
    for (const base of node.bases) if (base.form !== "positional") evaluator.evaluate(base.value, env);
    const methods = new Map<string, FunctionDefinition>();
    for (const member of node.body.statements) if (member.kind === "function") methods.set(member.name, member);
    const info = this.memory.classInfo(this.classes, { name: node.name, node, bases, methods, roots: rootsOf(bases) });
    this.classes.push(info);
    this.effects?.classes.push({ info, node });
    const outside = this.place;
    this.place = { class: info };
    const scope = new Environment(env);
    const flow = new Flow(this.evaluator(this.place), {
      define: (member, inside) =>
        member.kind === "function" ? this.defineFunction(member, env, info) : this.defineClass(member, inside),
      enter: (statement) => this.enter(statement),
      importedFrom: (statement, name) => this.importedFrom(statement, name),
      importedModule: (name) => this.importedModule(name),
      importedStar: (statement) => this.importedStar(statement),
    });
    flow.block(node.body, scope);
    for (const [name, typed] of scope.names) if (!methods.has(name)) this.setAttribute(info, name, typed);
    this.place = outside;
    return certain({ is: "class", name: node.name, definition: info });
  }

  private infer(record: FunctionRecord | undefined): void {
    if (record?.state !== "new") return;
    record.state = "running";
    const names = this.memory.keeps ? namesUsed(record.node) : [];
    const passed = record.passed.size ? describeAll(record.passed) : "";
    const known = this.memory.recall(record.node, passed);
    if (known && this.readsTheSame(known.read, names, record.env, record.place.class) && this.stillHolds(known))
      this.replay(record, known);
    else this.look(record, this.readBy(names, record.env, record.place.class), passed);
    record.state = "done";
  }

  /** Whether everything that an earlier inference learned from elsewhere is still so. */
  private stillHolds(known: Remembered): boolean {
    if (known.effects.classes.some(({ info, node }) => info.node !== node)) return false;
    return known.effects.needs.every((need) => {
      if ("module" in need) return this.importNeeded(need) === need.typed;
      if ("method" in need)
        return this.classes.includes(need.info) && this.methodOf(need.info, need.method) === need.found;
      if ("info" in need)
        return (
          (!isOwn(need.info) || this.classes.includes(need.info)) && describe(this.attributeNeeded(need)) === need.text
        );
      const record = this.records.get(need.definition);
      this.infer(record);
      return record !== undefined && describe(record.result) === need.text;
    });
  }

  private importNeeded({ module, level, name }: ImportNeed): Typed | undefined {
    const found = this.outside?.module(module, level);
    return name === undefined ? found?.typed : found?.member(name);
  }

  private attributeNeeded({ info, name, own }: AttributeNeed): Typed | undefined {
    return own ? info.attributes.get(name) : this.findAttribute(info, name);
  }

  /** Does again what an earlier inference did beyond its own function. */
  private replay(record: FunctionRecord, { effects, references, result }: Remembered): void {
    this.repeat(effects);
    record.references = references;
    record.result = result;
    record.needs = effects.needs;
  }

  private repeat(effects: Effects): void {
    for (const { node, env, place } of effects.functions)
      this.records.set(node, { node, env, place, calls: new Set(), passed: new Map(), state: "new", references: [] });
    for (const { info } of effects.classes) if (!this.classes.includes(info)) this.classes.push(info);
    for (const { info, name, typed } of effects.attributes)
      info.attributes.set(name, info.attributes.has(name) ? join(info.attributes.get(name), typed) : typed);
    for (const { definition, call, receiver, values } of effects.calls) {
      const callee = this.records.get(definition);
      if (!callee || callee.calls.has(call)) continue;
      callee.calls.add(call);
      notePassed(callee, call.arguments, values, receiver !== undefined);
    }
  }

  private look(record: FunctionRecord, read: Read, passed: string): void {
    const outside = { sink: this.sink, place: this.place, current: this.current, effects: this.effects };
    const references: Reference[] = [];
    const effects = noEffects();
    this.sink = references;
    this.place = record.place;
    this.effects = effects;
    const info = record.place.class;
    const isMethod = info?.methods.get(record.node.name) === record.node;
    const selfName = isMethod ? record.node.parameters[0]?.name : undefined;
    const env = new Environment(record.env);
    for (const name of localNames(record.node)) env.set(name, undefined);
    const tensors = this.tensorParametersOf(record, isMethod ? info : undefined);
    const numbers = this.numberParametersOf(record, isMethod ? info : undefined);
    for (const parameter of record.node.parameters)
      env.set(parameter.name, this.parameterKind(record, parameter, tensors, numbers));
    if (selfName && info) env.set(selfName, certain({ is: "instance", of: info.name, definition: info }));
    const flow = new Flow(this.evaluator(record.place, selfName), this);
    flow.block(record.node.body, env);
    record.references = references;
    record.needs = effects.needs;
    record.result = flow.returned ? flow.result : undefined;
    this.sink = outside.sink;
    this.place = outside.place;
    this.current = outside.current;
    this.effects = outside.effects;
    this.memory.keep(record.node, passed, { read, effects, references, result: record.result });
  }

  private parameterKind(
    record: FunctionRecord,
    parameter: Parameter,
    tensors: ReadonlySet<string>,
    numbers: ReadonlySet<string>,
  ): Typed | undefined {
    if (parameter.form !== "plain") return certain({ is: "collection" });
    const stated = annotated(parameter.annotation, record.env);
    if (stated) return stated;
    const family = record.place.class && layerFamily({ is: "class", name: "", definition: record.place.class });
    const of = family === "mindspore" ? "mindspore.Tensor" : "torch.Tensor";
    if (tensors.has(parameter.name)) return instance(of);
    if (numbers.has(parameter.name)) return literal("number");
    const passed = weaken(record.passed.get(parameter.name), "likely");
    if (passed) return passed;
    const initial = parameter.default && this.known(parameter.default);
    if (initial && initial.kind.is !== "literal") return weaken(initial, "likely");
    if (initial?.kind.is === "literal" && initial.kind.type !== "None")
      return { kind: { is: "literal", type: initial.kind.type }, ground: "likely" };
    const forward = family && /^(forward|construct)$/.test(record.node.name) && !parameter.default;
    return forward ? instance(of, "likely") : undefined;
  }

  /** Parameters of a layer's constructor that it computes with or makes layers of that size. */
  private numberParametersOf({ node, env }: FunctionRecord, info: ClassInfo | undefined): ReadonlySet<string> {
    if (node.name !== "__init__" || !info) return new Set();
    const names = new Set(node.parameters.map((parameter) => parameter.name));
    return numberNames(node.body, names, (callee) => qualifiedName(callee, env));
  }

  private tensorParametersOf(record: FunctionRecord, info: ClassInfo | undefined): ReadonlySet<string> {
    if (record.node.name === "__init__" || (record.place.class && !info)) return new Set();
    const isLayer = info !== undefined && layerFamily({ is: "class", name: "", definition: info }) !== undefined;
    if (info && !isLayer) return new Set();
    const self = info && record.node.parameters[0]?.name;
    const takesTensors = (callee: Expression): boolean => {
      if (info && callee.kind === "attribute" && callee.value.kind === "name" && callee.value.id === self) {
        const attribute = this.attributeOf(info, callee.name)?.kind;
        return attribute?.is === "instance" && layerFamily(attribute) !== undefined;
      }
      return takesTensorsIn(callee, record.env);
    };
    const names = new Set(record.node.parameters.map((parameter) => parameter.name));
    return tensorNames(record.node.body, names, isLayer ? METHODS.layer : METHODS.function, takesTensors);
  }
}

const describeAll = (names: ReadonlyMap<string, Typed | undefined>): string =>
  [...names].map(([name, typed]) => `${name}=${describe(typed)}`).join(";");

const noEffects = (): Effects => ({ needs: [], attributes: [], calls: [], functions: [], classes: [] });

/** Whether a statement of the module, or one in its branches, imports torch. */
function importsTorch(statement: Statement, outside: Outside | undefined): boolean {
  if (statement.kind === "import") return statement.names.some(({ name }) => isTorchName(name));
  if (statement.kind === "import-from") return fromTorch(statement, outside);
  if (!/^(if|try)$/.test(statement.kind)) return false;
  return suites(statement).some((block) => block.statements.some((inner) => importsTorch(inner, outside)));
}

/** Whether names come from torch, or what a project's file gives is torch's or a class above which torch's stand. */
function fromTorch({ module, level, names, star }: ImportFrom, outside: Outside | undefined): boolean {
  if (level === 0 && isTorchName(module)) return true;
  const from = outside?.module(module, level);
  if (!from) return false;
  if (star) return from.exported("torch") !== undefined || from.exported("nn") !== undefined;
  return names.some(({ name }) => {
    const kind = from.member(name)?.kind;
    return kind !== undefined && (("name" in kind && isTorchName(kind.name)) || layerFamily(kind) === "torch");
  });
}

const NOWHERE: Statement = { kind: "pass", start: 0, end: 0 };

/** Names of framework classes above, nearest first. */
function rootsOf(bases: readonly (Typed | undefined)[]): string[] {
  return bases.flatMap((base) => {
    if (base?.kind.is !== "class") return [];
    return base.kind.definition ? base.kind.definition.roots : [base.kind.name];
  });
}

const MANY_CALLS = 64;

function notePassed(
  record: FunctionRecord,
  args: readonly Argument[],
  values: (Typed | undefined)[],
  bound: boolean,
): void {
  // What is called from everywhere learns nothing from its callers.
  if (record.calls.size > MANY_CALLS) return record.passed.clear();
  const parameters = record.node.parameters.filter((parameter) => parameter.form === "plain").slice(bound ? 1 : 0);
  for (const [i, argument] of args.entries()) {
    const name =
      argument.form === "keyword" ? argument.name : argument.form === "positional" ? parameters[i]?.name : undefined;
    if (name === undefined) continue;
    const known = record.passed.get(name);
    record.passed.set(name, record.passed.has(name) ? join(known, values[i]) : values[i]);
  }
}

const learnsFromCalls = (record: FunctionRecord): boolean =>
  [...record.passed.values()].some((typed) => typed !== undefined);

function reset(record: FunctionRecord): FunctionRecord {
  record.state = "new";
  return record;
}

function dottedHead(node: Expression): string {
  if (node.kind === "call") return dottedHead(node.function);
  if (node.kind === "name") return node.id;
  return node.kind === "attribute" ? `${dottedHead(node.value)}.${node.name}` : "";
}
