import { defineNamespace } from "../mapping.ts";
import { quoted } from "../spellings.ts";

const STACKED =
  "(input_size, hidden_size, num_layers=1, has_bias=True, batch_first=False, dropout=0.0, bidirectional=False, dtype=mstype.float32)";
const RNN = STACKED.replace("num_layers=1, ", "num_layers=1, *, nonlinearity='tanh', ");
const SEQUENCE = ["float32[3,2,4]"];
const SIZES =
  "4, 5|4, hidden_size=5|input_size=4, hidden_size=5|4, 5, 2|input_size=4, hidden_size=5, num_layers=2|4, 5, num_layers=2";
const OPTIONS = [
  "4, 5, bias=False",
  "4, 5, 2, False",
  "4, 5, 1, True, True",
  "4, 5, dropout=0.0",
  "4, 5, dropout=0",
  "4, 5, 2, dropout=0, batch_first=True",
  "4, 5, num_layers=2, dropout=NONE",
  "4, 5, num_layers=2, dropout=NONE, batch_first=True",
  "4, 5, num_layers=2, bidirectional=True, dropout=NONE",
  "4, 5, num_layers=2, bidirectional=True, batch_first=True, dropout=NONE",
];
const PAIRS = [["batch_first=True", "bidirectional=True"], ["batch_first=True"], ["bidirectional=True"]].flatMap(
  (options) =>
    [
      "4, 5",
      "input_size=4, hidden_size=5",
      "4, 5, 2",
      "4, 5, num_layers=2",
      "input_size=4, hidden_size=5, num_layers=2",
    ].map((sizes) => [sizes, ...options].join(", ")),
);
const RECURRENT = [SIZES, ...OPTIONS, ...PAIRS].join("|");
const RECURRENT_OPTIONS = {
  bias: "has_bias",
  dropout: { requires: "float" },
  dtype: { refuse: true },
} as const;
const BLOCK = {
  activation: {
    values: {
      "F.relu": '"relu"',
      "F.gelu": '"gelu"',
      "nn.functional.relu": '"relu"',
      "nn.functional.gelu": '"gelu"',
      ...quoted({ relu: '"relu"', gelu: '"gelu"' }),
    },
  },
  bias: { drop: ["True"], why: "MindSpore's layers always have biases." },
  dtype: { refuse: true },
} as const;
const BLOCKS =
  "4, 2|4, 2, 8|4, 2, 8, 0.0|d_model=4, nhead=2|4, nhead=2|d_model=4, nhead=2, dim_feedforward=8|d_model=4, nhead=2, dim_feedforward=8, dropout=0.0|4, 2, dim_feedforward=8|4, 2, dim_feedforward=8, dropout=0.0|4, 2, dropout=0.0";
const FLAGS =
  "|, batch_first=True|, activation='gelu'|, norm_first=True|, activation='gelu', batch_first=True|, activation='gelu', batch_first=True, norm_first=True|, batch_first=True, norm_first=True";

export const NN_SEQUENCES = defineNamespace("torch.nn", {
  LSTM: {
    to: "mindspore.nn.LSTM",
    signatures: { mindspore: STACKED },
    parameters: {
      ...RECURRENT_OPTIONS,
      proj_size: { drop: ["0"], why: "MindSpore has no projection: put a Dense layer behind it." },
    },
    proof: { inputs: SEQUENCE, layers: [`nn.LSTM(«${RECURRENT}»)`], setup: "NONE = 0.0" },
  },
  GRU: {
    to: "mindspore.nn.GRU",
    signatures: { mindspore: STACKED },
    parameters: RECURRENT_OPTIONS,
    proof: { inputs: SEQUENCE, layers: [`nn.GRU(«${RECURRENT}»)`], setup: "NONE = 0.0" },
  },
  RNN: {
    to: "mindspore.nn.RNN",
    signatures: { mindspore: RNN },
    parameters: RECURRENT_OPTIONS,
    proof: {
      inputs: SEQUENCE,
      layers: [
        `nn.RNN(«${SIZES}|4, 5, batch_first=True|input_size=4, hidden_size=5, batch_first=True|4, 5, 2, batch_first=True|4, 5, nonlinearity='relu'|4, 5, 2, 'relu'|4, 5, bidirectional=True»)`,
      ],
    },
  },
  LSTMCell: {
    to: "mindspore.nn.LSTMCell",
    parameters: { bias: "has_bias", dtype: { refuse: true } },
    note: "MindSpore's cell must be given its state: zeros at the start.",
    proof: {
      inputs: ["float32[2,4]", "float32[2,5]", "float32[2,5]"],
      layers: ["Step(nn.LSTMCell(«4, 5|input_size=4, hidden_size=5»«|, bias=False|, bias=True»))"],
      setup:
        "class Step(nn.Module):\n    def __init__(self, cell):\n        super().__init__()\n        self.cell = cell\n\n    def forward(self, x, h, c):\n        return self.cell(x, (h, c))",
    },
  },
  GRUCell: {
    to: "mindspore.nn.GRUCell",
    parameters: { bias: "has_bias", dtype: { refuse: true } },
    note: "MindSpore's cell must be given its state: zeros at the start.",
    proof: {
      inputs: ["float32[2,4]", "float32[2,5]"],
      layers: ["nn.GRUCell(«4, 5|input_size=4, hidden_size=5»«|, bias=False|, bias=True»)"],
    },
  },
  RNNCell: {
    to: "mindspore.nn.RNNCell",
    parameters: { bias: "has_bias", dtype: { refuse: true } },
    note: "MindSpore's cell must be given its state: zeros at the start.",
    proof: {
      inputs: ["float32[2,4]", "float32[2,5]"],
      layers: ["nn.RNNCell(«4, 5|input_size=4, hidden_size=5»«|, bias=False|, nonlinearity='relu'»)"],
    },
  },
  TransformerEncoderLayer: {
    to: "mindspore.nn.TransformerEncoderLayer",
    parameters: BLOCK,
    proof: { inputs: SEQUENCE, layers: [`nn.TransformerEncoderLayer(«${BLOCKS}»«${FLAGS}»)`] },
  },
  TransformerEncoder: {
    to: "mindspore.nn.TransformerEncoder",
    parameters: { enable_nested_tensor: { drop: true }, mask_check: { drop: true } },
    note: "The mask is given as src_mask= where torch's is mask=.",
    proof: {
      inputs: SEQUENCE,
      layers: [
        "nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, 0.0)«, 2|, num_layers=2»«|, norm=nn.LayerNorm(4)|, enable_nested_tensor=False»)",
        "nn.TransformerEncoder(encoder_layer=nn.TransformerEncoderLayer(4, 2, 8, 0.0), num_layers=2)",
      ],
    },
  },
  TransformerDecoderLayer: {
    to: "mindspore.nn.TransformerDecoderLayer",
    parameters: BLOCK,
    proof: {
      inputs: [...SEQUENCE, "float32[5,2,4]"],
      layers: [`nn.TransformerDecoderLayer(«${BLOCKS}»«|, activation='gelu'|, norm_first=True»)`],
    },
  },
  TransformerDecoder: {
    to: "mindspore.nn.TransformerDecoder",
    proof: {
      inputs: [...SEQUENCE, "float32[5,2,4]"],
      layers: [
        "nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, 8, 0.0)«, 2|, num_layers=2»«|, norm=nn.LayerNorm(4)»)",
      ],
    },
  },
  Transformer: {
    to: "mindspore.nn.Transformer",
    parameters: BLOCK,
    proof: {
      inputs: [...SEQUENCE, "float32[5,2,4]"],
      layers: [
        "nn.Transformer(«4, 2, 1, 1, 8, 0.0|d_model=4, nhead=2, num_encoder_layers=1, num_decoder_layers=1, dim_feedforward=8, dropout=0.0»«|, norm_first=True»)",
      ],
    },
  },
});
