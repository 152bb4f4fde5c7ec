from functools import partial
from typing import NamedTuple, Optional, TypedDict

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

x = torch.ones(2, 3)


class Held:
    def __init__(self, value: torch.Tensor):
        self.value = value

    def __enter__(self):
        return self.value

    def __exit__(self, *args): ...


class Itself(Held):
    def __enter__(self):
        return self


with Held(x) as held, open("a") as file, Itself(x) as itself:
    held  # kind: Tensor (certain)
    file  # kind: IOBase (certain)
    itself  # kind: Itself (certain)


async def fetch():
    return torch.ones(2)


async def each():
    yield torch.ones(2)


class Client:
    async def get(self, n) -> torch.Tensor: ...


async def main(client: Client):
    fetch()  # kind: CoroutineType[Tensor] (certain)
    await fetch()  # kind: Tensor (certain)
    value = await client.get(3)
    value  # kind: Tensor (certain)
    async for one in each():
        one  # kind: Tensor (certain)


class Row(TypedDict):
    image: torch.Tensor
    mask: Optional[torch.Tensor]
    label: int


class Wide(Row, total=False):
    other: list[torch.Tensor]


class Out(NamedTuple):
    loss: torch.Tensor
    names: list[str]
    logits: Optional[torch.Tensor] = None


def fields(row: Wide, key):
    row["image"]  # kind: Tensor (certain)
    row["mask"]  # kind: Tensor (certain)
    row["label"]  # kind: int (certain)
    row["other"][0]  # kind: Tensor (certain)
    row[key]  # kind: unknown
    out = Out(x, [])
    out[0]  # kind: Tensor (certain)
    out[-1]  # kind: Tensor (certain)
    loss, names, _ = out
    loss  # kind: Tensor (certain)
    names  # kind: list[str] (certain)
    loss, *rest = out
    loss  # kind: Tensor (certain)


pair = (x, 1, "a")
pair[:2]  # kind: tuple[Tensor, int] (certain)
pair[-2:]  # kind: tuple[int, str] (certain)
pair[::2]  # kind: list[?] (certain)
pair[:2] + (x,)  # kind: tuple[Tensor, int, Tensor] (certain)


class Net(nn.Module):
    def forward(self, a):
        return a.view(2), a


net = Net()
spread = nn.DataParallel(net)
spread.module  # kind: Net (certain)
spread(x)  # kind: tuple[Tensor, Tensor] (certain)
nn.parallel.DistributedDataParallel(module=unknown).module  # kind: Module (likely)
loader = DataLoader(TensorDataset(x), batch_size=2)
loader.dataset  # kind: TensorDataset (certain)
DataLoader(dataset=TensorDataset(x), collate_fn=len).dataset  # kind: TensorDataset (certain)
wide = partial(nn.Conv2d, kernel_size=3)
partial(wide, padding=1)(1, 2)  # kind: Conv2d (certain)
torch.norm(x)  # kind: Tensor (certain)
torch.norm(x, dim=1, keepdim=True)  # kind: Tensor (certain)
torch.cdist(x, x)  # kind: Tensor (certain)
