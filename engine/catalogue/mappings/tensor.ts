import { defineNamespace } from "../mapping.ts";

export const TENSOR = defineNamespace("torch.Tensor", {});
