import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual } from "./entries.ts";

const MODULE = "mindspore.nn.probability.distribution";

/** A distribution that MindSpore has under the same name, with an argument for the dtype. */
const same = (call: string): Mapping =>
  manual(
    "differs",
    `${MODULE} has ${call}; sample(shape) and log_prob(value) keep their names, rsample is absent, and mean() and entropy() are methods.`,
  );
const write = (name: string, text: string): Mapping => manual("no-counterpart", `MindSpore has no ${name}: ${text}`);

/** Random variables; MindSpore's are cells. */
export const DISTRIBUTIONS = defineNamespace("torch.distributions", {
  Normal: same("Normal(loc, scale, dtype=ms.float32)"),
  Uniform: same("Uniform(low, high, dtype=ms.float32)"),
  Bernoulli: same("Bernoulli(probs, dtype=ms.int32)"),
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
  Categorical: {
    reason: "differs",
    instead:
      "MindSpore's Categorical takes probabilities only: Categorical(ops.softmax(logits, -1), dtype=ms.int32), and its values are int32. One draw is ops.multinomial(probs, 1).",
  },
  Distribution: {
    reason: "differs",
    instead: `The base class is ${MODULE}.Distribution; methods are named _sample and _log_prob there.`,
  },
  MultivariateNormal: write("MultivariateNormal", "draw loc + scale_tril @ ops.randn(n)."),
  Multinomial: write("Multinomial", "ops.multinomial(probs, n, replacement=True) draws the indices."),
  Dirichlet: write("Dirichlet", "divide draws of Gamma by their sum."),
  OneHotCategorical: write("OneHotCategorical", "ops.one_hot of ops.multinomial(probs, 1)."),
  RelaxedOneHotCategorical: write("RelaxedOneHotCategorical", "ops.gumbel_softmax(logits, tau)."),
  Independent: write("Independent", "sum log_prob over the last axis."),
  TransformedDistribution: write(
    "TransformedDistribution of torch's transforms",
    "apply the function to the draws and subtract the logarithm of its slope from log_prob.",
  ),
  kl_divergence: {
    reason: "no-counterpart",
    instead: 'A distribution tells it itself: p.kl_loss("Normal", loc, scale) is the divergence of p from that Normal.',
  },
});
