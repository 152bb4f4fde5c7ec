import { type Disposable, EventEmitter, type TextDocumentContentProvider, type Uri, workspace } from "vscode";

/** Read-only documents of one scheme, whose text is asked for when it is shown and again after `changed`. */
export interface VirtualDocuments extends Disposable {
  changed(uri: Uri): void;
}

/** Serves the documents of `scheme` with what `provide` answers. */
export function virtualDocuments(scheme: string, provide: (uri: Uri) => Promise<string>): VirtualDocuments {
  const changes = new EventEmitter<Uri>();
  const provider: TextDocumentContentProvider = { onDidChange: changes.event, provideTextDocumentContent: provide };
  const registration = workspace.registerTextDocumentContentProvider(scheme, provider);
  return {
    changed: (uri) => changes.fire(uri),
    dispose: () => {
      registration.dispose();
      changes.dispose();
    },
  };
}
