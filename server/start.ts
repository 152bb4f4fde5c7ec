import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Connection, createConnection, ProposedFeatures, StreamMessageReader } from "vscode-languageserver/node";
import manifest from "../package.json" with { type: "json" };
import { DiskFiles } from "./files/disk.ts";
import type { Host } from "./host.ts";
import { serve } from "./server.ts";
import { Projects } from "./settings/pyproject.ts";
import { MessageOutput } from "./stdio.ts";
import { readGrammar } from "./wasm.ts";

/** Starts the server on what the command line names: `--stdio`, `--node-ipc`, `--socket` or `--pipe`. */
export function start(): void {
  const connection = process.argv.includes("--stdio") ? onStandardStreams() : createConnection(ProposedFeatures.all);
  serve(connection, nodeHost());
}

/** Ends when nobody speaks any more. */
function onStandardStreams(): Connection {
  const { stdin } = process;
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(stdin), new MessageOutput());
  let isShutDown = false;
  connection.onShutdown(() => {
    isShutDown = true;
  });
  for (const over of ["end", "close"]) stdin.on(over, () => process.exit(isShutDown ? 0 : 1));
  return connection;
}

function nodeHost(): Host {
  const projects = new Projects();
  const isExcluded = (path: string): boolean => {
    try {
      return projects.of(dirname(path))?.isExcluded(path) === true;
    } catch {
      // What is wrong with the settings is said where a document asks for them.
      return false;
    }
  };
  return {
    version: manifest.version,
    grammar: readGrammar(),
    projectOf(uri) {
      const path = pathOf(uri);
      const project = path ? projects.of(dirname(path)) : undefined;
      return { settings: project ?? {}, excluded: path !== undefined && project?.isExcluded(path) === true };
    },
    forgetProjects: () => projects.forget(),
    filesIn: (folders, parse) => {
      const roots = folders.flatMap((uri) => pathOf(uri) ?? []);
      return Object.assign(new DiskFiles({ parse, isExcluded, roots: () => roots }), { pathOf });
    },
    turn: () => new Promise((done) => setImmediate(done)),
  };
}

/** The path of a file on disk, with `/` between its parts; nothing for a URI that names none here. */
function pathOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri).replaceAll("\\", "/");
  } catch {
    return undefined; // another machine's, or escaped wrongly
  }
}
