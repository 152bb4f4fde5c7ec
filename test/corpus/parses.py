"""Says of each text of a JSON list on stdin whether CPython parses it; a JSON list on stdout."""

import ast
import json
import sys
import warnings


def parses(text):
    """Whether CPython's parser takes a text; bytes, so that a coding line does not count."""
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return False
    return True


warnings.simplefilter("ignore")
json.dump([parses(text) for text in json.load(sys.stdin)], sys.stdout)
