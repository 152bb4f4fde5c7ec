"""The names that the statements of one module bind, in the order in which they run, and its `__all__`."""

from __future__ import annotations

import ast
from typing import Iterator, List, Optional

from bindings import Definition, Function, Import, Module, Value, last_name


class Reader:
    """Fills one module from its statements."""

    def __init__(self, package, module: Module):
        self.package = package
        self.module = module

    def read(self, body: List[ast.stmt]) -> None:
        for statement in body:
            self._read_statement(statement)

    def _read_statement(self, statement: ast.stmt) -> None:
        if isinstance(statement, (*Function, ast.ClassDef)):
            self._define(statement)
        elif isinstance(statement, ast.ImportFrom):
            self._import_from(statement)
        elif isinstance(statement, ast.Import):
            for alias in statement.names:
                target = alias.name if alias.asname else alias.name.split(".")[0]
                self.module.bindings[alias.asname or target] = Import(target, None)
        elif isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            self._assign(statement)
        elif isinstance(statement, ast.Expr):
            self._export(statement.value)
        elif isinstance(statement, (ast.If, ast.Try, ast.With)):
            self.read(statement.body)
            for branch in alternatives(statement):
                self._read_alternative(branch)

    def _read_alternative(self, body: List[ast.stmt]) -> None:
        # The first branch is the usual one: what it has bound stays.
        before = dict(self.module.bindings)
        self.read(body)
        self.module.bindings.update(before)

    def _define(self, node) -> None:
        former = self.module.bindings.get(node.name)
        nodes = [node]
        if isinstance(former, Definition) and former.module is self.module and is_overload(former.nodes[-1]):
            nodes = [*former.nodes, node]
        self.module.bindings[node.name] = Definition(self.module, node.name, nodes)

    def _import_from(self, node: ast.ImportFrom) -> None:
        source = self._absolute(node)
        for alias in node.names:
            if alias.name != "*":
                self._bind_import(alias.asname or alias.name, source, alias.name)
                continue
            starred = self.package.module(source)
            for name in list(starred.bindings) if starred else []:
                if starred.offers(name):
                    self._bind_import(name, source, name)

    def _bind_import(self, bound: str, source: str, name: str) -> None:
        if (source, name) != (self.module.name, bound):
            self.module.bindings[bound] = Import(source, name)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.module.name.split(".")
        keep = len(parts) - node.level + (1 if self.module.is_package else 0)
        return ".".join([*parts[:keep], *([node.module] if node.module else [])])

    def _assign(self, node) -> None:
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            if not isinstance(target, ast.Name):
                continue
            if target.id == "__all__":
                grown = self.module.exported if isinstance(node, ast.AugAssign) else None
                self.module.exported = [*(grown or []), *self._names(node.value)]
            elif not (target.id in self.module.bindings and wraps(node.value, target.id)):
                annotation = getattr(node, "annotation", None)
                self.module.bindings[target.id] = Value(self.module, target.id, node.value, annotation)

    def _export(self, call: ast.expr) -> None:
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
            return
        if not (isinstance(call.func.value, ast.Name) and call.func.value.id == "__all__"):
            return
        added = [call.args[0].value] if isinstance(call.args[0], ast.Constant) else self._names(call.args[0])
        self.module.exported = [*(self.module.exported or []), *added]

    def _names(self, expression: Optional[ast.expr]) -> List[str]:
        if isinstance(expression, (ast.List, ast.Tuple)):
            return [item.value for item in expression.elts if isinstance(item, ast.Constant)]
        if isinstance(expression, ast.BinOp):
            return [*self._names(expression.left), *self._names(expression.right)]
        if isinstance(expression, ast.Name):
            value = self.module.bindings.get(expression.id)
            return self._names(value.value) if isinstance(value, Value) else []
        if isinstance(expression, ast.ListComp) and last_name(expression.generators[0].iter) == "dir":
            return [name for name in self.module.bindings if not name.startswith("_")]
        if isinstance(expression, ast.Attribute) and expression.attr == "__all__":
            owner = self.package.evaluate(self.module, expression.value)
            return list(owner.exported or []) if isinstance(owner, Module) else []
        return []


def alternatives(statement) -> Iterator[List[ast.stmt]]:
    """The branches of a statement that run instead of its body."""
    for handler in getattr(statement, "handlers", []):
        yield handler.body
    yield getattr(statement, "orelse", [])


def is_overload(node) -> bool:
    """Whether a function is one `@overload` of several."""
    return any(last_name(decorator) == "overload" for decorator in getattr(node, "decorator_list", []))


def wraps(value: Optional[ast.expr], name: str) -> bool:
    """Whether a value is a decorator applied by hand: `name = decorate(name)`."""
    return isinstance(value, ast.Call) and any(isinstance(a, ast.Name) and a.id == name for a in value.args)
