import { relative } from "node:path";
import picocolors from "picocolors";
import { reasonOf } from "./files.ts";

const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
const isShownInColour = process.stdout.isTTY === true && TERM !== "dumb";

/** Colours on a terminal that shows them, or where they are asked for; elsewhere the text as it is. */
export const colours = picocolors.createColors(!NO_COLOR && (FORCE_COLOR ? FORCE_COLOR !== "0" : isShownInColour));

/** Characters that fit on a line. */
export const width = (): number => Math.max(40, process.stdout.columns ?? 160);

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Where to say what was done: beside the result where that goes to standard output itself. */
export const teller = (printsResult: boolean): ((text: string) => void) =>
  printsResult ? (text) => void process.stderr.write(`${text}\n`) : print;

/** A path as a person at this place would write it. */
export function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return path.startsWith("<") || short.startsWith("..") ? path : short || path;
}

/** "1 file", "2 files". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** A reader that has seen enough closes the pipe, which is no error; where there is no room for the rest, that is said. */
export function endWhenNothingCanBePrinted(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
      if (stream === process.stdout) process.stderr.write(`torch2ms: standard output: ${reasonOf(error)}\n`);
      process.exit(2);
    });
}
