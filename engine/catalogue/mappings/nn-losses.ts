import { KL_DIV_LOSS, SOFT_MARGIN_LOSS, TRIPLET_MARGIN_LOSS } from "../definitions/distances.ts";
import { defineNamespace } from "../mapping.ts";
import { written } from "./entries.ts";

const PAIR = ["float32[3,4]", "float32[3,4]"];
const REDUCTIONS = "reduction='mean'|reduction='sum'|reduction='none'|size_average=False|reduce=False";

export const NN_LOSSES = defineNamespace("torch.nn", {
  MSELoss: { to: "mindspore.nn.MSELoss", proof: { inputs: PAIR, layers: [`nn.MSELoss(«|${REDUCTIONS}»)`] } },
  L1Loss: { to: "mindspore.nn.L1Loss", proof: { inputs: PAIR, layers: [`nn.L1Loss(«|${REDUCTIONS}»)`] } },
  SmoothL1Loss: {
    to: "mindspore.nn.SmoothL1Loss",
    effect: "silent",
    note: "MindSpore's own reduction is 'none'.",
    proof: {
      inputs: PAIR,
      layers: [
        `nn.SmoothL1Loss(«|${REDUCTIONS}»)`,
        `nn.SmoothL1Loss(«beta=0.5|reduction='sum', beta=0.5|beta=0.5, reduction='mean'»)`,
      ],
    },
  },
  HuberLoss: {
    to: "mindspore.nn.HuberLoss",
    proof: {
      inputs: PAIR,
      layers: [`nn.HuberLoss(«|${REDUCTIONS}|'sum'|delta=0.5|'sum', 0.5|reduction='mean', delta=0.5»)`],
    },
  },
  BCELoss: {
    to: "mindspore.nn.BCELoss",
    parameters: {
      weight: {
        refuse: true,
        why: "MindSpore reads beyond a weight that has not the input's shape: multiply the unreduced loss by it.",
      },
    },
    proof: { inputs: PAIR, values: [`nn.BCELoss(«|${REDUCTIONS}»)(torch.sigmoid(x), torch.sigmoid(y).detach())`] },
  },
  BCEWithLogitsLoss: {
    to: "mindspore.nn.BCEWithLogitsLoss",
    proof: {
      inputs: PAIR,
      values: [
        `nn.BCEWithLogitsLoss(«|${REDUCTIONS}»)(x, torch.sigmoid(y).detach())`,
        "nn.BCEWithLogitsLoss(«weight=W|W|pos_weight=W|weight=W, pos_weight=W|pos_weight=W, reduction='sum'|W, reduction='none'»)(x, torch.sigmoid(y).detach())",
      ],
      setup: "W = torch.tensor([0.5, 1.0, 2.0, 0.1])",
    },
  },
  NLLLoss: {
    to: "mindspore.nn.NLLLoss",
    proof: {
      inputs: ["float32[3,4]", "int64[3]<4"],
      values: [
        `nn.NLLLoss(«|${REDUCTIONS}|ignore_index=1|ignore_index=1, reduction='sum'»)(F.log_softmax(x, 1), y)`,
        "nn.NLLLoss(«weight=W|W|W, ignore_index=2|weight=W, reduction='sum'»)(F.log_softmax(x, 1), y)",
      ],
      setup: "W = torch.tensor([0.5, 1.0, 2.0, 0.1])",
    },
  },
  KLDivLoss: {
    definition: KL_DIV_LOSS,
    proof: {
      inputs: PAIR,
      values: [
        `nn.KLDivLoss(«|${REDUCTIONS}|reduction='batchmean'|reduction='batchmean', log_target=False|log_target=False»)(F.log_softmax(x, 1), F.softmax(y, 1))`,
        "nn.KLDivLoss(«log_target=True|reduction='batchmean', log_target=True»)(F.log_softmax(x, 1), F.log_softmax(y, 1))",
      ],
    },
  },
  CTCLoss: {
    to: "mindspore.nn.CTCLoss",
    proof: {
      inputs: ["float32[6,2,4]"],
      values: [
        "nn.CTCLoss(«|blank=0|reduction='sum'|zero_infinity=True|blank=0, zero_infinity=True|blank=3, reduction='mean'»)(F.log_softmax(x, 2), T, L, N)",
      ],
      setup: "T = torch.tensor([[1, 2], [3, 1]])\nL = torch.tensor([6, 6])\nN = torch.tensor([2, 2])",
    },
  },
  CosineEmbeddingLoss: {
    to: "mindspore.nn.CosineEmbeddingLoss",
    proof: {
      inputs: PAIR,
      values: [
        `nn.CosineEmbeddingLoss(«|0.2|margin=0.2|${REDUCTIONS}|0.2, reduction='sum'|margin=0.2, reduction='sum'»)(x, y, T)`,
      ],
      setup: "T = torch.tensor([1, -1, 1])",
    },
  },
  MarginRankingLoss: {
    to: "mindspore.nn.MarginRankingLoss",
    proof: {
      inputs: ["float32[3]", "float32[3]"],
      values: [
        `nn.MarginRankingLoss(«|0.2|margin=0.2|${REDUCTIONS}|0.2, reduction='sum'|margin=0.2, reduction='sum'»)(x, y, T)`,
      ],
      setup: "T = torch.tensor([1.0, -1.0, 1.0])",
    },
  },
  HingeEmbeddingLoss: {
    to: "mindspore.nn.HingeEmbeddingLoss",
    proof: {
      inputs: ["float32[3]"],
      values: [
        `nn.HingeEmbeddingLoss(«|0.2|margin=0.2|${REDUCTIONS}|0.2, reduction='sum'|margin=0.2, reduction='sum'»)(x, T)`,
      ],
      setup: "T = torch.tensor([1.0, -1.0, 1.0])",
    },
  },
  GaussianNLLLoss: {
    to: "mindspore.nn.GaussianNLLLoss",
    proof: {
      inputs: ["float32[3,4]", "float32[3,4]", "float32[3,4]>0"],
      layers: [`nn.GaussianNLLLoss(«|full=True|eps=1e-3|${REDUCTIONS}|full=True, reduction='sum'»)`],
    },
  },
  PoissonNLLLoss: {
    to: "mindspore.nn.PoissonNLLLoss",
    proof: {
      inputs: ["float32[3,4]", "float32[3,4]>0"],
      values: [`nn.PoissonNLLLoss(«|log_input=False|full=True|${REDUCTIONS}»)(torch.sigmoid(x), y.detach())`],
    },
  },
  MultiLabelSoftMarginLoss: {
    to: "mindspore.nn.MultiLabelSoftMarginLoss",
    proof: { inputs: PAIR, values: [`nn.MultiLabelSoftMarginLoss(«|${REDUCTIONS}»)(x, torch.sigmoid(y).detach())`] },
  },
  TripletMarginLoss: written(
    TRIPLET_MARGIN_LOSS,
    ["float32[3,4]", "float32[3,4]", "float32[3,4]"],
    [`nn.TripletMarginLoss(«|margin=0.3|0.3|margin=0.3, p=2|p=1|swap=True|${REDUCTIONS}»)(x, y, z)`],
  ),
  SoftMarginLoss: written(
    SOFT_MARGIN_LOSS,
    ["float32[3,4]"],
    [`nn.SoftMarginLoss(«|${REDUCTIONS}»)(x, torch.sign(x.detach() - 0.1))`],
  ),
});
