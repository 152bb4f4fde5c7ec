import { defineNamespace, type Mapping } from "../mapping.ts";

const SAME =
  "shape dtype ndim abs absolute acos acosh add addbmm addmm addmv arccos arcsin arctan asin atan atan2 baddbmm " +
  "bfloat16 bitwise_and bitwise_or bitwise_xor bmm bool broadcast_to byte ceil chunk clamp clip contiguous cos cosh cumprod cumsum div divide double eq erf erfc " +
  "exp expand_as expm1 flatten float floor fmod frac gather ge gt half hypot index_select int isclose isfinite isinf isnan item itemsize le " +
  "lerp log log10 log1p log2 logaddexp logical_and logical_not logical_or logical_xor logsumexp long lt masked_select maximum mean minimum mm mul " +
  "nan_to_num narrow nbytes ne neg negative nelement numel outer pow prod ravel reciprocal remainder repeat_interleave reshape reshape_as rsqrt select short sigmoid sign sin " +
  "sinh split sqrt square sub subtract sum tan tanh tolist tril triu true_divide trunc type_as unbind unsqueeze view view_as " +
  "is_floating_point is_contiguous register_hook";

const same: Record<string, Mapping> = Object.fromEntries(
  SAME.split(" ").map((name) => [name, { to: `mindspore.Tensor.${name}` }]),
);

/** Attributes and methods that are called as in torch: nothing is written, and nothing is said. */
export const TENSOR = defineNamespace("torch.Tensor", same);
