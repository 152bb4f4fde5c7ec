import { define } from "../definition.ts";

export const COSINE_SIMILARITY = define(`class CosineSimilarity(ms.nn.Cell):
    """The cosine of the angle between vectors along an axis, as a layer."""

    def __init__(self, dim=1, eps=1e-08):
        super().__init__()
        self.dim = dim
        self.eps = eps

    def construct(self, x1, x2):
        return ms.ops.cosine_similarity(x1, x2, self.dim, self.eps)
`);

export const PAIRWISE_DISTANCE_FUNCTION = define(`def pairwise_distance(x1, x2, p=2.0, eps=1e-06, keepdim=False):
    """The p-norm of what lies between vectors along the last axis."""
    return ms.ops.vector_norm(x1 - x2 + eps, p, -1, keepdim)
`);

export const PAIRWISE_DISTANCE = define(`class PairwiseDistance(ms.nn.Cell):
    """The p-norm of what lies between vectors along the last axis, as a layer."""

    def __init__(self, p=2.0, eps=1e-06, keepdim=False):
        super().__init__()
        self.p = p
        self.eps = eps
        self.keepdim = keepdim

    def construct(self, x1, x2):
        return ms.ops.vector_norm(x1 - x2 + self.eps, self.p, -1, self.keepdim)
`);

/** What a loss does with its elements, by the reduction. */
const REDUCED = `{"mean": loss.mean, "sum": loss.sum, "none": lambda: loss}`;

const TRIPLET = `positive, negative = [ms.ops.vector_norm(anchor - x + eps, p, -1) for x in (positive, negative)]`;

export const TRIPLET_MARGIN_LOSS_FUNCTION =
  define(`def triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2, eps=1e-06, swap=False, reduction="mean"):
    """How much closer than a margin what does not belong to an anchor is, beside what does."""
    other = ms.ops.vector_norm(positive - negative + eps, p, -1)
    ${TRIPLET}
    negative = ms.ops.minimum(negative, other) if swap else negative
    loss = ms.ops.relu(positive - negative + margin)
    return ${REDUCED}[reduction]()
`);

export const TRIPLET_MARGIN_LOSS = define(`class TripletMarginLoss(ms.nn.Cell):
    """How much closer than a margin what does not belong to an anchor is, beside what does, as a layer."""

    def __init__(self, margin=1.0, p=2.0, eps=1e-06, swap=False, reduction="mean"):
        super().__init__()
        self.margin, self.p, self.eps, self.swap, self.reduction = margin, p, eps, swap, reduction

    def construct(self, anchor, positive, negative):
        p, eps = self.p, self.eps
        other = ms.ops.vector_norm(positive - negative + eps, p, -1)
        ${TRIPLET}
        negative = ms.ops.minimum(negative, other) if self.swap else negative
        loss = ms.ops.relu(positive - negative + self.margin)
        return ${REDUCED}[self.reduction]()
`);

const LOGISTIC = "loss = ms.ops.log1p(ms.ops.exp(-target * input))";

export const SOFT_MARGIN_LOSS_FUNCTION = define(`def soft_margin_loss(input, target, reduction="mean"):
    """The logistic loss of scores whose classes are 1 and -1."""
    ${LOGISTIC}
    return ${REDUCED}[reduction]()
`);

export const SOFT_MARGIN_LOSS = define(`class SoftMarginLoss(ms.nn.Cell):
    """The logistic loss of scores whose classes are 1 and -1, as a layer."""

    def __init__(self, reduction="mean"):
        super().__init__()
        self.reduction = reduction

    def construct(self, input, target):
        ${LOGISTIC}
        return ${REDUCED}[self.reduction]()
`);

const OF_LOGARITHMS = "loss = ms.ops.exp(target) * (target - input)";
const OF_PROBABILITIES =
  "loss = target * (ms.ops.log(ms.ops.where(target != 0, target, ms.ops.ones_like(target))) - input)";
const SUMS = `sums = {"mean": loss.mean, "sum": loss.sum, "none": lambda: loss, "batchmean": lambda: loss.sum() / loss.shape[0]}`;

export const KL_DIV = define(`def kl_div(input, target, reduction="mean", log_target=False):
    """How far log-probabilities are from a target, which may be of probabilities or of their logarithms."""
    if log_target:
        ${OF_LOGARITHMS}
    else:
        ${OF_PROBABILITIES}
    ${SUMS}
    return sums[reduction]()
`);

export const KL_DIV_LOSS = define(`class KLDivLoss(ms.nn.Cell):
    """How far log-probabilities are from a target, which may be of probabilities or of their logarithms, as a layer."""

    def __init__(self, reduction="mean", log_target=False):
        super().__init__()
        self.reduction = reduction
        self.log_target = log_target

    def construct(self, input, target):
        if self.log_target:
            ${OF_LOGARITHMS}
        else:
            ${OF_PROBABILITIES}
        ${SUMS}
        return sums[self.reduction]()
`);

/** Distances and the losses made of them. */
export const DISTANCES = [
  COSINE_SIMILARITY,
  PAIRWISE_DISTANCE_FUNCTION,
  PAIRWISE_DISTANCE,
  TRIPLET_MARGIN_LOSS_FUNCTION,
  TRIPLET_MARGIN_LOSS,
  SOFT_MARGIN_LOSS_FUNCTION,
  SOFT_MARGIN_LOSS,
  KL_DIV,
  KL_DIV_LOSS,
];
