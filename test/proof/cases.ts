import type { Case } from "../../scripts/proof/case.ts";

const torch = "import torch\nfrom torch import nn\nimport torch.nn.functional as F\n";
const mindspore = "import mindspore as ms\nfrom mindspore import nn, ops\n";

/** A case from sources without their imports. */
export function caseOf(given: Case): Case {
  return { ...given, before: torch + given.before, after: mindspore + given.after };
}

/** A case about a model that is one layer. */
function layer(id: string, before: string, after: string, inputs: string[], options: Case["options"] = {}): Case {
  return caseOf({ id, before: `layer = ${before}`, after: `layer = ${after}`, kind: "module", inputs, options });
}

/** A case about a function of x and y that is one expression. */
function expression(id: string, before: string, after: string, inputs: string[]): Case {
  const [from, to] = [before, after].map((value) => `def run(x, y=None):\n    return ${value}\n`);
  return caseOf({ id, before: from, after: to, kind: "function", inputs });
}

const mlp = {
  before: `
class Net(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(6, hidden), nn.BatchNorm1d(hidden), nn.ReLU())
        self.head = nn.Linear(hidden, 3)

    def forward(self, x):
        return self.head(self.body(x))
`,
  after: `
class Net(nn.Cell):
    def __init__(self, hidden):
        super().__init__()
        self.body = nn.SequentialCell(nn.Dense(6, hidden), nn.BatchNorm1d(hidden, momentum=0.9), nn.ReLU())
        self.head = nn.Dense(hidden, 3)

    def construct(self, x):
        return self.head(self.body(x))
`,
};

const loop = {
  before: `
def train(model, batches):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, weight_decay=0.1)
    losses = []
    for x, y in batches:
        optimizer.zero_grad()
        logits = model(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
`,
  after: `
def train(model, batches):
    group = {"params": model.trainable_params(), "weight_decay": 0.1}  # else gamma and beta are spared
    optimizer = nn.SGD([group], learning_rate=0.1, momentum=0.9)

    def forward(x, y):
        logits = model(x)
        return ops.cross_entropy(logits, y), logits

    step = ms.value_and_grad(forward, None, optimizer.parameters, has_aux=True)
    model.set_train()
    losses = []
    for x, y in batches:
        (loss, logits), grads = step(x, y)
        optimizer(grads)
        losses.append(loss.item())
    return losses
`,
};

const attention = {
  before: `
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(10, 8)
        self.register_buffer("scale", torch.arange(8).float())
        self.encoder = nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, batch_first=True)
        self.rnn = nn.LSTM(8, 4, batch_first=True, bidirectional=True)
        self.conv = nn.Conv1d(8, 4, 3, padding=1)
        self.act = nn.PReLU(4)

    def forward(self, ids):
        output, (h, c) = self.rnn(self.encoder(self.embedding(ids) * self.scale))
        return {"output": self.act(self.conv(output.transpose(1, 2))), "state": (h, c), "none": None}
`,
  after: `
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(10, 8)
        self.register_buffer("scale", ops.arange(8).float())
        self.encoder = nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, batch_first=True)
        self.rnn = nn.LSTM(8, 4, batch_first=True, bidirectional=True)
        self.conv = nn.Conv1d(8, 4, 3, pad_mode="pad", padding=1, has_bias=True)
        self.act = nn.PReLU(4)

    def construct(self, ids):
        output, (h, c) = self.rnn(self.encoder(self.embedding(ids) * self.scale))
        return {"output": self.act(self.conv(output.swapaxes(1, 2))), "state": (h, c), "none": None}
`,
};

const script = {
  before: `
import numpy as np
weights = np.load("weights.npz")
layer = nn.Linear(3, 2)
layer.weight.data = torch.from_numpy(weights["w"])
layer.bias.data = torch.from_numpy(weights["b"])
if __name__ == "__main__":
    print("a case may print")
    output = layer(torch.ones(4, 3))
    total = float(output.sum())
`,
  after: `
import numpy as np
weights = np.load("weights.npz")
layer = nn.Dense(3, 2)
layer.weight.set_data(ms.Tensor(weights["w"]))
layer.bias.set_data(ms.Tensor(weights["b"]))
if __name__ == "__main__":
    print("a case may print")
    output = layer(ops.ones((4, 3)))
    total = float(output.sum())
`,
};

const image = ["float32[4,3,8,8]"];

/** Migrations made by hand that are right: the harness has to find each one equal. */
export const rightCases: Case[] = [
  layer("dropout", "nn.Dropout(0.3)", "nn.Dropout(p=0.3)", ["float32[100,200]"], { random: true }),
  layer("batch norm", "nn.BatchNorm2d(3, 1e-3, 0.2)", "nn.BatchNorm2d(3, eps=1e-3, momentum=0.8)", image, { steps: 5 }),
  layer("norm without affine", "nn.BatchNorm2d(3, affine=False)", "nn.BatchNorm2d(3, affine=False)", image),
  layer(
    "convolution",
    "nn.Conv2d(3, 5, 3, padding=(1, 2))",
    'nn.Conv2d(3, 5, 3, pad_mode="pad", padding=(1, 1, 2, 2), has_bias=True)',
    image,
  ),
  layer("pooling", "nn.MaxPool2d(2)", "nn.MaxPool2d(kernel_size=2, stride=2)", image),
  layer("layer norm", "nn.LayerNorm(8)", "nn.LayerNorm((8,), epsilon=1e-5)", ["float32[4,8]*1e-3"]),
  layer("embedding", "nn.Embedding(10, 4)", "nn.Embedding(10, 4)", ["int64[2,5]<10"]),
  layer("gelu", "nn.GELU()", "nn.GELU(approximate=False)", ["float32[50]"]),
  expression("softmax", "F.softmax(x, dim=1)", "ops.softmax(x, axis=1)", ["float32[2,3,4]"]),
  expression("deviation", "x.std(dim=0)", "x.std(axis=0, ddof=1)", ["float32[5,3]"]),
  expression("order", "x.argsort(dim=1)", "x.argsort(axis=1).astype(ms.int64)", ["float32[5,3]"]),
  expression("pad", "F.pad(x, (1, 0, 2, 0))", "ops.pad(x, (1, 0, 2, 0))", ["float32[2,3,4]"]),
  expression("choice", "torch.where(x > 0, x, y)", "ops.where(x > 0, x, y)", ["float32[6]", "float32[6]"]),
  expression("detached", "x.detach() * x", "ops.stop_gradient(x) * x", ["float32[6]"]),
  expression("numbers", "[x.sum().item(), x.shape, 'text']", "(x.sum().item(), x.shape, 'text')", ["float32[6]"]),
  caseOf({ id: "attention", ...attention, kind: "module", inputs: ["int64[2,5]<10"] }),
  caseOf({
    id: "training",
    before: mlp.before + loop.before,
    after: mlp.after + loop.after,
    kind: "training",
    inputs: ["float32[8,6]", "int64[8]<3"],
    options: { init: [5] },
  }),
  caseOf({
    id: "script",
    ...script,
    kind: "script",
    inputs: [],
    options: { compare: ["output", "total"], files: { "weights.npz": { w: "float32[2,3]", b: "float32[2]" } } },
  }),
];
