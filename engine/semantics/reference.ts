import type { Argument, Call, Expression, FunctionDefinition, Statement } from "../syntax/nodes.ts";
import type { ClassInfo, Ground, Typed } from "./kinds.ts";

/** How a name is used where it stands; one torch reference in ten is not a call. */
export type Use = "call" | "value" | "argument" | "base" | "annotation" | "default" | "decorator" | "isinstance";

/** A place where a framework's name is used: `nn.Dropout` in `nn.Dropout(0.3)`, or `x.view` on a tensor. */
export interface Reference {
  /** Qualified, as the catalogue has it: `torch.nn.functional.relu`; methods on known receivers as `torch.Tensor.view`. */
  readonly name: string;
  /** The name of MindSpore's that is written, where the call is one that only torch takes. */
  readonly written?: string;
  readonly node: Expression;
  readonly use: Use;
  readonly ground: Ground;
  /** The call, where `use` is "call". */
  readonly call?: Call;
  /** The name is a variable of the file that holds the framework's class or function (`norm_layer(64)`). */
  readonly alias: boolean;
  /** Of methods and attributes of values. */
  readonly receiver?: Expression;
  /** The innermost statement it stands in. */
  statement: Statement;
  readonly place: Place;
}

/** Where in the file something stands. */
export interface Place {
  readonly function?: FunctionDefinition;
  readonly class?: ClassInfo;
}

/** The argument given for a parameter by keyword, or by position `index`; undefined when omitted. */
export function argumentOf(call: Call, name: string, index: number): Argument | undefined {
  const keyword = call.arguments.find((argument) => argument.form === "keyword" && argument.name === name);
  if (keyword) return keyword;
  const at = call.arguments[index];
  return at?.form === "positional" && call.arguments.slice(0, index).every((a) => a.form === "positional")
    ? at
    : undefined;
}

/** Whether a call spreads `*args` or `**kwargs`, so that what it passes cannot be seen. */
export const spreads = (call: Call): boolean =>
  call.arguments.some((argument) => argument.form === "star" || argument.form === "doublestar");

/** What inference says of one expression. */
export type KindOf = (expression: Expression) => Typed | undefined;
