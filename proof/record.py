"""What a case computed: named leaves, kept in an .npz file between the two frameworks."""

import json
from collections.abc import Mapping

import numpy

_FLOATS = ("float", "bfloat")


class Record:
    """Leaves by name; a leaf is its kind (a dtype, "number", "text", …) and its value as an array."""

    def __init__(self, leaves=None):
        self.leaves = leaves or {}

    def add(self, name, value, framework):
        """Adds a result: tensors, arrays, numbers and texts, in tuples, lists and dictionaries to any depth."""
        for path, leaf in leaves_of(value, name):
            self.leaves[path] = _described(leaf, path, framework)

    def add_samples(self, name, samples):
        """Adds repeated measurements of a random quantity, to be compared by their mean."""
        self.leaves[name] = ("distribution", numpy.asarray(samples, numpy.float64))

    def section(self, name):
        """The arrays of a dictionary that was added under this name."""
        start = f"{name}."
        return {path[len(start) :]: value for path, (_, value) in self.leaves.items() if path.startswith(start)}

    def has_floats(self, name):
        """Whether what was added under this name holds a float tensor."""
        return any(path.startswith(name) and kind.startswith(_FLOATS) for path, (kind, _) in self.leaves.items())

    def save(self, path):
        """Writes all leaves to one .npz file."""
        heads = json.dumps([(name, kind) for name, (kind, _) in self.leaves.items()])
        values = {str(index): value for index, (_, value) in enumerate(self.leaves.values())}
        numpy.savez(path, heads=numpy.asarray(heads), **values)

    @staticmethod
    def load(path):
        """Reads what `save` wrote."""
        with numpy.load(path, allow_pickle=False) as file:
            heads = json.loads(str(file["heads"]))
            return Record({name: (kind, file[str(index)]) for index, (name, kind) in enumerate(heads)})


def leaves_of(value, name=""):
    """The leaves of a nested value with their paths, in an order that does not depend on the framework."""
    if isinstance(value, Mapping):
        for key in sorted(value, key=str):
            yield from leaves_of(value[key], f"{name}.{key}")
    elif isinstance(value, (tuple, list)):
        yield f"{name}.length", len(value)
        for index, item in enumerate(value):
            yield from leaves_of(item, f"{name}[{index}]")
    else:
        yield name, value


def _described(leaf, path, framework):
    if framework.is_tensor(leaf):
        return framework.dtype(leaf), framework.array(leaf)
    if isinstance(leaf, (numpy.ndarray, numpy.generic)):
        return f"numpy {leaf.dtype}", numpy.array(leaf)
    if leaf is None or isinstance(leaf, str):
        return "text" if leaf else "none", numpy.asarray(leaf or "")
    if isinstance(leaf, (bool, int, float, complex)):
        return type(leaf).__name__, numpy.asarray(leaf)
    raise TypeError(f"{path} is a {type(leaf).__name__}, which cannot be compared")
