"""Signatures as text: parameters with their defaults, and what is returned where the source says so."""

from __future__ import annotations

import ast
import re
from typing import List, Optional

from bindings import last_name

# Stubs name these types through private aliases.
PRIVATE_TYPE = re.compile(r"\b_(int|float|bool|complex|dtype|device|layout|size)\b")

# Longer ones are about type variables: they tell a checker more than a reader.
LONGEST_TYPE = 60


def render(function, is_bound: bool = False) -> str:
    """`(a, b=1) -> Tensor` of one function; the first parameter is dropped where it is bound."""
    return f"({', '.join(parameters(function.args, is_bound))}){returned(function)}"


def parameters(arguments: ast.arguments, is_bound: bool) -> List[str]:
    """Each parameter as it is written, without its annotation."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
    shown = [parameter(*pair) for pair in zip(positional, defaults)]
    if arguments.posonlyargs:
        shown.insert(len(arguments.posonlyargs), "/")
    if is_bound and shown:
        shown = shown[2:] if len(arguments.posonlyargs) == 1 else shown[1:]
    if arguments.vararg:
        shown.append(f"*{arguments.vararg.arg}")
    elif arguments.kwonlyargs:
        shown.append("*")
    shown += [parameter(*pair) for pair in zip(arguments.kwonlyargs, arguments.kw_defaults)]
    return shown + ([f"**{arguments.kwarg.arg}"] if arguments.kwarg else [])


def parameter(argument: ast.arg, default: Optional[ast.expr]) -> str:
    """One parameter, `name` or `name=default`."""
    return argument.arg if default is None else f"{argument.arg}={ast.unparse(default)}"


def returned(function) -> str:
    """` -> type`, or nothing; a generator that a context manager hides is not what the caller gets."""
    decorators = {last_name(decorator) for decorator in function.decorator_list}
    if function.returns is None or decorators & {"contextmanager", "_wrap_generator"}:
        return ""
    return arrow(function.returns)


def arrow(annotation: Optional[ast.expr]) -> str:
    """` -> type` of an annotation, with the private names of types made plain."""
    if annotation is None:
        return ""
    text = annotation.value if is_text(annotation) else ast.unparse(annotation)
    public = PRIVATE_TYPE.sub(lambda match: match.group(1), text).replace("torch.", "")
    return f" -> {public}" if 0 < len(public) <= LONGEST_TYPE else ""


def is_text(annotation: ast.expr) -> bool:
    """Whether an annotation is written as a string."""
    return isinstance(annotation, ast.Constant) and isinstance(annotation.value, str)


def takes_anything(signature: str) -> bool:
    """Whether a signature says nothing: `*args` and `**kwargs`, or the latter alone."""
    return bool(re.match(r"\((\*\w+, )?\*\*\w+\)", signature))
