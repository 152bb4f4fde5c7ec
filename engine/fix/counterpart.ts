import type { Mapping } from "../catalogue/mapping.ts";
import { torchNameOf } from "../catalogue/mappings.ts";
import { parseSignature } from "../catalogue/signature.ts";
import { mindsporeNameKind, mindsporeSignatures, type Signature, torchSignatures } from "../catalogue/signatures.ts";
import { rememberedForGood } from "../remembered.ts";
import type { Context } from "../rule.ts";

/** The signatures that a mapping states itself, read once. */
const stated = rememberedForGood(({ torch, mindspore }: NonNullable<Mapping["signatures"]>) => ({
  torch: torch ? [parseSignature(torch)] : undefined,
  mindspore: mindspore ? [parseSignature(mindspore)] : undefined,
}));

/** The signatures of a mapping's counterpart; none where the target's version has none. */
export function counterpartSignatures(
  { to, definition, signatures }: Mapping & { to: string },
  { target }: Context,
): readonly Signature[] {
  if (definition) return [definition.signature];
  const own = signatures && stated(signatures).mindspore;
  return own && mindsporeNameKind(to, target.mindspore) ? own : mindsporeSignatures(to, target.mindspore);
}

/** The signatures by which torch's name is called. */
export function signaturesOf(name: string, { signatures, definition }: Mapping): readonly Signature[] {
  const own = (signatures && stated(signatures).torch) ?? torchSignatures(torchNameOf(name));
  return definition ? [...own, definition.signature] : own;
}
