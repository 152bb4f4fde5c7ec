import { ALGEBRA } from "./definitions/algebra.ts";
import { AVERAGES } from "./definitions/averages.ts";
import { CHECKPOINTS } from "./definitions/checkpoints.ts";
import { COMPARISONS } from "./definitions/comparisons.ts";
import { CONVOLUTIONS } from "./definitions/convolutions.ts";
import { DERIVATIVES } from "./definitions/derivatives.ts";
import { DISTANCES } from "./definitions/distances.ts";
import { DISTRIBUTION_HELPERS } from "./definitions/distributions.ts";
import { ELEMENTWISE } from "./definitions/elementwise.ts";
import { FUNCTIONS } from "./definitions/functions.ts";
import { LAYERS } from "./definitions/layers.ts";
import { NORMS } from "./definitions/norms.ts";
import { NAMED_PARAMETERS } from "./definitions/parameter-names.ts";
import { RANDOM_VARIABLES } from "./definitions/random-variables.ts";
import { RARE_LAYERS } from "./definitions/rare-layers.ts";
import { SCATTERS } from "./definitions/scatters.ts";
import { ONE_CYCLE } from "./definitions/schedules.ts";
import { SELECTIONS } from "./definitions/selections.ts";
import { SHAPES } from "./definitions/shapes.ts";
import { STATISTICS } from "./definitions/statistics.ts";
import { UTILITIES } from "./definitions/utilities.ts";
import { WINDOWS } from "./definitions/windows.ts";

/** Everything that may be written into a file. */
export const DEFINITIONS = [
  ...ALGEBRA,
  ...AVERAGES,
  ...CHECKPOINTS,
  ...COMPARISONS,
  ...CONVOLUTIONS,
  ...DERIVATIVES,
  ...DISTANCES,
  ...DISTRIBUTION_HELPERS,
  ...ELEMENTWISE,
  ...FUNCTIONS,
  ...LAYERS,
  NAMED_PARAMETERS,
  ...NORMS,
  ...RANDOM_VARIABLES,
  ...RARE_LAYERS,
  ONE_CYCLE,
  ...SCATTERS,
  ...SELECTIONS,
  ...SHAPES,
  ...STATISTICS,
  ...UTILITIES,
  ...WINDOWS,
];
