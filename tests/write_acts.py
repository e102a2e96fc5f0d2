"""Which tables a module writes, as its source tells: every act that may write one counts.

An act is a verb of the ORM (`.bulk_create`, `.save`, `.delete` …), a tool that is handed the
model (`append`, `overwrite`), SQL that writes, or a place on the admin site. What it acts on is
followed through names, loops, annotations and related managers. Where that cannot be told, it is
held to write every guarded table that the module mentions, or UNKNOWN if it mentions none.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

UNKNOWN = "?"
VERBS = {
    *("create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update"),
    *("delete", "save", "save_base", "_raw_delete", "_insert", "_update"),
}
VERBS |= {f"a{verb}" for verb in VERBS}
# What a dictionary or a set can do too, so that it says something only of a table within reach.
OF_DICTIONARIES = {"update", "aupdate"}
OF_RELATED_MANAGERS = {"add", "set", "remove", "clear"}
TOOLS = {"append", "overwrite"}
ROOMS_OF_TOOLS = {"recording", "copying", "change_log"}
SQL = re.compile(
    r"\b(INSERT\s+(OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|TRUNCATE"
    r"|MERGE\s+INTO|COPY\s+\S+\s*(\(.*\)\s*)?FROM|(ALTER|DROP)\s+TABLE)\b",
    re.IGNORECASE | re.DOTALL,
)
HAND_ON = {
    *("list", "tuple", "set", "sorted", "reversed", "iter", "next", "filter", "zip", "enumerate"),
    *("type", "min", "max", "get_object_or_404", "get_list_or_404"),
}
# Annotations that leave open whose rows these are.
SAY_NOTHING = {
    *("Any", "object", "Model", "models", "QuerySet", "Manager", "type", "list", "tuple", "set"),
    *("dict", "Iterable", "Iterator", "Sequence", "Collection", "Mapping", "None", "str"),
}


@dataclass(frozen=True)
class Tables:
    """The models there are, and of the guarded ones: their tables, and the managers that lead
    to them (`office.counts`)."""

    known: set[str]
    db_tables: Mapping[str, str]
    managers: Mapping[str, str]


@dataclass
class Scope:
    """Of a function or a module: what is bound to each name, an annotation or a value."""

    above: "Scope | None" = None
    bound: dict[str, list[tuple[bool, ast.expr]]] = field(default_factory=dict)

    def find(self, name: str) -> "tuple[Scope, list[tuple[bool, ast.expr]]] | None":
        if name in self.bound:
            return self, self.bound[name]
        return self.above.find(name) if self.above else None


class Module(ast.NodeVisitor):
    """One module, read: `writes` are the guarded tables it may write, and UNKNOWN."""

    def __init__(self, source: str, tables: Tables):
        self.tables, self.scope = tables, Scope()
        self.models: dict[str, str] = {name: name for name in tables.known}
        self.classes: dict[str, list[ast.expr]] = {}
        self.rooms: set[str] = set()
        self.tools: set[str] = set()
        self.returns: dict[str, ast.expr] = {}
        self.acts: list[tuple[str, Scope, list[ast.expr]]] = []
        self.sql: list[str] = []
        tree = ast.parse(source)
        self.reach = set(self._reached(tree))
        self.visit(tree)
        self.writes = {table for act in self.acts for table in self._written(*act)}
        self.writes |= {table for text in self.sql for table in self._written_by_sql(text)}

    def _reached(self, tree: ast.AST) -> Iterator[str]:
        """The guarded tables that are mentioned, by name or as text."""
        for node in ast.walk(tree):
            names: Iterable[str] = []
            if isinstance(node, ast.alias):
                names = [node.name]
            elif isinstance(node, ast.Name):
                names = [node.id]
            elif isinstance(node, ast.Attribute):
                names = [node.attr]
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                names = re.findall(r"\w+", node.value) if len(node.value) < 200 else []
            said = {name.lower() for name in names}
            # Any model at all: it is not said which.
            every = {"*", "get_model", "model_class"} & said
            for table, stored_as in self.tables.db_tables.items():
                if every or said & {table.lower(), stored_as}:
                    yield table

    # What is bound to which name.

    def bind(self, target: ast.expr, value: ast.expr, is_annotation: bool = False) -> None:
        if isinstance(target, ast.Name):
            self.scope.bound.setdefault(target.id, []).append((is_annotation, value))
        elif isinstance(target, ast.Starred):
            self.bind(target.value, value)
        elif isinstance(target, ast.Tuple | ast.List):
            for part in target.elts:
                self.bind(part, value)

    def visit_ImportFrom(self, node: ast.ImportFrom | ast.Import) -> None:
        for alias in node.names:
            name = alias.asname or alias.name
            if alias.name in self.tables.known:
                self.models[name] = alias.name
            elif alias.name in TOOLS:
                self.tools.add(name)
            elif alias.name.split(".")[-1] in ROOMS_OF_TOOLS:
                self.rooms.add(name.split(".")[-1])

    visit_Import = visit_ImportFrom

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.classes[node.name] = node.bases
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> None:
        if not isinstance(node, ast.Lambda):
            for decorator in node.decorator_list:
                self.visit(decorator)
            if node.returns:
                self.returns[node.name] = node.returns
        self.scope = Scope(self.scope)
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        for argument in filter(None, [*arguments, node.args.vararg, node.args.kwarg]):
            said = argument.annotation or ast.Name("Any")
            self.bind(ast.Name(argument.arg), said, is_annotation=True)
        for part in node.body if isinstance(node.body, list) else [node.body]:
            self.visit(part)
        self.scope = self.scope.above or self.scope

    visit_AsyncFunctionDef = visit_Lambda = visit_FunctionDef

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self.bind(target, node.value)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.bind(node.target, node.annotation, is_annotation=True)
        self.generic_visit(node)

    def visit_For(self, node: ast.For | ast.AsyncFor | ast.comprehension) -> None:
        self.bind(node.target, node.iter)
        self.generic_visit(node)

    visit_AsyncFor = visit_comprehension = visit_For

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.bind(node.target, node.value)
        self.generic_visit(node)

    def visit_withitem(self, node: ast.withitem) -> None:
        if node.optional_vars:
            self.bind(node.optional_vars, node.context_expr)
        self.generic_visit(node)

    # What may write.

    def act(self, verb: str, on: list[ast.expr]) -> None:
        self.acts.append((verb, self.scope, on))

    def visit_Attribute(self, node: ast.Attribute) -> None:
        base = node.value
        is_manager = getattr(base, "attr", "") in self.tables.managers
        if node.attr in VERBS or (is_manager and node.attr in OF_RELATED_MANAGERS):
            self.act(node.attr, [base])
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in self.tools:
            # Handed on, not called: to whatever model.
            self.act("append", [])

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        base = getattr(node.func, "value", None)
        texts = {a.value for a in node.args if isinstance(a, ast.Constant)}
        if name == "register":
            self.act(name, node.args)
        elif name in ("getattr", "methodcaller", "attrgetter") and texts & VERBS:
            self.act("save", node.args[:1] if name == "getattr" else [])
        if isinstance(node.func, ast.Name) and name in self.tools:
            self.act(name, node.args[:1])
            for part in [*node.args, *node.keywords]:
                self.visit(part)
            return
        if name in TOOLS and getattr(base, "attr", getattr(base, "id", "")) in self.rooms:
            self.act(name, node.args[:1])
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        # A docstring does nothing.
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.sql.append(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        parts = [p.value if isinstance(p, ast.Constant) else "{}" for p in node.values]
        self.sql.append("".join(map(str, parts)))
        self.generic_visit(node)

    # What it is that they write.

    def _written(self, verb: str, scope: Scope, on: list[ast.expr]) -> set[str]:
        found = set().union(*(self.whose(expr, scope) for expr in on)) if on else {UNKNOWN}
        guarded = found & self.tables.db_tables.keys()
        if guarded or UNKNOWN not in found or verb == "register":
            return guarded
        return self.reach or (set() if verb in OF_DICTIONARIES else {UNKNOWN})

    def _written_by_sql(self, text: str) -> set[str]:
        if not SQL.search(text):
            return set()
        named = {t for t, stored_as in self.tables.db_tables.items() if stored_as in text.lower()}
        return named or self.reach or {UNKNOWN}

    def whose(self, node: ast.expr | None, scope: Scope, asked: tuple = ()) -> set[str]:
        """The models whose rows, sets or class this may be; UNKNOWN where that is not told."""
        if node is None or node in asked:
            return set()
        asked = (*asked, node)
        match node:
            case ast.Name(id=name):
                return self._whose_name(name, scope, asked)
            case ast.Attribute(value=base, attr=name):
                if name in self.tables.managers:
                    return {self.tables.managers[name]}
                if name in self.tables.known:
                    return {name}
                return self.whose(base, scope, asked) or {UNKNOWN}
            case ast.Call(func=ast.Name(id=name), args=args) if name in HAND_ON:
                return self._union(args, scope, asked)
            case ast.Call(func=ast.Name(id=name)) if name in self.returns:
                return self._annotated(self.returns[name])
            case ast.Call(func=ast.Name(id="dict" | "defaultdict" | "Counter" | "str")):
                return set()
            case ast.Call(func=base) | ast.Subscript(value=base) | ast.Starred(value=base):
                return self.whose(base, scope, asked)
            case ast.Await(value=base) | ast.NamedExpr(value=base) | ast.DictComp(value=base):
                return self.whose(base, scope, asked)
            case ast.ListComp(elt=base) | ast.SetComp(elt=base) | ast.GeneratorExp(elt=base):
                return self.whose(base, scope, asked)
            case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
                return self._union([one, other], scope, asked)
            case ast.BoolOp(values=parts) | ast.Dict(values=parts):
                return self._union(parts, scope, asked)
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                return self._union(parts, scope, asked)
            case ast.Constant() | ast.JoinedStr() | ast.Compare() | ast.UnaryOp():
                return set()
        return {UNKNOWN}

    def _union(self, parts: list[ast.expr], scope: Scope, asked: tuple) -> set[str]:
        return set().union(*(self.whose(part, scope, asked) for part in parts))

    def _whose_name(self, name: str, scope: Scope, asked: tuple) -> set[str]:
        found = scope.find(name)
        if found:
            where, bindings = found
            return set().union(
                *(
                    self._annotated(value) if is_annotation else self.whose(value, where, asked)
                    for is_annotation, value in bindings
                )
            )
        if name in self.models:
            return {self.models[name]}
        if name in self.classes:
            return self._union(self.classes[name], scope, asked) & self.tables.known
        return {UNKNOWN}

    def _annotated(self, annotation: ast.expr) -> set[str]:
        """The models that an annotation names; none where it names another class."""
        text = ast.unparse(annotation)
        names = set(re.findall(r"[A-Za-z_]\w*", text))
        named = {self.models[name] for name in names if name in self.models}
        return named or ({UNKNOWN} if names <= SAY_NOTHING else set())


def written_tables(source: str, tables: Tables) -> set[str]:
    """The guarded tables that this module may write, and UNKNOWN."""
    return Module(source, tables).writes
