import { ALIKE, type Constructs } from "./construct.ts";
import { TRAINING } from "./constructs-training.ts";

/** Names that the constructs use. */
export const PRELUDE = `import argparse
import copy
import os
from collections import OrderedDict
from functools import partial

import torch
import torch.distributed as dist
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)
        self.register_buffer("count", torch.zeros(1))

    def forward(self, x):
        return self.layer(x)


net = Net()
x = torch.ones(2, 2)
y = torch.ones(2, 2)
weight = nn.Parameter(torch.ones(2, 2))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 2)
parts = nn.ModuleList([nn.Linear(2, 2)])
line = nn.Sequential(nn.Linear(2, 2))
parser = argparse.ArgumentParser()
`;

const VISIBLE = "not looked at: MindSpore reads the same variable for GPUs, ASCEND_RT_VISIBLE_DEVICES for Ascend";
const OPTION =
  "not looked at: an option of the command line stays, so that commands still run; nothing reads it in the end";
const PYTHON = "nothing to do: it is Python's, and what is made by it is found";

/** The constructs of the guide, system by system, as they are written, with the reason where nothing is found. */
export const CONSTRUCTS: Constructs = {
  device: [
    ['device = torch.device("cuda" if torch.cuda.is_available() else "cpu")'],
    ['device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"'],
    [
      'if torch.cuda.is_available():\n    device = torch.device("cuda")\nelif torch.backends.mps.is_available():\n    device = torch.device("mps")\nelse:\n    device = torch.device("cpu")',
    ],
    ["use_cuda = torch.cuda.is_available()\nif use_cuda:\n    net.cuda()"],
    ['net.to(torch.device("cuda"))'],
    ["net.cuda()"],
    ["x = x.cpu()"],
    ["import torch_npu\n\nnet = net.npu()"],
    ['x = x.to("npu:0")'],
    ["ready = torch.npu.is_available()"],
    ["torch.npu.set_device(0)"],
    ["torch.npu.synchronize()"],
    ['z = torch.zeros(2, device="cuda:1")'],
    ["fast = torch.cuda.is_available()"],
    ["z = x.cuda(non_blocking=True)"],
    ["z = x.pin_memory()"],
    ["torch.cuda.synchronize()"],
    ["torch.cuda.empty_cache()"],
    ["torch.cuda.set_device(0)"],
    ["number = torch.cuda.current_device()"],
    ["with torch.cuda.device(0):\n    z = net(x)"],
    ["torch.cuda.manual_seed_all(1)"],
    ["used = torch.cuda.max_memory_allocated()"],
    ["torch.backends.cudnn.benchmark = True"],
    ["torch.backends.cudnn.deterministic = True"],
    ["z = x.contiguous(memory_format=torch.channels_last)"],
    ["net.to(memory_format=torch.channels_last)"],
    ["wrapped = nn.DataParallel(net, device_ids=[0, 1])"],
    ["z = x.to(torch.float16)"],
    ['z = x.to("cuda", torch.float16)'],
    ["z = x.half()", ALIKE],
    ["z = x.float()", ALIKE],
    ["net.half()"],
    ["torch.set_default_dtype(torch.float64)"],
    ['torch.set_default_device("cuda")'],
    ["kind = torch.get_default_dtype()"],
    ['os.environ["CUDA_VISIBLE_DEVICES"] = "0"', VISIBLE],
    ['parser.add_argument("--no-cuda", action="store_true")', OPTION],
    ['parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")'],
  ],
  module: [
    ["class Other(nn.Module):\n    def forward(self, x):\n        return x"],
    ["class Other(Net):\n    def forward(self, x):\n        return super().forward(x)"],
    ["z = net.forward(x)"],
    ["class Wide(nn.Linear):\n    def forward(self, x):\n        return super().forward(x) * 2"],
    ["class Other(nn.Module):\n    def __call__(self, x):\n        return x"],
    ["class Other(nn.Module):\n    def extra_repr(self):\n        return 'other'"],
    ["class Other(nn.Module):\n    def train(self, mode=True):\n        return super().train(mode)"],
    ["norm = partial(nn.LayerNorm, eps=1e-6)"],
    ["layers = [nn.Linear(2, 2) for _ in range(3)]"],
    ["named = nn.Sequential(OrderedDict([('a', nn.Linear(2, 2))]))"],
    ["more = nn.ModuleList(nn.Linear(2, 2) for _ in range(3))"],
    ["parts.append(nn.Linear(2, 2))"],
    ["parts.extend([nn.ReLU()])"],
    ["parts.insert(0, nn.ReLU())"],
    ["parts.pop(0)"],
    ["line.append(nn.ReLU())"],
    ["line.extend([nn.ReLU()])"],
    ["line.insert(0, nn.ReLU())"],
    ["table = nn.ModuleDict({'a': nn.Linear(2, 2)})"],
    ["net.add_module('other', nn.ReLU())"],
    ["net.register_parameter('scale', nn.Parameter(torch.ones(2)))"],
    ["net.register_module('other', nn.ReLU())"],
    ["net.layer.register_forward_hook(print)", ALIKE],
    ["net.layer.register_forward_pre_hook(print)", ALIKE],
    ["net.layer.register_full_backward_hook(print)"],
    ["parts = list(net.children())"],
    ["parts = dict(net.named_children())"],
    ["parts = list(net.modules())"],
    ["parts = dict(net.named_modules())"],
    ["parts = list(net.parameters())"],
    ["parts = dict(net.named_parameters())"],
    ["part = net.get_submodule('layer')"],
    ["net.apply(print)", ALIKE],
    ["net.train()"],
    ["net.eval()"],
    ["print(net.training)", ALIKE],
    ["net.requires_grad_(False)"],
    ["state = net.state_dict()", ALIKE],
    ["net.load_state_dict(net.state_dict())", ALIKE],
    ["twin = copy.deepcopy(net)", PYTHON],
    ["net.zero_grad()"],
    ["net.double()"],
    ["net.share_memory()"],
  ],
  data: [
    ["z = torch.autograd.Variable(x)"],
    ["z = nn.Parameter(torch.ones(2))"],
    ["z = nn.Parameter(torch.FloatTensor(2, 2))"],
    ["net.register_buffer('mean', torch.zeros(2))"],
    [
      "class Count(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.register_buffer('seen', torch.zeros(1))\n\n    def forward(self, x):\n        self.seen += 1\n        return x",
    ],
    ["weight.requires_grad = False", ALIKE],
    ["x.requires_grad_(True)"],
    ["z = x.detach()"],
    ["z = x.clone()"],
    ["z = torch.clone(x)"],
    ["z = x.numpy()", ALIKE],
    ["z = x.detach().cpu().numpy()"],
    ["z = torch.from_numpy(x.numpy())"],
    ["z = x.sum().item()", ALIKE],
    ['print(f"{x.sum():.3f}")'],
    ["n = x.size(0)"],
    ["weight.data = torch.zeros(2, 2)"],
    ["z = x.data", ALIKE],
    ["x.add_(1)"],
    ["x.mul_(2)"],
    ["x.zero_()"],
    ["x.normal_()"],
    ["x.uniform_(-1, 1)"],
    ["x.unsqueeze_(0)"],
    ["z = torch.empty(2, 2).fill_(1.0)"],
    ["x[0].copy_(y[0])"],
    ["x.fill_(1)"],
    ["x.clamp_(0, 1)"],
    ["x[:, 0].fill_(1)"],
    ["x[0][1] = 2", ALIKE],
    ["def loss(x):\n    y = x * 2\n    y.view(-1)[0] = 1\n    y.sum().backward()"],
    ["weight.data.mul_(2)"],
    ["for p, q in zip(net.parameters(), net.parameters()):\n    p.data.mul_(0.9).add_(q.data, alpha=0.1)"],
    ["torch.save(net.state_dict(), 'net.pt')"],
    ["net.load_state_dict(torch.load('net.pt'))"],
    ["state = torch.load('net.pt')"],
    ["torch.save({'net': net.state_dict(), 'epoch': 3}, 'all.pt')"],
    ["loader = torch.utils.data.DataLoader([1, 2], batch_size=2, shuffle=True)"],
  ],
  gradient: [
    ["with torch.no_grad():\n    z = net(x)"],
    ["with torch.inference_mode():\n    z = net(x)"],
    ["with torch.set_grad_enabled(False):\n    z = net(x)"],
    ["with torch.enable_grad():\n    z = net(x)"],
    ["torch.set_grad_enabled(False)"],
    ["@torch.no_grad()\ndef run():\n    return net(x)"],
    ["@torch.inference_mode()\ndef run():\n    return net(x)"],
    [
      "class Half(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.layer = nn.Linear(2, 2)\n\n    def forward(self, x):\n        with torch.no_grad():\n            h = self.layer(x)\n        return h * x",
    ],
    ["context = torch.no_grad()"],
  ],
  ...TRAINING,
};
