import { defineNamespace } from "../mapping.ts";

export const INIT = defineNamespace("torch.nn.init", {});
