import { perFile } from "../per-file.ts";
import { remembered } from "../remembered.ts";
import type { Context } from "../rule.ts";
import type { FileModel } from "../semantics/model.ts";
import type { Reference } from "../semantics/reference.ts";
import { difference, perStatement } from "../syntax/collect.ts";
import type { Statement } from "../syntax/nodes.ts";
import { dottedName, walkExpressions } from "../syntax/walk.ts";
import { bindersIn } from "./binders.ts";
import { bindsOf, changedBy, leavesBlock, readsOf } from "./dataflow.ts";
import { type Training, trainingsOf } from "./step.ts";

/** The trainings of a version of a file, with what they rest on. */
interface Kept {
  readonly trainings: readonly Training[];
  /** Names on which something of the steps, or of a function, may depend. */
  readonly needed: ReadonlySet<string>;
  readonly statements: readonly Statement[];
  readonly stamps: FileModel["stamps"];
}

const kept = new WeakMap<object, Kept>();

/**
 * The trainings of a file, those of the version before where an edit stands aside of all of them: for what they are and
 * where they stand. What rewrites them asks for `trainingsOf`, whose scopes are those of this version.
 */
export const standingTrainings = perFile((context: Context): readonly Training[] => {
  const { model } = context;
  const { stamps } = model;
  const { statements } = model.module.body;
  const known = kept.get(model.file);
  if (known && stands(known, statements, stamps, model)) {
    kept.set(model.file, { ...known, statements, stamps });
    return known.trainings;
  }
  const trainings = trainingsOf(context);
  const isKept = trainings.length && !trainings.some((training) => training.refused.length || isAtTop(training, model));
  if (!isKept) kept.delete(model.file);
  else
    kept.set(model.file, {
      trainings,
      needed: neededBy(trainings, model),
      statements,
      stamps,
    });
  return trainings;
});

/** Whether a step is made of statements of the module itself, so that what stands between them counts. */
const isAtTop = ({ steps }: Training, { module }: FileModel): boolean =>
  steps.some(({ passes }) => passes.some(({ block }) => block === module.body));

function neededBy(trainings: readonly Training[], { module }: FileModel): ReadonlySet<string> {
  const { body } = module;
  const binders = bindersIn(body);
  const events = trainings.flatMap((training) => training.events.map(({ path, statement }) => path[0] ?? statement));
  const waiting = [...events, ...body.statements.filter(({ kind }) => kind === "function" || kind === "class")];
  const needed = new Set<string>();
  for (const statement of waiting)
    for (const name of readsOf(statement)) {
      if (needed.has(name)) continue;
      needed.add(name);
      for (const index of binders.get(name) ?? []) waiting.push(body.statements[index]);
    }
  return needed;
}

/** Whether nothing but statements that stand aside has come or gone. */
function stands(
  { needed, ...before }: Kept,
  now: readonly Statement[],
  stamps: Kept["stamps"],
  model: FileModel,
): boolean {
  const { gone, come, at } = difference(before.stamps, stamps);
  const changed = [...now.slice(at, at + come.length), ...before.statements.slice(at, at + gone.length)];
  return changed.every(
    (statement) =>
      isAside(statement) && !usesOwn(statement, model) && ![...bindsOf(statement)].some((name) => needed.has(name)),
  );
}

const OF_STEPS =
  /^(backward|step|zero_grad|grad|unscale_|clip_grad\w*|(named_)?parameters|trainable_params|get_parameters|value_and_grad)$/;

/** Whether a statement neither does anything to gradients or values, nor ends what it stands in. */
const isAside = perStatement((statement): boolean => {
  if (!/^(assign|expression|broken)$/.test(statement.kind) || leavesBlock(statement) || changedBy(statement).size)
    return false;
  let aside = true;
  walkExpressions(statement, (node) => {
    if (node.kind === "attribute" && OF_STEPS.test(node.name)) aside = false;
  });
  return aside;
});

/** Whether a statement has to do with the file's own functions and classes: what it hands to them may tell what they are. */
function usesOwn(statement: Statement, { kindOf }: FileModel): boolean {
  let own = false;
  walkExpressions(statement, (node) => {
    const kind = node.kind === "name" ? kindOf(node)?.kind : undefined;
    if (kind && "definition" in kind && kind.definition) own = true;
  });
  return own;
}

/** Whether a statement is rewritten with a step of the file. */
export const isTaken = (statement: Statement, context: Context): boolean =>
  takenBy(standingTrainings(context)).has(statement);

const takenBy = remembered((trainings: readonly Training[]): ReadonlySet<Statement> => {
  const steps = trainings.flatMap((training) => training.steps);
  const parts = steps.flatMap(({ updates, clips, zeros, works }) => [...updates, ...clips, ...zeros, ...works]);
  return new Set(parts.map(({ statement }) => statement));
});

/** Whether a call of zero_grad goes with a step when that is rewritten, or stays beside one that cannot be. */
export const isZeroGradOfStep = ({ statement, receiver }: Reference, context: Context): boolean =>
  isTaken(statement, context) ||
  (receiver !== undefined &&
    dottedName(receiver) !== undefined &&
    standingTrainings(context).some(({ refused }) => refused.length > 0));
