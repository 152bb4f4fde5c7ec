"""Signatures that are written only in a docstring: its first line, and its `.. function::` and `.. method::` lines."""

from __future__ import annotations

import ast
import re
from typing import List, Optional

DIRECTIVE = re.compile(r"^\s*\.\. (?:function|method|py:function|py:method):: *", re.MULTILINE)
CLOSING = {"(": ")", "[": "]", "{": "}"}


def text_of(expression: Optional[ast.expr]) -> str:
    """The text of a string expression, with the holes of `.format` left open."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        return expression.value
    if isinstance(expression, ast.BinOp):
        return text_of(expression.left) + text_of(expression.right)
    if isinstance(expression, ast.Call) and isinstance(expression.func, ast.Attribute):
        return text_of(expression.func.value)
    return ""


def signatures_in(text: str, name: str) -> List[str]:
    """Every signature a docstring gives, as `(a, b=1) -> Tensor`; none where its first line is prose."""
    heads = [text.strip(), *(text[match.end():] for match in DIRECTIVE.finditer(text))]
    found = [signature_at(head) for head in heads if re.match(rf"(?:[\w.]*\.)?\w*{re.escape(name)}\w*\(", head)]
    return list(dict.fromkeys(signature for signature in found if signature))


def signature_at(text: str) -> Optional[str]:
    """The signature of the call that a text begins with."""
    start = text.index("(")
    end = closing(text, start)
    if end is None:
        return None
    parameters = tidy(split(text[start + 1 : end]))
    returns = re.match(r" *-> *([^\n]+)", text[end + 1 :])
    return f"({', '.join(parameters)})" + (f" -> {returns.group(1).strip().rstrip('.:')}" if returns else "")


def closing(text: str, start: int) -> Optional[int]:
    """The offset of the parenthesis that closes the one at `start`."""
    depth = 0
    for offset in range(start, len(text)):
        depth += (text[offset] in CLOSING) - (text[offset] in CLOSING.values())
        if depth == 0:
            return offset
    return None


def split(text: str) -> List[str]:
    """The parts of a parameter list, split at its outermost commas."""
    parts, depth, begin = [], 0, 0
    for offset, character in enumerate(text):
        depth += (character in CLOSING) - (character in CLOSING.values())
        if character == "," and depth == 0:
            parts.append(text[begin:offset])
            begin = offset + 1
    return [part.strip() for part in [*parts, text[begin:]] if part.strip()]


def tidy(parts: List[str]) -> List[str]:
    """Parameters as Python would print them: one star, plain quotes, no types, no `...`."""
    tidied: List[str] = []
    for part in parts:
        name, _, default = (piece.strip() for piece in part.partition("="))
        name = name.split(":")[0].strip()
        if not re.fullmatch(r"\*{0,2}\w+|\*|/", name) or (name == "*" and any(p.startswith("*") for p in tidied)):
            continue
        tidied.append(f"{name}={plain(default)}" if default else name)
    return tidied


def plain(default: str) -> str:
    """A default as Python prints it, where it is Python."""
    try:
        return ast.unparse(ast.parse(default, mode="eval"))
    except SyntaxError:
        return " ".join(default.split())
