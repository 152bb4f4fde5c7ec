import { TabInputTextDiff, Uri, window } from "vscode";

/** The scheme of the documents that show a file as MindSpore. */
export const previewScheme = "torch2ms-preview";

/** Where the preview of a file is; its path is the file's, so that the editor knows it for Python. */
export function previewOf(source: Uri): Uri {
  return Uri.from({ scheme: previewScheme, path: source.path, query: source.toString() });
}

/** The file that a preview shows; any other address is its own. */
export function sourceOf(uri: Uri): Uri {
  return uri.scheme === previewScheme ? Uri.parse(uri.query) : uri;
}

/** The file that a command is about: the one it was given as an address or text, else the one in front. */
export function sourceFor(target: unknown): Uri | undefined {
  if (target instanceof Uri) return sourceOf(target);
  if (typeof target === "string") return sourceOf(Uri.parse(target));
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof TabInputTextDiff) return sourceOf(input.modified);
  return window.activeTextEditor && sourceOf(window.activeTextEditor.document.uri);
}
