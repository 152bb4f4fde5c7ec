"""Runs what a file defines, the same way in both frameworks: with weights from one stream and without dropout."""

import importlib
import math
import sys
import zlib

import numpy

_OFF = {"p": 0.0, "dropout": 0.0, "drop_rate": 0.0, "keep_prob": 1.0}


def evaluated(name, model, inputs, trains):
    """What a model gives in evaluation; then in training mode, and the statistics that one forward pass leaves."""
    framework = _framework(name)
    found = {"weights": _prepare(framework, model)}
    framework.set_train(model, False)
    found["eval"] = _arrays(framework, model(*inputs))
    if trains:
        framework.set_train(model, True)
        found["train"] = _arrays(framework, model(*inputs))
        found["state"] = _state(framework, model)
    return found


def trained(name, model, run):
    """The losses of a training function, and the statistics at its end; it is given one model, or several in a tuple."""
    framework = _framework(name)
    models = model if isinstance(model, tuple) else (model,)
    weights = [_prepare(framework, one) for one in models]
    losses = [float(loss) for loss in run(*models)]
    return {"weights": weights, "losses": losses, "state": [_state(framework, one) for one in models]}


def looped(name, module, arguments, inputs):
    """The same of a script whose `main` builds everything and calls `train(model, loader, ...)`: one batch a call."""
    framework, own, found = _framework(name), module["train"], {}

    def instead(model, _loader, *rest):
        found["weights"] = _prepare(framework, model)
        found["batches"] = [own(model, Loader([batch]), *rest) for batch in zip(inputs[::2], inputs[1::2])]
        found["state"] = _state(framework, model)
        raise _Enough

    module["train"] = instead
    sys.argv = ["script.py", *arguments]
    try:
        module["main"]()
    except _Enough:
        return found


class Loader(list):
    """Batches in a list, with what the loaders of both frameworks offer."""

    def create_tuple_iterator(self, *_, **__):
        """The batches, as MindSpore's datasets give them."""
        return iter(self)

    def get_dataset_size(self):
        """The number of batches."""
        return len(self)


class _Enough(Exception):
    pass


def _framework(name):
    return importlib.import_module(f"proof.{name}_framework").Framework()


def _prepare(framework, model):
    """Fills the trained weights and stills all dropout; gives the names and shapes of the weights."""
    for part in _parts(model):
        for name, value in _OFF.items():
            if isinstance(getattr(part, name, None), float):
                setattr(part, name, value)
    weights = _weights(framework, model)
    for name, (shape, fill) in sorted(weights.items()):
        fill(_values(name, shape))
    return [f"{name} {shape}" for name, (shape, _) in sorted(weights.items())]


def _parts(model):
    if hasattr(model, "cells_and_names"):
        return [cell for _, cell in model.cells_and_names()]
    return model.modules()


def _weights(framework, model):
    """The shapes of trained weights, in PyTorch's names and layouts, and how to set each."""
    if framework.name == "torch":
        weights = {name: p.data for name, p in model.named_parameters(remove_duplicate=False) if p.requires_grad}
        return {name: (tuple(w.shape), lambda array, w=w: w.copy_(framework.tensor(array))) for name, w in weights.items()}
    weights = importlib.import_module("proof.mindspore_weights").weights_of(model)
    weights = {name: weight for name, weight in weights.items() if weight.trained}
    return {name: (w.layout(framework.array(w.tensor)).shape, w.set) for name, w in weights.items()}


def _values(name, shape):
    """Values that depend on nothing but the name and the shape, of a size that keeps activations near one."""
    noise = numpy.random.RandomState(zlib.crc32(name.encode())).standard_normal(shape)
    is_scale = len(shape) < 2 and name.endswith("weight")
    return numpy.asarray(is_scale + noise * (0.1 if len(shape) < 2 else math.prod(shape[1:]) ** -0.5), numpy.float32)


def _state(framework, model):
    """The statistics of the norms; of weights, Adam makes noise where a gradient is zero but for rounding."""
    return {name: a for name, a in framework.state(model).items() if name.endswith(("running_mean", "running_var"))}


def _arrays(framework, value):
    """Copies, because a later call may change an output in place."""
    if isinstance(value, dict):
        return {key: _arrays(framework, item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_arrays(framework, item) for item in value]
    return framework.array(value) if framework.is_tensor(value) else value
