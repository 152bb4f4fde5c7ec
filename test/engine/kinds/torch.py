import torch
from torch import nn, optim
from torch.distributions import Normal

x = torch.ones(2, 3)
x.nonzero()  # kind: Tensor (certain)
x.nonzero(as_tuple=True)[0]  # kind: Tensor (certain)
x.numpy()  # kind: ndarray (certain)
x.type()  # kind: str (certain)
x.type(torch.float)  # kind: Tensor (certain)
x.unique()  # kind: Tensor (certain)
x.unique(return_inverse=True)  # kind: tuple[Tensor, Tensor] (certain)
x.unique(return_inverse=x.is_cuda)  # kind: unknown
torch.unique(x, return_inverse=True, return_counts=True)  # kind: tuple[Tensor, Tensor, Tensor] (certain)
torch.where(x > 0)  # kind: list[Tensor] (certain)
torch.where(x > 0, x, 0)  # kind: Tensor (certain)
u, s, v = torch.linalg.svd(x)
s  # kind: Tensor (certain)
nn.functional.max_pool2d(x, 2, return_indices=True)[1]  # kind: Tensor (certain)
torch.cuda.device_count()  # kind: int (certain)
torch.__version__.split(".")  # kind: list[str] (certain)
x.device.type  # kind: str (certain)

net = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
for name, parameter in net.named_parameters():
    name  # kind: str (certain)
    parameter  # kind: Parameter (certain)
for module in net.modules():
    module  # kind: Module (certain)
[layer.weight for layer in net.modules() if isinstance(layer, nn.Linear)]  # kind: list[Parameter] (certain)
net.state_dict().items()  # kind: list[tuple[str, Parameter]] (certain)

optimizer = optim.SGD(net.parameters(), lr=0.1)
for group in optimizer.param_groups:
    group  # kind: dict[str, ?] (certain)

normal = Normal(0.0, 1.0)
normal.rsample((2,))  # kind: Tensor (certain)
normal.mean  # kind: Tensor (certain)
normal.batch_shape  # kind: Size[int] (certain)
