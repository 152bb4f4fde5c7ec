import type { Mapping, Namespace } from "./mapping.ts";
import { FUNCTIONAL } from "./mappings/functional.ts";
import { INIT } from "./mappings/init.ts";
import { NN } from "./mappings/nn.ts";
import { OPTIM, SCHEDULERS } from "./mappings/optim.ts";
import { TENSOR } from "./mappings/tensor.ts";
import { TORCH } from "./mappings/torch.ts";
import { DATA } from "./mappings/data.ts";

export const NAMESPACES: readonly Namespace[] = [TORCH, TENSOR, NN, FUNCTIONAL, INIT, OPTIM, SCHEDULERS, DATA];

const BY_NAME = new Map<string, Mapping>(
  NAMESPACES.flatMap(({ prefix, mappings }) =>
    Object.entries(mappings).map(([name, mapping]) => [`${prefix}.${name}`, mapping] as const),
  ),
);

/** The mapping of a qualified torch name. */
export const mappingOf = (name: string): Mapping | undefined => BY_NAME.get(name);

/** All mapped names. */
export const mappedNames = (): Iterable<string> => BY_NAME.keys();
