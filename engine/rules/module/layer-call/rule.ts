import { kindCollector } from "../../../by-kinds.ts";
import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { removeArguments } from "../../../fix/layout.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import type { Typed } from "../../../semantics/kinds.ts";
import { callsIn, mentions } from "../../../syntax/collect.ts";
import type { Call } from "../../../syntax/nodes.ts";
import { isSimple } from "../../padding/support.ts";

/** Calls of layers that take other arguments in MindSpore: a recurrent cell its state, an encoder its mask. */
export default defineRule({
  name: "layer-call",
  category: "module",
  *scan(context) {
    const { text, model } = context;
    if (!namesCell(text, model.module) && !namesEncoder(text, model.module)) return;
    for (const { call, layer, typed } of callsOfLayers(context)) {
      if (/^(LSTM|GRU|RNN)Cell$/.test(layer) && isAlone(call)) yield withoutState(call, layer, typed, context);
      if (layer === "TransformerEncoder" && isMasked(call)) yield masked(call, typed, context);
    }
  },
});

const namesCell = mentions("Cell");
const namesEncoder = mentions("TransformerEncoder");

const isAlone = ({ arguments: given }: Call): boolean => given.length === 1 && given[0].form === "positional";
const isMasked = ({ arguments: given }: Call): boolean =>
  given.some(({ name }) => name === "mask" || name === "is_causal");

/** Calls of the framework's layers that have the arguments in question. */
const callsOfLayers = kindCollector((statement, { model }) =>
  callsIn(statement).flatMap((call) => {
    const typed = isAlone(call) || isMasked(call) ? model.kindOf(call.function) : undefined;
    const of = typed?.kind.is === "instance" && !typed.kind.definition ? typed.kind.of : "";
    const layer = /^(?:torch|mindspore)\.nn\.(?:\w+\.)*(\w+)$/.exec(of)?.[1];
    return typed && layer ? [{ call, layer, typed }] : [];
  }),
);

function withoutState(call: Call, layer: string, typed: Typed, context: Context): Report {
  return {
    at: call,
    verdict: "adapted",
    effect: "loud",
    message: `MindSpore's ${layer} must be given its state: zeros at the start.`,
    mend: () => withZeros(call, layer, typed, context),
  };
}

/** `cell(x)` → `cell(x, ops.zeros((x.shape[0], cell.hidden_size)))` */
function withZeros(call: Call, layer: string, typed: Typed, { text, names }: Context): Mend | Refusal {
  const [{ value }] = call.arguments;
  if (!isSimple(value) || !isSimple(call.function)) return { refused: "Give what it is called with a name first." };
  const [input, cell] = [value, call.function].map(({ start, end }) => text.slice(start, end));
  const zeros = `${names.spell("mindspore.ops.zeros")}((${input}.shape[0], ${cell}.hidden_size), dtype=${input}.dtype)`;
  const state = layer === "LSTMCell" ? `(${zeros}, ${zeros})` : zeros;
  return {
    edits: [{ start: value.end, end: value.end, text: `, ${state}` }],
    forms: [`layer-call:${layer}`],
    unsafe: doubt(call, typed, text),
  };
}

function masked(call: Call, typed: Typed, context: Context): Report {
  return {
    at: call,
    verdict: "adapted",
    effect: "loud",
    message: "MindSpore's TransformerEncoder calls its mask src_mask, and is not told whether it is causal.",
    mend(): Mend | Refusal {
      const causal = call.arguments.filter(({ name }) => name === "is_causal");
      const removed = removeArguments(context.text, call, causal);
      if (!removed) return { refused: "A comment stands between the arguments." };
      const renamed = call.arguments.flatMap(({ name, start }): Edit[] =>
        name === "mask" ? [{ start, end: start + name.length, text: "src_mask" }] : [],
      );
      return {
        edits: [...renamed, ...removed],
        forms: ["layer-call:mask", ...(causal.length ? ["layer-call:causal"] : [])],
        unsafe: doubt(call, typed, context.text),
      };
    },
  };
}

const doubt = ({ function: { start, end } }: Call, { ground }: Typed, text: string): string | undefined =>
  ground === "likely" ? `${text.slice(start, end)} is only likely what it seems` : undefined;
