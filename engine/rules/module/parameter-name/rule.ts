import type { Definition } from "../../../catalogue/definition.ts";
import { BIAS_OF, WEIGHT_OF } from "../../../catalogue/definitions/layers.ts";
import { renameAttribute } from "../../../fix/attribute.ts";
import { writeDefinition } from "../../../fix/definitions.ts";
import { likelyReason } from "../../../fix/likely.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { isMindSporeName } from "../../../semantics/frameworks.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Attribute } from "../../../syntax/nodes.ts";
import { isBesideTorch } from "../../half-migrated.ts";

/** Attributes that a layer has under another name in MindSpore; empty where it has none. */
const LAYERS: readonly (readonly [layer: RegExp, names: Readonly<Record<string, string>>])[] = [
  [/\.Embedding$/, { weight: "embedding_table", num_embeddings: "vocab_size", embedding_dim: "embedding_size" }],
  [/\.(Linear|Dense)$/, { in_features: "in_channels", out_features: "out_channels" }],
  [/\.(Conv(Transpose)?\d|_ConvNd$)/, { groups: "group" }],
  [
    /\.(Sync|Lazy|_)?(BatchNorm|LayerNorm|GroupNorm|InstanceNorm)\w*$/,
    {
      weight: "gamma",
      bias: "beta",
      running_mean: "moving_mean",
      running_var: "moving_variance",
      num_batches_tracked: "",
    },
  ],
];
const NAMES = [...new Set(LAYERS.flatMap(([, names]) => Object.keys(names)))];

/** A parameter or size of a layer that MindSpore calls otherwise: gamma and beta of normalisations, embedding_table. */
export default defineRule({
  name: "parameter-name",
  category: "module",
  owns: NAMES.flatMap((name) => [`torch.nn.Module.${name}`, `mindspore.nn.Cell.${name}`]),
  find(reference, context) {
    const of = ofAnyLayer(reference, context);
    if (of && isMindSporeName(reference.name) && !isBesideTorch(context)) return undefined;
    if (of) return anyLayer(reference, of, context);
    const to = renamed(reference, context);
    if (to === undefined || reference.node.kind !== "attribute") return undefined;
    const { name } = reference.node;
    return {
      at: { start: reference.node.nameStart, end: reference.node.nameStart + name.length },
      verdict: to ? "renamed" : "missing",
      effect: "loud",
      name: `torch.nn.Module.${name}`,
      message: to
        ? `This layer's ${name} is ${to} in MindSpore.`
        : `MindSpore's BatchNorm does not count batches: ${name} has no counterpart.`,
      mend: () =>
        to
          ? {
              edits: renameAttribute(reference.node, to, context.text),
              forms: [`module:${to}`],
              unsafe: likelyReason(reference, context),
            }
          : { refused: "Count batches in an attribute of your own." },
    };
  },
});

/** What reads the weight or bias of a layer that may be of several kinds, which MindSpore names apart. */
function ofAnyLayer({ receiver, node, statement }: Reference, { model }: Context): Definition | undefined {
  const kind = receiver && model.kindOf(receiver)?.kind;
  const isAny =
    kind?.is === "instance" && !kind.definition && /^(torch\.nn\.Module|mindspore\.nn\.Cell)$/.test(kind.of);
  if (!isAny || node.kind !== "attribute") return undefined;
  if (statement.kind === "assign" && statement.targets.includes(node)) return undefined;
  return { weight: WEIGHT_OF, bias: BIAS_OF }[node.name];
}

function anyLayer({ node, receiver, ground }: Reference, definition: Definition, context: Context): Report {
  const source = context.text.slice(receiver!.start, receiver!.end);
  return {
    at: node,
    verdict: "adapted",
    effect: "loud",
    name: `torch.nn.Module.${(node as Attribute).name}`,
    message: `MindSpore names this by the kind of layer: ${definition.name} finds it in any.`,
    mend: () => {
      const { name, edits } = writeDefinition(definition, context);
      return {
        edits: [...edits, { start: node.start, end: node.end, text: `${name}(${source})` }],
        forms: [`module:${definition.name}`],
        unsafe: ground === "certain" ? undefined : `${source} is only likely what it seems`,
      };
    },
  };
}

/** MindSpore's name of the attribute; empty where there is none; undefined where it stays. */
function renamed({ receiver, node }: Reference, { model }: Context): string | undefined {
  const kind = receiver && model.kindOf(receiver)?.kind;
  if (kind?.is !== "instance" || node.kind !== "attribute") return undefined;
  const of = kind.definition ? (kind.definition.roots[0] ?? "") : kind.of;
  // mint's layers have torch's names.
  if (of.startsWith("mindspore.mint.")) return undefined;
  const name = LAYERS.find(([layer]) => layer.test(of))?.[1][node.name];
  // MindSpore's BatchNorm3d holds a BatchNorm2d that has the parameters.
  return name && /\.BatchNorm3d$/.test(of) ? `bn2d.${name}` : name;
}
