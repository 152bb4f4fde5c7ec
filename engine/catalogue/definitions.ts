import { CONVOLUTIONS } from "./definitions/convolutions.ts";
import { FUNCTIONS } from "./definitions/functions.ts";
import { LAYERS } from "./definitions/layers.ts";
import { NORMS } from "./definitions/norms.ts";

/** Everything that may be written into a file. */
export const DEFINITIONS = [...CONVOLUTIONS, ...FUNCTIONS, ...LAYERS, ...NORMS];
