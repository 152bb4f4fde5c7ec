import { lineEnding } from "../fix/lines.ts";
import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import type { Reference } from "../semantics/reference.ts";
import type { Call, Statement } from "../syntax/nodes.ts";
import { indentOf } from "./layout.ts";

/** A statement that clips the gradients in place. */
export interface Clip {
  readonly statement: Statement;
  readonly call: Call;
  readonly by: "norm" | "value";
  /** The name that takes the norm, where it is kept. */
  readonly target?: string;
}

const CLIPS: Record<string, Clip["by"]> = {
  clip_grad_norm_: "norm",
  clip_grad_norm: "norm",
  clip_grad_value_: "value",
};

/** The clipping that a statement is; none where its result goes into more than a name. */
export function clipOf(statement: Statement, context: Context): Clip | undefined {
  const value = statement.kind === "expression" || statement.kind === "assign" ? statement.value : undefined;
  if (value?.kind !== "call") return undefined;
  const reference = calledBy(context).get(value);
  if (!reference || !/^torch\.nn\.utils\./.test(reference.name)) return undefined;
  const by = CLIPS[reference.name.slice(reference.name.lastIndexOf(".") + 1)];
  if (!by) return undefined;
  if (statement.kind === "expression") return { statement, call: value, by };
  const target = statement.kind === "assign" && statement.targets.length === 1 ? statement.targets[0] : undefined;
  return target?.kind === "name" ? { statement, call: value, by, target: target.id } : undefined;
}

/** What of a framework each call of a file calls. */
const calledBy = perFile(({ model }: Context): ReadonlyMap<Call, Reference> => {
  const found = new Map<Call, Reference>();
  for (const reference of model.references)
    if (reference.call && !found.has(reference.call)) found.set(reference.call, reference);
  return found;
});

/** The statement that clips gradients which have a name. */
export function clipText(clip: Clip, gradsName: string, context: Context): string {
  const { text, names } = context;
  const rest = clip.call.arguments.slice(1).map((argument) => text.slice(argument.start, argument.end));
  if (clip.by === "value") {
    const given = clip.call.arguments[1]?.value;
    const bound = given ? text.slice(given.start, given.end) : "";
    return `${gradsName} = ${names.spell("mindspore.ops.clip_by_value")}(${gradsName}, -${/^[\w.]+$/.test(bound) ? bound : `(${bound})`}, ${bound})`;
  }
  const clipped = `${gradsName} = ${names.spell("mindspore.ops.clip_by_norm")}(${[gradsName, ...rest].join(", ")})`;
  if (!clip.target) return clipped;
  const ops = (name: string) => names.spell(`mindspore.ops.${name}`);
  const norm = `${clip.target} = ${ops("sqrt")}(sum(${ops("sum")}(g * g) for g in ${gradsName}))`;
  return `${norm}${lineEnding(text)}${indentOf(text, clip.statement)}${clipped}`;
}
