"""Python modules read without importing them: which name each one binds, and where that name is really defined."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Dict, Optional

from bindings import Entity, External, Import, Module, Value
from reader import Reader


class Package:
    """The files of one unpacked package, read when they are asked for."""

    def __init__(self, root: Path, name: str):
        self.root = root
        self.name = name
        self._modules: Dict[str, Optional[Module]] = {}

    def module(self, name: str) -> Optional[Module]:
        """The module of that dotted name; source is preferred to a stub."""
        if name not in self._modules:
            self._modules[name] = None
            for path, is_package in self._candidates(name):
                if path.is_file():
                    module = self._modules[name] = Module(name, is_package, path.suffix == ".pyi")
                    Reader(self, module).read(ast.parse(path.read_text(encoding="utf-8")).body)
                    break
        return self._modules[name]

    def find(self, module: str, name: str, depth: int = 0) -> Optional[Entity]:
        """What `module.name` is, following imports and plain aliases to where it is defined."""
        source = self.module(module)
        binding = source.bindings.get(name) if source else None
        if depth > 30:
            return None
        if isinstance(binding, Import):
            return self._follow(binding, depth)
        if isinstance(binding, Value) and isinstance(binding.value, (ast.Name, ast.Attribute)):
            found = self.evaluate(binding.module, binding.value, depth + 1)
            return binding if found is None or isinstance(found, External) else found
        return binding or self.module(f"{module}.{name}")

    def evaluate(self, module: Module, expression: ast.expr, depth: int = 0) -> Optional[Entity]:
        """What a dotted expression in a module stands for."""
        if isinstance(expression, ast.Name):
            return self.find(module.name, expression.id, depth)
        if isinstance(expression, ast.Subscript):
            return self.evaluate(module, expression.value, depth)
        if not isinstance(expression, ast.Attribute):
            return None
        owner = self.evaluate(module, expression.value, depth)
        if isinstance(owner, Module):
            return self.find(owner.name, expression.attr, depth)
        return External(owner.module, expression.attr) if isinstance(owner, External) else None

    def _follow(self, binding: Import, depth: int) -> Optional[Entity]:
        if binding.name is None:
            return self.module(binding.module) or External(binding.module, "")
        return self.find(binding.module, binding.name, depth + 1) or External(binding.module, binding.name)

    def _candidates(self, name: str):
        base = self.root.joinpath(*name.split("."))
        for suffix in (".py", ".pyi"):
            yield base / f"__init__{suffix}", True
            yield base.with_name(base.name + suffix), False
