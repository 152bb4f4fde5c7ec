"""The source of a case as an imported module in a folder of its own."""

import contextlib
import importlib.util
import os
import sys
import tempfile
from pathlib import Path

import numpy

from . import inputs

FILE = "case.py"  # the name that a case's source has in its folder


@contextlib.contextmanager
def imported(case):
    """Imports the source from a real file, with the case's folder as the working directory, and cleans up after."""
    before_path, before_modules, before_folder = list(sys.path), dict(sys.modules), os.getcwd()
    beside = os.path.dirname(case.record)  # cleared by the controller even if this process is killed
    with tempfile.TemporaryDirectory(prefix="case-", dir=beside) as folder:
        _write_files(Path(folder), case.options.get("files", {}))
        try:
            os.chdir(folder)
            sys.path.insert(0, folder)
            yield _load(Path(folder, FILE), case)
        finally:
            os.chdir(before_folder)
            sys.path[:] = before_path
            _forget(folder, before_modules)


def entry(module, base, name):
    """What the case is about: the named value, else `layer`, the last module class of the source, or its last instance."""
    if name:
        return getattr(module, name)
    if isinstance(vars(module).get("layer"), base):
        return module.layer
    values = vars(module).values()
    classes = [value for value in values if isinstance(value, type) and issubclass(value, base)]
    classes = [value for value in classes if value.__module__ == module.__name__]
    instances = [value for value in values if isinstance(value, base)]
    if not classes and not instances:
        raise LookupError(f"the source defines no {base.__name__}")
    return (classes or instances)[-1]


def _load(path, case):
    path.write_text(case.code, encoding="utf-8")
    name = "__main__" if case.kind == "script" else "case"
    specification = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    specification.loader.exec_module(module)
    return module


def _write_files(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            numpy.savez(path, **dict(zip(content, inputs.arrays(content.values()))))


def _forget(folder, before):
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(folder):
            del sys.modules[name]
    sys.modules["__main__"] = before["__main__"]
