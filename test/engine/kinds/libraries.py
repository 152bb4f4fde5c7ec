import argparse
import json
import logging
import os
import re
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from elsewhere import Widget, make
from torch import nn
from tqdm import tqdm

os.path.join("a", "b").split("/")  # kind: list[str] (certain)
os.path.splitext("a.py")[1]  # kind: str (certain)
os.environ  # kind: dict[str, str] (certain)
(Path("a") / "b").exists()  # kind: bool (certain)
Path("a").parent  # kind: Path (certain)
json.load(open("a"))["b"]  # kind: something of json (certain)
re.match("a", "b").group(1)  # kind: str (certain)
logging.getLogger("a").handlers  # kind: something of logging (certain)
for line in open("a"):
    line.strip()  # kind: something of io (certain)

parser = argparse.ArgumentParser()
parser.add_argument("--lr")  # kind: something of argparse (certain)
args = parser.parse_args()  # kind: Namespace (certain)
args.model  # kind: unknown
known, rest = parser.parse_known_args()
rest[0].upper()  # kind: str (certain)

np.array([1]).mean()  # kind: something of numpy (certain)
np.array([1]) * 2  # kind: something of numpy (certain)
pd.read_csv("a")["b"].values  # kind: something of pandas (certain)
Widget(3)  # kind: Widget (likely)
make(3)  # kind: unknown

layers = [nn.Linear(2, 2)]
bar = tqdm(layers)  # kind: tqdm[Linear] (certain)
for layer in tqdm(layers):
    layer  # kind: Linear (certain)

groups = defaultdict(list)  # kind: dict[?, list[?]] (certain)
list(map(str, layers))  # kind: list[str] (certain)
next(iter(layers))  # kind: Linear (certain)
sorted({"a": 1})[0]  # kind: str (certain)
max(torch.ones(2), torch.ones(3))  # kind: Tensor (certain)
dict.fromkeys(layers)  # kind: dict[?, ?] (certain)
1 if args.lr else "one"  # kind: something of builtins (certain)


class Parser(argparse.ArgumentParser):
    def parse(self):
        base = super()  # kind: ArgumentParser (certain)
        return base.parse_args()


def hidden(filter, max):
    filter(layers)  # kind: unknown
    return max(1, 2)  # kind: unknown

from einops import rearrange, repeat
import torchvision

rearrange(torch.ones(2, 3), "a b -> b a")  # kind: Tensor (certain)
repeat(np.zeros(3), "a -> a b", b=2)  # kind: unknown
torchvision.models.__dict__["resnet18"]()  # kind: Module (likely)
