import { basename } from "node:path";
import { isRight, type Place } from "./names.ts";

export const TOTAL = "all";

/** "monai==1.6.1  6838 places  99.87 %  9 otherwise" */
export function rowOf(name: string, places: readonly Place[]): string {
  const right = places.filter(isRight).length;
  const share = places.length ? ((100 * right) / places.length).toFixed(2) : "–";
  return `${name.padEnd(32)}${String(places.length).padStart(7)} places ${share.padStart(7)} % ${String(places.length - right).padStart(5)} otherwise`;
}

/** The places where the two differ, by how; of each way those that are most frequent. */
export function classesOf(places: readonly Place[]): string {
  const classes = new Map<string, Map<string, Place[]>>();
  for (const place of places) {
    if (isRight(place)) continue;
    const names = place.names.join(" or ");
    const difference = `${names} → ${place.found.join(", ") || "nothing"}`;
    const ofClass = classes.get(classOf(place)) ?? new Map<string, Place[]>();
    ofClass.set(difference, [...(ofClass.get(difference) ?? []), place]);
    classes.set(classOf(place), ofClass);
  }
  return [...classes].map(([name, differences]) => [name, ...rowsOf(differences)].join("\n")).join("\n\n");
}

function classOf({ names, found }: Place): string {
  if (found.some((name) => names.some((longer) => longer.startsWith(`${name}.`)))) return "a member of torch's value";
  if (names.length > 1) return "imported from several places";
  return found.length ? "another name" : "not seen";
}

const MOST = 12;

function rowsOf(differences: ReadonlyMap<string, readonly Place[]>): string[] {
  const rows = [...differences].sort((a, b) => b[1].length - a[1].length).slice(0, MOST);
  return rows.map(([difference, [{ path, line }, ...more]]) => {
    return `${String(more.length + 1).padStart(6)}  ${difference}  (${basename(path)}:${line})`;
  });
}
