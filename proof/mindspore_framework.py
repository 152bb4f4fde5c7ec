"""MindSpore as the kinds of cases need it; weights go by PyTorch's names and layouts."""

import mindspore
import numpy

from .mindspore_weights import weights_of


class Framework:
    """What runs `after`, and is held against PyTorch."""

    name = "mindspore"
    version = mindspore.__version__
    Module = mindspore.nn.Cell
    damaged_by_errors = True  # an exception inside a differentiated function leaves indexing broken

    def __init__(self):
        mindspore.runtime.launch_blocking()  # or an error is raised by some later, healthy operation

    def reset(self, seed=0):
        """Seeds every generator and undoes global settings that an earlier case may have left."""
        mindspore.set_context(mode=mindspore.PYNATIVE_MODE)
        mindspore.set_seed(seed)

    def tensor(self, array):
        """A tensor with a copy of the array."""
        return mindspore.Tensor(array)

    def is_tensor(self, value):
        """Whether a value is a tensor of this framework."""
        return isinstance(value, mindspore.Tensor)

    def array(self, tensor):
        """A copy of a tensor's values; `asnumpy` alone would be a view that later operations change."""
        return (tensor.float() if tensor.dtype == mindspore.bfloat16 else tensor).asnumpy().copy()

    def dtype(self, tensor):
        """The name of a tensor's dtype, as PyTorch spells it."""
        return str(tensor.dtype).lower()

    def set_train(self, model, mode):
        """Puts a model into training or evaluation mode."""
        model.set_train(mode)

    def state(self, model):
        """Parameters and statistics by PyTorch's names, as arrays in PyTorch's layouts."""
        return {name: weight.layout(self.array(weight.tensor)) for name, weight in weights_of(model).items()}

    def load(self, model, arrays):
        """Gives the model PyTorch's weights; one without a counterpart, on either side, is an error."""
        weights = weights_of(model)
        for name, array in arrays.items():
            if name not in weights:
                raise LookupError(f"no counterpart in MindSpore for PyTorch's {name} {array.shape}")
            weights[name].set(array)
        for name, weight in weights.items():
            if name not in arrays and weight.trained:
                raise LookupError(f"no counterpart in PyTorch for MindSpore's {name} {weight.tensor.shape}")

    def gradients(self, loss, tensors, positions, model):
        """The gradients of `loss(*tensors)` for the tensors at these positions and for the model's parameters."""
        weights = {name: weight for name, weight in weights_of(model).items() if weight.trained} if model else {}
        unique = {id(weight.tensor): weight.tensor for weight in weights.values()}
        if not positions and not unique:
            return [], {}
        differentiate = mindspore.grad(loss, tuple(positions) or None, list(unique.values()) or None)
        found = differentiate(*tensors)
        for_tensors, for_weights = found if positions and unique else (found, found)
        by_id = dict(zip(unique, for_weights))
        named = {name: weight.layout(self.array(by_id[id(weight.tensor)])) for name, weight in weights.items()}
        for_tensors = for_tensors if isinstance(for_tensors, (tuple, list)) else [for_tensors]
        return [self.array(gradient) for gradient in for_tensors] if positions else [], named

    def descend(self, model, gradients, rate):
        """Moves the parameters against their gradients."""
        weights = weights_of(model)
        for name, gradient in gradients.items():
            weight = weights[name]
            weight.set(weight.layout(self.array(weight.tensor)) - numpy.float32(rate) * gradient)
