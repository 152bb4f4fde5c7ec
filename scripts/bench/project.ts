import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { unpacked } from "../corpus.ts";
import { cached } from "../vscode/cached.ts";
import { type BenchFile, libraryFile } from "./files.ts";

/** Together a thousand files. */
const PACKAGES = ["timm==1.0.31", "torchvision==0.29.1", "kornia==0.9.0"];
/** What lies in the virtual environment beside them. */
const INSTALLED = ["numpy==2.4.6", "pandas==3.1.1", "jax==0.10.2"];

/** vision_transformer.py as one of a thousand files, in a folder that has a virtual environment too. */
export async function projectFile(): Promise<BenchFile> {
  const folder = await cached("bench-project", [PACKAGES, INSTALLED], async (draft) => {
    const environment = join(draft, "env");
    await mkdir(environment);
    await writeFile(join(environment, "pyvenv.cfg"), "home = /usr/bin\n");
    const copy = async (name: string, to: string) => cp(await unpacked(name), to, { recursive: true });
    for (const name of PACKAGES) await copy(name, draft);
    for (const name of INSTALLED) await copy(name, join(environment, "lib"));
  });
  const path = join(folder, "timm/models/vision_transformer.py");
  const place = { uri: pathToFileURL(path).href, root: pathToFileURL(folder).href };
  return { ...libraryFile(path), name: "vision_transformer.py in a project", place };
}
