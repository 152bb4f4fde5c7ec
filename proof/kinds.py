"""The kinds of cases, written once for both frameworks; PyTorch has no reference, MindSpore is given PyTorch's."""

import math

import numpy

from . import inputs, source
from .compare import compare
from .record import Record, leaves_of

_REPETITIONS = 20
_SAMPLES = 200_000  # values that a comparison in distribution needs at least
_RATE = 0.01


class NotComparable(Exception):
    """A case that says nothing; the reason is one of the closed list."""

    def __init__(self, reason, detail):
        super().__init__(detail)
        self.reason = reason


def run(case, framework, reference):
    """Runs a case and gives its record."""
    framework.reset()
    with source.imported(case) as module:
        return _KINDS[case.kind](case, framework, reference, module)


def _module(case, framework, reference, module):
    record, arrays = Record(), inputs.arrays(case.inputs)
    model = _build(case, framework, reference, module, record)
    random = case.options.get("random", False)

    framework.set_train(model, False)
    if reference is None:
        _insist_on_repeatable(framework, _caller(framework, framework.copy(model), arrays))
    call = _caller(framework, model, arrays)
    record.add("eval", call(), framework)
    framework.set_train(model, True)
    if random:
        _add_distribution(record, call, framework)
        framework.set_train(model, False)
    else:
        if reference is None:
            _insist_on_repeatable(framework, _caller(framework, framework.copy(model), arrays))
        record.add("train", call(), framework)
        record.add("state", _state(framework, model, reference), framework)
    if not case.options.get("gradient", True) or not record.has_floats("eval"):
        return record

    weights = _add_gradients(record, framework, model, arrays, model)
    for _ in range(case.options.get("steps", 0)):
        framework.descend(model, weights, _RATE)
        _, weights = _gradients(framework, model, arrays, model)
    if case.options.get("steps"):
        record.add("stepped", _state(framework, model, reference), framework)
    return record


def _function(case, framework, reference, module):
    record, arrays = Record(), inputs.arrays(case.inputs)
    function = getattr(module, case.options.get("entry", "run"))
    if case.options.get("random", False):
        _add_distribution(record, _caller(framework, function, arrays), framework)
        return record
    tensors = [framework.tensor(array) for array in arrays]
    record.add("output", function(*tensors), framework)
    record.add("inputs after", tensors, framework)
    if case.options.get("gradient", True) and record.has_floats("output"):
        _add_gradients(record, framework, function, arrays, None)
    if reference is None:
        _insist_on_repeatable(framework, _caller(framework, function, arrays))
    return record


def _training(case, framework, reference, module):
    record = Record()
    model = _build(case, framework, reference, module, record)
    train = getattr(module, case.options.get("train", "train"))
    # The mode is left alone: setting it is the loop's own business.
    batches = [inputs.arrays(case.inputs, seed) for seed in range(case.options.get("batches", 20))]

    def losses(trained, seed=0):
        framework.reset(seed)
        tensors = [tuple(framework.tensor(array) for array in batch) for batch in batches]
        return [float(loss) for loss in train(trained, tensors)]

    if reference is None:
        _insist_on_repeatable(framework, lambda seed: losses(framework.copy(model), seed))
    record.add("losses", losses(model), framework)
    record.add("state", _state(framework, model, reference), framework)
    framework.set_train(model, False)
    forward = case.options.get("forward", max(1, len(case.inputs) - 1))
    record.add("eval", _caller(framework, model, batches[0][:forward])(), framework)
    return record


def _script(case, framework, _reference, module):
    record = Record()
    for name in case.options["compare"]:
        record.add(name, getattr(module, name), framework)
    return record


_KINDS = {"module": _module, "function": _function, "training": _training, "script": _script}


def _build(case, framework, reference, module, record):
    """The model of a case, with the reference's weights if there is one."""
    made = source.entry(module, framework.Module, case.options.get("entry"))
    model = made if isinstance(made, framework.Module) else made(*case.options.get("init", []))
    if reference is not None:
        framework.load(model, reference.section("weights"))
    record.add("weights", _state(framework, model, reference), framework)
    return model


def _state(framework, model, reference):
    """Parameters and statistics; MindSpore's unused extra ones (as of a norm without affine) are left out."""
    state = framework.state(model)
    if reference is None:
        return state
    known = reference.section("weights")
    return {name: array for name, array in state.items() if name in known}


def _caller(framework, function, arrays):
    """A call with fresh tensors and fresh seeds."""

    def call(seed=0):
        framework.reset(seed)
        return function(*[framework.tensor(array) for array in arrays])

    return call


def _insist_on_repeatable(framework, call):
    """Refuses a case whose result depends on the seed and that does not say so."""
    first, second = Record(), Record()
    first.add("result", call(1), framework)
    second.add("result", call(2), framework)
    if compare(first, second, tolerance=0.0)["verdict"] == "differs":
        raise NotComparable("random", "the result depends on the seed: compare it with the option random")


def _add_distribution(record, call, framework):
    """Adds the share of zeros, the mean and the mean size of a random result, each measured repeatedly."""
    values = [_flat(framework, call(seed)) for seed in range(_REPETITIONS)]
    if sum(value.size for value in values) < _SAMPLES:
        raise ValueError(f"a random case needs an output of at least {_SAMPLES // _REPETITIONS} values")
    record.add_samples("share of zeros", [(value == 0).mean() for value in values])
    record.add_samples("mean", [value.mean() for value in values])
    record.add_samples("mean size", [numpy.abs(value).mean() for value in values])


def _flat(framework, output):
    return numpy.concatenate([framework.array(leaf).ravel() for leaf in _floats(framework, output)])


def _floats(framework, output):
    """The float tensors of an output."""
    tensors = [leaf for _, leaf in leaves_of(output) if framework.is_tensor(leaf)]
    return [tensor for tensor in tensors if "float" in framework.dtype(tensor)]


def _add_gradients(record, framework, function, arrays, model):
    for_inputs, weights = _gradients(framework, function, arrays, model)
    record.add("gradient of input", for_inputs, framework)
    record.add("gradient", weights, framework)
    return weights


def _gradients(framework, function, arrays, model):
    """Gradients of a loss in which every value of every float output has a weight of its own."""

    def loss(*tensors):
        random, total = numpy.random.RandomState(1), 0.0
        for leaf in _floats(framework, function(*tensors)):
            weights = random.standard_normal(tuple(leaf.shape)) / math.sqrt(math.prod(leaf.shape) or 1)
            weight = framework.tensor(numpy.asarray(weights, numpy.float32))
            total = (leaf * weight).sum() + total
        return total

    framework.reset()
    positions = [index for index, array in enumerate(arrays) if inputs.is_float(array)]
    return framework.gradients(loss, [framework.tensor(array) for array in arrays], positions, model)
