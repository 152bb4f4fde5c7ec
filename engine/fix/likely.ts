import type { Context } from "../rule.ts";
import type { Reference } from "../semantics/reference.ts";

/** The reason that a reference known only as likely gives. */
export function likelyReason(reference: Reference, context: Context): string | undefined {
  if (reference.ground === "certain") return undefined;
  const subject = reference.receiver ?? reference.node;
  return `${shorten(context.text.slice(subject.start, subject.end))} is only likely what it seems`;
}

const shorten = (text: string): string => (text.length > 30 ? `${text.slice(0, 29)}…` : text);
