import { defineNamespace, type Mapping } from "../mapping.ts";

const instead = (text: string): Mapping => ({ instead: text });

const AUTOCAST =
  'A model, not a block, gets the precision in MindSpore: model = ms.amp.auto_mixed_precision(model, "O1") where it is made, and the with statement goes.';
const SCALER =
  "MindSpore scales inside the function that is differentiated: scaler = ms.amp.DynamicLossScaler(2**16, 2, 2000), and bfloat16 needs none.";
const ENABLED = "MindSpore has no autocast that could be on: write False.";

/** Mixed precision, which torch gives to a block and MindSpore to a model. */
export const PRECISION = defineNamespace("torch", {
  autocast: instead(AUTOCAST),
  "cuda.amp.autocast": instead(AUTOCAST),
  GradScaler: instead(SCALER),
  "cuda.amp.GradScaler": instead(SCALER),
  "GradScaler.scale": instead("Return scaler.scale(loss) from the function that ms.value_and_grad differentiates."),
  "GradScaler.unscale_": instead(
    "Gradients are values in MindSpore: grads = scaler.unscale(grads) before they are clipped.",
  ),
  "GradScaler.step": instead(
    "Write grads = scaler.unscale(grads), and optimizer(grads) only if ms.amp.all_finite(grads).",
  ),
  "GradScaler.update": instead("Write scaler.adjust(ms.amp.all_finite(grads)) after each step."),
  "GradScaler.get_scale": instead("Read scaler.scale_value."),
  "GradScaler.is_enabled": instead("A scaler that exists is used: write ms.amp.StaticLossScaler(1) for none."),
  "GradScaler.state_dict": instead("Save scaler.scale_value with append_dict of ms.save_checkpoint."),
  "GradScaler.load_state_dict": instead("Make the scaler with the scale_value that was saved."),
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
