import { mappingOf } from "../catalogue/mappings.ts";
import type { Rule } from "../rule.ts";
import compilerMark from "./api/compiler-mark/rule.ts";
import crossEntropy from "./api/cross-entropy-labels/rule.ts";
import mappedApi from "./api/mapped-api/rule.ts";
import namedResult from "./api/named-result/rule.ts";
import autocast from "./autodiff/autocast/rule.ts";
import gradientFunction from "./autodiff/gradient-function/rule.ts";
import gradientScaler from "./autodiff/gradient-scaler/rule.ts";
import resultGradient from "./autodiff/result-gradient/rule.ts";
import mixedIndex from "./axes/mixed-index/rule.ts";
import transposedAxes from "./axes/transposed-axes/rule.ts";
import batchnormMomentum from "./batchnorm/batchnorm-momentum/rule.ts";
import bitOperator from "./data/bit-operator/rule.ts";
import bufferAssignment from "./data/buffer-assignment/rule.ts";
import checkpoint from "./data/checkpoint/rule.ts";
import inPlaceMethod from "./data/in-place-method/rule.ts";
import numpyIndex from "./data/numpy-index/rule.ts";
import numpyOperand from "./data/numpy-operand/rule.ts";
import rangeIndex from "./data/range-index/rule.ts";
import requiresGrad from "./data/requires-grad/rule.ts";
import sharedUpdate from "./data/shared-update/rule.ts";
import tensorData from "./data/tensor-data/rule.ts";
import tensorDeepcopy from "./data/tensor-deepcopy/rule.ts";
import tensorFormat from "./data/tensor-format/rule.ts";
import tensorSize from "./data/tensor-size/rule.ts";
import tensorType from "./data/tensor-type/rule.ts";
import variableWrapper from "./data/variable-wrapper/rule.ts";
import viewWrite from "./data/view-write/rule.ts";
import devicePlacement from "./device/device-placement/rule.ts";
import deviceQuery from "./device/device-query/rule.ts";
import parallelWrapper from "./distributed/parallel-wrapper/rule.ts";
import reduceOperation from "./distributed/reduce-operation/rule.ts";
import dropoutProbability from "./dropout/dropout-probability/rule.ts";
import noGrad from "./gradient/no-grad/rule.ts";
import deprecatedName from "./habit/deprecated-name/rule.ts";
import torchHabit from "./habit/torch-habit/rule.ts";
import inPlaceInitializer from "./initialisation/in-place-initializer/rule.ts";
import learningRateValue from "./learning-rate/learning-rate-value/rule.ts";
import attentionCall from "./module/attention-call/rule.ts";
import layerCall from "./module/layer-call/rule.ts";
import moduleClass from "./module/module-class/rule.ts";
import moduleContainer from "./module/module-container/rule.ts";
import moduleMethod from "./module/module-method/rule.ts";
import parameterName from "./module/parameter-name/rule.ts";
import startingMode from "./module/starting-mode/rule.ts";
import optimizerClass from "./optimizer/optimizer-class/rule.ts";
import optimizerConstructor from "./optimizer/optimizer-constructor/rule.ts";
import trainingStep from "./optimizer/training-step/rule.ts";
import convolutionPadding from "./padding/convolution-padding/rule.ts";
import poolingStride from "./padding/pooling-stride/rule.ts";
import mixedFrameworks from "./seam/mixed-frameworks/rule.ts";
import mixedTensors from "./seam/mixed-tensors/rule.ts";

/** Every rule; a test holds this list and the folders together. */
export const RULES: readonly Rule[] = [
  attentionCall,
  autocast,
  batchnormMomentum,
  bitOperator,
  bufferAssignment,
  checkpoint,
  compilerMark,
  convolutionPadding,
  crossEntropy,
  deprecatedName,
  devicePlacement,
  deviceQuery,
  dropoutProbability,
  gradientFunction,
  gradientScaler,
  inPlaceInitializer,
  inPlaceMethod,
  layerCall,
  learningRateValue,
  mappedApi,
  mixedFrameworks,
  mixedIndex,
  mixedTensors,
  moduleClass,
  moduleContainer,
  moduleMethod,
  namedResult,
  noGrad,
  numpyIndex,
  numpyOperand,
  optimizerClass,
  optimizerConstructor,
  parameterName,
  parallelWrapper,
  poolingStride,
  rangeIndex,
  reduceOperation,
  requiresGrad,
  resultGradient,
  sharedUpdate,
  startingMode,
  tensorData,
  tensorDeepcopy,
  tensorFormat,
  tensorSize,
  tensorType,
  torchHabit,
  trainingStep,
  variableWrapper,
  viewWrite,
  transposedAxes,
];

const OWNERS = new Map<string, Rule>(RULES.flatMap((rule) => (rule.owns ?? []).map((name) => [name, rule] as const)));

/** The one rule that answers for a qualified name: its owner, or the mappings where the name is mapped. */
export const ownerOf = (name: string): Rule | undefined =>
  OWNERS.get(name) ?? (mappingOf(name) ? mappedApi : undefined);
