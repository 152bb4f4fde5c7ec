"""The signatures of functions and methods, from their definitions and from the documentation attached to them."""

from __future__ import annotations

import ast
from typing import Dict, List, Optional

from bindings import Definition, Function, Module, last_name
from docstrings import signatures_in, text_of
from modules import Package
from reader import is_overload
from render import render, takes_anything


def overloads(nodes: list, name: str, is_bound: bool) -> List[str]:
    """The signatures of a function; where the code takes anything, those of its overloads or else its docstring."""
    declared = [node for node in nodes if is_overload(node)]
    written = [node for node in nodes if not is_overload(node)]
    texts = [render(node, is_bound) for node in written or declared]
    if written and declared and takes_anything(texts[0]):
        texts = [render(node, is_bound) for node in declared]
    telling = [text for text in texts if not takes_anything(text)]
    documented = signatures_in(ast.get_docstring(nodes[-1]) or "", name.strip("_")) if not telling else []
    return list(dict.fromkeys(telling or documented or texts))


def functions_of(owner: Definition) -> Dict[str, list]:
    """The functions that a class body defines, each with its overloads."""
    found: Dict[str, list] = {}
    pending = list(owner.nodes[-1].body)
    while pending:
        node = pending.pop(0)
        if isinstance(node, ast.If):
            pending = [*node.body, *node.orelse, *pending]
        elif isinstance(node, Function):
            former = found.get(node.name, [])
            found[node.name] = [*former, node] if former and is_kept(former[-1], node) else [node]
    return found


def is_kept(former, node) -> bool:
    """Whether an earlier definition still counts beside a later one: an overload, or the getter of a setter."""
    return is_overload(former) or any(last_name(mark) in ("setter", "deleter") for mark in node.decorator_list)


def attached_methods(module: Optional[Module], package: Package) -> Dict[str, List[str]]:
    """Methods of Tensor whose signature is given by `attach_docstr("name", "text")`."""
    if module is None:
        return {}
    path = package.root.joinpath(*module.name.split(".")).with_suffix(".py")
    found: Dict[str, List[str]] = {}
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        call = getattr(statement, "value", None)
        if isinstance(call, ast.Call) and last_name(call) == "attach_docstr":
            name, text = (text_of(argument) for argument in call.args)
            found[name] = signatures_in(text, name)
    return found


def fields_of(owner: Definition) -> str:
    """The constructor that a data class or a named tuple is given."""
    shown = []
    for node in owner.nodes[-1].body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            shown.append(node.target.id + (f"={ast.unparse(node.value)}" if node.value else ""))
    return f"({', '.join(shown)})"


def bare(text: str) -> str:
    """A constructor without the return type of `__init__`."""
    return text.split(") -> ")[0] + ")" if ") -> " in text else text
