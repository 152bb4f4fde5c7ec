"""The weights of a Cell under the names that PyTorch gives them, found by walking the cells."""

import mindspore
from mindspore import nn

_NORMS = tuple(vars(nn)[name] for name in dir(nn) if name.endswith(("Norm", "Norm1d", "Norm2d", "Norm3d")))
_FLAT = (nn.Conv1d, nn.Conv1dTranspose)  # 1-D convolutions keep a 4-D weight
_TRANSFORMERS = (nn.TransformerEncoderLayer, nn.TransformerDecoderLayer)

_LOCAL_NAMES = [
    (_NORMS, {"gamma": "weight", "beta": "bias", "moving_mean": "running_mean", "moving_variance": "running_var"}),
    (nn.Embedding, {"embedding_table": "weight"}),
    (nn.PReLU, {"w": "weight"}),
]
_CHILD_NAMES = {"dense1": "linear1", "dense2": "linear2"}


class Weight:
    """A parameter or buffer, and how its layout differs from PyTorch's."""

    def __init__(self, tensor, flat):
        self.tensor = tensor
        self.flat = flat
        self.trained = isinstance(tensor, mindspore.Parameter) and tensor.requires_grad

    def layout(self, array):
        """An array of this weight's shape in PyTorch's layout."""
        return array.squeeze(2) if self.flat else array

    def set(self, array):
        """Takes the values of an array in PyTorch's layout, which has to fit: `set_data` would accept any."""
        if not isinstance(self.tensor, mindspore.Parameter):
            return  # a buffer is computed by the source, and compared
        value = array[:, :, None] if self.flat else array
        if value.shape != tuple(self.tensor.shape):
            raise ValueError(f"a weight of shape {array.shape} became {tuple(self.tensor.shape)}")
        self.tensor.set_data(mindspore.Tensor(value, self.tensor.dtype))


def weights_of(cell, path=""):
    """Weights by PyTorch's names; a shared one is there under each of its names."""
    weights = {}
    for name, tensor in [*cell._params.items(), *_buffers(cell)]:
        if tensor is None:
            continue
        flat = isinstance(cell, _FLAT) and name == "weight"
        weights[path + _local_name(cell, name)] = Weight(tensor, flat)
    for name, child in cell._cells.items():
        if child is None:
            continue
        weights.update(weights_of(child, path + _child_path(cell, name)))
    return weights


def _child_path(cell, name):
    if isinstance(cell, nn.BatchNorm3d):
        return ""  # it is a wrapper around a BatchNorm2d
    renamed = _CHILD_NAMES.get(name, name) if isinstance(cell, _TRANSFORMERS) else name
    return f"{renamed}."


def _buffers(cell):
    return [(name, value) for name, value in cell._buffers.items() if isinstance(value, mindspore.Tensor)]


def _local_name(cell, name):
    for classes, names in _LOCAL_NAMES:
        if isinstance(cell, classes) and name in names:
            return names[name]
    return name
