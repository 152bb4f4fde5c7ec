import type { Category } from "../../engine/index.ts";

/** Names that the constructs use. */
export const PRELUDE = `import os

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
`;

const ALIKE = "nothing to do: MindSpore's is the same";
const VISIBLE = "not looked at: MindSpore reads the same variable for GPUs, ASCEND_RT_VISIBLE_DEVICES for Ascend";
const RANK = "not looked at: msrun sets no such variable, write mindspore.communication.get_rank()";

/** The constructs of the guide, system by system, as they are written, with the reason where nothing is found. */
export const CONSTRUCTS: Partial<Record<Category, readonly (readonly [code: string, silent?: string])[]>> = {
  device: [
    ['device = torch.device("cuda" if torch.cuda.is_available() else "cpu")'],
    ['net.to(torch.device("cuda"))'],
    ["net.cuda()"],
    ["x = x.cpu()"],
    ['z = torch.zeros(2, device="cuda:1")'],
    ["fast = torch.cuda.is_available()"],
    ["z = x.cuda(non_blocking=True)"],
    ["torch.cuda.synchronize()"],
    ["torch.cuda.empty_cache()"],
    ["torch.cuda.set_device(0)"],
    ["torch.cuda.manual_seed_all(1)"],
    ["used = torch.cuda.max_memory_allocated()"],
    ["torch.backends.cudnn.benchmark = True"],
    ["z = x.contiguous(memory_format=torch.channels_last)"],
    ["z = x.to(torch.float16)"],
    ["z = x.half()", ALIKE],
    ["z = x.float()", ALIKE],
    ["torch.set_default_dtype(torch.float64)"],
    ['torch.set_default_device("cuda")'],
    ["kind = torch.get_default_dtype()"],
    ['os.environ["CUDA_VISIBLE_DEVICES"] = "0"', VISIBLE],
  ],
  module: [
    ["z = net.forward(x)"],
    ["net.layer.register_forward_hook(print)", ALIKE],
    ["net.layer.register_full_backward_hook(print)"],
    ["parts = list(net.children())"],
    ["parts = list(net.modules())"],
    ["parts = dict(net.named_modules())"],
    ["parts = list(net.parameters())"],
    ["parts = dict(net.named_parameters())"],
    ["net.apply(print)", ALIKE],
    ["net.train()"],
    ["net.eval()"],
    ["print(net.training)", ALIKE],
    ["net.requires_grad_(False)"],
    ["state = net.state_dict()", ALIKE],
    ["net.load_state_dict(net.state_dict())", ALIKE],
    ["net.register_module('other', nn.ReLU())"],
    ["net.zero_grad()"],
    ["net.half()"],
    ["net.double()"],
    ["net.share_memory()"],
    ["part = net.get_submodule('layer')"],
  ],
  data: [
    ["weight.requires_grad = False", ALIKE],
    ["x.requires_grad_(True)"],
    ["z = x.detach()"],
    ["z = x.clone()"],
    ["z = x.numpy()", ALIKE],
    ["z = x.detach().cpu().numpy()"],
    ["z = torch.from_numpy(x.numpy())"],
    ["z = x.sum().item()", ALIKE],
    ["weight.data = torch.zeros(2, 2)"],
    ["z = x.data", ALIKE],
    ["x.add_(1)"],
    ["x.mul_(2)"],
    ["x.zero_()"],
    ["x[0].copy_(y[0])"],
    ["x.fill_(1)"],
    ["x.clamp_(0, 1)"],
    ["x[:, 0].fill_(1)"],
    ["x[0][1] = 2", ALIKE],
    ["weight.data.mul_(2)"],
  ],
  gradient: [
    ["with torch.no_grad():\n    z = net(x)"],
    ["with torch.inference_mode():\n    z = net(x)"],
    ["with torch.set_grad_enabled(False):\n    z = net(x)"],
    ["with torch.enable_grad():\n    z = net(x)"],
    ["torch.set_grad_enabled(False)"],
    ["@torch.no_grad()\ndef run():\n    return net(x)"],
    ["context = torch.no_grad()"],
  ],
  axes: [
    ["z = torch.transpose(x, 0, 1)"],
    ["z = torch.swapdims(x, dim0=0, dim1=1)"],
    ["z = torch.movedim(x, 0, 1)"],
    ["z = torch.permute(x, [1, 0])"],
    ["z = x.permute(dims=(1, 0))"],
    ["z = x.transpose(0, 1)", ALIKE],
    ["z = x.permute(1, 0)", ALIKE],
    ["z = x.T", ALIKE],
    ["z = x.mT", ALIKE],
    ["z = x.H", ALIKE],
    ["z = x.t()", ALIKE],
  ],
  initialisation: [
    ["nn.init.kaiming_normal_(net.layer.weight, nonlinearity='relu')"],
    ["nn.init.xavier_uniform_(net.layer.weight, gain=2.0)"],
    ["nn.init.trunc_normal_(net.layer.weight, std=0.02)"],
    ["nn.init.orthogonal_(net.layer.weight)"],
    ["nn.init.eye_(net.layer.weight)"],
    ["nn.init.sparse_(net.layer.weight, 0.1)"],
    ["nn.init.constant_(net.layer.bias, 0.0)"],
    ["nn.init.uniform_(net.layer.weight)"],
    ["net.layer.weight.data.normal_(0, 0.01)"],
    ["net.layer.bias.data.zero_()"],
    ["net.layer.bias.data.fill_(0.1)"],
    ["gain = nn.init.calculate_gain('relu')"],
    ["fan_in, fan_out = nn.init._calculate_fan_in_and_fan_out(weight)"],
    ["table = nn.Embedding(3, 2, padding_idx=0)"],
  ],
  distributed: [
    ["dist.init_process_group('nccl')"],
    ["rank, size = dist.get_rank(), dist.get_world_size()"],
    ["ready = dist.is_available() and dist.is_initialized()"],
    ["wrapped = nn.parallel.DistributedDataParallel(net)"],
    ["wrapped = nn.DataParallel(net)"],
    ["sampler = torch.utils.data.DistributedSampler([1, 2])"],
    ["torch.multiprocessing.spawn(print, nprocs=2)"],
    ["dist.barrier()"],
    ["dist.all_reduce(x)"],
    ["dist.all_gather([x], x)"],
    ["dist.broadcast(x, 0)"],
    ["dist.reduce(x, 0)"],
    ["operation = dist.ReduceOp.SUM"],
    ["net = nn.SyncBatchNorm.convert_sync_batchnorm(net)"],
    ['rank = int(os.environ["LOCAL_RANK"])', RANK],
  ],
};
