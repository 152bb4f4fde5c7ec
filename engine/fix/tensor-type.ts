import type { Context } from "../rule.ts";
import { callsIn, perStatement } from "../syntax/collect.ts";
import type { Call, Expression, Statement } from "../syntax/nodes.ts";
import { dottedName } from "../syntax/walk.ts";

const DTYPES: Readonly<Record<string, string>> = {
  Float: "float32",
  Double: "float64",
  Half: "float16",
  Long: "int64",
  Int: "int32",
  Short: "int16",
  Byte: "uint8",
  Bool: "bool_",
};

const TYPE = /^torch\.(?:cuda\.)?([A-Z][a-z]+)?Tensor$/;

/** The tensor type of torch that `x.type(…)` is given, by its class or by its name, and MindSpore's dtype for it. */
export function typeGiven(call: Call, { model }: Context): { type: string; dtype: string } | undefined {
  const [given, ...more] = call.arguments;
  if (!given || (given.form !== "positional" && given.name !== "dtype") || more.length) return undefined;
  const kind = model.kindOf(given.value)?.kind;
  const type = given.value.kind === "string" ? given.value.value : kind?.is === "class" ? kind.name : undefined;
  const found = TYPE.exec(type ?? "");
  const dtype = found && (found[1] ? DTYPES[found[1]] : "float32");
  return dtype ? { type: type!, dtype: `mindspore.${dtype}` } : undefined;
}

/** The choice between a type's two devices in which a type stands: `torch.cuda.FloatTensor if cuda else torch.FloatTensor`. */
export function choiceOfDevice(node: Expression, statement: Statement): Expression | undefined {
  const choice = statement.kind === "assign" ? statement.value : undefined;
  if (choice?.kind !== "conditional" || (choice.body !== node && choice.otherwise !== node)) return undefined;
  const [one, other] = [choice.body, choice.otherwise].map((arm) => dottedName(arm)?.replace(/^.*\./, ""));
  return one && one === other ? choice : undefined;
}

/** Whether a class is what `x.type(…)` is given. */
export const isCastTo = (node: Expression, statement: Statement): boolean => castsIn(statement).has(node);

const castsIn = perStatement((statement): ReadonlySet<Expression> => {
  const casts = callsIn(statement).filter(({ function: to }) => to.kind === "attribute" && to.name === "type");
  return new Set(casts.flatMap((call) => call.arguments.map(({ value }) => value)));
});
