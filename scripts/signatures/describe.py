"""One entity as one text: `c(p=0.5)` a class, `f(input) -> Tensor` a function, `m()` a method, `a -> int` an attribute.

Overloads are lines of the same text; a kind without parentheses is known to exist, with parameters no source gives.
"""

from __future__ import annotations

import ast
from typing import Dict, Iterator, List, Optional

from bindings import Definition, Entity, External, Value, identity, last_name
from docstrings import signatures_in, text_of
from functions import bare, fields_of, functions_of, overloads
from modules import Package
from render import arrow, takes_anything

FIELDS = {"dataclass", "NamedTuple", "_dataclass"}
# It is written with *args and **kwargs, and raises when it is given any.
TAKES_NOTHING = {("torch.nn.modules.module", "Module")}


class Describer:
    """Texts of the entities of one package, with the methods that its documentation alone declares."""

    def __init__(self, package: Package, attached: Dict[str, List[str]]):
        self.package = package
        self.attached = attached

    def describe(self, entity: Optional[Entity], name: str) -> str:
        """The text of what a public name stands for."""
        if isinstance(entity, Definition):
            if isinstance(entity.nodes[-1], ast.ClassDef):
                return lines("c", self.constructors(entity))
            return lines("f", overloads(entity.nodes, entity.name, False))
        if isinstance(entity, Value):
            return self._value(entity)
        if name[0].isupper():
            return "c"
        return "f" if is_compiled(entity) and not entity.module.endswith(".typing") else "a"

    def constructors(self, owner: Definition) -> List[str]:
        """How a class is called, from the first of its ancestors that says so."""
        for ancestor in self.lineage(owner):
            if not isinstance(ancestor, Definition):
                return self._compiled_constructor(owner) if is_compiled(ancestor) else ["()"]
            if identity(ancestor) in TAKES_NOTHING:
                return ["()"]
            methods = functions_of(ancestor)
            for method in ("__init__", "__new__"):
                if method in methods:
                    return [bare(text) for text in overloads(methods[method], ancestor.name, True)]
            if FIELDS & {last_name(mark) for mark in [*ancestor.nodes[-1].decorator_list, *ancestor.nodes[-1].bases]}:
                return [fields_of(ancestor)]
        return ["()"]

    def members(self, owner: Definition, apart_from: set) -> Dict[str, str]:
        """The public methods and attributes of a class, those of ancestors listed for themselves left out."""
        found: Dict[str, str] = {}
        for ancestor in self.lineage(owner, apart_from):
            for name, text in self._own_members(ancestor) if isinstance(ancestor, Definition) else []:
                if not name.startswith("_"):
                    found.setdefault(name, text)
        return found

    def lineage(self, owner: Definition, apart_from: set = frozenset()) -> Iterator[Entity]:
        """A class and its ancestors, depth first, without those named and theirs."""
        yield owner
        for base in owner.nodes[-1].bases:
            found = self.package.evaluate(owner.module, base)
            if not isinstance(found, Definition):
                yield found or External("builtins", last_name(base))
            elif isinstance(found.nodes[-1], ast.ClassDef) and identity(found) not in {*apart_from, identity(owner)}:
                yield from self.lineage(found, apart_from)

    def _compiled_constructor(self, owner: Definition) -> List[str]:
        # MindSpore's Tensor is built in C++ by a Python function that stands beside it.
        built = owner.module.bindings.get("_init")
        return overloads(built.nodes, owner.name, False) if isinstance(built, Definition) else []

    def _own_members(self, owner: Definition) -> Iterator[tuple]:
        for name, nodes in functions_of(owner).items():
            yield name, self._method(nodes, name)
        for statement in owner.nodes[-1].body:
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                yield statement.target.id, self._annotated(owner, statement)
            elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                yield statement.targets[0].id, self._alias(owner, statement.value)
        if owner.name == "Tensor":
            for name, texts in self.attached.items():
                yield name, lines("m", texts)

    def _method(self, nodes: list, name: str) -> str:
        marks = {last_name(mark) for mark in nodes[-1].decorator_list}
        if marks & {"property", "setter", "cached_property", "lazy_property"}:
            return "a" + arrow(nodes[0].returns)
        return lines("m", overloads(nodes, name, "staticmethod" not in marks))

    def _annotated(self, owner: Definition, statement: ast.AnnAssign) -> str:
        is_callable = last_name(getattr(statement.annotation, "value", statement.annotation)) == "Callable"
        return "m" if is_callable else "a" + arrow(statement.annotation)

    def _alias(self, owner: Definition, value: ast.expr) -> str:
        names = [node.id for node in ast.walk(value) if isinstance(node, ast.Name)]
        methods = functions_of(owner)
        for name in names:
            if name in methods:
                return self._method(methods[name], name)
        dispatched = self.package.evaluate(owner.module, value)
        if isinstance(dispatched, Definition) and not isinstance(dispatched.nodes[-1], ast.ClassDef):
            return lines("m", overloads(dispatched.nodes, dispatched.name, True))
        return "a"

    def _value(self, entity: Value) -> str:
        if not isinstance(entity.value, ast.Call):
            return "a" + arrow(entity.annotation)
        for texts in self._called(entity, entity.value):
            if texts:
                return lines("f", texts)
        callee = self.package.evaluate(entity.module, entity.value.func)
        if isinstance(callee, Definition) and isinstance(callee.nodes[-1], ast.ClassDef):
            return self._instance(callee)
        return "a" + arrow(entity.annotation)

    def _called(self, entity: Value, call: ast.Call) -> Iterator[List[str]]:
        """Signatures of a function made by a call: documented, chosen from two, or decorated by hand."""
        for argument in call.args:
            yield signatures_in(text_of(argument), entity.name.rstrip("_"))
        for keyword in call.keywords:
            if keyword.arg == "if_false":
                yield self._signatures_of(entity, keyword.value)
        for argument in call.args[:1]:
            yield self._signatures_of(entity, argument)

    def _signatures_of(self, entity: Value, expression: ast.expr) -> List[str]:
        found = self.package.evaluate(entity.module, expression)
        if isinstance(found, Definition) and not isinstance(found.nodes[-1], ast.ClassDef):
            return overloads(found.nodes, found.name, False)
        return []

    def _instance(self, owner: Definition) -> str:
        for ancestor in self.lineage(owner):
            if not isinstance(ancestor, Definition):
                return "f" if is_compiled(ancestor) else "a"
            methods = functions_of(ancestor)
            if "__call__" in methods:
                texts = overloads(methods["__call__"], "", True)
                return lines("f", [text for text in texts if not takes_anything(text)])
        return "a"


def is_compiled(entity: Entity) -> bool:
    """Whether an ancestor is compiled code, whose constructor cannot be read."""
    if not isinstance(entity, External):
        return False
    is_builtin = entity.module == "builtins" and entity.name != "object"
    return is_builtin or "_C" in entity.module or "_c_" in entity.module


def lines(kind: str, texts: List[str]) -> str:
    """The kind and its overloads, one a line."""
    return kind + "\n".join(texts)
