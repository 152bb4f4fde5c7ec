import {
  BERNOULLI,
  CATEGORICAL,
  INDEPENDENT,
  KL_DIVERGENCE,
  NORMAL,
  UNIFORM,
} from "../definitions/random-variables.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual, written } from "./entries.ts";

const MODULE = "mindspore.nn.probability.distribution";

/** A distribution that MindSpore has under the same name, with an argument for the dtype. */
const same = (call: string): Mapping =>
  manual(
    "differs",
    `${MODULE} has ${call}; sample(shape) and log_prob(value) keep their names, rsample is absent, and mean() and entropy() are methods.`,
  );
const write = (name: string, text: string): Mapping => manual("no-counterpart", `MindSpore has no ${name}: ${text}`);

const CHANCES = ["float32[2,3]", "float32[2,3]>0", "float32[2,3]"];
const D = "torch.distributions";

/** Random variables; MindSpore's are cells. */
export const DISTRIBUTIONS = defineNamespace("torch.distributions", {
  Normal: written(NORMAL, CHANCES, [
    `${D}.Normal(«x, y|x, 1.0|loc=x, scale=y|0.0, y|0, 1|x, y, validate_args=False»).log_prob(z)`,
    `${D}.Normal(x, y).«entropy()|cdf(z)|icdf(torch.sigmoid(z))|mean|stddev|variance|batch_shape|sample().shape|rsample((4,)).shape|sample(torch.Size([4])).shape»`,
  ]),
  Uniform: written(UNIFORM, CHANCES, [
    `${D}.Uniform(«x, x + y|low=x, high=x + y|-5.0, y + 5|-9, 9»).log_prob(x + 0.5 * y)`,
    `${D}.Uniform(x, x + y).«entropy()|cdf(x + 0.3 * y)|icdf(torch.sigmoid(z))|mean|stddev|variance|sample((4,)).shape»`,
  ]),
  Bernoulli: written(BERNOULLI, CHANCES, [
    `${D}.Bernoulli(«torch.sigmoid(x)|probs=torch.sigmoid(x)|logits=x|0.3|None, x»).log_prob((z > 0).float())`,
    `${D}.Bernoulli(logits=x).«entropy()|mean|variance|probs|sample((4,)).shape|sample().shape»`,
  ]),
  Beta: same("Beta(concentration1, concentration0, dtype=ms.float32)"),
  Gamma: same("Gamma(concentration, rate, dtype=ms.float32)"),
  Exponential: same("Exponential(rate, dtype=ms.float32)"),
  Laplace: {
    reason: "differs",
    instead: `${MODULE}.Laplace(mean, sd, dtype=ms.float32) has log_prob but cannot be drawn from: draw loc + scale * (e1 - e2) with e1 and e2 of Exponential(1.0).`,
  },
  LogNormal: same("LogNormal(loc, scale, dtype=ms.float32)"),
  Poisson: same("Poisson(rate, dtype=ms.float32)"),
  Geometric: same("Geometric(probs, dtype=ms.int32)"),
  Gumbel: same("Gumbel(loc, scale, dtype=ms.float32)"),
  Cauchy: same("Cauchy(loc, scale, dtype=ms.float32)"),
  StudentT: same("StudentT(df, mean, sd, dtype=ms.float32)"),
  Categorical: written(
    CATEGORICAL,
    [...CHANCES, "int64[2]<3"],
    [
      `${D}.Categorical(«y|probs=y|logits=x|None, x|logits=z, validate_args=False»).log_prob(w)`,
      `${D}.Categorical(logits=x).«entropy()|probs|logits|sample().shape|sample((4, 5)).shape»`,
      `${D}.Categorical(logits=x[0]).log_prob(w)`,
    ],
  ),
  Distribution: {
    reason: "differs",
    instead: `The base class is ${MODULE}.Distribution; methods are named _sample and _log_prob there.`,
  },
  MultivariateNormal: write("MultivariateNormal", "draw loc + scale_tril @ ops.randn(n)."),
  Multinomial: write("Multinomial", "ops.multinomial(probs, n, replacement=True) draws the indices."),
  Dirichlet: write("Dirichlet", "divide draws of Gamma by their sum."),
  OneHotCategorical: write("OneHotCategorical", "ops.one_hot of ops.multinomial(probs, 1)."),
  RelaxedOneHotCategorical: write("RelaxedOneHotCategorical", "ops.gumbel_softmax(logits, tau)."),
  Independent: written(INDEPENDENT, CHANCES, [
    `${D}.Independent(«${D}.Normal(x, y), 1|${D}.Normal(x, y), reinterpreted_batch_ndims=2|base_distribution=${D}.Bernoulli(logits=x), reinterpreted_batch_ndims=1»).log_prob(torch.sigmoid(z) * 0 + 1)`,
    `${D}.Independent(${D}.Normal(x, y), 1).«entropy()|mean|batch_shape|event_shape|rsample((4,)).shape»`,
  ]),
  TransformedDistribution: write(
    "TransformedDistribution of torch's transforms",
    "apply the function to the draws and subtract the logarithm of its slope from log_prob.",
  ),
  kl_divergence: written(
    KL_DIVERGENCE,
    CHANCES,
    [
      `${D}.kl_divergence(«${D}.Normal(x, y), ${D}.Normal(z, 1.0)|p=${D}.Categorical(logits=x), q=${D}.Categorical(logits=z)|${D}.Bernoulli(logits=x), ${D}.Bernoulli(logits=z)»)`,
    ],
    { unsafe: "it is known of Normal, Bernoulli, Categorical and Independent only" },
  ),
});
