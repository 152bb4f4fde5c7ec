import mindspore.dataset as ds
from mindspore import mint, ops

data = ds.MnistDataset("digits").map(len, "image").batch(32)  # kind: Dataset (certain)
for image, label in data:
    image  # kind: Tensor (certain)
for row in data.create_dict_iterator(num_epochs=1):
    row["image"]  # kind: Tensor (certain)
for image, label in data.create_tuple_iterator():
    label  # kind: Tensor (certain)
for image, label in data.create_tuple_iterator(output_numpy=True):
    image  # kind: unknown
data.get_dataset_size()  # kind: unknown

x = ops.ones((2, 3))  # kind: Tensor (certain)
values, indices = ops.topk(x, 2)
mint.sort(x)  # kind: tuple[Tensor, Tensor] (certain)
indices  # kind: Tensor (certain)
ops.shape(x)  # kind: unknown
ops.size(x)  # kind: unknown
ops.is_tensor(x)  # kind: unknown

from mindspore import jit, nn

cell = nn.Dense(3, 2)
for p in cell.trainable_params():
    p  # kind: Parameter (certain)
for name, p in cell.parameters_and_names():
    name  # kind: str (certain)
    p  # kind: Parameter (certain)
cell.untrainable_params()[0]  # kind: Parameter (certain)
cell.parameters_dict()["weight"]  # kind: Parameter (likely)
jit(cell)  # kind: Dense (certain)


def double(a):
    return ops.mul(a, 2)


jit(double)(x)  # kind: Tensor (certain)
