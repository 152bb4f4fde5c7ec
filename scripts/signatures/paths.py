"""The other paths under which real code imports the same things: where they are defined, and what passes them on."""

from __future__ import annotations

import ast
from typing import Dict, Iterator, List

from bindings import Definition, Entity, Import, identity, last_name
from functions import functions_of
from modules import Package
from scope import PRIVATE, SOURCES


def other_paths(package: Package, entities: Dict[str, Entity]) -> Dict[str, str]:
    """Every further path of a class or function, public ones too, with its shortest public name."""
    shortest: Dict[tuple, str] = {}
    # Of two equally deep names, the one whose namespace the scope lists first.
    for name in sorted(entities, key=lambda name: name.count(".")):
        if isinstance(entities[name], Definition):
            shortest.setdefault(identity(entities[name]), name)
    candidates = {**dict(offered(package)), **entities}
    found = {}
    for path, entity in candidates.items():
        target = isinstance(entity, Definition) and shortest.get(identity(entity), shortest.get(published(entity)))
        if target and target != path:
            found[path] = target
    return found


def offered(package: Package) -> Iterator[tuple]:
    """What each source file defines, and what it passes on."""
    for space in spaces(package):
        module = package.module(space)
        for name, binding in module.bindings.items():
            if not isinstance(binding, Import) or module.is_package or name in (module.exported or []):
                yield f"{space}.{name}", package.find(space, name)


def private_names(package: Package) -> Dict[str, Entity]:
    """Names such as `torch.nn.modules.batchnorm._BatchNorm`: private, without a public name, yet written in code."""
    return {
        f"{space}.{name}": binding
        for space in spaces(package)
        if space.startswith(PRIVATE)
        for name, binding in package.module(space).bindings.items()
        if name.startswith("_") and not name.startswith("__") and isinstance(binding, Definition)
    }


def published(entity: Definition) -> tuple:
    """The identity of the public class that an empty private one stands for: `LRScheduler` for `_LRScheduler`."""
    node = entity.nodes[-1]
    is_empty = isinstance(node, ast.ClassDef) and not functions_of(entity)
    stands_for = entity.name[1:] if is_empty and [last_name(base) for base in node.bases] == [entity.name[1:]] else ""
    return entity.module.name, stands_for


def spaces(package: Package) -> List[str]:
    """The modules of the source files, tests and inner parts left out."""
    files = [path for pattern in SOURCES[package.name] for path in package.root.glob(pattern)]
    names = {".".join(path.relative_to(package.root).with_suffix("").parts) for path in files}
    public = {name[: -len(".__init__")] if name.endswith(".__init__") else name for name in names}
    return sorted(name for name in public if package.module(name))
