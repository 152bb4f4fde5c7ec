import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual } from "./entries.ts";

/** Members that keep their name and mean the same. */
const kept =
  (owner: string) =>
  (name: string): Mapping => ({ to: `${owner}.${name}` });

/** What hangs on every layer. */
export const MODULE_MORE = defineNamespace("torch.nn.Module", {
  training: { keeps: true },
  ...each(
    "get_extra_state set_extra_state register_state_dict_pre_hook register_load_state_dict_pre_hook register_load_state_dict_post_hook register_state_dict_post_hook",
    kept("mindspore.nn.Cell"),
  ),
  extra_repr: manual("differs", "MindSpore's method is extend_repr: rename it."),
  set_submodule: manual("no-counterpart", "Write setattr of the cell that holds it."),
  register_module: manual("differs", "Write cell.insert_child_to_cell(name, child)."),
  to_empty: manual("device", "Leave it out: parameters are where ms.set_device says."),
  compile: manual(
    "compiler",
    "Write ms.jit on construct, or model.construct = ms.jit(model.construct): Cell.compile is another thing.",
  ),
  ...each("ipu mtia xpu", () => manual("device", "Leave it out: parameters are where ms.set_device says.")),
  ...each("T_destination call_super_init dump_patches", () =>
    manual("internal", "It steers torch's own classes: leave it out."),
  ),
});

export const SEQUENTIAL_MORE = defineNamespace("torch.nn.Sequential", {
  append: {
    to: "mindspore.nn.SequentialCell.append",
    signatures: { mindspore: "(cell)" },
    parameters: { module: "cell" },
  },
  forward: manual("alias", "Call the layer itself: x = layers(x)."),
});

export const MODULE_LIST_MORE = defineNamespace("torch.nn.ModuleList", {
  append: { to: "mindspore.nn.CellList.append", parameters: { module: "cell" } },
  extend: { to: "mindspore.nn.CellList.extend", parameters: { modules: "cells" } },
  insert: { to: "mindspore.nn.CellList.insert", parameters: { module: "cell" } },
});

export const MODULE_DICT_MORE = defineNamespace(
  "torch.nn.ModuleDict",
  each("clear items keys pop update values", (name) => ({
    to: `mindspore.nn.CellDict.${name}`,
    ...(name === "update" && { parameters: { modules: "cells" } }),
  })),
);

/** What hangs on the optimizers of torch. */
export const OPTIMIZER_MORE = defineNamespace("torch.optim.Optimizer", {
  ...each(
    "register_load_state_dict_post_hook register_load_state_dict_pre_hook register_state_dict_post_hook register_state_dict_pre_hook register_step_post_hook register_step_pre_hook",
    () =>
      manual(
        "no-counterpart",
        "A MindSpore optimizer calls no hooks: write what the hook does before or after the call.",
      ),
  ),
  ...each("OptimizerPostHook OptimizerPreHook profile_hook_step", () =>
    manual("internal", "It is for torch's own optimizers: leave it out."),
  ),
});

export const DTYPE_MEMBERS = defineNamespace("torch.dtype", {
  is_floating_point: manual("differs", "Write dtype in (ms.float16, ms.bfloat16, ms.float32, ms.float64)."),
  is_complex: manual("differs", "Write dtype in (ms.complex64, ms.complex128)."),
  is_signed: manual(
    "differs",
    "Write numpy.issubdtype(ms.dtype_to_nptype(dtype), numpy.signedinteger) or a test for floats.",
  ),
  itemsize: manual("differs", "Write numpy.dtype(ms.dtype_to_nptype(dtype)).itemsize."),
  to_complex: manual("no-counterpart", "Write ms.complex64 for float32, ms.complex128 for float64."),
  to_real: manual("no-counterpart", "Write ms.float32 for complex64, ms.float64 for complex128."),
  abbr: manual("no-counterpart", "Write str(dtype)."),
});

/** Optimizers that MindSpore lacks, and what serves them. */
export const OPTIM_MORE = defineNamespace("torch.optim", {
  Muon: manual(
    "no-counterpart",
    "Write it as a class of ms.experimental.optim.Optimizer, with ops.matmul for its iterations.",
  ),
  swap_in_optimizer_params_and_state: manual("internal", "It is for torch's own optimizers: leave it out."),
});
