import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import manifest from "../package.json" with { type: "json" };
import type { Host } from "./host.ts";
import { serve } from "./server.ts";
import { Projects } from "./settings/pyproject.ts";
import { readGrammar } from "./wasm.ts";

/** Starts the server on what the command line names: `--stdio`, `--node-ipc`, `--socket` or `--pipe`. */
export function start(): void {
  serve(createConnection(ProposedFeatures.all), nodeHost());
}

function nodeHost(): Host {
  const projects = new Projects();
  return {
    version: manifest.version,
    grammar: readGrammar(),
    projectOf(uri) {
      const path = uri.startsWith("file:") ? fileURLToPath(uri) : undefined;
      const project = path ? projects.of(dirname(path)) : undefined;
      return { settings: project ?? {}, excluded: path !== undefined && project?.isExcluded(path) === true };
    },
    forgetProjects: () => projects.forget(),
    turn: () => new Promise((done) => setImmediate(done)),
  };
}
