import type { Plugin } from "esbuild";

/** Bundles loops over arrays, and patterns that take arrays apart, so that they read by index. */
export const indexed: Plugin;
