import { knowsMindSpore, torchNameKind } from "./signatures.ts";

/** Where torch has what stands in a module of MindSpore, the likeliest first. */
const PLACES: readonly (readonly [mindspore: string, torch: readonly string[]])[] = [
  ["mindspore.nn.functional", ["torch.nn.functional"]],
  ["mindspore.nn.init", ["torch.nn.init"]],
  ["mindspore.nn.utils", ["torch.nn.utils"]],
  ["mindspore.nn", ["torch.nn", "torch.optim"]],
  ["mindspore.ops", ["torch", "torch.nn.functional"]],
  ["mindspore.mint.nn.functional", ["torch.nn.functional"]],
  ["mindspore.mint.nn", ["torch.nn"]],
  ["mindspore.mint.optim", ["torch.optim"]],
  ["mindspore.mint", ["torch"]],
  ["mindspore", ["torch"]],
];

/** Modules of torch's that MindSpore has not; its other modules are not all listed. */
const MODULES: ReadonlySet<string> = new Set(["torch.nn.functional", "torch.nn.init", "torch.optim"]);

/** What MindSpore has, though its listing does not tell. */
const UNLISTED: ReadonlySet<string> = new Set(["mindspore.dtype"]);

/** The name of torch's that a name of MindSpore's would be which no version has: `nn.Sequential` where `nn` was rebound. */
export function meantInTorch(name: string): string | undefined {
  const dot = name.lastIndexOf(".");
  const places = PLACES.find(([place]) => place === name.slice(0, dot))?.[1];
  if (!places || knowsMindSpore(name) || UNLISTED.has(name)) return undefined;
  const candidates = places.map((place) => place + name.slice(dot));
  return candidates.find((candidate) => {
    const kind = torchNameKind(candidate);
    return kind !== undefined && (kind !== "module" || MODULES.has(candidate));
  });
}
