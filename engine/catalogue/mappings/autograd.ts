import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual } from "./entries.ts";

/** `func` becomes `fn`, and what is counted becomes positions. */
const transform = (to: string, mapping: Partial<Mapping> = {}): Mapping => ({
  to: `mindspore.${to}`,
  unsafe: "MindSpore must be able to compile the function",
  ...mapping,
  parameters: { func: "fn", ...mapping.parameters },
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
  "functional.jacobian": manual("graph", "Write ms.jacrev(f)(*inputs)."),
  "functional.hessian": manual("graph", "Write ms.jacfwd(ms.jacrev(f))(*inputs)."),
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
  }),
  "func.jacrev": transform("jacrev", {
    parameters: {
      argnums: "grad_position",
      chunk_size: { refuse: true },
      _preallocate_and_copy: { refuse: true },
    },
  }),
  "func.jacfwd": transform("jacfwd", { parameters: { argnums: "grad_position", randomness: { refuse: true } } }),
  "func.functional_call": manual(
    "graph",
    "MindSpore has no call with other parameters: ms.load_param_into_net(model, parameters) before it.",
  ),
  is_grad_enabled: manual(
    "graph",
    "MindSpore records nothing outside a function that is differentiated: write model.training where training is meant.",
  ),
});
