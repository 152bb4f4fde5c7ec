import { defineNamespace } from "../mapping.ts";

export const FUNCTIONAL = defineNamespace("torch.nn.functional", {});
