import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EnvironmentName } from "../../scripts/environments.mjs";
import { type Job, type Reply, Worker } from "../../scripts/proof/worker.ts";

/** A file of PyTorch and what it was migrated to, with what stands beside them, and how to run it: an expression that
 * both frameworks evaluate, in which `NAME` is the framework's name and `INPUTS` are tensors. */
export interface FileCase {
  readonly id: string;
  readonly before: string;
  readonly after: string;
  readonly run: string;
  readonly inputs?: readonly string[];
  readonly tolerance?: number;
  readonly beside?: { readonly before: Record<string, string>; readonly after: Record<string, string> };
}

const driver = readFileSync(new URL("drivers/driver.py", import.meta.url), "utf8");

/** Runs files in PyTorch and in a MindSpore, and says of each how what they compute compares. */
export async function runBoth(cases: readonly FileCase[], mindspore: EnvironmentName): Promise<Map<string, Reply>> {
  const folder = mkdtempSync(join(tmpdir(), "torch2ms-files-"));
  const [torch, other] = [new Worker("torch", 120_000), new Worker(mindspore, 120_000)];
  try {
    const replies = cases.map(async (one, index) => {
      const record = join(folder, `${index}.npz`);
      const expected = await torch.run(jobOf(one, "before", record));
      if (expected.verdict !== "recorded") throw new Error(`${one.id} does not run in PyTorch: ${expected.detail}`);
      return [one.id, await other.run(jobOf(one, "after", record))] as const;
    });
    return new Map(await Promise.all(replies));
  } finally {
    torch.stop();
    other.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function jobOf(one: FileCase, side: "before" | "after", record: string): Job {
  const framework = side === "before" ? "torch" : "mindspore";
  const call = one.run.replaceAll("NAME", `"${framework}"`).replaceAll("INPUTS", "inputs");
  const code = `${one[side]}\n\ndef drive(*inputs):\n    import driver\n    true, false = True, False\n    return ${call}\n`;
  const files = { "driver.py": driver, ...one.beside?.[side] };
  const options = { entry: "drive", gradient: false, tolerance: one.tolerance ?? 1e-4, files };
  return { id: one.id, code, kind: "function", record, inputs: [...(one.inputs ?? [])], options };
}
