import { mappingOf } from "../catalogue/mappings.ts";
import type { Rule } from "../rule.ts";
import crossEntropy from "./api/cross-entropy-labels/rule.ts";
import mappedApi from "./api/mapped-api/rule.ts";
import namedResult from "./api/named-result/rule.ts";
import batchnormMomentum from "./batchnorm/batchnorm-momentum/rule.ts";
import checkpoint from "./data/checkpoint/rule.ts";
import tensorFormat from "./data/tensor-format/rule.ts";
import tensorSize from "./data/tensor-size/rule.ts";
import devicePlacement from "./device/device-placement/rule.ts";
import deviceQuery from "./device/device-query/rule.ts";
import dropoutProbability from "./dropout/dropout-probability/rule.ts";
import noGrad from "./gradient/no-grad/rule.ts";
import torchHabit from "./habit/torch-habit/rule.ts";
import inPlaceInitializer from "./initialisation/in-place-initializer/rule.ts";
import moduleClass from "./module/module-class/rule.ts";
import moduleMethod from "./module/module-method/rule.ts";
import parameterName from "./module/parameter-name/rule.ts";
import optimizerConstructor from "./optimizer/optimizer-constructor/rule.ts";
import trainingStep from "./optimizer/training-step/rule.ts";
import convolutionPadding from "./padding/convolution-padding/rule.ts";
import poolingStride from "./padding/pooling-stride/rule.ts";
import mixedFrameworks from "./seam/mixed-frameworks/rule.ts";

/** Every rule; a test holds this list and the folders together. */
export const RULES: readonly Rule[] = [
  batchnormMomentum,
  checkpoint,
  convolutionPadding,
  crossEntropy,
  devicePlacement,
  deviceQuery,
  dropoutProbability,
  inPlaceInitializer,
  mappedApi,
  mixedFrameworks,
  moduleClass,
  moduleMethod,
  namedResult,
  noGrad,
  optimizerConstructor,
  parameterName,
  poolingStride,
  tensorFormat,
  tensorSize,
  torchHabit,
  trainingStep,
];

const OWNERS = new Map<string, Rule>(RULES.flatMap((rule) => (rule.owns ?? []).map((name) => [name, rule] as const)));

/** The one rule that answers for a qualified name: its owner, or the mappings where the name is mapped. */
export const ownerOf = (name: string): Rule | undefined =>
  OWNERS.get(name) ?? (mappingOf(name) ? mappedApi : undefined);
