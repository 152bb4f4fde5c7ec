import type { Mapping } from "../catalogue/mapping.ts";
import { torchNameOf } from "../catalogue/mappings.ts";
import { parseSignature } from "../catalogue/signature.ts";
import { mindsporeNameKind, mindsporeSignatures, type Signature, torchSignatures } from "../catalogue/signatures.ts";
import type { Context } from "../rule.ts";

export const counterpartSignatures = (
  { to, definition, signatures }: Mapping & { to: string },
  { target }: Context,
): readonly Signature[] =>
  definition
    ? [definition.signature]
    : signatures?.mindspore && mindsporeNameKind(to, target.mindspore)
      ? [parseSignature(signatures.mindspore)]
      : mindsporeSignatures(to, target.mindspore);

export function signaturesOf(name: string, { signatures, definition }: Mapping): readonly Signature[] {
  const own = signatures?.torch ? [parseSignature(signatures.torch)] : torchSignatures(torchNameOf(name));
  return definition ? [...own, definition.signature] : own;
}
