import { strict as assert } from "node:assert";
import { ready } from "./parse.ts";
import { TextProject } from "./text-project.ts";

/** References and messages of one file of a project. */
function said(texts: Record<string, string>, path: string): { references: string[]; rules: string[] } {
  const project = new TextProject(texts);
  const { model, findings, text } = project.analyze(path);
  return {
    references: model.references.map(
      ({ name, node, ground }) => `${name} ${text.slice(node.start, node.end)} ${ground}`,
    ),
    rules: findings.map(({ rule }) => rule),
  };
}

const BASE = `import torch
import torch.nn as nn
class Block(nn.Module):
    def __init__(self, dim, norm=nn.LayerNorm):
        super().__init__()
        self.fc = nn.Linear(dim, dim)
    def forward(self, x):
        x = self.fc(x)
        return x
    def sizes(self):
        return 3, torch.zeros(3)
def make(dim):
    layer = nn.BatchNorm2d(dim)
    return layer
device = torch.device("cpu")
`;

describe("a project", () => {
  before(() => ready);

  it("knows a class through its base in another file, which needs no framework's name", () => {
    const { rules } = said(
      {
        "/p/base.py": BASE,
        "/p/net.py": "from base import Block\nclass Net(Block):\n    def forward(self, x):\n        return x.size(0)\n",
      },
      "/p/net.py",
    );
    assert.deepEqual(rules, ["module-class", "tensor-size"]);
  });

  it("follows relative imports, packages, and names handed on", () => {
    const texts = {
      "/p/pkg/__init__.py": "",
      "/p/pkg/layers/__init__.py": "from .base import Block as Piece\nfrom . import act\n",
      "/p/pkg/layers/base.py": BASE,
      "/p/pkg/layers/act.py": "import torch.nn.functional as F\ndef swish(x):\n    return F.silu(x)\n",
      "/p/pkg/net.py": "from .layers import Piece, act\nPiece(3)(None).view(1)\nact.swish(None).permute(1)\n",
    };
    assert.deepEqual(said(texts, "/p/pkg/net.py").references, [
      "torch.Tensor.view Piece(3)(None).view certain",
      "torch.Tensor.permute act.swish(None).permute certain",
    ]);
  });

  it("takes torch from a star import for torch", () => {
    const texts = {
      "/p/common.py": "import torch\nfrom torch import nn\n",
      "/p/a.py": "from common import *\nnn.ReLU()\ntorch.zeros(2)\n",
    };
    assert.deepEqual(said(texts, "/p/a.py").references, [
      "torch.nn.ReLU nn.ReLU certain",
      "torch.zeros torch.zeros certain",
    ]);
  });

  it("brings by a star what __all__ says, and nothing private", () => {
    const common = "import torch\nfrom torch import nn\n__all__ = ['nn']\n__all__ += ['_x']\n_x = torch.zeros(2)\n";
    const texts = { "/p/common.py": common, "/p/a.py": "from common import *\nnn.ReLU()\ntorch.ones(2)\n_x.view(1)\n" };
    assert.deepEqual(said(texts, "/p/a.py").references, [
      "torch.nn.ReLU nn.ReLU certain",
      "torch.Tensor.view _x.view certain",
    ]);
  });

  it("knows what functions of other files give, whatever they call their names", () => {
    const texts = {
      "/p/base.py": BASE,
      "/p/a.py": "import base as b\nn, t = b.Block(2).sizes()\nt.view(1)\nn.view(1)\nb.make(3).momentum\n",
    };
    assert.deepEqual(said(texts, "/p/a.py").references, ["torch.Tensor.view t.view certain"]);
  });

  it("finds modules below src, beside scripts, and above packages", () => {
    const use = "import app.base\napp.base.make(2).weight\n";
    const texts = {
      "/p/src/app/__init__.py": "",
      "/p/src/app/base.py": BASE,
      "/p/tools/run.py": use,
      "/p/src/app/sub/__init__.py": "",
      "/p/src/app/sub/x.py": use,
    };
    for (const path of ["/p/tools/run.py", "/p/src/app/sub/x.py"])
      assert.deepEqual(said(texts, path).references, ["torch.nn.Module.weight app.base.make(2).weight certain"], path);
  });

  it("believes a stub before the file beside it", () => {
    const texts = {
      "/p/fast.py": "def run(x):\n    return helper(x)\n",
      "/p/fast.pyi": "from torch import Tensor\ndef run(x) -> Tensor: ...\n",
      "/p/a.py": "from fast import run\nrun(1).view(1)\n",
    };
    assert.deepEqual(said(texts, "/p/a.py").references, ["torch.Tensor.view run(1).view certain"]);
  });

  it("does not take a module of a package for one of Python's own", () => {
    const texts = {
      "/p/pkg/__init__.py": "",
      "/p/pkg/typing.py": "import torch\nTuple = torch.nn.ReLU\n",
      "/p/pkg/a.py": "from typing import Tuple\nTuple()\n",
    };
    assert.deepEqual(said(texts, "/p/pkg/a.py").references, []);
  });

  it("cuts circles: what leads back to itself is unknown, and nothing hangs", () => {
    const texts = {
      "/p/a.py":
        "from b import f, B\nclass A(B):\n    def forward(self, x):\n        return x\ndef g():\n    return f()\ng().view(1)\n",
      "/p/b.py": "from a import g, A\nclass B(A):\n    pass\ndef f():\n    return g()\n",
      "/p/c.py": "from c import x\nfrom . import *\nx = x\n",
    };
    assert.deepEqual(said(texts, "/p/a.py").references, []);
    assert.deepEqual(said(texts, "/p/c.py").references, []);
  });

  it("gives up on ways without end, and does not fall over them", () => {
    const texts: Record<string, string> = { "/p/m0.py": BASE };
    for (let i = 1; i < 2_000; i++) texts[`/p/m${i}.py`] = `from m${i - 1} import Block\n`;
    const sum = "    y = y + 1\n".repeat(6_000);
    texts["/p/long.py"] = `import torch\ndef f():\n    y = torch.zeros(2)\n${sum}    return y\n`;
    texts["/p/a.py"] =
      "from m1999 import Block\nfrom m40 import Block as Near\nfrom long import f\nBlock(1).fc.bias\nNear(1).fc.bias\nf().add(1)\n";
    assert.deepEqual(said(texts, "/p/a.py").references, ["torch.nn.Module.bias Near(1).fc.bias certain"]);
  });

  it("says what a rewrite relies on in files that stay", () => {
    const texts = {
      "/p/base.py": BASE,
      "/p/net.py": "from base import Block\nclass Net(Block):\n    def forward(self, x):\n        return x\n",
    };
    const project = new TextProject(texts);
    assert.deepEqual(project.rewrite("/p/net.py").unsafe, ["Block of base.py is still PyTorch"]);
    project.project.rewriteTogether(Object.keys(texts));
    assert.deepEqual(project.rewrite("/p/net.py").unsafe, []);
  });

  it("judges what is rewritten as if the other files were, too", () => {
    const net = `import torch.nn as nn
from base import Block
class Net(Block):
    def __init__(self):
        super().__init__(3)
        self.last = nn.Linear(3, 3)
        self.block = Block(2)
    def forward(self, x):
        return self.last(self.block(x))
`;
    const project = new TextProject({ "/p/base.py": BASE, "/p/net.py": net });
    assert.deepEqual(project.rewrite("/p/net.py").left, []);
    assert.deepEqual(project.rewrite("/p/net.py").unsafe, ["Block of base.py is still PyTorch"]);
  });

  const SETTINGS = `import torch
device = torch.device("cuda")
dtype = torch.float32
scale = torch.ones(2)
`;

  it("keeps a device that other files take, and says who still takes what becomes another thing", () => {
    const texts = {
      "/p/pkg/__init__.py": "from .settings import *\n",
      "/p/pkg/settings.py": SETTINGS,
      "/p/pkg/apart.py": "from . import settings as s\nimport torch\nx = torch.ones(2, dtype=s.dtype)\n",
      "/p/train.py": "from pkg import device\nfrom pkg.settings import scale as size\nx = size.to(device)\n",
      "/p/look_alike.py": "import pkg.settings\nx.dtype\ndevice = scale = 1\n",
    };
    const project = new TextProject(texts);
    const { text, unsafe } = project.rewrite("/p/pkg/settings.py");
    assert.match(text, /^device = ms.get_context\("device_target"\)$/m);
    assert.deepEqual(unsafe, [
      "device is still used by train.py",
      "dtype is still used by apart.py",
      "scale is still used by train.py",
    ]);
    project.project.rewriteTogether(Object.keys(texts));
    assert.deepEqual(project.rewrite("/p/pkg/settings.py").unsafe, []);
    project.write("/p/train.py", "from pkg import device as d\n");
    project.write("/p/pkg/apart.py", "");
    project.project.rewriteTogether([]);
    assert.deepEqual(project.rewrite("/p/pkg/settings.py").unsafe, ["device is still used by train.py"]);
    project.remove("/p/train.py");
    assert.deepEqual(project.rewrite("/p/pkg/settings.py").unsafe, []);
    assert.doesNotMatch(project.rewrite("/p/pkg/settings.py").text, /device/);
  });

  it("says who calls or overrides the forward that becomes construct", () => {
    const texts = {
      "/p/base.py": BASE,
      "/p/net.py": "from base import Block, make\nclass Net(Block):\n    def forward(self, x):\n        return x\n",
      "/p/use.py": "from base import Block, make\nBlock(3)(1)\nforward = make(2)\n",
    };
    const project = new TextProject(texts);
    assert.ok(project.rewrite("/p/base.py").unsafe.includes("Block.forward is still used by net.py"));
    project.remove("/p/net.py");
    project.write("/p/use.py", "from base import Block, make\nBlock(3)(make(2))\n");
    assert.deepEqual(project.rewrite("/p/base.py").unsafe, []);
    project.write("/p/net.py", texts["/p/net.py"]);
    project.project.rewriteTogether(Object.keys(texts));
    assert.deepEqual(project.rewrite("/p/base.py").unsafe, []);
  });

  it("tells who is affected by a change, and only when what they take has changed", () => {
    const project = new TextProject({ "/p/base.py": BASE, "/p/net.py": "from base import Block\nBlock(2).fc.bias\n" });
    project.analyze("/p/net.py");
    assert.deepEqual([...project.project.takeAffected()], []);
    project.write("/p/base.py", BASE.replace("return layer", "print(1)\n    return layer"));
    assert.deepEqual([...project.project.takeAffected()], []);
    project.write("/p/base.py", BASE.replace("nn.Linear(dim, dim)", "3"));
    assert.deepEqual([...project.project.takeAffected()], ["/p/net.py"]);
    assert.deepEqual(project.analyze("/p/net.py").model.references.length, 0);
  });
});
