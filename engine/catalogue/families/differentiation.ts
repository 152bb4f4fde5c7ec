import { familiesOf } from "../mapping.ts";

/** The graph that torch keeps for backward(). */
export const DIFFERENTIATION = familiesOf("graph", {
  "torch.autograd":
    "MindSpore differentiates functions: ms.value_and_grad, ms.grad, ms.ops.jvp and vjp; no graph hangs at tensors.",
  "torch.autograd.Function":
    "A class with its own gradient is a nn.Cell with construct and bprop(self, *inputs, out, dout); what ctx keeps are bprop's arguments.",
  "torch.autograd.profiler": "Write with ms.profiler.profile() as profiler: and profiler.step() after each step.",
  "torch.func":
    "MindSpore differentiates functions: ms.grad, ms.value_and_grad, ms.ops.jvp and vjp, ms.jacfwd, ms.jacrev and ms.vmap.",
  "torch.utils.checkpoint": "cell.recompute() says that what a Cell computes is computed again for the gradient.",
  "torch.utils.hooks":
    "MindSpore's hooks are register_forward_hook and register_backward_hook of a Cell; their handles have remove().",
});
