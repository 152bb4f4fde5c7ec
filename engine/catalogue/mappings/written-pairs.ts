import type { Definition } from "../definition.ts";
import { ADDCDIV, ADDCMUL, MATRIX_EXP, XLOGY } from "../definitions/elementwise.ts";
import {
  INDEX_COPY,
  INDEX_FILL,
  INDEX_PUT,
  SCATTER,
  SCATTER_REDUCE,
  TAKE_ALONG_DIM,
  UNFLATTEN,
} from "../definitions/scatters.ts";
import { BINCOUNT, BUCKETIZE, CUMMAX, CUMMIN, ISIN, KTHVALUE, MEDIAN, QUANTILE } from "../definitions/statistics.ts";
import { defineNamespace, type Mapping, type Proof } from "../mapping.ts";
import { NO_GRADIENT, written } from "./entries.ts";

/** What is written for a name that is a function and a method as well, and what both are called with behind the tensor. */
interface Pair {
  readonly definition: Definition;
  readonly inputs: readonly string[];
  /** Each an argument list with alternatives, or nothing. */
  readonly calls: readonly string[];
  /** torch's parameters behind the tensor, where its overloads differ. */
  readonly signature?: string;
  readonly proof?: Partial<Proof>;
}

const SCATTERED = ["float32[3,4]", "int64[2,3]<3", "float32[2,3]"];
/** What comes to one place twice has no order. */
const ONCE = "I = torch.tensor([[0, 1, 2], [1, 2, 0]])";
const ALONG = "1|dim=0|-1, True|dim=1, keepdim=True";
const TRIPLE = ["float32[2,3]", "float32[2,3]", "float32[2,3]>0"];

const PAIRS: Readonly<Record<string, Pair>> = {
  median: {
    definition: MEDIAN,
    inputs: ["float32[3,5]"],
    calls: ["", `«${ALONG}»`],
    signature: "dim=None, keepdim=False",
  },
  kthvalue: { definition: KTHVALUE, inputs: ["float32[3,5]"], calls: ["2", `2, «${ALONG}»`] },
  quantile: {
    definition: QUANTILE,
    inputs: ["float32[3,5]"],
    calls: [
      "«0.3|q=0.5|Q»",
      "0.3, «1|dim=0|-1, True|dim=1, keepdim=True»",
      "Q, «1|dim=1, keepdim=True»",
      "0.3, interpolation=«'lower'|'higher'|'midpoint'|'nearest'»",
    ],
    signature: 'q, dim=None, keepdim=False, *, interpolation="linear"',
    proof: { setup: "Q = torch.tensor([0.1, 0.9])" },
  },
  cummax: { definition: CUMMAX, inputs: ["float32[3,5]"], calls: ["«1|dim=0|-1»"] },
  cummin: { definition: CUMMIN, inputs: ["float32[3,5]"], calls: ["«1|dim=0|-1»"] },
  scatter: {
    definition: SCATTER,
    inputs: SCATTERED,
    calls: ["«0, I, z|dim=0, index=I, src=z|1, I, z»", "0, y, «1|1.5|value=2.0»"],
    signature: "dim, index, src=None, *, value=None, reduce=None",
    proof: { setup: ONCE },
  },
  scatter_reduce: {
    definition: SCATTER_REDUCE,
    inputs: SCATTERED,
    calls: [
      "«0, y, z|dim=0, index=y, src=z|1, y, z», reduce=«'sum'|'amax'|'amin'|'mean'|'prod'»",
      '0, y, z, «"sum"|"mean"|"amax"|"prod"», include_self=«True|False»',
    ],
  },
  index_put: {
    definition: INDEX_PUT,
    inputs: ["float32[4,3]", "int64[5]<4", "float32[5,3]"],
    calls: ["«(y,), z|indices=(y,), values=z», accumulate=True", "(y[:1],), z[0]", "(y[:1], y[:1] * 0), z[0, :1]"],
    signature: "indices, values, accumulate=False",
  },
  index_copy: {
    definition: INDEX_COPY,
    inputs: ["float32[4,3]", "float32[2,3]", "float32[4,2]"],
    calls: ["«0, I, y|dim=0, index=I, source=y|1, I % 3, z»"],
    signature: "dim, index, source",
    proof: { setup: "I = torch.tensor([2, 0])" },
  },
  index_fill: {
    definition: INDEX_FILL,
    inputs: ["float32[4,3]", "int64[2]<3"],
    calls: ["«0, y, 1.5|dim=1, index=y, value=0|-1, y, 2»"],
    signature: "dim, index, value",
  },
  take_along_dim: {
    definition: TAKE_ALONG_DIM,
    inputs: ["float32[3,4]", "int64[2,4]<3", "int64[3,1]<3"],
    calls: ["«y, 0|indices=y, dim=0|z, 1|y % 3»"],
    signature: "indices, dim=None",
  },
  bincount: {
    definition: BINCOUNT,
    inputs: ["int64[8]<5", "float32[8]"],
    calls: ["", "«minlength=7|y|weights=y, minlength=7»"],
    signature: "weights=None, minlength=0",
    proof: NO_GRADIENT,
  },
  unflatten: {
    definition: UNFLATTEN,
    inputs: ["float32[2,6,3]"],
    calls: ["«1, (2, 3)|1, (-1, 2)|dim=-1, sizes=(3, 1)|0, [2, -1]»"],
    signature: "dim, sizes",
  },
  addcmul: {
    definition: ADDCMUL,
    inputs: TRIPLE,
    calls: ["«y, z|tensor1=y, tensor2=z|y, z, value=0.5»"],
    signature: "tensor1, tensor2, *, value=1",
  },
  addcdiv: {
    definition: ADDCDIV,
    inputs: TRIPLE,
    calls: ["«y, z|tensor1=y, tensor2=z|y, z, value=0.5»"],
    signature: "tensor1, tensor2, *, value=1",
  },
  xlogy: { definition: XLOGY, inputs: TRIPLE, calls: ["«z|other=z»"], signature: "other" },
  matrix_exp: { definition: MATRIX_EXP, inputs: ["float32[3,3]"], calls: [""], signature: "" },
};

const entry = ({ definition, inputs, proof }: Pair, values: readonly string[], signature?: string): Mapping =>
  written(definition, inputs, values, signature === undefined ? {} : { signatures: { torch: signature } }, proof);

const functionOf = ([name, pair]: [string, Pair]) => {
  const behind = pair.signature ? `, ${pair.signature}` : "";
  const calls = pair.calls.map((call) => `torch.${name}(x${call && `, ${call}`})`);
  return [name, entry(pair, calls, pair.signature === undefined ? undefined : `(input${behind})`)];
};

const methodOf = ([name, pair]: [string, Pair]) => {
  const calls = pair.calls.map((call) => `x.${name}(${call})`);
  return [name, entry(pair, calls, pair.signature === undefined ? undefined : `(${pair.signature})`)];
};

/** The functions, with those that are no methods. */
export const WRITTEN_FUNCTIONS = defineNamespace("torch", {
  ...Object.fromEntries(Object.entries(PAIRS).map(functionOf)),
  isin: written(
    ISIN,
    ["int64[3,4]<6"],
    ["torch.isin(x, «torch.tensor([1, 3])|torch.tensor([[1], [3]])|2»)", "torch.isin(x, x[0], «invert=True»)"],
    {},
    NO_GRADIENT,
  ),
  bucketize: written(
    BUCKETIZE,
    ["float32[3,4]"],
    [
      "torch.bucketize(x, «B|boundaries=B|B, right=True|B, out_int32=True»)".replaceAll(
        "B",
        "torch.tensor([-0.5, 0.0, 0.5])",
      ),
    ],
    {},
    NO_GRADIENT,
  ),
});

/** The methods of a tensor. */
export const WRITTEN_METHODS = defineNamespace("torch.Tensor", Object.fromEntries(Object.entries(PAIRS).map(methodOf)));
