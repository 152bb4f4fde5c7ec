import { FULL, LINSPACE } from "../definitions/shapes.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual } from "./entries.ts";

const DTYPES = "|, dtype=torch.float32|, dtype=torch.int64|, device='cpu'|, requires_grad=False";
const NO_DTYPE = { refuse: true, why: "MindSpore's takes no dtype: put .astype(dtype) behind it." } as const;

/** A tensor without axes, which MindSpore's functions of sizes do not make on a CPU. */
const numberAlone = (value: string): Mapping => ({
  to: "mindspore.tensor",
  signatures: { torch: "(size, *, dtype=None, layout=None, device=None, pin_memory=False, requires_grad=False)" },
  parameters: { size: { to: "input_data", values: { "[]": value, "()": value } }, device: { drop: true } },
});

/** A tensor of a shape, given as sizes or as one tuple. */
const filled = (name: string, to: string): Mapping => ({
  to: `mindspore.ops.${to}`,
  parameters: to === "ones" ? { size: "shape" } : undefined,
  packs: true,
  ofNoSizes: numberAlone(to === "ones" ? "1.0" : "0.0"),
  proof: {
    inputs: ["float32[2,3]"],
    values: [
      `torch.${name}(«2, 3|(2, 3)|[2, 3]|4|x.shape|*x.shape|2, *x.shape|size=(2, 3)|[]|()»«${DTYPES}»)${name === "empty" ? ".shape" : ""}`,
    ],
    gradient: false,
  },
});

const like = (name: string, to: string): Mapping => ({
  to: `mindspore.ops.${to}`,
  proof: {
    inputs: ["float32[2,3]"],
    values: [`torch.${name}(«x|input=x»«${DTYPES}»)${name === "empty_like" ? ".shape" : ""}`],
    gradient: false,
  },
});

/** Random numbers; of the same distribution, never the same. */
const random = (name: string): Mapping => ({
  to: `mindspore.ops.${name}`,
  proof: {
    inputs: ["float32[200,100]"],
    values: [`torch.${name}(«200, 100|(200, 100)|x.shape|*x.shape|20000»«|, dtype=torch.float32|, device='cpu'»)`],
    random: true,
    gradient: false,
  },
});

const randomLike = (name: string): Mapping => ({
  to: `mindspore.ops.${name}`,
  proof: {
    inputs: ["float32[200,100]"],
    values: [`torch.${name}(«x|input=x»«|, dtype=torch.float32|, device='cpu'»)`],
    random: true,
    gradient: false,
  },
});

export const TORCH_CREATION = defineNamespace("torch", {
  zeros: filled("zeros", "zeros"),
  ones: filled("ones", "ones"),
  empty: filled("empty", "zeros"),
  full: {
    to: "mindspore.ops.full",
    adapter: FULL,
    signatures: {
      torch:
        "(size, fill_value, *, out=None, dtype=None, layout=None, device=None, pin_memory=False, requires_grad=False)",
    },
    parameters: {
      dtype: { refuse: ["None"], why: "Without a dtype ops.full gives int64, for 2.5 too: write dtype=." },
    },
    proof: {
      inputs: ["float32[2,3]"],
      values: [
        "torch.full(«(2, 3), 2.5|x.shape, 2|(2,), fill_value=float('-inf')|size=(2,), fill_value=1», dtype=«torch.float32|torch.float64|x.dtype»«|, device='cpu'»)",
        "torch.full(«(2, 3), 2.5|x.shape, 2|(2,), True|size=(2,), fill_value=LEVEL»«|, device='cpu'»)",
      ],
      setup: "LEVEL = 0.5",
      gradient: false,
    },
  },
  zeros_like: like("zeros_like", "zeros_like"),
  ones_like: like("ones_like", "ones_like"),
  empty_like: like("empty_like", "zeros_like"),
  full_like: {
    to: "mindspore.ops.full_like",
    proof: {
      inputs: ["float32[2,3]"],
      values: [`torch.full_like(«x, 2.5|x, fill_value=2|input=x, fill_value=2.0»«${DTYPES}»)`],
      gradient: false,
    },
  },
  rand: random("rand"),
  randn: random("randn"),
  rand_like: randomLike("rand_like"),
  randn_like: randomLike("randn_like"),
  randint: {
    to: "mindspore.ops.randint",
    add: { low: "0" },
    parameters: { size: { list: "tuple" } },
    proof: {
      inputs: ["float32[200,100]"],
      values: [
        "torch.randint(«0, 10, (200, 100)|10, (200, 100)|10, (20000,)|0, 10, x.shape|0, 10, [200, 100]|0, 10, size=(200, 100)|low=0, high=10, size=(200, 100)|high=10, size=(200, 100)|10, size=(200, 100)|0, high=10, size=(200, 100)»«|, dtype=torch.int64|, device='cpu'»).float()",
      ],
      random: true,
      gradient: false,
    },
  },
  randperm: {
    to: "mindspore.ops.randperm",
    proof: {
      inputs: ["float32[2]"],
      values: ["torch.randperm(«20000|n=20000»«|, device='cpu'»).float()"],
      random: true,
      gradient: false,
    },
  },
  normal: {
    to: "mindspore.ops.normal",
    parameters: { size: "shape", std: "stddev", dtype: NO_DTYPE },
    proof: {
      inputs: ["float32[2]"],
      values: ["torch.normal(«0.0, 1.0, (200, 100)|mean=1.0, std=2.0, size=(200, 100)|0.0, 2.0, size=(200, 100)»)"],
      random: true,
      gradient: false,
    },
  },
  arange: {
    to: "mindspore.ops.arange",
    signatures: {
      torch:
        "(start=0, end=None, step=1, *, out=None, dtype=None, layout=None, device=None, pin_memory=False, requires_grad=False)",
    },
    proof: {
      inputs: ["float32[2]"],
      values: [
        "torch.arange(«5|2, 7|1, 10, 2|0, 10, step=2|5.0|start=1, end=4|end=4|x.shape[0]|1, end=4|start=0, end=10, step=2»«|, dtype=torch.float32|, device='cpu'|, dtype=torch.int64»)",
        "torch.arange(0, 1, 0.25)",
      ],
      gradient: false,
    },
  },
  linspace: {
    to: "mindspore.ops.linspace",
    adapter: LINSPACE,
    parameters: { dtype: NO_DTYPE },
    proof: {
      inputs: ["float32[2]"],
      values: [
        "torch.linspace(«0, 1, 5|-1.0, 1.0, 7|0, 1, steps=5|start=0, end=1, steps=4»«|, device='cpu'|, dtype=torch.float32|, dtype=torch.float64»)",
      ],
      gradient: false,
    },
  },
  eye: {
    to: "mindspore.ops.eye",
    proof: {
      inputs: ["float32[2]"],
      values: ["torch.eye(«3|3, 4|n=3»«|, dtype=torch.float32|, dtype=torch.bool|, device='cpu'»)"],
      gradient: false,
    },
  },
  tensor: {
    to: "mindspore.tensor",
    parameters: { data: "input_data", device: { drop: true } },
    proof: {
      inputs: ["float32[2]"],
      values: [
        "torch.tensor(«1.0|2|[1, 2]|[[1.0, 2.0], [3.0, 4.0]]|(1, 2.5)|True|[True, False]|np.ones((2, 3))|np.arange(3)|data=[1.0]|x.shape»«|, dtype=torch.float32|, device='cpu'|, dtype=torch.float32, device='cpu'|, requires_grad=False»)",
      ],
      gradient: false,
    },
  },
  as_tensor: {
    to: "mindspore.tensor",
    parameters: { data: "input_data", device: { drop: true } },
    note: "MindSpore copies.",
    proof: {
      inputs: ["float32[2]"],
      values: [
        "torch.as_tensor(«1.0|[1, 2]|np.ones((2, 3))|data=[1.0]»«|, dtype=torch.float32|, device='cpu'|, dtype=torch.float32, device='cpu'»)",
      ],
      gradient: false,
    },
  },
  from_numpy: {
    to: "mindspore.from_numpy",
    parameters: { ndarray: "array" },
    proof: {
      inputs: ["float32[2]"],
      values: ["torch.from_numpy(«np.ones((2, 3))|np.arange(3)|np.ones(3, dtype=np.float32)»)"],
      gradient: false,
    },
  },
  scalar_tensor: manual("no-counterpart", "Write ms.tensor(value, dtype)."),
  sparse_coo_tensor: {
    reason: "sparse",
    instead: "mindspore.COOTensor(indices.T, values, shape) holds the same; few functions take it.",
  },
  manual_seed: {
    to: "mindspore.set_seed",
    note: "The numbers drawn differ: the generators do.",
    proof: { inputs: ["float32[2]"], values: ["x if torch.manual_seed(«1|seed=2») else x"] },
  },
  seed: manual("differs", "ms.set_seed(number) seeds MindSpore."),
  use_deterministic_algorithms: {
    to: "mindspore.set_deterministic",
    parameters: { mode: "deterministic", warn_only: { drop: true } },
  },
  multinomial: {
    to: "mindspore.ops.multinomial",
    effect: "silent",
    after: ".long()",
    note: "MindSpore gives int32, which ops.cat does not take beside int64.",
    proof: {
      inputs: ["float32[40,500]>0"],
      values: [
        "torch.multinomial(x, «300|num_samples=300|300, replacement=False|300, replacement=True|300, False|num_samples=300, replacement=True»).float()",
      ],
      random: true,
      gradient: false,
    },
  },
  bernoulli: manual(
    "differs",
    "ops.bernoulli(p) takes only its shape: ops.bernoulli(ops.ones_like(p), p) computes it.",
  ),
});
