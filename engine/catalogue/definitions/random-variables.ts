import { define } from "../definition.ts";

export const NORMAL = define(`class Normal:
    """Normal distributions, one for each element of a mean and a deviation."""

    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        self.loc = loc + 0 * scale + ms.Tensor(0.0)
        self.scale = scale + 0 * loc + ms.Tensor(0.0)
        self.mean = self.mode = self.loc
        self.stddev, self.variance = self.scale, self.scale**2
        self.batch_shape, self.event_shape = self.loc.shape, ()

    def rsample(self, sample_shape=()):
        return self.loc + self.scale * ms.ops.randn(tuple(sample_shape) + self.loc.shape)

    def sample(self, sample_shape=()):
        return ms.ops.stop_gradient(self.rsample(sample_shape))

    def log_prob(self, value):
        return -(((value - self.loc) / self.scale) ** 2) / 2 - ms.ops.log(self.scale) - 0.9189385332046727

    def entropy(self):
        return 1.4189385332046727 + ms.ops.log(self.scale)

    def cdf(self, value):
        return (1 + ms.ops.erf((value - self.loc) / self.scale / 2**0.5)) / 2

    def icdf(self, value):
        return self.loc + self.scale * ms.ops.erfinv(2 * value - 1) * 2**0.5

    def kl_divergence(self, other):
        ratio = (self.scale / other.scale) ** 2
        return (ratio + ((self.loc - other.loc) / other.scale) ** 2 - 1 - ms.ops.log(ratio)) / 2
`);

export const UNIFORM = define(`class Uniform:
    """Uniform distributions between two bounds, one for each element of them."""

    has_rsample = True

    def __init__(self, low, high, validate_args=None):
        self.low = low + 0 * high + ms.Tensor(0.0)
        self.high = high + 0 * low + ms.Tensor(0.0)
        self.mean = (self.low + self.high) / 2
        self.stddev, self.variance = (self.high - self.low) / 12**0.5, (self.high - self.low) ** 2 / 12
        self.batch_shape, self.event_shape = self.low.shape, ()

    def rsample(self, sample_shape=()):
        return self.low + (self.high - self.low) * ms.ops.rand(tuple(sample_shape) + self.low.shape)

    def sample(self, sample_shape=()):
        return ms.ops.stop_gradient(self.rsample(sample_shape))

    def log_prob(self, value):
        inside = ((self.low <= value) & (value < self.high)).float()
        return ms.ops.log(inside) - ms.ops.log(self.high - self.low)

    def entropy(self):
        return ms.ops.log(self.high - self.low)

    def cdf(self, value):
        return ((value - self.low) / (self.high - self.low)).clamp(0, 1)

    def icdf(self, value):
        return self.low + value * (self.high - self.low)
`);

export const BERNOULLI = define(`class Bernoulli:
    """Draws of 0 and 1, given the chance of a 1 or the logarithm of its odds."""

    has_rsample = False

    def __init__(self, probs=None, logits=None, validate_args=None):
        given = ms.Tensor(0.0) + (probs if logits is None else logits)
        certain = given.clamp(1.1920929e-07, 1 - 1.1920929e-07)
        self.probs = given if logits is None else ms.ops.sigmoid(given)
        self.logits = ms.ops.log(certain) - ms.ops.log1p(-certain) if logits is None else given
        self.mean, self.variance = self.probs, self.probs * (1 - self.probs)
        self.stddev = self.variance**0.5
        self.batch_shape, self.event_shape = self.probs.shape, ()

    def sample(self, sample_shape=()):
        return (ms.ops.rand(tuple(sample_shape) + self.probs.shape) < self.probs).float()

    def log_prob(self, value):
        return value * self.logits - ms.ops.relu(self.logits) - ms.ops.log1p(ms.ops.exp(-ms.ops.abs(self.logits)))

    def entropy(self):
        return -self.log_prob(self.probs)

    def kl_divergence(self, other):
        return self.log_prob(self.probs) - other.log_prob(self.probs)
`);

export const CATEGORICAL = define(`class Categorical:
    """Draws of one of several, given their chances or the logarithms of these in the last axis."""

    has_rsample = False

    def __init__(self, probs=None, logits=None, validate_args=None):
        if logits is None:
            self.probs = probs / probs.sum(-1, keepdims=True)
            self.logits = ms.ops.log(self.probs.clamp(1.1920929e-07, 1 - 1.1920929e-07))
        else:
            self.probs, self.logits = ms.ops.softmax(logits, -1), ms.ops.log_softmax(logits, -1)
        self.batch_shape, self.event_shape = self.probs.shape[:-1], ()
        self.mode = self.probs.argmax(-1)

    def sample(self, sample_shape=()):
        shape, count = tuple(sample_shape), 1
        for size in shape:
            count *= size
        draws = ms.ops.multinomial(self.probs.reshape(-1, self.probs.shape[-1]), count, True)
        return draws.long().T.reshape(shape + self.batch_shape)

    def log_prob(self, value):
        shape = (value + self.logits[..., 0]).shape
        places = value.long().broadcast_to(shape).unsqueeze(-1)
        logits = self.logits.broadcast_to(shape + self.logits.shape[-1:])
        return ms.ops.gather_elements(logits, -1, places).squeeze(-1)

    def entropy(self):
        return -(self.logits * self.probs).sum(-1)

    def kl_divergence(self, other):
        return (self.probs * (self.logits - other.logits)).sum(-1)
`);

export const INDEPENDENT = define(`class Independent:
    """A distribution whose last axes are of one draw."""

    def __init__(self, base_distribution, reinterpreted_batch_ndims, validate_args=None):
        self.base_dist, self.reinterpreted_batch_ndims = base_distribution, reinterpreted_batch_ndims
        self.axes = tuple(range(-reinterpreted_batch_ndims, 0))
        count = len(base_distribution.batch_shape) - reinterpreted_batch_ndims
        self.batch_shape, self.event_shape = base_distribution.batch_shape[:count], base_distribution.batch_shape[count:]

    def __getattr__(self, name):
        return getattr(self.__dict__["base_dist"], name)

    def log_prob(self, value):
        return self.base_dist.log_prob(value).sum(self.axes)

    def entropy(self):
        return self.base_dist.entropy().sum(self.axes)

    def kl_divergence(self, other):
        return self.base_dist.kl_divergence(other.base_dist).sum(self.axes)
`);

export const KL_DIVERGENCE = define(`def kl_divergence(p, q):
    """How far one distribution is from another of its kind."""
    return p.kl_divergence(q)
`);

/** Random variables as torch has them; MindSpore's are cells that take and tell other things. */
export const RANDOM_VARIABLES = [NORMAL, UNIFORM, BERNOULLI, CATEGORICAL, INDEPENDENT, KL_DIVERGENCE];
