import { defineNamespace } from "../mapping.ts";

export const DATA = defineNamespace("torch.utils.data", {});
