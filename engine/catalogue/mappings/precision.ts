import { defineNamespace, type Mapping } from "../mapping.ts";

const instead = (text: string): Mapping => ({ instead: text });

const ENABLED = "MindSpore has no autocast that could be on: write False.";

/** Mixed precision, which torch gives to a block and MindSpore to a model. */
export const PRECISION = defineNamespace("torch", {
  "amp.custom_fwd": instead("Cast inside construct: x.astype(ms.float32)."),
  "amp.custom_bwd": instead("Cast inside bprop: dout.astype(ms.float32)."),
  "cuda.amp.custom_fwd": instead("Cast inside construct: x.astype(ms.float32)."),
  "cuda.amp.custom_bwd": instead("Cast inside bprop: dout.astype(ms.float32)."),
  get_autocast_cpu_dtype: instead("It is what the model was given by ms.amp.auto_mixed_precision: write that dtype."),
  get_autocast_gpu_dtype: instead("It is what the model was given by ms.amp.auto_mixed_precision: write that dtype."),
  is_autocast_enabled: instead(ENABLED),
  is_autocast_cpu_enabled: instead(ENABLED),
  is_autocast_cache_enabled: instead(ENABLED),
});
