"""Which names MindSpore itself calls deprecated, by the decorator on a function, a class or its constructor."""

from __future__ import annotations

import ast
from typing import List, Optional

from bindings import Definition, Entity, last_name


def deprecation(entity: Entity) -> Optional[List[Optional[str]]]:
    """The version since which a thing is deprecated, and what its authors name in its place."""
    if not isinstance(entity, Definition):
        return None
    node = entity.nodes[-1]
    constructors = [part for part in getattr(node, "body", []) if getattr(part, "name", "") == "__init__"]
    marked = [node, *constructors] if isinstance(node, ast.ClassDef) else [node]
    found = [mark for part in marked for mark in part.decorator_list if is_deprecated(mark)]
    return [literal(argument) for argument in found[0].args[:2]] if found else None


def is_deprecated(mark: ast.expr) -> bool:
    return isinstance(mark, ast.Call) and last_name(mark.func) == "deprecated" and len(mark.args) > 1


def literal(node: ast.expr) -> Optional[str]:
    return node.value if isinstance(node, ast.Constant) else None
