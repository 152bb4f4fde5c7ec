import type { Statement } from "../syntax/nodes.ts";
import { bindsOf, readsOf } from "./dataflow.ts";
import type { Signature } from "./function.ts";
import type { Pass } from "./pass.ts";

type Planned = { readonly pass: Pass; readonly signature: Signature };

/** What a pass's function takes and what is made between its last statement and backward(): it is called where backward() stood. */
export function madeLater({ pass, signature }: Planned): string | undefined {
  const made = new Set(laterThan(pass).flatMap((statement) => [...bindsOf(statement)]));
  return signature.inputs.find((name) => made.has(name));
}

/** Why the function can be called neither before what is made later nor after it. */
export function stuckLater(planned: Planned): string | undefined {
  const name = madeLater(planned);
  if (!name) return undefined;
  const { pass } = planned;
  const given = new Set(pass.slice.flatMap((statement) => [...bindsOf(statement)]));
  const isRead = laterThan(pass).some((statement) => [...readsOf(statement)].some((read) => given.has(read)));
  return pass.head || pass.after.length || isRead
    ? `${name} is made between the forward pass and backward(): make it before.`
    : undefined;
}

/** The statements of a pass's block between its slice and its backward(). */
function laterThan({ block, slice, backwards }: Pass): readonly Statement[] {
  const from = slice.at(-1)?.end;
  if (from === undefined) return [];
  return block.statements.filter(({ start, end }) => from <= start && end <= backwards[0].statement.start);
}
