import type { Edit } from "../../../finding.ts";
import { argumentOf, spreads } from "../../../semantics/reference.ts";
import type { Argument, Call, Expression } from "../../../syntax/nodes.ts";
import type { Habit } from "./habit.ts";

/** Modes that take a scale_factor only where the size is computed from it, whatever the rank. */
const SIZED = new Set(["linear", "bilinear", "bicubic", "nearest-exact"]);
/** Those that take it as it is, or may. */
const SCALED = new Set(["area", "trilinear"]);

/** `interpolate(x, scale_factor=2)`: the factor must be a float, and most modes only take it to compute the size. */
export const interpolation: Habit = (call) => scaling(call, 1);

/** The same of `Upsample(scale_factor=2)`. */
export const upsampling: Habit = (call) => scaling(call, 0);

function scaling(call: Call, size: number): ReturnType<Habit> {
  const factor = argumentOf(call, "scale_factor", size + 1);
  if (!factor || spreads(call)) return undefined;
  const mode = modeOf(argumentOf(call, "mode", size + 2));
  const edits = integersIn(factor.value).map(({ end }): Edit => ({ start: end, end, text: ".0" }));
  const isWhole = edits.length > 0;
  if (!isWhole && !(mode !== undefined && SIZED.has(mode) && isNumber(factor.value))) return undefined;
  const isComputed = argumentOf(call, "recompute_scale_factor", size + 4) !== undefined;
  const needsSize = mode !== undefined && !SCALED.has(mode) && !isComputed;
  const last = call.arguments[call.arguments.length - 1];
  if (needsSize) edits.push({ start: last.end, end: last.end, text: ", recompute_scale_factor=True" });
  const cure = [...(isWhole ? ["a float"] : []), ...(needsSize ? ["recompute_scale_factor=True"] : [])];
  if (cure.length === 0) return undefined;
  return {
    message: `scale_factor raises as it is written: give it ${cure.join(" and ")}.`,
    edits,
    form: "interpolation",
    effect: "loud",
  };
}

/** The mode that is written; undefined where it is computed. */
function modeOf(argument: Argument | undefined): string | undefined {
  if (!argument) return "nearest";
  return argument.value.kind === "string" ? argument.value.value : undefined;
}

const itemsOf = (value: Expression): readonly Expression[] =>
  value.kind === "tuple" || value.kind === "list" ? value.items : [value];

const isNumber = (value: Expression): boolean => itemsOf(value).every(({ kind }) => kind === "number");

/** The numbers without a point, where the value is made of literals alone. */
const integersIn = (value: Expression): Expression[] => (isNumber(value) ? itemsOf(value).filter(isWrittenWhole) : []);

const isWrittenWhole = (item: Expression): boolean =>
  item.kind === "number" && /^\d+$/.test(item.text) && item.end - item.start === item.text.length;
