import type { Definition } from "../definition.ts";
import { HESSIAN, HESSIAN_OF, HVP, JACOBIAN, JVP, VJP } from "../definitions/derivatives.ts";
import { defineNamespace, type Mapping, type Proof } from "../mapping.ts";
import { each, manual, NO_GRADIENT, written } from "./entries.ts";

/** `func` becomes `fn`, and what is counted becomes positions. */
const transform = (to: string, mapping: Partial<Mapping> = {}): Mapping => ({
  to: `mindspore.${to}`,
  unsafe: "MindSpore must be able to compile the function",
  ...mapping,
  parameters: { func: "fn", ...mapping.parameters },
});

/** What is written for a function of torch.autograd.functional. */
const derivative = (
  definition: Definition,
  values: readonly string[],
  options: readonly string[] = ["create_graph"],
): Mapping =>
  written(
    definition,
    ["float32[3]", "float32[3]"],
    values,
    {
      unsafe: "MindSpore must be able to compile the function",
      parameters: { ...Object.fromEntries(options.map((name) => [name, { drop: true }])), strict: { drop: ["False"] } },
    },
    { ...NO_GRADIENT, setup: FUNCTIONS },
  );

const FUNCTIONS =
  "def square(a):\n    return a ** 2 * a.sum()\n\n\ndef scalar(a):\n    return (a ** 3).sum()\n\n\ndef project(a, b):\n    return a * b\n\n\ndef joined(a, b):\n    return (a * a * b).sum()";

const ofVector = (call: string): Proof => ({
  inputs: ["float32[3]"],
  setup: FUNCTIONS,
  values: [call],
  gradient: false,
});

const SETUP = "def double(a):\n    return a * 2\n\n\ndef project(a, b):\n    return a * b";

/** Gradients that are not a training step's. */
export const AUTOGRAD = defineNamespace("torch.autograd", {
  backward: manual("graph", "Write the sum of the tensors as a function, and ms.value_and_grad(f, None, parameters)."),
  "function.once_differentiable": manual(
    "graph",
    "Leave the decorator out: bprop is differentiated only where ms.grad asks.",
  ),
  set_detect_anomaly: manual("graph", "Test the gradients: ms.amp.all_finite(grads)."),
  detect_anomaly: manual("graph", "Test the gradients: ms.amp.all_finite(grads)."),
  "profiler.profile": manual(
    "graph",
    "Write with ms.profiler.profile() as profiler: and profiler.step() after each step.",
  ),
  "profiler.emit_nvtx": manual("graph", "Leave it out: ms.profiler.profile names the operators by itself."),
  "profiler.EventList": manual("graph", "ms.profiler writes its tables to files: read them there."),
  "functional.jacobian": derivative(
    JACOBIAN,
    [
      "torch.autograd.functional.jacobian(«square|scalar», x«|, vectorize=True|, create_graph=True»)",
      "torch.autograd.functional.jacobian(project, (x, y))[1]",
    ],
    ["create_graph", "vectorize", "strategy"],
  ),
  "functional.hessian": derivative(
    HESSIAN,
    [
      "torch.autograd.functional.hessian(scalar, x«|, create_graph=True»)",
      "torch.autograd.functional.hessian(joined, (x, y))[0][1]",
    ],
    ["create_graph", "vectorize", "outer_jacobian_strategy"],
  ),
  ...each("functional.hvp functional.vhp", (name) => derivative(HVP, [`torch.autograd.${name}(scalar, x, «y|v=y»)`])),
  "functional.jvp": derivative(JVP, ["torch.autograd.functional.jvp(square, x, y)"]),
  "functional.vjp": derivative(VJP, [
    "torch.autograd.functional.vjp(«square, x, y|scalar, x»)",
    "torch.autograd.functional.vjp(joined, (x, y))[1][1]",
  ]),
});

/** Functions of functions. */
export const TRANSFORMS = defineNamespace("torch", {
  vmap: transform("vmap", {
    parameters: {
      in_dims: "in_axes",
      out_dims: "out_axes",
      randomness: { refuse: true, why: "MindSpore's vmap takes no random operators." },
      chunk_size: { refuse: true, why: "MindSpore's vmap has no chunks." },
    },
    proof: {
      inputs: ["float32[2,3]", "float32[2,3]"],
      setup: SETUP,
      values: ["torch.vmap(double«|, in_dims=0|, 0|, in_dims=1, out_dims=1»)(x)", "torch.vmap(project)(x, y)"],
    },
  }),
  "func.grad": transform("grad", {
    parameters: { argnums: "grad_position" },
    note: "MindSpore also differentiates functions whose result is no scalar.",
    proof: ofVector("torch.func.grad(scalar«|, argnums=0»)(x)"),
  }),
  "func.jacrev": transform("jacrev", {
    parameters: {
      argnums: "grad_position",
      chunk_size: { refuse: true },
      _preallocate_and_copy: { refuse: true },
    },
    proof: ofVector("torch.func.jacrev(square«|, argnums=0»)(x)"),
  }),
  "func.jacfwd": transform("jacfwd", {
    parameters: { argnums: "grad_position", randomness: { refuse: true } },
    proof: ofVector("torch.func.jacfwd(square«|, argnums=0»)(x)"),
  }),
  "func.hessian": written(
    HESSIAN_OF,
    ["float32[3]"],
    ["torch.func.hessian(scalar«|, argnums=0»)(x)"],
    { unsafe: "MindSpore must be able to compile the function" },
    { ...NO_GRADIENT, setup: FUNCTIONS },
  ),
  "func.functional_call": manual(
    "graph",
    "MindSpore has no call with other parameters: ms.load_param_into_net(model, parameters) before it.",
  ),
  is_grad_enabled: manual(
    "graph",
    "MindSpore records nothing outside a function that is differentiated: write model.training where training is meant.",
  ),
});
