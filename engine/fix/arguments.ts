import type { ParameterChange } from "../catalogue/mapping.ts";
import type { Parameter, Signature } from "../catalogue/signatures.ts";
import type { Edit } from "../finding.ts";
import type { KindOf } from "../semantics/reference.ts";
import { changed } from "../syntax/anchored.ts";
import type { Argument, Call, Expression } from "../syntax/nodes.ts";
import { type Binding, bind } from "./binding.ts";
import { COMMON } from "./common-parameters.ts";
import { complement } from "./decimal.ts";
import { appendArguments, removeArguments } from "./layout.ts";
import { asTuple } from "./tuples.ts";
import { isLiteral, isSequence, needsParentheses, notSingle, unmet } from "./values.ts";

/** How a call's arguments are carried to another signature. */
export interface Plan {
  readonly edits: Edit[];
  /** The arguments given and how each was treated: part of the repair's form. */
  readonly form: string;
  /** Arguments that torch's call leaves to its defaults and MindSpore's must write: `epsilon=1e-05`. */
  readonly added: readonly string[];
  readonly unsafe?: string;
}

export interface Transfer {
  readonly text: string;
  readonly call: Call;
  readonly from: readonly Signature[];
  /** The first that can take the arguments does. */
  readonly to: readonly Signature[];
  readonly changes: Readonly<Record<string, ParameterChange>>;
  readonly add: Added;
  readonly kindOf: KindOf;
  /** Parameters of `to` that stand for the receiver of a method, and are not among the arguments. */
  readonly skipTo?: number;
  /** The call is made through a variable: what the variable holds writes the defaults. */
  readonly throughVariable?: boolean;
}

/** MindSpore arguments that are written unless they are given, with their text. */
export type Added = readonly (readonly [name: string, value: string])[];

type Change = Exclude<ParameterChange, string>;

const UNCHANGED: Change = {};

/** Carries a call's arguments to the counterpart's parameters; a sentence says why where that cannot be done. */
export function planArguments(transfer: Transfer): Plan | { refused: string } {
  const { call, text, from, to } = transfer;
  const binding = bindFirst(call, from);
  if (binding) return planFirst(transfer, binding);
  const spread = call.arguments.find((argument) => argument.form === "star" || argument.form === "doublestar");
  if (!spread) return { refused: unfitting(transfer) };
  if (to.some((one) => from.some((signature) => takesTheSame(signature, one, transfer))))
    return { edits: [], form: "spread", added: [], unsafe: spreadDoubt(transfer) };
  return { refused: `What ${text.slice(spread.start, spread.end)} holds cannot be seen here.` };
}

function bindFirst(call: Call, from: readonly Signature[]): Binding | undefined {
  for (const signature of from) {
    const binding = bind(call, signature);
    if (binding) return binding;
  }
  return undefined;
}

/** The plan for the first signature that there is one for; what the first of all lacks is said where there is none. */
function planFirst(transfer: Transfer, binding: Binding): Plan | { refused: string } {
  let first: { refused: string } | undefined;
  for (const signature of transfer.to) {
    const plan = new Planner(transfer, binding, signature).plan();
    if (!("refused" in plan)) return plan;
    first ??= plan;
  }
  return first!;
}

/** Why a call fits none of torch's overloads that have a counterpart. */
function unfitting({ call }: Transfer): string {
  const common = call.arguments.find(({ name }) => name !== undefined && COMMON[name]?.why !== undefined);
  return common ? COMMON[common.name!].why! : "The arguments do not fit torch's signature.";
}

/** Whether dropping a parameter means the same for every name, so that it is no form of its own. */
const isCommonDrop = ({ name }: Parameter, changes: Transfer["changes"]): boolean =>
  changes[name] === undefined && COMMON[name]?.drop !== undefined;

/** Whether the counterpart takes exactly the same arguments, so that it does not matter which are given. */
function takesTheSame(from: Signature, to: Signature, { changes, add, skipTo = 0 }: Transfer): boolean {
  const carries = (change: ParameterChange) =>
    typeof change !== "string" && Object.keys(change).every((key) => /^(refuse|drop|why)$/.test(key));
  if (add.length || !Object.values(changes).every(carries)) return false;
  const b = to.parameters.slice(skipTo);
  const a = from.parameters.filter((p) => COMMON[p.name]?.drop !== true || b.some((q) => q.name === p.name));
  if (a.length !== b.length) return false;
  const same = (p: Parameter, q: Parameter) =>
    p.name === q.name && p.kind === q.kind && (p.default === q.default || sameValue(p.default ?? "", q.default));
  return a.every((p, i) => same(p, b[i]));
}

/** What a spread may hold that the counterpart has no way to say. */
function spreadDoubt({ changes }: Transfer): string | undefined {
  const refused = Object.entries(changes).flatMap(([name, change]) =>
    typeof change !== "string" && change.refuse ? [name] : [],
  );
  return refused.length ? `what is spread may hold ${refused.join(", ")}` : undefined;
}

class Planner {
  private readonly transfer: Transfer;
  private readonly binding: Binding;
  /** Those of the counterpart that take arguments. */
  private readonly parameters: readonly Parameter[];
  private readonly edits: Edit[] = [];
  private readonly form: string[] = [];
  private readonly added: string[] = [];
  /** What each call must say by itself, since it repeats another argument. */
  private readonly repeated: string[] = [];
  private unsafe: string | undefined;
  /** The MindSpore parameters to which arguments are carried. */
  private readonly carried: string[] = [];

  constructor(transfer: Transfer, binding: Binding, { parameters }: Signature) {
    this.transfer = transfer;
    this.binding = binding;
    this.parameters = transfer.skipTo ? parameters.slice(transfer.skipTo) : parameters;
  }

  plan(): Plan | { refused: string } {
    const { parameters } = this;
    const { text, call } = this.transfer;
    const removed: Argument[] = [];
    let position = 0;
    let inOrder = true;
    for (const { parameter, argument } of this.binding.given) {
      const change = this.changeFor(parameter);
      const refused = refusal(parameter, argument.value, text, change) ?? this.lacking(parameter, change);
      if (refused) return { refused };
      if (isDropped(argument.value, text, change)) {
        removed.push(argument);
        if (!isCommonDrop(parameter, this.transfer.changes)) this.note(`${parameter.name}=dropped`);
        inOrder = false;
        continue;
      }
      const name = change.to ?? parameter.name;
      const counterpart = parameters.find((p) => p.name === name);
      const isPositional = argument.form !== "keyword";
      if (
        inOrder &&
        isPositional &&
        parameters[position]?.kind === "varargs" &&
        (!counterpart || counterpart.kind === "varargs")
      ) {
        this.note(parameter.name);
        continue;
      }
      if (!counterpart || counterpart.kind === "varargs")
        return { refused: `MindSpore has no parameter for ${parameter.name}.` };
      if (this.carried.includes(name)) return { refused: `${name} would be given twice.` };
      this.carried.push(name);
      const fits =
        inOrder &&
        !change.complement &&
        isPositional &&
        parameters[position] === counterpart &&
        counterpart.kind !== "keyword";
      if (fits) position += 1;
      else {
        if (counterpart.kind === "positional") return { refused: `MindSpore takes ${name} by position only.` };
        inOrder = false;
        this.rename(argument, name);
      }
      const value = this.value(parameter, argument.value, change);
      if (value) return value;
    }
    for (const [name, value] of this.transfer.add) if (!this.isGiven(name)) this.added.push(`${name}=${value}`);
    for (const parameter of this.binding.omitted) {
      const change = this.changeFor(parameter);
      const { refuse, why } = change;
      if (Array.isArray(refuse) && parameter.default !== undefined && refuse.includes(parameter.default))
        return { refused: why ?? `${parameter.name} must be given in MindSpore.` };
      this.spellDefault(parameter, change);
    }
    const missing = parameters.find(
      (p) => p.default === undefined && p.kind !== "varargs" && p.kind !== "kwargs" && !this.isSet(p.name),
    );
    if (missing) return { refused: `MindSpore needs ${missing.name}.` };
    const removals = removeArguments(text, call, removed);
    if (!removals) return { refused: "A comment stands between the arguments." };
    const added = this.transfer.throughVariable ? this.repeated : this.added.concat(this.repeated);
    const appended = added.length ? this.appended(removed, added) : [];
    const form = this.form.sort().join(",");
    return { edits: this.edits.concat(removals, appended), form, added, unsafe: this.unsafe };
  }

  private changeFor({ name }: Parameter): Change {
    const stated = this.transfer.changes[name];
    if (stated !== undefined) return changeOf(stated);
    return this.parameters.some((p) => p.name === name) ? UNCHANGED : (COMMON[name] ?? UNCHANGED);
  }

  /** Takes a part of the form, once. */
  private note(part: string): void {
    if (!this.form.includes(part)) this.form.push(part);
  }

  private appended(removed: readonly Argument[], added: readonly string[]): Edit[] {
    const { text, call } = this.transfer;
    const kept = call.arguments.filter((argument) => !removed.includes(argument));
    if (!removed.length || kept.length) return appendArguments(text, changed(call, { arguments: kept }), added);
    return [{ start: call.open + 1, end: call.open + 1, text: added.join(", ") }];
  }

  private rename(argument: Argument, name: string): void {
    if (argument.form === "positional")
      this.edits.push({ start: argument.start, end: argument.start, text: `${name}=` });
    else if (argument.name !== name)
      this.edits.push({ start: argument.start, end: argument.start + argument.name!.length, text: name });
  }

  private value(parameter: Parameter, value: Expression, change: Change): { refused: string } | undefined {
    const { text } = this.transfer;
    const source = text.slice(value.start, value.end);
    const kind = this.transfer.kindOf(value);
    const literal = isLiteral(value);
    if (change.unsafe) this.unsafe ??= change.unsafe;
    if (change.values) {
      const replacement = change.values[source];
      if (replacement === undefined)
        return { refused: change.why ?? `${parameter.name}=${source} has no counterpart in MindSpore.` };
      this.replace(value, replacement);
      this.note(`${parameter.name}=${source}`);
      return undefined;
    }
    if (change.complement) {
      const exact = literal ? complement(source) : undefined;
      if (literal && exact === undefined) return { refused: change.why ?? `${source} has no complement.` };
      this.replace(value, exact ?? `1 - ${needsParentheses(value) ? `(${source})` : source}`);
      this.note(`${parameter.name}:${exact ? "literal" : "expression"}`);
      if (!exact && kind?.kind.is !== "literal") this.unsafe ??= `${source} is not known to be a number`;
      return undefined;
    }
    const doubt =
      change.tuple === "single" && isSequence(value, kind)
        ? notSingle(change, value, kind, source)
        : change.requires && unmet(change, value, kind, source);
    if (doubt && "refused" in doubt) return doubt;
    if (doubt) this.unsafe ??= doubt.unsafe;
    if (change.tuple && !isSequence(value, kind)) {
      const number = kind?.kind.is === "literal" && kind.kind.type !== "None" && kind.kind.type !== "str";
      this.replace(value, `(${source},)`);
      this.note(`${parameter.name}:tuple`);
      if (!number || kind.ground === "likely") this.unsafe ??= `${source} may be a tuple already`;
      return undefined;
    }
    const alone = SIZES.has(parameter.name) ? onlyItem(value) : undefined;
    const tuple = takesTuple(parameter, change) ? asTuple(value, source, kind) : undefined;
    if (alone) this.replace(value, this.transfer.text.slice(alone.start, alone.end));
    else if (tuple) this.replace(value, tuple);
    if (change.requires === "float" || change.requires === "whole") {
      if (/^\d+$/.test(source)) this.replace(value, `${source}.0`);
      else if (!literal && kind?.kind.is === "literal" && kind.kind.type === "int")
        this.replace(value, `float(${source})`);
    }
    for (const [name, text] of Object.entries(change.brings ?? {}))
      if (!this.isGiven(name)) this.added.push(`${name}=${text}`);
    const watched = change.requires || Array.isArray(change.refuse);
    this.note(watched ? `${parameter.name}:${literal ? "literal" : "expression"}` : parameter.name);
    return undefined;
  }

  /** Why an argument means nothing in MindSpore while another is not given. */
  private lacking(parameter: Parameter, { needs }: Change): string | undefined {
    if (!needs || this.isGiven(needs, "None")) return undefined;
    return `Without an axis MindSpore knows no ${parameter.name}.`;
  }

  private isSet(parameter: string): boolean {
    const isOf = (text: string) => text.startsWith(`${parameter}=`);
    return this.isGiven(parameter) || this.added.some(isOf) || this.repeated.some(isOf);
  }

  private isGiven(parameter: string, but?: string): boolean {
    return this.binding.given.some(({ parameter: { name }, argument: { value } }) => {
      const change = changeOf(this.transfer.changes[name]);
      if (change.drop === true || (change.to ?? name) !== parameter) return false;
      return this.transfer.text.slice(value.start, value.end) !== but;
    });
  }

  private replace(value: Expression, text: string): void {
    this.edits.push({ start: value.start, end: value.end, text });
  }

  /** Where the defaults differ, torch's is written out. */
  private spellDefault(parameter: Parameter, change: Change): void {
    if (change.drop === true || change.refuse === true || parameter.default === undefined) return;
    if (Array.isArray(change.drop) && change.drop.includes(parameter.default)) return;
    const name = change.to ?? parameter.name;
    const counterpart = this.parameters.find((p) => p.name === name);
    if (!counterpart || this.transfer.add.some(([own]) => own === name) || this.carried.includes(name)) return;
    const model = this.binding.given.find(({ parameter: { name } }) => name === change.like)?.argument.value;
    if (model) {
      const { text, kindOf } = this.transfer;
      const source = text.slice(model.start, model.end);
      this.repeated.push(`${name}=${asTuple(model, source, kindOf(model)) ?? source}`);
      return;
    }
    const wanted =
      change.values?.[parameter.default] ?? (change.complement ? complement(parameter.default) : parameter.default);
    if (wanted === undefined || sameValue(wanted, counterpart.default)) return;
    if (wanted === "None") return;
    this.added.push(`${name}=${wanted}`);
  }
}

const takesTuple = ({ name }: Parameter, { tuple, list }: Change): boolean =>
  tuple !== undefined || list === "tuple" || SIZES.has(name);

/** What layers and functions want as tuples where it is no number; torch takes lists too. */
const SIZES = new Set(["kernel_size", "stride", "padding", "dilation", "output_padding", "output_size"]);

/** The item of a sequence that torch takes for every dimension, which MindSpore does for a number only. */
const onlyItem = (value: Expression): Expression | undefined =>
  (value.kind === "list" || value.kind === "tuple") && value.items.length === 1 && value.items[0].kind !== "starred"
    ? value.items[0]
    : undefined;

const changeOf = (change: ParameterChange | undefined): Change =>
  typeof change === "string" ? { to: change } : (change ?? UNCHANGED);

function refusal(parameter: Parameter, value: Expression, text: string, change: Change): string | undefined {
  const source = text.slice(value.start, value.end);
  const reason = change.why ?? `${parameter.name}=${source} has no counterpart in MindSpore.`;
  if (change.refuse === true && source !== parameter.default) return reason;
  if (Array.isArray(change.refuse) && change.refuse.includes(source)) return reason;
  if (Array.isArray(change.drop) && !change.values && !change.unsafe && !change.drop.includes(source)) return reason;
  // std(x, False) is another overload, of which no signature tells.
  if (parameter.name === "dim" && /^(True|False)$/.test(source))
    return `${source} is no axis: write unbiased=${source}.`;
  return undefined;
}

function isDropped(value: Expression, text: string, change: Change): boolean {
  if (change.drop === true || change.refuse === true) return true;
  return Array.isArray(change.drop) && change.drop.includes(text.slice(value.start, value.end));
}

/** Whether two default values of signatures mean the same: numbers by value, everything else by text. */
export function sameValue(a: string, b: string | undefined): boolean {
  if (b === undefined) return false;
  if (a === b) return true;
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x === y;
  return a.replaceAll('"', "'") === b.replaceAll('"', "'");
}

/** Two insertions at one place become one, in the order they were made. */
export function mergeAdjacent(edits: readonly Edit[]): Edit[] {
  const merged: Edit[] = [];
  for (const edit of edits) {
    const { start, end, text } = edit;
    const twin = start === end ? merged.findIndex((other) => other.start === start && other.end === end) : -1;
    if (twin < 0) merged.push(edit);
    else merged[twin] = { ...merged[twin], text: merged[twin].text + text };
  }
  return merged.sort((a, b) => a.start - b.start || a.end - b.end);
}
