import type { Plugin } from "esbuild";

/** Bundles JSON as text that is parsed when it is asked for first. */
export const lazyData: Plugin;
