import { BATCH_NORM } from "../../../catalogue/definitions/norms.ts";
import type { Mapping } from "../../../catalogue/mapping.ts";
import { carry } from "../../../fix/carry.ts";
import { complement } from "../../../fix/decimal.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import { shortName } from "../../wording.ts";

const PARAMETERS: Mapping["parameters"] = {
  momentum: {
    complement: true,
    refuse: ["None"],
    why: "momentum=None averages over all batches, which MindSpore's BatchNorm cannot do: keep the statistics by hand.",
  },
  track_running_stats: {
    to: "use_batch_statistics",
    drop: ["True"],
    values: { False: "True" },
    why: "Whether statistics are tracked must be visible here: MindSpore writes use_batch_statistics=True for False and nothing for True.",
  },
};

const LAYERS: Record<string, Mapping & { to: string }> = {
  "torch.nn.BatchNorm1d": { to: "mindspore.nn.BatchNorm1d", adapter: BATCH_NORM[1], parameters: PARAMETERS },
  "torch.nn.BatchNorm2d": { to: "mindspore.nn.BatchNorm2d", adapter: BATCH_NORM[2], parameters: PARAMETERS },
  "torch.nn.BatchNorm3d": { to: "mindspore.nn.BatchNorm3d", parameters: PARAMETERS },
  "torch.nn.SyncBatchNorm": {
    to: "mindspore.nn.SyncBatchNorm",
    parameters: {
      ...PARAMETERS,
      process_group: {
        to: "process_groups",
        drop: ["None"],
        why: "MindSpore takes lists of ranks: process_groups=[[0, 1], …].",
      },
    },
    unsafe: "it needs several devices and cannot be proven on one",
  },
};

/** A batch normalisation: torch's momentum is the share of the new batch, MindSpore's the share that is kept. */
export default defineRule({
  name: "batchnorm-momentum",
  category: "batchnorm",
  owns: [...Object.keys(LAYERS), "torch.nn.functional.batch_norm"],
  counterpart: (name) => LAYERS[name]?.to,
  find(reference, context) {
    const mapping = LAYERS[reference.name];
    const at = reference.call ?? reference.node;
    if (!mapping)
      return {
        at,
        verdict: "manual",
        effect: "silent",
        name: reference.name,
        message: FUNCTION,
        mend: () => ({ refused: FUNCTION }),
      };
    const momentum = reference.call && argumentOf(reference.call, "momentum", 2);
    return {
      at,
      verdict: momentum ? "adapted" : "renamed",
      effect: momentum ? "silent" : "none",
      name: reference.name,
      message: momentum
        ? message(reference, context, momentum.value)
        : `${shortName(reference.name)} is ${shortName(mapping.to)} in MindSpore: its momentum is the complement, and so is the default.`,
      mend: () => carry(reference, mapping, context),
    };
  },
});

const FUNCTION =
  "ops.batch_norm does not update the running statistics it is given. Use an nn.BatchNorm layer, or update running_mean and running_var by hand.";

function message(reference: Reference, { text }: Context, value: { start: number; end: number }): string {
  const source = text.slice(value.start, value.end);
  if (source === "None")
    return `momentum=None averages over all batches; MindSpore's ${shortName(reference.name)} cannot. Keep the statistics by hand.`;
  return `MindSpore's momentum is the share that is kept: torch's ${source} is ${complement(source) ?? `1 - ${source}`}.`;
}
