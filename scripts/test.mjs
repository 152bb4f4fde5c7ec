// npm test [TIER…]: does all the set-up that a fresh clone needs, then runs every tier or the named ones.
// --fast: only those that take seconds. The last line is the sum; fails when anything failed or was skipped.
import { spawn } from "node:child_process";
import { buildWhenStale, installPackages, root } from "./prepare.mjs";
import { TIERS } from "./test/tiers.mjs";

const wanted = process.argv.slice(2);
const names = wanted.filter((word) => word !== "--fast");
const unknown = names.filter((name) => !TIERS.some((tier) => tier.name === name));
if (unknown.length > 0) {
  console.error(`There is no tier ${unknown.join(", ")}; there are ${TIERS.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}
const isWanted = ({ name, quick }) => (names.length > 0 ? names.includes(name) : quick || !wanted.includes("--fast"));
const tiers = TIERS.filter(isWanted);

installPackages();
if (tiers.some(({ quick }) => !quick)) buildWhenStale(); // the quick ones bundle what they start themselves

const environments = tiers.some(({ python }) => python) ? makeEnvironments() : undefined;
const quick = tiers.filter((tier) => tier.quick);
const rest = tiers.filter((tier) => !tier.quick);
const results = [...(await inPairs(quick))];
await environments;
for (const tier of rest) results.push(await runTier(tier));

const total = (count) => results.reduce((sum, result) => sum + result[count], 0);
console.log(`${total("passed")} passed, ${total("failed")} failed, ${total("skipped")} skipped`);
process.exitCode = total("failed") + total("skipped") > 0 ? 1 : 0;

/** Python environments, made while the quick tiers run; what cannot be made is told by the tests that need it. */
function makeEnvironments() {
  const child = spawn(process.execPath, ["scripts/environments.mjs"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((done) => child.on("close", done));
}

/** Runs tiers two at a time. */
async function inPairs(some) {
  const waiting = [...some];
  const found = [];
  const lane = async () => {
    for (let tier = waiting.shift(); tier; tier = waiting.shift()) found.push(await runTier(tier, true));
  };
  await Promise.all([lane(), lane()]);
  return found;
}

/** Runs one tier; its output appears as it comes, or, beside another one, whole at its end. */
async function runTier({ name, run }, atEnd = false) {
  const start = performance.now();
  const output = [];
  if (!atEnd) console.log(`${name} …`);
  const print = atEnd ? (text) => output.push(text) : (text) => process.stdout.write(text);
  const counts = await run(name, print, wanted.includes("--fast"));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(output.join(""));
  console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped, ${seconds} s\n`);
  return counts;
}
