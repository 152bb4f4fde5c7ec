import torch
from contextlib import contextmanager
from torch import nn
from torch.utils.data import DataLoader


def moved(loader):
    for x, y in loader:
        yield x.cuda(), 3


def again(loader):
    yield from moved(loader)


for x, n in moved(DataLoader([1])):
    x  # kind: Tensor (likely)
    n  # kind: int (certain)
for x, n in again(DataLoader([1])):
    n  # kind: int (certain)


@contextmanager
def frozen(model):
    yield model


with frozen(nn.Linear(2, 2)) as held:
    held  # kind: unknown


def ended(model):
    if model is None:
        return
    yield torch.ones(2)


ended(nn.Linear(2, 2))  # kind: unknown


class Loader(DataLoader):
    pass


class Moved:
    def __init__(self, loader: DataLoader):
        self.loader = loader

    def __iter__(self):
        for x, y in self.loader:
            yield x.cuda(), 3


class Ones(DataLoader):
    def __iter__(self):
        return iter([1, 1])


class FastDataLoader:
    pass


for i, (x, y) in enumerate(Loader([1])):
    x  # kind: Tensor (likely)
for x, n in Moved(Loader([1])):
    n  # kind: int (certain)
[n for x, n in Moved(Loader([1]))]  # kind: list[int] (certain)
for one in Ones([1]):
    one  # kind: int (certain)
for one in FastDataLoader():
    one  # kind: unknown

a, b = map(lambda x: x.relu(), (torch.ones(2), torch.ones(3)))
a  # kind: Tensor (certain)
list(filter(lambda x: x is not None, [torch.ones(2)]))  # kind: list[Tensor] (certain)
list(map(lambda x, y: x @ y, [torch.ones(2)], [torch.ones(2)]))  # kind: list[Tensor] (certain)
([None] * 4)[0]  # kind: None (likely)
rows = [torch.ones(2)] * 4
rows  # kind: list[Tensor] (certain)
rows[0]  # kind: Tensor (likely)


class Pairs:
    def __getitem__(self, index):
        return torch.ones(2), index + 1


x, n = Pairs()[0]
x  # kind: Tensor (certain)
[*[torch.ones(2)], torch.ones(2)]  # kind: list[Tensor] (certain)
b, c, h, w, device = *x.shape, x.device
c  # kind: unknown
b, c, h, heads = (*x.shape, 3)
c  # kind: int (certain)
one, two, three = (*(x, 3), x.device)
two  # kind: int (certain)
three  # kind: device (certain)


def side_by_side(batch, others):
    pairs = [(torch.ones(2), 3)]
    images, labels = zip(*pairs)
    images[0]  # kind: Tensor (certain)
    labels[0]  # kind: int (certain)
    first, second = zip(*batch)
    first  # kind: list[?] (certain)
    first[0]  # kind: unknown
    for item in zip(batch, *others):
        item  # kind: list[?] (certain)
