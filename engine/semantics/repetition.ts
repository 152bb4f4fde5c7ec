import type { FunctionDefinition } from "../syntax/nodes.ts";
import type { Called, Event, FunctionRecord, Log } from "./events.ts";
import type { Found } from "./found.ts";
import { describe } from "./kind-text.ts";
import { type ClassInfo, isOwn, type OwnClass, type Typed } from "./kinds.ts";
import { methodIn } from "./lineage.ts";
import { newRecord, resultText } from "./records.ts";

/** Who does what an earlier look did. */
export interface Doing {
  addRecord(record: FunctionRecord): void;
  addClass(info: OwnClass): void;
  noteCall(record: FunctionRecord, called: Called): void;
  infer(record: FunctionRecord): void;
  findAttribute(info: ClassInfo, name: string): Typed | undefined;
  numbersOf(info: OwnClass): ReadonlySet<string>;
}

/** Does again what earlier looks did beyond the code that they looked at, while what they learned there still holds. */
export class Repetition {
  private readonly found: Found;
  private readonly doing: Doing;
  /** How to take back what has been done so far; absent while nothing is repeated. */
  private undo: (() => void)[] | undefined;

  constructor(found: Found, doing: Doing) {
    this.found = found;
    this.doing = doing;
  }

  get isOn(): boolean {
    return this.undo !== undefined;
  }

  /** Something was done that is to be taken back where what is being repeated turns out not to hold. */
  onFailure(takeBack: () => void): void {
    this.undo?.push(takeBack);
  }

  /** Does again, in order, what an earlier look did elsewhere; takes it back where something it learned is not so any more. */
  repeats({ events }: Pick<Log, "events">): boolean {
    const outer = this.undo;
    const undo: (() => void)[] = [];
    const { length } = this.found.history;
    this.undo = undo;
    const holds = events.every((event) => this.happens(event));
    this.undo = outer;
    if (holds) outer?.push(...undo);
    else {
      for (const takeBack of undo.reverse()) takeBack();
      this.found.history.back(length);
    }
    return holds;
  }

  private happens(event: Event): boolean {
    const { found, doing } = this;
    switch (event.is) {
      case "import": {
        const module = found.outside?.module(event.module, event.level);
        return (event.name === undefined ? module?.typed : module?.member(event.name)) === event.typed;
      }
      case "method":
        return this.knows(event.info) && methodIn(event.info, event.name) === event.found;
      case "attribute": {
        const { info, name, own, text } = event;
        if (isOwn(info) && !this.knows(info)) return false;
        return describe(own ? info.attributes.get(name) : doing.findAttribute(info, name)) === text;
      }
      case "result": {
        const record = this.recordOf(event.definition);
        return record !== undefined && resultText(record) === event.text;
      }
      case "numbers":
        return this.knows(event.info) && [...doing.numbersOf(event.info)].join() === event.text;
      case "set":
        found.history.set(event.info, event.name, event.typed);
        return true;
      case "call": {
        const record = this.recordOf(event.definition);
        if (!record) return false;
        doing.noteCall(record, event);
        doing.infer(record);
        return true;
      }
      case "function":
        doing.addRecord(newRecord({ ...event.record, since: event.record.env.definesAgain(event.record.since) }));
        return true;
      case "class":
        if (event.info.node !== event.node) return false;
        doing.addClass(event.info);
        return true;
    }
  }

  private knows(info: OwnClass): boolean {
    return this.found.classes.includes(info);
  }

  private recordOf(definition: FunctionDefinition): FunctionRecord | undefined {
    return this.found.records.get(definition);
  }
}
