import type { Analysis } from "./analyze.ts";
import type { UnitKind } from "./finding.ts";
import { isWrittenOut } from "./fix/definition-text.ts";
import { remembered } from "./remembered.ts";
import { isTorchName } from "./semantics/frameworks.ts";
import { classFamily, layerFamily, type OwnClass } from "./semantics/kinds.ts";
import type { FileModel } from "./semantics/model.ts";
import { callsIn, inventoryOf } from "./syntax/collect.ts";
import type { ClassDefinition, Expression, FunctionDefinition, Span, Statement } from "./syntax/nodes.ts";

/** What changes together: the smallest part of a file that is right by itself once it is rewritten. */
export interface Unit {
  readonly kind: UnitKind;
  /** Finds the unit again in the text that a rewrite leaves. */
  readonly key: string;
  /** Names of the classes or functions in it, in order; empty for code of the module itself. */
  readonly names: readonly string[];
  readonly parts: readonly Span[];
}

type Definition = (ClassDefinition | FunctionDefinition) & Statement;

/**
 * The units of a file. Module classes that use each other, with the functions and the aliases of classes they call, are one;
 * the training code (every part that makes an optimizer or takes a step) is one; any other function or class stands alone.
 */
export const unitsOf = remembered((analysis: Analysis): readonly Unit[] => {
  const statements = analysis.model.module.body.statements;
  const definitions = statements.filter(
    (s): s is Definition => (s.kind === "class" || s.kind === "function") && !isWrittenOut(s),
  );
  const aliases = usedAliases(analysis, statements);
  // An import that is to be changed by itself; those of torch change last.
  const imports = new Set(analysis.findings.map((finding) => importAt(statements, finding)));
  const loose = statements.filter(
    (s) => imports.has(s) || (!/^(class$|function$|import)/.test(s.kind) && !aliases.has(s)),
  );
  const training = trainingParts(analysis, statements);
  const units: Unit[] = [];
  const trained = definitions.filter((d) => training.has(d) && !isLayerClass(analysis, d));
  const looseTrains = loose.some((s) => training.has(s));
  if (trained.length || looseTrains)
    units.push({
      kind: "step",
      key: "step",
      names: trained.map((d) => d.name),
      parts: [...trained, ...(looseTrains ? loose : [])],
    });
  if (loose.length && !looseTrains) units.push({ kind: "file", key: "module", names: [], parts: loose });
  const rest = definitions.filter((d) => !training.has(d) || isLayerClass(analysis, d));
  for (const group of groupsOf(analysis, rest, aliases)) {
    const held = [...aliases].flatMap(([alias, users]) => (users.some((user) => group.includes(user)) ? alias : []));
    units.push({ ...unitOf(analysis, group), parts: [...held, ...group] });
  }
  return units;
});

function importAt(statements: readonly Statement[], finding: Span): Statement | undefined {
  const statement = holderOf(statements, finding);
  return statement && /^import/.test(statement.kind) ? statement : undefined;
}

/** The unit whose parts hold a place. */
export const unitAt = (units: readonly Unit[], at: Span): Unit | undefined => unitFinder(units)(at);

/** Answers for many places which unit holds each. */
export function unitFinder(units: readonly Unit[]): (at: Span) => Unit | undefined {
  const parts = units.flatMap((unit) => unit.parts.map((part) => ({ start: part.start, end: part.end, unit })));
  parts.sort((a, b) => a.start - b.start);
  return (at) => holderOf(parts, at)?.unit;
}

/** Of spans in order that do not overlap, the one that holds a place. */
function holderOf<T extends Span>(spans: readonly T[], at: Span): T | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].start <= at.start) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span && at.end <= span.end ? span : undefined;
}

function unitOf(analysis: Analysis, group: readonly Definition[]): Unit {
  const classes = group.filter((d) => d.kind === "class");
  const first = classes[0] ?? group[0];
  const layers = group.filter((d) => isLayerClass(analysis, d));
  return {
    kind: classes.length ? "class" : "function",
    key: `${first.kind}:${first.name}`,
    names: (layers.length ? layers : group).map((d) => d.name),
    parts: group,
  };
}

function trainingParts(analysis: Analysis, statements: readonly Statement[]): Set<Statement> {
  const parts = new Set<Statement>();
  const mark = (at: Span): void => {
    const part = holderOf(statements, at);
    if (part && !/^import/.test(part.kind)) parts.add(part);
  };
  for (const reference of analysis.model.references)
    if (TRAINING.test(reference.name) && reference.use !== "annotation") mark(reference.node);
  for (const finding of analysis.findings) if (finding.rule === "training-step") mark(finding);
  return parts;
}

const TRAINING =
  /^(torch\.optim\.(?!Optimizer$)|mindspore\.(experimental|mint)\.optim\.)|^torch\.Tensor\.backward$|^mindspore\.value_and_grad$/;

function isLayerClass({ model }: Analysis, definition: Definition): boolean {
  return definition.kind === "class" && layersOf(model).has(definition);
}

/** The class definitions of a file that are Modules or Cells. */
const layersOf = remembered(
  (model: FileModel): ReadonlySet<Definition> => new Set(model.classes.filter(isLayer).map((info) => info.node)),
);

const isLayer = (info: OwnClass): boolean => classFamily(info) !== undefined;

/** `BN = nn.BatchNorm3d`: names of the module for layers' classes, each with the layer classes that mention it. */
function usedAliases(analysis: Analysis, statements: readonly Statement[]): Map<Statement, Definition[]> {
  const aliases = new Map<Statement, Definition[]>();
  const classes = statements.filter((s): s is ClassDefinition => s.kind === "class" && layersOf(analysis.model).has(s));
  for (const statement of statements) {
    if (statement.kind !== "assign" || !statement.value || statement.targets.length !== 1) continue;
    const [target] = statement.targets;
    const kind = analysis.model.kindOf(statement.value)?.kind;
    if (target.kind !== "name" || kind?.is !== "class" || kind.definition || !layerFamily(kind)) continue;
    const users = classes.filter((user) => mentionedNames(user).has(target.id));
    if (users.length) aliases.set(statement, users);
  }
  return aliases;
}

/** Groups definitions: layer classes with what they mention, transitively; everything else alone. */
function groupsOf(
  analysis: Analysis,
  definitions: readonly Definition[],
  aliases: ReadonlyMap<Statement, readonly Definition[]>,
): Definition[][] {
  const byName = new Map(definitions.map((d) => [d.name, d]));
  const leader = new Map<Definition, Definition>(definitions.map((d) => [d, d]));
  const find = (d: Definition): Definition => {
    let at = d;
    while (leader.get(at) !== at) at = leader.get(at)!;
    return at;
  };
  const unite = (one: Definition, other: Definition): void => {
    const [a, b] = [find(one), find(other)];
    if (a !== b) leader.set(a.start < b.start ? b : a, a.start < b.start ? a : b);
  };
  const usesTorch = (d: Definition): boolean =>
    analysis.model.references.some((r) => d.start <= r.node.start && r.node.end <= d.end && isTorchName(r.name));
  const queue = definitions.filter((d) => isLayerClass(analysis, d));
  const seen = new Set(queue);
  for (const definition of queue)
    for (const name of mentionedNames(definition)) {
      const other = byName.get(name);
      if (!other || other === definition) continue;
      if (!isLayerClass(analysis, other) && !(other.kind === "function" && usesTorch(other))) continue;
      unite(definition, other);
      if (!seen.has(other)) {
        seen.add(other);
        queue.push(other);
      }
    }
  for (const [a, b] of classesPassed(analysis, byName)) unite(a, b);
  for (const [first, ...others] of aliases.values())
    if (leader.has(first)) for (const other of others) if (leader.has(other)) unite(first, other);
  const groups = new Map<Definition, Definition[]>();
  for (const definition of definitions) {
    const key = find(definition);
    groups.set(key, [...(groups.get(key) ?? []), definition]);
  }
  return [...groups.values()];
}

/** Layer classes that are handed to the constructor of another one: `ResNet(BasicBlock, [2, 2])` builds what it is given. */
function classesPassed(analysis: Analysis, byName: ReadonlyMap<string, Definition>): [Definition, Definition][] {
  const pairs: [Definition, Definition][] = [];
  const layer = (node: Expression): Definition | undefined => {
    const definition = node.kind === "name" ? byName.get(node.id) : undefined;
    return definition && isLayerClass(analysis, definition) ? definition : undefined;
  };
  if (layersOf(analysis.model).size > 1)
    for (const statement of analysis.model.module.body.statements)
      for (const { function: callee, arguments: given } of callsIn(statement)) {
        const made = layer(callee);
        if (!made) continue;
        for (const { value } of given) {
          const passed = layer(value);
          if (passed) pairs.push([made, passed]);
        }
      }
  return pairs;
}

const mentionedNames = remembered(
  (definition: Definition): ReadonlySet<string> => new Set(inventoryOf(definition).names),
);
