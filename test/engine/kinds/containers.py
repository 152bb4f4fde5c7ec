import torch
from torch import nn

layers = [nn.Linear(2, 2), nn.Linear(2, 3)]
layers[0]  # kind: Linear (certain)
layers[1:]  # kind: list[Linear] (certain)

named = {"a": nn.Linear(2, 2)}
named["a"]  # kind: Linear (certain)
named.items()  # kind: list[tuple[str, Linear]] (certain)
named.get("a")  # kind: Linear (certain)
named.get("a", nn.Linear(1, 1))  # kind: Linear (certain)
for name in named:
    name  # kind: str (certain)
for name, layer in named.items():
    layer  # kind: Linear (certain)
for i, (left, right) in enumerate(zip(layers, named.values())):
    i  # kind: int (certain)
    left  # kind: Linear (certain)
    right  # kind: Linear (certain)

{k: torch.ones(2) for k in "ab"}  # kind: dict[str, Tensor] (certain)
[layer.weight for layer in layers]  # kind: list[Parameter] (certain)
"a,b".split(",")  # kind: list[str] (certain)
", ".join("ab").upper()  # kind: str (certain)
"%d" % 3  # kind: str (certain)

heads = nn.ModuleDict(made())
heads["a"]  # kind: Module (likely)
for key, head in heads.items():
    key  # kind: str (likely)
    head  # kind: Module (likely)
for key in heads:
    key  # kind: str (certain)
scales = nn.ParameterDict()
scales["a"].data  # kind: Tensor (likely)
nn.ParameterList([nn.Parameter(torch.ones(2))])[0]  # kind: Parameter (likely)
blocks = nn.ModuleDict(dict(wte=nn.Embedding(2, 3), h=nn.ModuleList([nn.Linear(2, 2)]), drop=nn.Dropout(0.1)))
blocks.wte  # kind: Embedding (certain)
blocks.wte.weight  # kind: Parameter (certain)
blocks["drop"]  # kind: Dropout (certain)
blocks["other"]  # kind: Module (likely)
for block in blocks.h:
    block  # kind: Linear (certain)
norms = nn.ModuleDict({"bn": nn.BatchNorm2d(3), "ln": nn.LayerNorm(3)})
norms.bn  # kind: BatchNorm2d (certain)
norms["ln"]  # kind: LayerNorm (certain)


class Held(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.body = nn.ModuleDict(dict(wte=nn.Embedding(2, width)))
        self.body.wte  # kind: Embedding (certain)

    @classmethod
    def make(cls):
        return Held(3)
