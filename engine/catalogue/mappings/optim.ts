import { defineNamespace } from "../mapping.ts";

export const OPTIM = defineNamespace("torch.optim", {});
export const SCHEDULERS = defineNamespace("torch.optim.lr_scheduler", {});
