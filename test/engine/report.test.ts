import assert from "node:assert/strict";
import { analyze, DEFAULT_TARGET, reportOf } from "../../engine/index.ts";
import { parse, ready } from "./parse.ts";

const training = `import torch
from torch import nn, optim

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def train(model: nn.Module, loader, loss_fn: nn.MSELoss):
    optimizer = optim.SGD(model.parameters(), lr=0.1)
    for x, y in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        print(f"{loss:.3f}", loss.item(), torch.hypothetical(torch.relu(loss.sum())))
`;

const verdictsOf = (text: string): string[] =>
  reportOf(analyze(parse(text), DEFAULT_TARGET)).references.map(
    ({ name, verdict, rule }) => `${name} ${verdict} ${rule}`,
  );

describe("a report", () => {
  before(() => ready);

  it("judges what goes along with something else as that is judged", () => {
    assert.deepEqual(verdictsOf(training), [
      "torch.device needless device-query",
      "torch.cuda.is_available needless device-query",
      "torch.nn.Module restructured module-class",
      "torch.nn.MSELoss renamed mapped-api",
      "torch.optim.SGD adapted optimizer-constructor",
      "torch.nn.Module.parameters renamed module-method",
      "torch.optim.Optimizer.zero_grad restructured training-step",
      "torch.Tensor.backward restructured training-step",
      "torch.optim.Optimizer.step restructured training-step",
      "torch.Tensor.item same mapped-api",
      "torch.hypothetical unknown undefined",
      "torch.relu renamed mapped-api",
      "torch.Tensor.sum same mapped-api",
    ]);
  });

  it("does not listen to comments that silence rules", () => {
    assert.deepEqual(verdictsOf(`# torch2ms: ignore-file\n${training}`), verdictsOf(training));
  });
});
