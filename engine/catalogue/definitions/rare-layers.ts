import { define } from "../definition.ts";

export const SOFTPLUS = define(`class Softplus(ms.nn.Cell):
    """A smooth ReLU, as a layer."""

    def __init__(self, beta=1.0, threshold=20.0):
        super().__init__()
        self.beta = beta
        self.threshold = threshold

    def construct(self, input):
        return ms.ops.softplus(input, self.beta, self.threshold)
`);

export const RMS_NORM = define(`class RMSNorm(ms.nn.Cell):
    """Divides by the root mean square over the last axes."""

    def __init__(self, normalized_shape, eps=None, elementwise_affine=True):
        super().__init__()
        self.shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
        self.eps = 1.1920928955078125e-07 if eps is None else eps
        self.weight = ms.Parameter(ms.ops.ones(self.shape)) if elementwise_affine else None

    def construct(self, x):
        axes = tuple(range(-len(self.shape), 0))
        x = x * ms.ops.rsqrt(ms.ops.mean(x * x, axes, True) + self.eps)
        return x if self.weight is None else x * self.weight
`);

export const LOSS = define(`class _Loss(ms.nn.Cell):
    """The base of losses that remember how they are reduced."""

    def __init__(self, size_average=None, reduce=None, reduction="mean"):
        super().__init__()
        self.reduction = reduction
`);

export const PARAMETER_LIST = define(`class ParameterList(ms.nn.Cell):
    """A list of parameters, each named by its number."""

    def __init__(self, values=()):
        super().__init__()
        self.extend(values)

    def append(self, value):
        setattr(self, str(len(self)), value if isinstance(value, ms.Parameter) else ms.Parameter(value))
        return self

    def extend(self, values):
        for value in values:
            self.append(value)
        return self

    def __getitem__(self, index):
        return list(self)[index]

    def __iter__(self):
        return iter(self._params.values())

    def __len__(self):
        return len(self._params)
`);

export const PARAMETER_DICT = define(`class ParameterDict(ms.nn.Cell):
    """Parameters under names of their own."""

    def __init__(self, parameters=None):
        super().__init__()
        self.update(parameters or {})

    def update(self, parameters):
        for name, value in dict(parameters).items():
            self[name] = value

    def __setitem__(self, name, value):
        setattr(self, name, value if isinstance(value, ms.Parameter) else ms.Parameter(value))

    def __getitem__(self, name):
        return self._params[name]

    def __delitem__(self, name):
        delattr(self, name)

    def __contains__(self, name):
        return name in self._params

    def __iter__(self):
        return iter(self._params)

    def __len__(self):
        return len(self._params)

    def keys(self):
        return self._params.keys()

    def values(self):
        return self._params.values()

    def items(self):
        return self._params.items()
`);

export const EMBEDDING_BAG = define(`class EmbeddingBag(ms.nn.Cell):
    """Rows of a table, averaged, summed or maximized over each bag of indices."""

    def __init__(self, num_embeddings, embedding_dim, mode="mean"):
        super().__init__()
        self.mode = mode
        self.weight = ms.Parameter(ms.ops.randn(num_embeddings, embedding_dim))

    def construct(self, input, offsets=None):
        if offsets is None:
            return ms.ops.stack([self.joined(bag) for bag in input])
        ends = [*offsets.tolist()[1:], input.shape[0]]
        return ms.ops.stack([self.joined(input[start:end]) for start, end in zip(offsets.tolist(), ends)])

    def joined(self, bag):
        if bag.size == 0:
            return ms.ops.zeros(self.weight.shape[1:])
        rows = self.weight[bag]
        return {"mean": rows.mean, "sum": rows.sum, "max": rows.max}[self.mode](axis=0)
`);

/** Layers and holders of parameters that MindSpore has none of. */
export const RARE_LAYERS = [SOFTPLUS, RMS_NORM, LOSS, PARAMETER_LIST, PARAMETER_DICT, EMBEDDING_BAG];
