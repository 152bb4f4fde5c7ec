import assert from "node:assert/strict";
import evidence from "../../engine/catalogue/evidence/evidence.json" with { type: "json" };
import type { Outcome } from "../../scripts/proof/case.ts";
import {
  caseOf,
  creditedForms,
  hashOf,
  type Migrated,
  migrateSources,
  VERSIONS,
} from "../../scripts/proof/evidence.ts";
import { harnessHash } from "../../scripts/proof/harness-hash.ts";
import { prove } from "../../scripts/proof/run.ts";
import { allSources } from "../../scripts/proof/sources.ts";
import { parse, ready } from "../engine/parse.ts";

let migrated: Migrated[];
const recorded: Record<string, string> = evidence.cases;
const RENEW = "renew it: npm run prove";

before(async function () {
  this.timeout(300_000);
  await ready;
  migrated = migrateSources(allSources(), parse);
});

describe("the recorded evidence", () => {
  it("was gathered by the harness as it is", () => {
    assert.equal(evidence.harness, harnessHash(), RENEW);
  });

  it("is about what the tool writes today", () => {
    const today = new Map(migrated.map((one) => [caseOf(one).id, hashOf(one)]));
    const stale = Object.keys(recorded).filter((id) => today.get(id) !== recorded[id]);
    assert.deepEqual(stale, [], RENEW);
  });

  it("credits no form without a case of it", () => {
    const proven = migrated.filter((one) => caseOf(one).id in recorded);
    const forms = new Set(proven.flatMap(creditedForms));
    const unfounded = Object.keys(evidence.forms).filter((form) => !forms.has(form));
    assert.deepEqual(unfounded, [], RENEW);
  });
});

describe("proving everything again", function () {
  this.timeout(3_600_000);
  let outcomes: Map<string, Outcome>;

  before(async () => {
    const lanes = VERSIONS.map((version) =>
      prove(migrated.filter((one) => one.version === version).map(caseOf), [version]),
    );
    outcomes = new Map((await Promise.all(lanes)).flat().map((outcome) => [outcome.id, outcome]));
  });

  it("finds every recorded case equal again", () => {
    const parted = Object.keys(recorded).filter((id) => outcomes.get(id)?.verdict !== "equal");
    assert.deepEqual(
      parted.map((id) => `${id}: ${outcomes.get(id)?.detail}`),
      [],
    );
  });

  it("finds no other case equal than those recorded", () => {
    const unrecorded = [...outcomes.values()].filter(({ id, verdict }) => verdict === "equal" && !(id in recorded));
    assert.deepEqual(
      unrecorded.map(({ id }) => id),
      [],
      RENEW,
    );
  });

  it("says why the rest was not run", () => {
    const counts = new Map<string, number>();
    for (const { verdict, reason } of outcomes.values()) {
      const key = verdict === "not-run" ? `not run, ${reason}` : verdict;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    console.log(`  ${migrated.length} cases: ${[...counts].map(([key, count]) => `${count} ${key}`).join("; ")}`);
    const unexplained = [...outcomes.values()].filter(({ verdict, reason }) => verdict === "not-run" && !reason);
    assert.deepEqual(unexplained, []);
  });
});
