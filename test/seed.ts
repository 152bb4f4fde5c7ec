import fc from "fast-check";

// Property tests take the same examples in every run, so that one fails for what was changed alone; SEED=… takes others.
fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });
