import type { Proof } from "../../engine/catalogue/mapping.ts";
import { NAMESPACES } from "../../engine/catalogue/mappings.ts";
import { expand } from "./alternatives.ts";
import type { Options } from "./case.ts";

/** A piece of PyTorch that is to be migrated and proven, and the name or rule that it is about. */
export interface Source {
  readonly id: string;
  readonly subject: string;
  readonly code: string;
  /** The PyTorch that is run in its place, where the code is MindSpore's already. */
  readonly twin?: string;
  readonly kind: "module" | "function" | "training" | "script";
  readonly inputs: readonly string[];
  readonly options: Options;
}

const IMPORTS = "import numpy as np\nimport torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n";
const NAMES = ["x", "y", "z", "w", "v"];

/** The examples of all mappings, every combination of their alternatives as one source. */
export function mappingSources(): Source[] {
  return NAMESPACES.flatMap(({ prefix, mappings }) =>
    Object.entries(mappings).flatMap(([name, { proof }]) => (proof ? sourcesOf(`${prefix}.${name}`, proof) : [])),
  );
}

function sourcesOf(subject: string, proof: Proof): Source[] {
  const parameters = NAMES.slice(0, proof.inputs.length);
  const layers = (proof.layers ?? []).flatMap(expand).map((expression) => layerSource(expression, parameters, proof));
  const values = (proof.values ?? []).flatMap(expand).map((expression) => valueSource(expression, parameters, proof));
  const shared = { random: proof.random, gradient: proof.gradient, dtypes: proof.dtypes };
  const options = Object.fromEntries(Object.entries(shared).filter(([, value]) => value !== undefined)) as Options;
  return [
    ...layers.map((code, i) => ({
      id: `${subject}#layer${i}`,
      subject,
      code,
      kind: "module" as const,
      inputs: proof.inputs,
      options,
    })),
    ...values.map((code, i) => ({
      id: `${subject}#value${i}`,
      subject,
      code,
      kind: "function" as const,
      inputs: proof.inputs,
      options,
    })),
  ];
}

function layerSource(expression: string, parameters: readonly string[], { setup }: Proof): string {
  const list = parameters.join(", ");
  return `${IMPORTS}${setupLines(setup)}

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = ${expression}

    def forward(self, ${list}):
        return self.layer(${list})
`;
}

function valueSource(expression: string, parameters: readonly string[], { setup }: Proof): string {
  const list = parameters.map((name) => `${name}: torch.Tensor`).join(", ");
  return `${IMPORTS}${setupLines(setup)}

def run(${list}):
    return ${expression}
`;
}

const setupLines = (setup: string | undefined): string => (setup ? `\n${setup}\n` : "");
