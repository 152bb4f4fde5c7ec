import type { Edit } from "../finding.ts";
import type { Span } from "../syntax/nodes.ts";

/** `x` → `callee(x)` */
export const handedTo = (callee: string, { start, end }: Span): Edit[] => [
  { start, end: start, text: `${callee}(` },
  { start: end, end, text: ")" },
];
