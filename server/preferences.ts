import { type Connection, MessageType, ShowMessageNotification } from "vscode-languageserver";
import type { Client } from "./client.ts";
import type { Host } from "./host.ts";
import { isRecord, type Settings, settingsFrom } from "./settings/settings.ts";

/** Settings per document: the project's, then what the editor answers, then what it sent by itself. */
export class Preferences {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #host: Host;
  #sent: unknown;
  readonly #answers = new Map<string, Promise<void>>();
  readonly #settings = new Map<string, Settings>();
  #generation = 0;
  #complaint = "";

  constructor(connection: Connection, client: Client, host: Host, initial: unknown) {
    this.#connection = connection;
    this.#client = client;
    this.#host = host;
    this.#sent = ownSection(initial) ?? initial;
  }

  /** The settings of a document; the same object until something changes. */
  of(uri: string): Settings {
    const known = this.#settings.get(uri) ?? this.#settingsFrom(uri, this.#sent);
    this.#settings.set(uri, known);
    return known;
  }

  /** Resolves when the editor has said what holds for a document, if it can be asked. */
  ready(uri: string): Promise<void> {
    const asked = this.#answers.get(uri) ?? this.#ask(uri);
    this.#answers.set(uri, asked);
    return asked;
  }

  forget(uri: string): void {
    this.#answers.delete(uri);
    this.#settings.delete(uri);
  }

  /** The editor's settings or a project's have changed; editors that can be asked send nothing of use along. */
  changed(sent?: unknown): void {
    this.#generation++;
    this.#sent = ownSection(sent) ?? this.#sent;
    this.#host.forgetProjects();
    this.#answers.clear();
    this.#settings.clear();
  }

  async #ask(uri: string): Promise<void> {
    if (!this.#client.answersConfiguration) return;
    const generation = this.#generation;
    try {
      const answer: unknown = await this.#connection.workspace.getConfiguration({ scopeUri: uri, section: "torch2ms" });
      if (isRecord(answer) && generation === this.#generation) this.#settings.set(uri, this.#settingsFrom(uri, answer));
    } catch (error) {
      this.#connection.console.warn(`The editor did not say its settings: ${error}`);
    }
  }

  #settingsFrom(uri: string, sent: unknown): Settings {
    try {
      const { settings, excluded } = this.#host.projectOf(uri);
      this.#complaint = "";
      const result = settingsFrom(sent, settings);
      return excluded ? { ...result, enable: false } : result;
    } catch (error) {
      this.#complain(error instanceof Error ? error.message : String(error));
      return settingsFrom(sent, {});
    }
  }

  /** Says what is wrong once, not at every file. */
  #complain(message: string): void {
    if (message === this.#complaint) return;
    this.#complaint = message;
    void this.#connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Warning,
      message: `torch2ms: ${message}`,
    });
  }
}

const ownSection = (sent: unknown): unknown => (isRecord(sent) && isRecord(sent.torch2ms) ? sent.torch2ms : undefined);
