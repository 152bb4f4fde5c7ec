import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import type { Analysis, Finding } from "#engine";
import type { Document } from "../document.ts";
import { diagnosticOf, workspaceEditOf } from "../protocol.ts";
import type { Session } from "../session.ts";
import { type Deed, editsOf } from "./actionEdits.ts";
import { Kinds, wants } from "./actionKinds.ts";
import { type Offer, quickFixes, rewriteFile, rewriteUnit, sourceActions } from "./actionOffers.ts";

/** What a resolved action needs to know: which document it was offered for, as it was then. */
interface Ticket {
  uri: string;
  version: number;
  deed: Deed;
}

/** textDocument/codeAction: what can be done at a range. Edits come when an action is resolved, if the client can do that. */
export function codeActions(session: Session, params: CodeActionParams): CodeAction[] {
  const document = session.document(params.textDocument.uri);
  const analysis = document && session.analysis(document);
  if (!analysis || !session.client.takesActions) return [];
  const { only } = params.context;
  const offers = offersAt(document.span(params.range), analysis, document, session, only);
  const asked = offers.filter((offer) => wants(only, offer.kind) && isRunnable(offer, session));
  return asked
    .map((offer) => actionOf(offer, params.context.diagnostics, document, session))
    .filter((action) => !action.edit || isFull(action));
}

/** codeAction/resolve: adds the edit, unless the document has changed since the action was offered. */
export function resolve(session: Session, action: CodeAction): CodeAction {
  const ticket: Ticket | undefined = action.data;
  if (!ticket) return action;
  const document = session.document(ticket.uri);
  if (document?.version !== ticket.version)
    throw new ResponseError(LSPErrorCodes.ContentModified, "The file has changed since this action was offered.");
  return { ...action, edit: workspaceEditOf(editsOf(ticket.deed, document, session), document, session.client) };
}

function offersAt(
  at: { start: number; end: number },
  analysis: Analysis,
  document: Document,
  session: Session,
  only: readonly string[] | undefined,
): Offer[] {
  const offers: (Offer | undefined)[] = [];
  if (wants(only, Kinds.quickFix))
    for (const finding of touched(session.shown(document), at))
      offers.push(...quickFixes(finding, analysis, document, session));
  if (!only || only.some((asked) => wants([asked], Kinds.unit) || asked.startsWith(Kinds.unit)))
    offers.push(rewriteUnit(at, analysis, document, session), rewriteFile(analysis, document, session));
  if (!only || only.some((asked) => asked === "" || asked.startsWith(CodeActionKind.Source)))
    offers.push(...sourceActions(analysis));
  return withoutRepeats(offers.filter((offer) => offer !== undefined));
}

/** Findings that a range touches, the smallest first; of those at a cursor only the innermost are meant. */
function touched(findings: readonly Finding[], at: { start: number; end: number }): Finding[] {
  const size = ({ start, end }: Finding) => end - start;
  return findings
    .filter(({ start, end }) => start <= at.end && at.start <= end)
    .sort((a, b) => size(a) - size(b))
    .slice(0, 5);
}

/** Two findings in one class have the same rewrite of the class. */
function withoutRepeats(offers: readonly Offer[]): Offer[] {
  const seen = new Set<string>();
  return offers.filter(({ kind, deed, command }) => {
    const key = JSON.stringify([kind, deed, command]);
    return !seen.has(key) && seen.add(key);
  });
}

const isRunnable = ({ command }: Offer, { client }: Session): boolean => !command || client.commands.has(command.name);

function actionOf(offer: Offer, diagnostics: readonly Diagnostic[], document: Document, session: Session): CodeAction {
  const { title, kind, finding, deed, command } = offer;
  const action: CodeAction = { title, kind };
  if (finding) action.diagnostics = [reported(finding, diagnostics, document, session)];
  if (offer.preferred && kind === Kinds.quickFix) action.isPreferred = true;
  if (command) action.command = { title, command: command.name, arguments: command.arguments };
  if (!deed) return action;
  const ticket: Ticket = { uri: document.uri, version: document.version, deed };
  if (session.client.resolvesActions) return { ...action, data: ticket };
  return { ...action, edit: workspaceEditOf(editsOf(deed, document, session), document, session.client) };
}

/** The client's own diagnostic where it sent the one for this finding. */
function reported(
  finding: Finding,
  diagnostics: readonly Diagnostic[],
  document: Document,
  session: Session,
): Diagnostic {
  const own = diagnosticOf(finding, document, session.client);
  const isSame = ({ code, range }: Diagnostic) =>
    code === own.code && JSON.stringify(range) === JSON.stringify(own.range);
  return diagnostics.find(isSame) ?? own;
}

/** Whether an edit changes anything. */
function isFull({ edit }: CodeAction): boolean {
  const [change] = edit?.documentChanges ?? [];
  return change && "edits" in change ? change.edits.length > 0 : Object.values(edit?.changes ?? {}).flat().length > 0;
}
