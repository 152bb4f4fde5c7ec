import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual } from "./entries.ts";

/** MindSpore has no autocast that could be on. */
const OFF = (name: string): Mapping => ({
  says: "False",
  proof: { inputs: ["float32[2]"], values: [`x * 2 if torch.${name}() else x`] },
});

/** Mixed precision, which torch gives to a block and MindSpore to a model. */
export const PRECISION = defineNamespace("torch", {
  "amp.custom_fwd": manual("differs", "Cast inside construct: x.astype(ms.float32)."),
  "amp.custom_bwd": manual("differs", "Cast inside bprop: dout.astype(ms.float32)."),
  "cuda.amp.custom_fwd": manual("differs", "Cast inside construct: x.astype(ms.float32)."),
  "cuda.amp.custom_bwd": manual("differs", "Cast inside bprop: dout.astype(ms.float32)."),
  get_autocast_cpu_dtype: manual(
    "differs",
    "It is what the model was given by ms.amp.auto_mixed_precision: write that dtype.",
  ),
  get_autocast_gpu_dtype: manual(
    "differs",
    "It is what the model was given by ms.amp.auto_mixed_precision: write that dtype.",
  ),
  ...each("is_autocast_enabled is_autocast_cpu_enabled", OFF),
  is_autocast_cache_enabled: { says: "False" },
});
