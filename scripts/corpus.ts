import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { environment } from "./environments.mjs";
import { cached } from "./vscode/cached.ts";

/**
 * Published packages that the engine is tried on: PyTorch as it is written; PyTorch that no rule was written on, where it is
 * measured; and code of other libraries, NumPy's, JAX's, TensorFlow's and Paddle's users among it, which it leaves alone.
 */
export const PACKAGES = {
  torch: [
    "timm==1.0.31",
    "torchvision==0.29.1",
    "vit-pytorch==1.26.11",
    "einops==0.8.2",
    "torchmetrics==1.9.0",
    "segmentation-models-pytorch==0.6.0",
    "kornia==0.9.0",
  ],
  unseen: [
    "accelerate==1.15.0",
    "gpytorch==1.15.2",
    "lightly==1.6.0",
    "monai==1.6.1",
    "peft==0.21.2",
    "pyro-ppl==1.9.2",
    "pytorch-lightning==2.6.6",
    "pytorch-metric-learning==2.9.0",
    "speechbrain==1.1.2",
    "torch-geometric==2.8.1",
    "torchaudio==2.11.0",
    "x-transformers==2.31.10",
  ],
  torchFree: [
    "numpy==2.4.6",
    "pandas==3.1.1",
    "scikit-learn==1.9.1",
    "flax==0.12.8",
    "jax==0.10.2",
    "keras==3.15.1",
    "requests==2.34.2",
    "django==5.2.19",
    "optax==0.2.8",
    "dm-haiku==0.0.17",
    "equinox==0.13.8",
    "tensorflow-probability==0.25.0",
    "tf-keras==2.21.0",
    "paddlenlp==2.8.1",
    "tinygrad==0.14.0",
    "pymc==5.28.5",
  ],
} as const;

// One wheel for everybody, whatever Python and machine this runs on.
const SAME = ["--python-version", "3.11", "--implementation", "cp", "--platform", "manylinux_2_28_x86_64"];

/** The paths of a package's Python files. */
export async function filesOf(specification: string): Promise<string[]> {
  const folder = await unpacked(specification);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return paths.filter((path) => path.endsWith(".py")).map((path) => join(folder, path));
}

/** The folder of a package, which is downloaded and unpacked into the cache folder the first time. */
export function unpacked(specification: string): Promise<string> {
  return cached(`corpus-${specification.replace("==", "-")}`, [specification, SAME], async (draft) => {
    const { python } = await environment("torch");
    const run = (...args: string[]) => promisify(execFile)(python, args, { cwd: draft });
    const platforms = ["manylinux_2_27_x86_64", "manylinux_2_24_x86_64"].flatMap((name) => ["--platform", name]);
    const options = ["--no-deps", "--only-binary", ":all:", ...SAME, ...platforms];
    await run("-m", "pip", "download", "--disable-pip-version-check", "--quiet", ...options, specification);
    const [wheel] = readdirSync(draft);
    await run("-m", "zipfile", "-e", wheel, ".");
    await run("-c", "import os, sys; os.remove(sys.argv[1])", wheel);
  });
}

/** Every so many-th of some files, so that there are at most this many. */
export function sampled(paths: readonly string[], most: number): string[] {
  const step = Math.max(1, Math.ceil(paths.length / most));
  return paths.filter((_, index) => index % step === 0);
}

/** The files that name torch or MindSpore anywhere, and of the others a sample. */
export function suspicious(paths: readonly string[], most: number): string[] {
  const names = (path: string) => /torch|mindspore/.test(readFileSync(path, "latin1"));
  const named = new Set(paths.filter(names));
  const others = sampled(
    paths.filter((path) => !named.has(path)),
    most,
  );
  return [...named, ...others].sort();
}
