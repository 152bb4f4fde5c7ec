import type { Edit } from "../../../finding.ts";
import type { Context } from "../../../rule.ts";
import type { Call } from "../../../syntax/nodes.ts";

/** What one call of MindSpore's would be taken for by someone who knows torch's. */
export type Habit = (
  call: Call,
  context: Context,
) =>
  | {
      message: string;
      edits: readonly Edit[];
      form: string;
      /** Whether it computes something else or raises. */
      effect: "silent" | "loud";
      unsafe?: string;
    }
  | undefined;
