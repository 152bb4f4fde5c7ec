import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Case, Outcome, ProvenVersion } from "./case.ts";
import { type Job, type Reply, Worker } from "./worker.ts";

/** Runs every case in PyTorch once and in each MindSpore version, and says how they compare; in the order of the
 * cases, version by version. */
export async function prove(cases: Case[], versions: ProvenVersion[]): Promise<Outcome[]> {
  const folder = await mkdtemp(join(tmpdir(), "torch2ms-proof-"));
  const torch = new Worker("torch");
  const workers = versions.map((version) => ({ version, worker: new Worker(`mindspore-${version}`) }));
  try {
    const jobs = cases.map((one, index) => jobOf(one, join(folder, `${index}.npz`)));
    const expected = cases.map(({ before }, index) => torch.run({ ...jobs[index], code: before }));
    const lanes = workers.map(async ({ version, worker }) => {
      const outcomes: Outcome[] = [];
      for (const [index, { id, after, options }] of cases.entries()) {
        const reference = await expected[index];
        const reply =
          reference.verdict === "recorded" ? await worker.run({ ...jobs[index], code: after }) : blame(reference);
        const versions = { version, torch: torch.version, mindspore: worker.version };
        outcomes.push({ id, ...versions, ...outcomeOf(reply), random: options?.random ?? false });
      }
      return outcomes;
    });
    return (await Promise.all(lanes)).flat();
  } finally {
    for (const worker of [torch, ...workers.map(({ worker }) => worker)]) worker.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function jobOf({ id, kind, inputs, options = {} }: Case, record: string): Omit<Job, "code"> {
  return { id, kind, inputs, options, record };
}

function blame(reference: Reply): Reply {
  return { ...reference, detail: `before, in PyTorch: ${reference.detail}` };
}

function outcomeOf({ verdict, difference, detail, reason, milliseconds }: Reply) {
  return {
    verdict: verdict as Outcome["verdict"],
    difference: difference ?? undefined,
    detail: detail ?? undefined,
    reason,
    milliseconds,
  };
}
