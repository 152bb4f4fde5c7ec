import assert from "node:assert/strict";
import { analyze, DEFAULT_TARGET, LineIndex, reportOf } from "../../engine/index.ts";
import { parse, ready } from "./parse.ts";

/** What a text's report says, one reference a word: place, name, ground where it is only likely. */
function referencesIn(text: string): string[] {
  const lines = new LineIndex(text);
  return reportOf(analyze(parse(text), DEFAULT_TARGET)).references.map(({ start, name, ground }) => {
    const { line, character } = lines.position(start);
    return `${line + 1}:${character + 1} ${name}${ground === "likely" ? " likely" : ""}`;
  });
}

const cases: Record<string, [text: string, ...references: string[]]> = {
  "names are told as they are imported": [
    "import torch as th\nimport torch.nn.functional as F\nfrom torch.nn.modules import conv as c\nth.nn.functional.relu, F.relu, c.Conv2d\n",
    "4:1 torch.nn.functional.relu",
    "4:24 torch.nn.functional.relu",
    "4:32 torch.nn.modules.conv.Conv2d",
  ],
  "imports stand anywhere": [
    "def f():\n    import torch\n    return torch.pi\ntry:\n    from torch import nn\nexcept ImportError:\n    nn = None\nnn.ReLU\n",
    "3:12 torch.pi",
    "8:1 torch.nn.ReLU",
  ],
  "a name imported on one path is likely what it brings": [
    "def f():\n    if new:\n        from torch import amax\n    else:\n        from torch import max\n    return amax(x)\n",
    "6:12 torch.amax likely",
  ],
  "of two imports the first is likely": [
    "try:\n    from torch.nn import GELU as G\nexcept ImportError:\n    from torch.nn import ReLU as G\nG()\n",
    "5:1 torch.nn.GELU likely",
  ],
  "torch's name is likely where another library's stands in": [
    "try:\n    from torch.utils.tensorboard import SummaryWriter\nexcept ImportError:\n    from tensorboardX import SummaryWriter\nSummaryWriter()\n",
    "5:1 torch.utils.tensorboard.SummaryWriter likely",
  ],
  "a module that stands in for torch is a choice": [
    "if gpu:\n    import torch as xp\nelse:\n    import numpy as xp\nxp.zeros(3)\n",
  ],
  "MindSpore's name is not torch's": [
    "try:\n    from mindspore.nn import ReLU\nexcept ImportError:\n    from torch.nn import ReLU\nReLU()\n",
  ],
  "what torch's listing does not hold may be a module": [
    "import torch\ntorch.ops.mine.op(x)\ntorch.distributed.distributed_c10d._world\n",
    "2:1 torch.ops.mine.op",
    "3:1 torch.distributed.distributed_c10d._world",
  ],
  "a reference ends where torch's value does": [
    "import torch\nfrom torch.distributions import transform_to\ntorch.__version__.split('.')\ntransform_to.register(x)\n",
    "3:1 torch.__version__",
    "4:1 torch.distributions.transform_to",
  ],
  "getattr with a literal": [
    'import torch\nfrom torch import nn\ngetattr(nn, "ReLU")()\ngetattr(torch, "compile", None)\ngetattr(nn, name)\ngetattr(x, "relu")\n',
    "3:1 torch.nn.ReLU",
    "3:9 torch.nn",
    "4:1 torch.compile likely",
    "4:9 torch",
    "5:9 torch.nn",
  ],
  "annotations, also in strings": [
    'from typing import Optional\nimport torch\ndef f(x: Optional["torch.Tensor"], y: "Optional[torch.nn.Module]") -> "torch.Tensor": ...\n',
    "3:20 torch.Tensor",
    "3:49 torch.nn.Module",
    "3:72 torch.Tensor",
  ],
  "classes handed on": [
    'from functools import partial\nfrom torch import nn\nN = {"bn": nn.BatchNorm2d, **{"gn": nn.GroupNorm}}\ndef f(n=nn.LayerNorm): return partial(nn.GELU, "tanh")\nclass A(nn.Module, metaclass=nn.M): pass\nisinstance(x, (nn.Linear, nn.Conv2d))\n',
    "3:12 torch.nn.BatchNorm2d",
    "3:37 torch.nn.GroupNorm",
    "4:9 torch.nn.LayerNorm",
    "4:39 torch.nn.GELU",
    "5:9 torch.nn.Module",
    "5:30 torch.nn.M",
    "6:16 torch.nn.Linear",
    "6:27 torch.nn.Conv2d",
  ],
  "everywhere an expression stands": [
    "import torch\nwith torch.no_grad() as g: pass\nf = lambda t=torch.pi: torch.e\n[torch.a for x in torch.b if torch.c]\n@torch.jit.script\ndef d(): ...\nmatch x:\n    case torch.float32: pass\ntorch.backends.cudnn.benchmark = True\ndel torch\n",
    "2:6 torch.no_grad",
    "3:14 torch.pi",
    "3:24 torch.e",
    "4:2 torch.a",
    "4:19 torch.b",
    "4:30 torch.c",
    "5:2 torch.jit.script",
    "8:10 torch.float32",
    "9:1 torch.backends.cudnn.benchmark",
    "10:5 torch",
  ],
  "a local name hides an imported one": [
    "import torch\ndef f(torch): return torch.relu\ndef g():\n    torch = 3\n    return torch.relu\ndef h():\n    global torch\n    return torch.relu\n",
    "8:12 torch.relu",
  ],
  "aliases by assignment": [
    "import torch\nTensor = torch.cuda.FloatTensor if gpu else torch.FloatTensor\nrelu = torch.relu\nrelu(Tensor(3))\n",
    "2:10 torch.cuda.FloatTensor",
    "2:45 torch.FloatTensor",
    "3:8 torch.relu",
    "4:1 torch.relu",
    "4:6 torch.FloatTensor likely",
  ],
  "stars bring torch's names": ["from torch.nn import *\nclass A(Module): pass\n", "2:9 torch.nn.Module"],
  "what is moved to a device is a model by its name, or a tensor": [
    "import torch\ndef f(model, x, gpu):\n    model.cuda(gpu)\n    x.cuda(gpu)\n",
    "3:5 torch.nn.Module.cuda likely",
    "4:5 torch.Tensor.cuda likely",
  ],
  "other libraries' tensors have the same methods": [
    "from tinygrad import Tensor\n# torch\ndef f(x: Tensor): return x.permute(1, 0).contiguous().detach()\n",
  ],
};

describe("references", () => {
  before(() => ready);

  for (const [title, [text, ...expected]] of Object.entries(cases))
    it(title, () => assert.deepEqual(referencesIn(text), expected));
});
