"""Prints the public names of an unpacked framework as JSON, without importing it: `read.py ROOT torch|mindspore`.

`names` maps each to its text (see describe.py; `n` is a namespace), `aliases` the other paths of the same things,
`deprecated` since when a name is, and what is named in its place.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Dict, Iterator

from bindings import Definition, Entity, Import, Module, Value, identity, last_name
from deprecations import deprecation
from describe import Describer
from functions import attached_methods
from modules import Package
from paths import other_paths, private_names
from scope import CLASSES, NAMESPACES, REEXPORTING

PLUMBING = {"TypeVar", "ParamSpec", "NewType", "getLogger", "TypeAlias"}


def main(root: str, framework: str) -> None:
    package = Package(Path(root), framework)
    describer = Describer(package, attached_methods(package.module("mindspore.common._tensor_docs"), package))
    namespaces = [name for name in NAMESPACES[framework] if package.module(name)]
    entities = {f"{space}.{name}": package.find(space, name) for space in namespaces for name in public(package, space)}
    entities = {name: entity for name, entity in entities.items() if not isinstance(entity, Module)}
    entities.update(private_names(package))
    aliases = other_paths(package, entities) if framework == "torch" else {}
    names = {name: describer.describe(entity, name.rsplit(".", 1)[1]) for name, entity in entities.items()}
    names.update(members(describer, entities, aliases))
    modules = {name: "n" for name in (*namespaces, *children(package))}
    kept = {name: text for name, text in names.items() if name not in aliases}
    marks = {name: deprecation(entity) for name, entity in entities.items()}
    deprecated = {name: mark for name, mark in marks.items() if mark}
    json.dump({"names": {**modules, **kept}, "aliases": aliases, "deprecated": deprecated}, sys.stdout)


def public(package: Package, space: str) -> Iterator[str]:
    """The names a namespace offers: its `__all__`, and what a package re-exports or a module defines."""
    module = package.module(space)
    exported = module.exported or []
    is_open = module.is_package or module.name in REEXPORTING
    for name, binding in module.bindings.items():
        entity = package.find(space, name)
        is_offered = is_open or (module.exported is None and not isinstance(binding, Import))
        is_ours = is_offered and isinstance(entity, (Definition, Value)) and not is_plumbing(entity)
        if name == "__version__" or (not name.startswith("_") and (is_ours or name in exported)):
            yield name


def is_plumbing(entity: Entity) -> bool:
    """Whether a value serves only the module itself: a type variable, a logger."""
    if not isinstance(entity, Value):
        return False
    return bool(PLUMBING & {last_name(part) for part in (entity.annotation, entity.value) if part})


def members(describer: Describer, entities: Dict[str, Entity], aliases: Dict[str, str]) -> Dict[str, str]:
    """The members of the classes that count, as `class.member`."""
    classes = CLASSES[describer.package.name]
    owners = {name: entities[name] for name in classes if isinstance(entities.get(name), Definition)}
    listed = {identity(owner) for owner in owners.values()}
    found = {}
    for name, owner in owners.items():
        for member, text in describer.members(owner, listed).items():
            found[f"{aliases.get(name, name)}.{member}"] = text
    return found


def children(package: Package) -> Iterator[str]:
    """The public modules directly below the framework."""
    for path in (package.root / package.name).iterdir():
        is_module = path.suffix == ".py" or (path / "__init__.py").is_file()
        if is_module and not path.name.startswith("_"):
            yield f"{package.name}.{path.stem}"


if __name__ == "__main__":
    main(*sys.argv[1:])
