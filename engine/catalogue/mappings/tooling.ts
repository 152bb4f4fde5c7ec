import { ASSERT_CLOSE } from "../definitions/comparisons.ts";
import { DOWNLOAD as DOWNLOAD_TO_FILE } from "../definitions/utilities.ts";
import { defineNamespace } from "../mapping.ts";
import { manual } from "./entries.ts";

const NO_MARK = "MindSpore's compiler reads the code as it is: leave the decorator out.";
const TRACED = 'ms.jit(function, capture_mode="trace") records one run; a Cell is exported by ms.export.';
const SAVED =
  'MindSpore keeps a compiled model as MINDIR: ms.export(net, x, file_name="net", file_format="MINDIR"), read by nn.GraphCell(ms.load("net.mindir")).';

/** The compiler. */
export const COMPILER = defineNamespace("torch", {
  "compiler.is_compiling": manual("compiler", 'Write False, or test ms.get_context("mode") == ms.GRAPH_MODE.'),
  "compiler.disable": manual("compiler", NO_MARK),
  "jit.trace": manual("compiler", TRACED),
  "jit.trace_module": manual("compiler", TRACED),
  "jit.annotate": manual("compiler", "MindSpore's compiler infers types: write the value itself."),
  "jit.isinstance": manual("compiler", "Write isinstance."),
  "jit.load": manual("compiler", SAVED),
  "jit.save": manual("compiler", SAVED),
  "jit.freeze": manual("compiler", SAVED),
  "jit.ScriptModule": manual("compiler", "A compiled Cell stays an nn.Cell: write nn.Cell."),
  "jit.TracerWarning": manual("compiler", "MindSpore does not warn of this: leave the filter out."),
  "fx.symbolic_trace": manual(
    "compiler",
    "MindSpore shows no graph that Python could change: change the Cell's children instead.",
  ),
  "fx.Graph": manual(
    "compiler",
    "MindSpore shows no graph that Python could change: change the Cell's children instead.",
  ),
  "fx.GraphModule": manual(
    "compiler",
    "MindSpore shows no graph that Python could change: change the Cell's children instead.",
  ),
  "fx.Node": manual(
    "compiler",
    "MindSpore shows no graph that Python could change: change the Cell's children instead.",
  ),
  "fx.Tracer": manual(
    "compiler",
    "MindSpore shows no graph that Python could change: change the Cell's children instead.",
  ),
  "fx.wrap": manual("compiler", "MindSpore shows no graph that Python could change: leave the mark out."),
  "onnx.export": manual(
    "compiler",
    'Write ms.export(net, x, file_name="net", file_format="ONNX"): inputs are given one by one, and names and opset are MindSpore\'s.',
  ),
  "onnx.is_in_onnx_export": manual("compiler", "MindSpore's code cannot tell that it is exported: write False."),
  "onnx.TrainingMode.EVAL": manual("compiler", "net.set_train(False) before ms.export says it."),
  "onnx.TrainingMode.TRAINING": manual("compiler", "net.set_train() before ms.export says it."),
});

const UNPROVEN = "what is measured cannot be compared";
const RUN = "Write with ms.profiler.profile() as profiler: and profiler.step() after each step.";
const WRITER =
  "The writer needs no torch: from tensorboardX import SummaryWriter has the same methods. MindSpore's own is ms.train.SummaryRecord, read by MindInsight.";
const DOWNLOAD =
  "Read the file by urllib.request.urlretrieve(url, path); a file of torch's is converted before ms.load_checkpoint reads it.";
const BUILD = "CUDA and C++ for torch do not run in MindSpore: write an operator by ops.Custom, or its formula in ops.";
const COMPARE = "Write numpy.testing.assert_allclose(a.asnumpy(), b.asnumpy(), rtol, atol).";

/** Measuring, testing, fetching and showing. */
export const TOOLS = defineNamespace("torch", {
  "profiler.profile": manual("no-counterpart", RUN),
  "profiler.schedule": {
    to: "mindspore.profiler.schedule",
    since: "2.7",
    parameters: { skip_first_wait: { drop: ["0"] } },
    unsafe: UNPROVEN,
  },
  "profiler.tensorboard_trace_handler": {
    to: "mindspore.profiler.tensorboard_trace_handler",
    since: "2.7",
    parameters: { use_gzip: { drop: true }, use_python_export: { drop: true } },
    unsafe: UNPROVEN,
  },
  "profiler.record_function": manual(
    "no-counterpart",
    "ms.profiler names cells by itself: leave the with statement out.",
  ),
  "profiler.ProfilerActivity.CPU": manual("no-counterpart", "Write ms.profiler.ProfilerActivity.CPU."),
  "profiler.ProfilerActivity.CUDA": manual("no-counterpart", "The accelerator is ms.profiler.ProfilerActivity.NPU."),
  "hub.load": manual(
    "differs",
    "MindSpore loads no models from torch's hub: mindcv.create_model(name, pretrained=True) has image models.",
  ),
  "hub.load_state_dict_from_url": manual("no-counterpart", DOWNLOAD),
  "hub.download_url_to_file": { definition: DOWNLOAD_TO_FILE, parameters: { progress: { drop: true } } },
  "hub.get_dir": manual("no-counterpart", "MindSpore keeps no such folder: name one."),
  "hub.set_dir": manual("no-counterpart", "MindSpore keeps no such folder: leave it out."),
  "testing.assert_allclose": manual("no-counterpart", COMPARE),
  "testing.assert_close": {
    definition: ASSERT_CLOSE,
    parameters: Object.fromEntries(
      ["allow_subclasses", "check_device", "check_dtype", "check_layout", "check_stride"].map((name) => [
        name,
        { drop: true },
      ]),
    ),
    proof: {
      inputs: ["float32[3]"],
      values: ["torch.testing.assert_close(x, x«|, rtol=1e-3, atol=1e-3|, atol=1e-4, rtol=0|, msg='no'»)"],
      gradient: false,
    },
  },
  "serialization.default_restore_location": manual(
    "internal",
    "Checkpoints know no devices in MindSpore: leave it out.",
  ),
  "serialization.safe_globals": manual(
    "internal",
    "ms.load_checkpoint reads numbers only: leave the with statement out.",
  ),
  "futures.Future": manual("distributed", "concurrent.futures.Future is Python's own."),
  "utils.tensorboard.SummaryWriter": manual("no-counterpart", WRITER),
  "utils.checkpoint.checkpoint": manual(
    "no-counterpart",
    "ms.recompute(cell, *args) takes a Cell, not a function; cell.recompute() says it once for all calls.",
  ),
  "utils.checkpoint.checkpoint_sequential": manual("no-counterpart", "Call cell.recompute() on each part."),
  "utils.cpp_extension.BuildExtension": manual("compiler", BUILD),
  "utils.cpp_extension.CUDAExtension": manual("compiler", BUILD),
  "utils.cpp_extension.CppExtension": manual("compiler", BUILD),
  "utils.cpp_extension.load": manual("compiler", BUILD),
  "utils.hooks.RemovableHandle": { says: "@mindspore.common.hook_handle.HookHandle" },
});
