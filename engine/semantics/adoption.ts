import type { Module, Statement } from "../syntax/nodes.ts";
import type { Mark, Moment } from "./attribute-history.ts";
import { namesRead, namesUsed } from "./bindings.ts";
import { type BodyChange, type Change, changeBetween, type StatementChange } from "./change.ts";
import { AttributeUse, Mentions } from "./event-index.ts";
import type { Event, FunctionRecord, Log, Look } from "./events.ts";
import type { Found } from "./found.ts";
import { isSameKind } from "./kind-text.ts";
import type { RememberedTop } from "./memory.ts";
import type { FileModel } from "./model.ts";
import { numbersIn } from "./numbers.ts";
import type { Outside } from "./outside.ts";
import { NO_PASSAGES } from "./passages.ts";
import { Readers } from "./readers.ts";
import { reboundGlobals } from "./rebound.ts";
import { newRecord } from "./records.ts";
import { SecondLook } from "./second-look.ts";

/** Who looks at code for an adoption. */
export interface Looking {
  /** While a function is looked at again: what it was like before. */
  second: SecondLook | undefined;
  infer(record: FunctionRecord): void;
  followTop(statement: Statement): RememberedTop;
}

/** Goes on with what was found in one version of a file in the next ones, as long as little changes. */
export class Adoption {
  private readonly found: Found;
  private readonly looking: Looking;
  private use: AttributeUse | undefined;
  private mentions: Mentions | undefined;
  private readers: Readers | undefined;

  constructor(found: Found, looking: Looking) {
    this.found = found;
    this.looking = looking;
  }

  /**
   * Takes over a version in which nothing but the body of one function, or a simple statement of the module, has changed, if
   * nobody beyond it can tell: only that is looked at. Gives nothing otherwise; what was found is of no use then.
   */
  adopt(module: Module, outside: Outside | undefined): FileModel | undefined {
    if (outside?.given !== this.found.outside?.given || reboundGlobals(module) !== this.found.memory.globals.rebound)
      return undefined;
    const change = changeBetween(this.found.module, module);
    if (change === undefined) return undefined;
    this.found.module = module;
    this.found.outside = outside;
    if (change === "nothing") return this.found.model();
    const { from, to } = (change.is === "body" && change.inClass) || change;
    this.readers?.replace(from, to);
    if (!this.takes(change)) return undefined;
    this.found.restamp(change.at, from, to);
    return this.found.model();
  }

  private takes(change: Change): boolean {
    return change.is === "body" ? this.replace(change) : this.exchange(change);
  }

  /** Puts a simple statement in another one's place, where neither does anything that is seen elsewhere in the file. */
  private exchange({ from, to, at }: StatementChange): boolean {
    const gone = from && this.found.tops[at];
    const reads = new Set(to ? namesRead(to) : []);
    // What it reads has to be at the end what it is here.
    for (let later = from ? at + 1 : at; later < this.found.tops.length; later++) {
      const top = this.found.tops[later];
      if (!top) return false;
      for (const binding of top.bindings) if (reads.has(binding[0])) return false;
    }
    this.found.memory.forget(gone);
    const come = to && this.looking.followTop(to);
    const [was, is] = [gone?.log, come?.log];
    const names = new Set([...(gone?.bindings ?? []), ...(come?.bindings ?? [])].map(([name]) => name));
    if ((from && !gone) || was?.events.length || is?.events.length || this.isUsed(names, to)) return false;
    const { globals } = this.found.memory;
    for (const name of names) globals.unbind(name);
    for (const [name, typed] of come?.bindings ?? []) globals.set(name, typed);
    this.found.tops = this.found.tops.toSpliced(at, from ? 1 : 0, ...(come ? [come] : []));
    this.found.refer(was?.references ?? [], is?.references ?? []);
    return true;
  }

  /** Whether any of some names stands in other code than one statement of the module. */
  private isUsed(names: ReadonlySet<string>, apart: Statement | undefined): boolean {
    this.readers ??= new Readers(this.found.module.body.statements);
    for (const name of names) {
      if (this.readers.has(name, apart)) return true;
      for (const node of this.found.records.keys()) if (namesUsed(node).includes(name)) return true;
    }
    return false;
  }

  private replace({ from, to, inClass }: BodyChange): boolean {
    const before = this.found.records.get(from);
    const info = inClass && this.found.classes.find(({ node }) => node === inClass.from);
    if (
      !before ||
      before.looks.some(({ when }) => when === "early") ||
      (inClass && info?.methods.get(from.name) !== from)
    )
      return false;
    const record = newRecord({ ...before, node: to, place: { ...before.place, function: to } });
    if (info && inClass) {
      const methods = [...info.methods].map(([name, method]) => [name, method === from ? to : method] as const);
      Object.assign(info, { node: inClass.to, methods: new Map(methods) });
      if (from.name === "__init__" && textOf(numbersIn(before)) !== textOf(numbersIn(record))) return false;
    }
    for (const { found } of before.looks) this.attributeUse().remove(before, found.log);
    if (before.looks.length && !this.lookAgain(before, record)) return false;
    for (const { found } of record.looks) this.attributeUse().add(record, found.log);
    return this.renew(before, record, inClass);
  }

  /** Looks at a function as often as at what it was, each time with the attributes as they were; whether nobody else can tell. */
  private lookAgain(before: FunctionRecord, record: FunctionRecord): boolean {
    const moments = this.found.history.backTo(before.looks[0].begin);
    if (!moments) return false;
    const looks = new Map<Moment, Look>(before.looks.map((look) => [look.begin, look]));
    const isPrivate = (name: string) => this.attributeUse().isOf(record, name);
    for (let i = 0; i < moments.length; i++) {
      const look = looks.get(moments[i]);
      if (!look) {
        this.found.history.redo(moments[i]);
        continue;
      }
      const end = moments.indexOf(look.end, i);
      const isLater = (mark: Mark) => moments.indexOf(mark, end) >= 0;
      this.looking.second = new SecondLook(this.found.history, moments.slice(i + 1, end), isLater, isPrivate);
      const isAlike = this.looksAlike(look, record) && this.looking.second.isAlike();
      this.looking.second = undefined;
      if (!isAlike) return false;
      i = end;
    }
    return true;
  }

  private looksAlike({ passed, found }: Look, record: FunctionRecord): boolean {
    record.passed.clear();
    for (const [name, typed] of passed) record.passed.set(name, typed);
    record.state = "new";
    record.before = found.passages ?? NO_PASSAGES;
    this.looking.infer(record);
    record.before = undefined;
    const now = record.looks.at(-1)!.found;
    return agree(found.log, now.log) && isSameKind(found.result, now.result);
  }

  /** Puts a function's new record where the old one was known. */
  private renew(before: FunctionRecord, record: FunctionRecord, inClass: BodyChange["inClass"]): boolean {
    const statement = inClass?.from ?? before.node;
    const top = this.found.memory.recallTop(statement);
    if (!top) return false;
    const [from, to] = [before.node, record.node];
    for (const call of before.calls) record.calls.add(call);
    this.found.records.delete(from);
    this.found.records.set(to, record);
    const mentions = this.allMentions();
    for (const { found } of before.looks) mentions.remove(found.log);
    for (const { found } of record.looks) mentions.add(found.log);
    for (const event of mentions.move(from, to))
      if (event.is === "call" || event.is === "result") event.definition = to;
      else if (event.is === "function") event.record = record;
    if (inClass)
      for (const event of mentions.move(inClass.from, inClass.to)) if (event.is === "class") event.node = inClass.to;
    for (const reference of top.log.references)
      if (reference.statement === from) reference.statement = to;
      else if (reference.statement === statement) reference.statement = inClass?.to ?? to;
    if (!inClass) for (const [, typed] of top.bindings) if (typed?.kind.is === "function") typed.kind.definition = to;
    this.found.memory.keepTop(inClass?.to ?? to, top);
    this.found.refer(before.references, record.references);
    return true;
  }

  private attributeUse(): AttributeUse {
    if (this.use) return this.use;
    this.use = new AttributeUse();
    for (const log of this.found.topLogs()) this.use.add(log, log);
    for (const record of this.found.records.values())
      for (const { found } of record.looks) this.use.add(record, found.log);
    return this.use;
  }

  private allMentions(): Mentions {
    if (this.mentions) return this.mentions;
    this.mentions = new Mentions();
    for (const log of this.found.logs()) this.mentions.add(log);
    return this.mentions;
  }
}

/** Whether two looks did the same elsewhere, but for the attributes that they set. */
export function agree(before: Log, now: Log): boolean {
  const [were, are] = [before.events.filter(isFelt), now.events.filter(isFelt)];
  return were.length === are.length && are.every((event, i) => event === were[i] || isSame(event, were[i]));
}

const isFelt = ({ is }: Event): boolean => FELT.has(is);
const FELT: ReadonlySet<string> = new Set<Event["is"]>(["call", "result", "import", "function", "class"]);

function isSame(a: Event, b: Event): boolean {
  if (a.is === "result" && b.is === "result") return a.definition === b.definition && a.text === b.text;
  if (a.is === "import" && b.is === "import")
    return a.module === b.module && a.level === b.level && a.name === b.name && a.typed === b.typed;
  if (a.is !== "call" || b.is !== "call" || a.call !== b.call || a.receiver !== b.receiver) return false;
  return a.definition === b.definition && a.values.every((value, i) => isSameKind(value, b.values[i]));
}

const textOf = (names: ReadonlySet<string>): string => [...names].join();
