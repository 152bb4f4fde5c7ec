/**
 * `npx tsx scripts/oracle.ts names|kinds|unsettled|verdicts [PACKAGE…]`: holds what the engine says against what others say of the
 * same code, or lists where it does not know what a method is called on, or what becomes of a name, and why. A PACKAGE is one of
 * those pinned as unseen, by its name, or any other as name==version. `kinds --most=N` draws N places of each ground from all
 * files of a package.
 */
import { filesOf, PACKAGES, unpacked } from "./corpus.ts";
import { grammar } from "./grammar.ts";
import { type Asked, askedOf, type Draw, type Receiver, receiversIn, USUAL } from "./oracle/kinds.ts";
import { placesOf, rightRow, settledRow, unsettledTable } from "./oracle/kinds-table.ts";
import { comparedNames } from "./oracle/names.ts";
import { classesOf, rowOf, TOTAL } from "./oracle/names-table.ts";
import { judgedIn } from "./oracle/verdicts.ts";
import { HEADING, listOf, meanOf, rowOf as shareRow, sharesOf } from "./oracle/verdicts-table.ts";

const [question, ...rest] = process.argv.slice(2);
const packages = rest.filter((word) => !word.startsWith("--"));
const most = Number(/^--most=(\d+)$/.exec(rest.find((word) => word.startsWith("--")) ?? "")?.[1]);
const draw: Draw = most ? { files: { certain: Infinity, likely: Infinity }, places: most } : USUAL;
const python = await grammar;
const pinned = PACKAGES.unseen.filter((name) => !packages.length || packages.includes(name.split("==")[0]));
// Any other package can be asked about as well, with its version.
const wanted: readonly string[] = [...pinned, ...packages.filter((name) => name.includes("=="))];

async function names(): Promise<void> {
  const all = [];
  for (const name of wanted) {
    const places = await comparedNames(python, await filesOf(name));
    console.log(rowOf(name, places));
    all.push(...places);
  }
  console.log(`${rowOf(TOTAL, all)}\n\n${classesOf(all)}`);
}

async function kinds(): Promise<void> {
  const all: Receiver[] = [];
  const allAsked: Asked[] = [];
  for (const name of wanted) {
    const receivers = receiversIn(python, await filesOf(name));
    const asked = await askedOf(await unpacked(name), receivers, draw);
    console.log(`${settledRow(name, receivers)}\n  ${rightRow("certain", asked)}\n  ${rightRow("likely", asked)}`);
    all.push(...receivers);
    allAsked.push(...asked);
  }
  console.log(`${settledRow(TOTAL, all)}\n  ${rightRow("certain", allAsked)}\n  ${rightRow("likely", allAsked)}`);
  for (const verdict of ["wrong", "open", "unknown"] as const) console.log(`\n${placesOf(verdict, allAsked)}`);
}

async function unsettled(): Promise<void> {
  const all: Receiver[] = [];
  for (const name of wanted) {
    const receivers = receiversIn(python, await filesOf(name));
    console.log(settledRow(name, receivers));
    all.push(...receivers);
  }
  console.log(`${settledRow(TOTAL, all)}\n\n${unsettledTable(all)}`);
}

/** How many of the longest lists' rows are worth reading. */
const MOST = 400;

async function verdicts(): Promise<void> {
  console.log(HEADING);
  const all = [];
  for (const name of wanted) {
    const judged = judgedIn(python, await filesOf(name));
    console.log(shareRow(name, sharesOf(judged)));
    all.push(judged);
  }
  console.log(shareRow("each the same", meanOf(all.map(sharesOf))));
  for (const answer of ["unknown", "by hand", "unproven"] as const) console.log(`\n${listOf(answer, all, MOST)}`);
}

const questions = new Map([
  ["names", names],
  ["kinds", kinds],
  ["unsettled", unsettled],
  ["verdicts", verdicts],
]);
const answer = questions.get(question);
if (!answer) throw new Error(`say what to ask for: ${[...questions.keys()].join(", ")}`);
await answer();
