import { defineNamespace } from "../mapping.ts";

export const TORCH = defineNamespace("torch", {});
