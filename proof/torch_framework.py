"""PyTorch as the kinds of cases need it."""

import copy

import numpy
import torch


class Framework:
    """What runs `before`, and says what is expected."""

    name = "torch"
    version = torch.__version__.split("+")[0]
    Module = torch.nn.Module
    damaged_by_errors = False

    def reset(self, seed=0):
        """Seeds every generator and undoes global settings that an earlier case may have left."""
        torch.set_default_dtype(torch.float32)
        torch.set_grad_enabled(True)
        torch.manual_seed(seed)

    def tensor(self, array):
        """A tensor with a copy of the array."""
        return torch.tensor(array)

    def is_tensor(self, value):
        """Whether a value is a tensor of this framework."""
        return isinstance(value, torch.Tensor)

    def array(self, tensor):
        """A copy of a tensor's values."""
        tensor = tensor.detach().cpu()
        return numpy.array((tensor.float() if tensor.dtype == torch.bfloat16 else tensor).numpy())

    def dtype(self, tensor):
        """The name of a tensor's dtype."""
        return str(tensor.dtype).rpartition(".")[2]

    def set_train(self, model, mode):
        """Puts a model into training or evaluation mode."""
        model.train(mode)

    def copy(self, model):
        """An independent copy of a model."""
        return copy.deepcopy(model)

    def state(self, model):
        """Parameters and statistics by name, as arrays."""
        state = {name: value for name, value in model.state_dict().items() if torch.is_tensor(value)}
        return {name: self.array(value) for name, value in state.items() if not name.endswith("num_batches_tracked")}

    def gradients(self, loss, tensors, positions, model):
        """The gradients of `loss(*tensors)` for the tensors at these positions and for the model's parameters."""
        for position in positions:
            tensors[position].requires_grad_()
        parameters = dict(model.named_parameters()) if model else {}
        parameters = {name: value for name, value in parameters.items() if value.requires_grad}
        # Clones, because PyTorch refuses to change a leaf in place.
        value = loss(*[tensor.clone() if tensor.requires_grad else tensor for tensor in tensors])
        sources = [*(tensors[position] for position in positions), *parameters.values()]
        if torch.is_tensor(value) and value.requires_grad:
            found = torch.autograd.grad(value, sources, allow_unused=True)
        else:
            found = [None] * len(sources)
        arrays = [self.array(torch.zeros_like(s) if g is None else g) for s, g in zip(sources, found)]
        return arrays[: len(positions)], dict(zip(parameters, arrays[len(positions) :]))

    def descend(self, model, gradients, rate):
        """Moves the parameters against their gradients."""
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                if name in gradients:
                    parameter -= rate * torch.tensor(gradients[name])
