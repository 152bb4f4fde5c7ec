import assert from "node:assert/strict";
import { analyze, DEFAULT_TARGET, reportOf } from "../../engine/index.ts";
import { parse, ready } from "./parse.ts";
import { TextProject } from "./text-project.ts";

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

  it("lists the methods that Python calls by itself only where they are written", () => {
    const text = `from torch import nn

class Net(nn.Module):
    def __init__(self, w: nn.Parameter):
        nn.Module.__init__(self)
        w += 1
`;
    assert.deepEqual(verdictsOf(text), [
      "torch.nn.Module restructured module-class",
      "torch.nn.Parameter renamed mapped-api",
      "torch.nn.Module.__init__ restructured module-class",
    ]);
  });

  it("names what comes through a module of the project as torch does", () => {
    const project = new TextProject({
      "/p/layers.py": "from torch import nn\n",
      "/p/net.py": "import layers as own\nact = own.nn.ReLU()\n",
    });
    const [{ name, start }] = reportOf(project.analyze("/p/net.py")).references;
    assert.deepEqual([name, start], ["torch.nn.ReLU", "import layers as own\nact = ".length]);
  });

  it("names what bounds type parameters, and takes none of them for what has its name", () => {
    const text = `import torch
import torchvision.transforms as T
from torch import nn
type Layers[T: nn.Module] = dict[str, T]
def first[T: torch.Tensor](items: list[T]) -> T:
    return items[0]
class Holder[T: (nn.Module, torch.nn.Parameter), *Ts]:
    held: T
T.Compose
`;
    assert.deepEqual(
      reportOf(analyze(parse(text), DEFAULT_TARGET)).references.map(({ name }) => name),
      ["torch.nn.Module", "torch.Tensor", "torch.nn.Module", "torch.nn.Parameter", "torchvision.transforms.Compose"],
    );
  });

  it("says which names are looked up or imported by what is known at run time", () => {
    const text = `import importlib
import torch.nn as nn
a = globals()[kind]
b = vars(nn)["ReLU"]
c = importlib.import_module("torch.nn")
d = importlib.import_module("json")
e = getattr(nn, "ReLU")
f = getattr(nn, kind)
`;
    const places = reportOf(analyze(parse(text), DEFAULT_TARGET)).notFollowed;
    assert.deepEqual(
      places.map(({ what }) => what),
      ["globals()[kind]", 'vars(nn)["ReLU"]', 'importlib.import_module("torch.nn")', "getattr(nn, kind)"],
    );
  });
});
