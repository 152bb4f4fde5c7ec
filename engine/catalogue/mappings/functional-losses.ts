import { KL_DIV, PAIRWISE_DISTANCE_FUNCTION, TRIPLET_MARGIN_LOSS_FUNCTION } from "../definitions/distances.ts";
import { defineNamespace } from "../mapping.ts";
import { manual, written } from "./entries.ts";

const PAIR = ["float32[3,4]", "float32[3,4]"];
const REDUCTIONS = "|, reduction='mean'|, reduction='sum'|, reduction='none'|, size_average=False|, reduce=False";
const WEIGHTS = "W = torch.tensor([0.5, 1.0, 2.0, 0.1])";
const UNWEIGHTED = { refuse: true, why: "MindSpore takes no weight here: multiply the unreduced loss by it." } as const;

export const FUNCTIONAL_LOSSES = defineNamespace("torch.nn.functional", {
  cross_entropy: {
    to: "mindspore.ops.cross_entropy",
    proof: {
      inputs: ["float32[3,4]", "int64[3]<4"],
      values: [
        `F.cross_entropy(x, «y|target=y»«${REDUCTIONS}|, ignore_index=1|, label_smoothing=0.1|, ignore_index=1, reduction='sum'»)`,
        "F.cross_entropy(input=x, target=y)",
        "F.cross_entropy(x, y, «W|weight=W|W, ignore_index=1|weight=W, reduction='sum'|weight=W, label_smoothing=0.1»)",
      ],
      setup: WEIGHTS,
    },
  },
  nll_loss: {
    to: "mindspore.ops.nll_loss",
    parameters: { input: "inputs" },
    proof: {
      inputs: ["float32[3,4]", "int64[3]<4"],
      values: [
        `F.nll_loss(F.log_softmax(x, 1), «y|target=y»«${REDUCTIONS}|, ignore_index=1|, ignore_index=1, reduction='sum'»)`,
        "F.nll_loss(F.log_softmax(x, 1), y, «W|weight=W|W, ignore_index=1|weight=W, reduction='sum'»)",
      ],
      setup: WEIGHTS,
    },
  },
  mse_loss: {
    to: "mindspore.ops.mse_loss",
    parameters: { weight: UNWEIGHTED },
    proof: { inputs: PAIR, values: [`F.mse_loss(«x, y|x, target=y|input=x, target=y»«${REDUCTIONS}»)`] },
  },
  l1_loss: {
    to: "mindspore.ops.l1_loss",
    parameters: { weight: UNWEIGHTED },
    proof: { inputs: PAIR, values: [`F.l1_loss(«x, y|x, target=y|input=x, target=y»«${REDUCTIONS}»)`] },
  },
  smooth_l1_loss: {
    to: "mindspore.ops.smooth_l1_loss",
    effect: "silent",
    note: "MindSpore's own reduction is 'none'.",
    proof: {
      inputs: PAIR,
      values: [
        `F.smooth_l1_loss(«x, y|x, target=y|input=x, target=y»«${REDUCTIONS}|, beta=0.5|, reduction='sum', beta=0.5»)`,
      ],
    },
  },
  huber_loss: {
    to: "mindspore.ops.huber_loss",
    parameters: { weight: UNWEIGHTED },
    proof: {
      inputs: PAIR,
      values: [`F.huber_loss(«x, y|input=x, target=y»«${REDUCTIONS}|, delta=0.5|, reduction='sum', delta=0.5»)`],
    },
  },
  binary_cross_entropy: {
    to: "mindspore.ops.binary_cross_entropy",
    parameters: {
      input: "logits",
      target: "labels",
      weight: {
        refuse: true,
        why: "MindSpore reads beyond a weight that has not the input's shape: multiply the unreduced loss by it.",
      },
    },
    proof: {
      inputs: PAIR,
      values: [
        `F.binary_cross_entropy(torch.sigmoid(x), torch.sigmoid(y).detach()«${REDUCTIONS}»)`,
        "F.binary_cross_entropy(input=torch.sigmoid(x), target=torch.sigmoid(y).detach())",
      ],
    },
  },
  binary_cross_entropy_with_logits: {
    to: "mindspore.ops.binary_cross_entropy_with_logits",
    proof: {
      inputs: PAIR,
      values: [
        `F.binary_cross_entropy_with_logits(x, «torch.sigmoid(y).detach()|target=torch.sigmoid(y).detach()»«${REDUCTIONS}»)`,
        "F.binary_cross_entropy_with_logits(x, torch.sigmoid(y).detach()«, W|, weight=W|, pos_weight=W|, pos_weight=W, reduction='sum'|, weight=W, reduction='none'»)",
      ],
      setup: WEIGHTS,
    },
  },
  // ops.kl_div gives its target no gradient.
  kl_div: {
    definition: KL_DIV,
    proof: {
      inputs: PAIR,
      values: [
        `F.kl_div(F.log_softmax(x, 1), F.softmax(y, 1)«${REDUCTIONS}|, reduction='batchmean'|, reduction='batchmean', log_target=False|, log_target=False»)`,
        "F.kl_div(F.log_softmax(x, 1), «y.detach()|y.detach().relu()», reduction='sum')",
        "F.kl_div(F.log_softmax(x, 1), F.log_softmax(y, 1)«, log_target=True|, reduction='batchmean', log_target=True|, reduction='sum', log_target=True»)",
      ],
    },
  },
  cosine_similarity: {
    to: "mindspore.ops.cosine_similarity",
    proof: {
      inputs: PAIR,
      values: [
        "F.cosine_similarity(«x, y|x1=x, x2=y|x, y, 0»«|, eps=1e-6»)",
        "F.cosine_similarity(«x, y|x1=x, x2=y», «dim=0|dim=-1|dim=1, eps=1e-6»)",
      ],
    },
  },
  cosine_embedding_loss: {
    to: "mindspore.ops.cosine_embedding_loss",
    proof: {
      inputs: PAIR,
      values: [`F.cosine_embedding_loss(x, y, T«${REDUCTIONS}|, 0.2|, margin=0.2|, margin=0.2, reduction='sum'»)`],
      setup: "T = torch.tensor([1, -1, 1])",
    },
  },
  margin_ranking_loss: {
    to: "mindspore.ops.margin_ranking_loss",
    proof: {
      inputs: ["float32[3]", "float32[3]"],
      values: [`F.margin_ranking_loss(x, y, T«${REDUCTIONS}|, 0.2|, margin=0.2|, margin=0.2, reduction='sum'»)`],
      setup: "T = torch.tensor([1.0, -1.0, 1.0])",
    },
  },
  hinge_embedding_loss: {
    to: "mindspore.ops.hinge_embedding_loss",
    parameters: { input: "inputs", target: "targets" },
    proof: {
      inputs: ["float32[3]"],
      values: [`F.hinge_embedding_loss(x, T«${REDUCTIONS}|, 0.2|, margin=0.2»)`],
      setup: "T = torch.tensor([1.0, -1.0, 1.0])",
    },
  },
  gaussian_nll_loss: {
    to: "mindspore.ops.gaussian_nll_loss",
    parameters: { input: "x" },
    proof: {
      inputs: ["float32[3,4]", "float32[3,4]", "float32[3,4]>0"],
      values: [`F.gaussian_nll_loss(x, y, z«${REDUCTIONS}|, full=True|, eps=1e-3»)`],
    },
  },
  ctc_loss: manual("differs", "ops.ctc_loss gives a pair, the loss first: nn.CTCLoss gives the loss alone."),
  triplet_margin_loss: written(
    TRIPLET_MARGIN_LOSS_FUNCTION,
    ["float32[3,4]", "float32[3,4]", "float32[3,4]"],
    [`F.triplet_margin_loss(x, y, z«|, margin=0.3|, 0.3, 2|, p=1|, swap=True${REDUCTIONS}»)`],
  ),
  pairwise_distance: written(PAIRWISE_DISTANCE_FUNCTION, PAIR, [
    "F.pairwise_distance(x, y«|, 1|, p=2|, p=1, keepdim=True|, eps=1e-3|, 2, 1e-6, True»)",
  ]),
  poisson_nll_loss: manual(
    "no-counterpart",
    "nn.PoissonNLLLoss(log_input, full, eps, reduction)(x, target) computes the same.",
  ),
});
