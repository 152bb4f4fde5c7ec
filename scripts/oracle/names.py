"""Which dotted names of Python files lead through imports to torch or torchvision, by ast and symtable alone.

Reads a JSON list of paths from standard input. Writes, for each path, a list of [line, column, names], both from 1 and the
column in characters; `names` has one qualified name for each import that can have bound the first name of the chain. A file
that CPython does not read has null. Names that star imports bring, and names that anything but an import binds as well
(None apart), are left out: nothing here can tell what they are.
"""

import ast
import json
import symtable
import sys

ROOTS = ("torch", "torchvision")
COMPREHENSIONS = {
    ast.ListComp: "listcomp",
    ast.SetComp: "setcomp",
    ast.DictComp: "dictcomp",
    ast.GeneratorExp: "genexpr",
}


class Scope:
    """A table of CPython's with what imports bind in it."""

    def __init__(self, table, outer):
        self.table = table
        self.outer = outer
        self.unclaimed = list(table.get_children())
        self.imports = {}
        self.spoilt = set()

    def child(self, name, line):
        """The table of the next scope inside of this name that begins on this line."""
        for table in self.unclaimed:
            if table.get_name() == name and table.get_lineno() == line:
                self.unclaimed.remove(table)
                return Scope(table, self)
        raise LookupError(f"no scope {name} on line {line}")

    def global_scope(self):
        return self.outer.global_scope() if self.outer else self

    def binding(self, name):
        """The scope that binds a name which is used here, as CPython decides it."""
        try:
            symbol = self.table.lookup(name)
        except KeyError:
            return self.outer.binding_from_inside(name) if self.outer else self
        if symbol.is_global() or self.outer is None:
            return self.global_scope()
        if symbol.is_local() or symbol.is_parameter():
            return self
        return self.outer.binding_from_inside(name)

    def binding_from_inside(self, name):
        """The same for a name used in a scope further in, which does not see what a class binds."""
        if self.table.get_type() == "class":
            return self.outer.binding_from_inside(name)
        return self.binding(name)

    def bind(self, name, qualified):
        self.imports.setdefault(name, []).append(qualified)


class Collector(ast.NodeVisitor):
    """Walks a file in the scopes that CPython sees; subclasses say what they look for."""

    def __init__(self, scope):
        self.scope = scope

    def inside(self, scope, nodes):
        outer, self.scope = self.scope, scope
        for node in nodes:
            self.visit(node)
        self.scope = outer

    def all(self, nodes):
        for node in nodes:
            if node is not None:
                self.visit(node)

    def annotation(self, node):
        if node is not None:
            self.visit(node)

    def visit_FunctionDef(self, node):
        self.all(node.decorator_list)
        self.head(node.args)
        self.annotation(node.returns)
        self.define(node, node.name, node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node):
        self.head(node.args)
        self.define(node, "lambda", [node.body])

    def head(self, args):
        self.all(args.defaults + args.kw_defaults)
        for arg in args.posonlyargs + args.args + args.kwonlyargs + [args.vararg, args.kwarg]:
            if arg is not None:
                self.annotation(arg.annotation)

    def visit_ClassDef(self, node):
        self.all(node.decorator_list + node.bases + [keyword.value for keyword in node.keywords])
        self.define(node, node.name, node.body)

    def visit_AnnAssign(self, node):
        self.visit(node.target)
        self.annotation(node.annotation)
        self.all([node.value])

    def comprehension(self, node):
        first = node.generators[0]
        self.visit(first.iter)
        parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        rest = [part for generator in node.generators[1:] for part in (generator.target, generator.iter, *generator.ifs)]
        self.define(node, COMPREHENSIONS[type(node)], [first.target, *first.ifs, *rest, *parts])

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = comprehension

    def define(self, node, name, body):
        self.inside(self.scope_of(node, name), body)


class Binder(Collector):
    """First walk: what every scope's imports bind, and which of those names something else binds as well."""

    def __init__(self, scope, made):
        super().__init__(scope)
        self.made = made

    def scope_of(self, node, name):
        self.made[node] = self.scope.child(name, node.lineno)
        return self.made[node]

    def visit_Import(self, node):
        for alias in node.names:
            if alias.asname:
                self.bind(alias.asname, alias.name)
            else:
                first = alias.name.split(".")[0]
                self.bind(first, first)

    def visit_ImportFrom(self, node):
        for alias in node.names:
            if alias.name != "*":
                self.bind(alias.asname or alias.name, "." * node.level + f"{node.module or ''}.{alias.name}")

    def visit_Assign(self, node):
        self.visit(node.value)
        is_none = isinstance(node.value, ast.Constant) and node.value.value is None
        for target in node.targets:
            if not (is_none and isinstance(target, ast.Name)):
                self.visit(target)

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Store):
            self.spoil(node.id)

    def visit_FunctionDef(self, node):
        self.spoil(node.name)
        super().visit_FunctionDef(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        self.spoil(node.name)
        super().visit_ClassDef(node)

    def visit_ExceptHandler(self, node):
        if node.name:
            self.spoil(node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node):
        if node.name:
            self.spoil(node.name)
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node):
        if node.rest:
            self.spoil(node.rest)
        self.generic_visit(node)

    def bind(self, name, qualified):
        self.scope.binding(name).bind(name, qualified)

    def spoil(self, name):
        self.scope.binding(name).spoilt.add(name)


class Chains(Collector):
    """Second walk: the longest dotted chains whose first name an import binds."""

    def __init__(self, scope, made, text):
        super().__init__(scope)
        self.made = made
        self.lines = text.split("\n")
        self.found = []

    def scope_of(self, node, name):
        return self.made[node]

    def visit_Name(self, node):
        self.chain(node, node, [])

    def visit_Attribute(self, node):
        names, base = [], node
        while isinstance(base, ast.Attribute):
            names.append(base.attr)
            base = base.value
        if isinstance(base, ast.Name):
            self.chain(base, node, names[::-1])
        else:
            self.visit(base)

    def chain(self, base, node, names):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            return
        scope = self.scope.binding(base.id)
        if base.id in scope.spoilt:
            return
        heads = dict.fromkeys(scope.imports.get(base.id, ()))
        qualified = [".".join([head, *names]) for head in heads]
        if any(name.split(".")[0] in ROOTS for name in qualified):
            self.found.append([*self.place(base), qualified])

    def place(self, node):
        """ast counts columns in bytes of UTF-8."""
        line = self.lines[node.lineno - 1].encode()
        return node.lineno, len(line[: node.col_offset].decode()) + 1

    def annotation(self, node):
        if node is not None:
            self.inside(self.scope, [Quoted(self).visit(node)])


class Quoted(ast.NodeTransformer):
    """Puts what a quoted annotation says in the place of the string; what stands in Literal[…] are values."""

    def __init__(self, chains):
        self.chains = chains

    def visit_Subscript(self, node):
        name = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
        return node if name == "Literal" else self.generic_visit(node)

    def visit_Call(self, node):
        return node

    def visit_Constant(self, node):
        if not isinstance(node.value, str) or node.lineno != node.end_lineno:
            return node
        line, column = self.chains.place(node)
        source = self.chains.lines[line - 1][column - 1 :]
        quoted = source.find(node.value)
        if not source[:quoted].strip("rRuU") in ("'", '"'):
            return node
        try:
            inner = ast.parse(node.value, mode="eval").body
        except SyntaxError:
            return node
        shift = len(self.chains.lines[line - 1][: column - 1 + quoted].encode())
        for part in ast.walk(inner):
            if hasattr(part, "lineno"):
                part.lineno, part.col_offset = node.lineno, part.col_offset + shift
        return inner


def chains(path):
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read()
        tree, table = ast.parse(text), symtable.symtable(text, path, "exec")
    except (SyntaxError, ValueError):
        return None
    module, made = Scope(table, None), {}
    Binder(module, made).visit(tree)
    walk = Chains(module, made, text.replace("\r\n", "\n").replace("\r", "\n"))
    walk.visit(tree)
    return sorted(walk.found)


json.dump({path: chains(path) for path in json.load(sys.stdin)}, sys.stdout)
