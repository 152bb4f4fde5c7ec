import copy
import os

import numpy as np
import torch
import torch.nn as nn

os.path  # kind: module os.path (certain)
nn.init  # kind: module torch.nn.init (certain)
os.environ.get("HOME")  # kind: str (certain)
np.zeros(3)  # kind: ndarray (certain)
open("file")  # kind: IOBase (certain)
torch.float32  # kind: dtype (certain)
torch.device("cpu")  # kind: device (certain)
torch.ones(2).size()  # kind: Size[int] (certain)
torch.Generator()  # kind: Generator (certain)
nn.Parameter(torch.ones(2))  # kind: Parameter (certain)
torch.optim.SGD([torch.ones(1)], lr=1.0)  # kind: SGD (certain)
copy.deepcopy(nn.ReLU())  # kind: ReLU (certain)


from torchvision import models
from torchvision.models.detection import fasterrcnn_resnet50_fpn

backbone = models.resnet18(weights=None)
backbone  # kind: Module (certain)
fasterrcnn_resnet50_fpn()  # kind: Module (certain)
models.get_weight("x")  # kind: unknown
