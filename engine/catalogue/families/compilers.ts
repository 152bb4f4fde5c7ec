import { familiesOf } from "../mapping.ts";

const NO_SWITCH = "MindSpore compiles by ms.jit, which has none of these switches: leave it out.";

/** Compilers, tracers and exporters. */
export const COMPILERS = familiesOf("compiler", {
  "torch.compiler": NO_SWITCH,
  "torch._dynamo": NO_SWITCH,
  "torch._inductor": NO_SWITCH,
  "torch.jit":
    'MindSpore compiles by ms.jit(function), and keeps a compiled model by ms.export(net, x, file_format="MINDIR").',
  "torch.fx": "MindSpore shows no graph that Python could change: change the Cell's children instead.",
  "torch.export": 'Write ms.export(net, x, file_name="net", file_format="MINDIR").',
  "torch.package": "Ship the Python files beside a checkpoint of ms.save_checkpoint.",
  "torch.library": "An operator of one's own is ops.Custom in MindSpore, or a nn.Cell with construct and bprop.",
  "torch.ops":
    "An operator of one's own is ops.Custom in MindSpore; torch's own ones have Python names, which are rewritten.",
  "torch.onnx": 'Write ms.export(net, x, file_name="net", file_format="ONNX").',
  "torch.utils.cpp_extension":
    "CUDA and C++ for torch do not run in MindSpore: write an operator by ops.Custom, or its formula in ops.",
  "torch.overrides": "MindSpore's functions cannot be overridden by a tensor's class: call the class's own method.",
});
