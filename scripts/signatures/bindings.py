"""What a name of a Python module can be bound to."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Dict, List, Optional, Union

Function = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass
class Definition:
    """A class, or a function with its overloads, as written in the module that defines it."""

    module: Module
    name: str
    nodes: list


@dataclass
class Value:
    """Anything assigned: `name = value`, `name: annotation` or both."""

    module: Module
    name: str
    value: Optional[ast.expr]
    annotation: Optional[ast.expr]


@dataclass
class Import:
    """`from module import name`, or `import module` when there is no name."""

    module: str
    name: Optional[str]


@dataclass
class External:
    """A name whose source is not in the package: the standard library, numpy, compiled code."""

    module: str
    name: str


@dataclass
class Module:
    """One file, with the names it binds in the order of execution and its `__all__`, if it has one."""

    name: str
    is_package: bool
    is_stub: bool
    bindings: Dict[str, Union[Definition, Value, Import]] = field(default_factory=dict)
    exported: Optional[List[str]] = None

    def offers(self, name: str) -> bool:
        """Whether a star import takes this name."""
        if self.exported is not None:
            return name in self.exported
        return not name.startswith("_") and not (self.is_stub and isinstance(self.bindings[name], Import))


Entity = Union[Definition, Value, Module, External]


def last_name(node: ast.expr) -> str:
    """The last name of a dotted expression or of the callee of a call."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def identity(entity: Definition) -> tuple:
    """What makes two names the same thing."""
    return entity.module.name, entity.name
