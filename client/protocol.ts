import { NotificationType, type Position, RequestType } from "vscode-languageclient/node";

/** What the server says of an open file: how much is left to do there, and for which target. */
export interface Status {
  uri: string;
  target: { mindspore: string; device: string };
  count: number;
  byCategory: Record<string, number>;
}

/** Sent by the server whenever the findings of an open PyTorch or MindSpore file were counted anew. */
export const StatusNotification = new NotificationType<Status>("torch2ms/status");

/** A whole file as MindSpore, with how many changes that took, how many are not proven, and what is left by hand. */
export interface Migration {
  text: string;
  summary: { changes: number; unsafe: number; left: number };
}

/** Asks for a file migrated as a whole; nothing is written. */
export const MigrateRequest = new RequestType<{ uri: string }, Migration | null, void>("torch2ms/migrate");

/** Asks for the explanation of a rule or an API by name, or of what stands at a position; null when nothing is known. */
export const ExplainRequest = new RequestType<
  { name: string } | { uri: string; position: Position },
  { markdown: string } | null,
  void
>("torch2ms/explain");
