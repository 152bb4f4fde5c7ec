import type { Mode } from "./client.ts";
import type { Scan } from "./scan.ts";
import type { Times } from "./session.ts";

/** The times of both servers for one file in one mode. */
export interface Row {
  readonly file: string;
  readonly lines: number;
  readonly mode: Mode;
  readonly ours: Times;
  readonly ruff: Times;
}

/** What the speed is held against: times of ours over ruff's. */
const GOALS: { file: string; p50?: number; p95?: number }[] = [
  { file: "hiera.py", p50: 1.2, p95: 3 },
  { file: "script.py", p50: 1.2, p95: 3 },
  { file: "vision_transformer.py", p50: 0.4, p95: 0.8 },
  { file: "vision_transformer.py in a project", p50: 0.3, p95: 0.7 },
];
const SCAN_GOAL = 3.5;
const COLUMNS = ["opening", "edit p50", "edit p95", "key p50", "key p95", "hover p50", "action p50", "MB"];

/** The value that a share of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] : Number.NaN;
}

const figures = ({ opening, edit, key, hover, action, memory }: Times): number[] => [
  quantile(opening, 0.5),
  quantile(edit, 0.5),
  quantile(edit, 0.95),
  quantile(key, 0.5),
  quantile(key, 0.95),
  quantile(hover, 0.5),
  quantile(action, 0.5),
  memory,
];

const shown = (value: number): string =>
  Number.isNaN(value) ? "–" : value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);

/** The servers side by side, as a table in Markdown. */
export function serverTable(rows: readonly Row[]): string {
  const head = ["file", "lines", "mode", "server", ...COLUMNS];
  const lines = rows.flatMap(({ file, lines, mode, ours, ruff }) => {
    const [a, b] = [figures(ours), figures(ruff)];
    const ratios = a.map((value, i) => (i > 0 && i < 5 ? `${(value / b[i]).toFixed(2)} ×` : ""));
    return [
      [file, String(lines), mode, "torch2ms", ...a.map(shown)],
      ["", "", "", "ruff", ...b.map(shown)],
      ["", "", "", "**ratio**", ...ratios],
    ];
  });
  return [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Every goal, what was measured, and whether it is met. */
export function goalTable(rows: readonly Row[], { check, parse }: Scan): string {
  const goals = rows.flatMap(({ file, mode, ours, ruff }) => {
    const goal = GOALS.find((one) => one.file === file);
    if (!goal) return [];
    const ratio = (share: number) => quantile(ours.edit, share) / quantile(ruff.edit, share);
    return [
      { name: `${file}, ${mode}, edit p50`, limit: goal.p50!, ratio: ratio(0.5) },
      { name: `${file}, ${mode}, edit p95`, limit: goal.p95!, ratio: ratio(0.95) },
    ];
  });
  goals.push({
    name: "scan of timm and torchvision / bare parse, processor time",
    limit: SCAN_GOAL,
    ratio: check / parse,
  });
  const lines = goals.map(
    ({ name, limit, ratio }) => `| ${name} | ≤ ${limit} × | ${ratio.toFixed(2)} × | ${ratio <= limit ? "yes" : "no"} |`,
  );
  return ["| goal | limit | measured | met |", "| --- | --- | --- | --- |", ...lines].join("\n");
}
