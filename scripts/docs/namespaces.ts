import { mappedNames } from "../../engine/catalogue/mappings.ts";
import { allTorchNames, isPublicModule } from "../../engine/catalogue/signatures.ts";

const NAMESPACES =
  "torch.Tensor torch.nn.functional torch.nn.init torch.nn.utils torch.nn torch.optim torch.autograd torch.amp torch.cuda torch.distributed torch.utils.data torch.utils torch.linalg torch.fft torch.special torch.distributions torch.jit torch.onnx torch.profiler torch.hub torch.compiler torch.backends torch.func torch.sparse torchvision.transforms torchvision.datasets torchvision.models torchvision.ops torchvision".split(
    " ",
  );

/** The namespace whose page a name stands on. */
export const namespaceOf = (name: string): string =>
  NAMESPACES.filter((space) => name.startsWith(`${space}.`)).sort((a, b) => b.length - a.length)[0] ??
  (name.split(".").length === 2 ? "torch" : "torch, the rest");

/** Every name with a verdict, in order: torch's own listing, modules left out, and what mappings name beyond it. */
export const publicNames = (): string[] =>
  [...new Set([...allTorchNames(), ...mappedNames()])].filter((name) => !isPublicModule(name)).sort();
