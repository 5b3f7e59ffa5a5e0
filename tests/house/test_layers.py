"""Who may import whom, how large modules may be, and what a quick command must not load."""

import ast
import gc
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COACH = ROOT / "coach"
STDLIB = set(sys.stdlib_module_names)
EVERYWHERE = {"errors", "text", "glyphs", "frozen", "tuples", "late_modules", ""}
MAY = {
    "errors": set(),
    "text": set(),
    "clock": set(),
    "glyphs": set(),
    "frozen": set(),
    "tuples": set(),
    "late_modules": set(),
    "config": {"files"},
    "files": set(),
    "cache_place": set(),
    "kept_patterns": {"cache_place", "files"},
    "paths": set(),
    "boards": set(),
    "session": set(),
    "language": set(),
    "catalog": {"session", "boards", "files", "language"},
    "match": {"catalog", "language", "session", "boards"},
    "interviewer": {"match", "language", "catalog", "session", "boards"},
    "debrief": {"match", "language", "catalog", "session", "boards", "interviewer"},
    "authoring": {"debrief", "interviewer", "match", "language", "catalog", "session", "boards"},
    "export": {"catalog", "session", "boards"},
    "progress": {
        "boards", "session", "catalog", "match", "language", "debrief", "journal", "live", "paths",
        "files",
    },
    "journal": {"session", "paths", "files"},
    "live": {
        "boards", "session", "catalog", "interviewer", "debrief", "export", "journal",
        "paths", "config", "clock", "language",
    },
    "mock": {
        "boards", "session", "catalog", "match", "interviewer", "debrief", "export", "journal",
        "live", "paths", "config", "clock", "files", "language",
    },
    "ui": {
        "boards", "session", "catalog", "match", "interviewer", "debrief", "export", "journal",
        "live", "mock", "paths", "config", "clock", "files", "progress", "cache_place",
        "kept_patterns",
    },
    "sit": {
        "boards", "session", "catalog", "match", "debrief", "export", "journal", "live", "mock",
        "paths", "config", "clock", "ui",
    },
    "cli": {
        "boards", "session", "catalog", "interviewer", "debrief", "export", "journal", "live",
        "paths", "config", "clock", "files", "ui", "language", "match", "authoring", "progress",
        "mock", "sit", "kept_patterns",
    },
}  # fmt: skip
"""Which parts each part may import, at the top of a module, in a function, or for types alone."""
OUTSIDE = {
    "catalog": {"msgspec", "pydantic", "pydantic_core"},
    "journal": {"msgspec"},
    "paths": {"platformdirs"},
    "progress": {"fsrs"},
    "mock": {"websockets", "cryptography", "segno"},
    "cli": {"aiohttp", "textual_serve"},
    "ui": {"textual", "rich", "platformdirs"},
}
PURE = ("boards", "session", "language")
NOT_PURE = {
    "os", "io", "time", "datetime", "random", "secrets", "asyncio", "socket", "subprocess",
    "threading", "pathlib", "shutil", "tempfile", "uuid", "sqlite3",
}  # fmt: skip
LINES = 350


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(COACH.rglob("*.py"))


def package(path: Path) -> str:
    """The part of the house a module belongs to."""
    first = path.relative_to(COACH).parts[0]
    return first.removesuffix(".py").replace("__init__", "").replace("__main__", "cli")


@cache
def parsed(path: Path) -> ast.Module:
    """A module's syntax; every test looks at all of them. What is kept need not be looked through
    for garbage, which takes twice as long as parsing."""
    gc.disable()
    try:
        return ast.parse(path.read_text("utf-8"))
    finally:
        gc.enable()


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The dotted names a module imports: at its top, inside functions, and for types alone."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in _statements(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""
            if node.module and node.module.split(".")[0] == "coach":
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _statements(node: ast.AST) -> Iterator[ast.stmt]:
    """Every statement within, however deep; what stands in expressions imports nothing."""
    for name in ("body", "orelse", "finalbody", "handlers", "cases"):
        within = getattr(node, name, ())
        for inner in within if isinstance(within, list) else ():
            if isinstance(inner, ast.stmt):
                yield inner
            yield from _statements(inner)


def dotted(path: Path) -> str:
    """A module's name as it is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def circles(edges: Mapping[str, set[str]]) -> set[frozenset[str]]:
    """The groups of modules that reach one another: Tarjan's strongly connected components."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found = set()

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(edges.get(name, ())):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            at = stack.index(name)
            if len(stack) - at > 1:
                found.add(frozenset(stack[at:]))
            del stack[at:]

    for name in sorted(edges):
        if name not in index:
            visit(name)
    return found


def offences(path: Path) -> Iterator[str]:
    """What a module imports that its place does not allow."""
    place = package(path)
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "coach":
            allowed = MAY.get(place, set()) | EVERYWHERE | {place, "__version__"}
            if rest.split(".")[0] not in allowed:
                yield f"{path.relative_to(ROOT)} must not import {name}"
        elif top not in STDLIB:
            if top not in OUTSIDE.get(place, set()):
                yield f"{path.relative_to(ROOT)} imports {name}"
        elif place in PURE and top in NOT_PURE:
            yield f"{path.relative_to(ROOT)} is pure, yet imports {name}"


def test_every_module_imports_only_what_its_place_allows() -> None:
    assert len(modules()) > 600
    assert [offence for path in modules() for offence in offences(path)] == []


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("boards/x.py", "import os"),
        ("boards/x.py", "from coach.session import state"),
        ("journal/x.py", "def f() -> None:\n    import textual"),
        ("cli/x.py", "if TYPE_CHECKING:\n    from rich.text import Text"),
    ],
)
def test_an_import_that_is_not_allowed_is_seen(
    place: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "coach" / place
    path.parent.mkdir(parents=True)
    path.write_text(line, "utf-8")
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    monkeypatch.setitem(globals(), "COACH", tmp_path / "coach")
    assert list(offences(path))


def test_there_is_no_circle_between_packages() -> None:
    reached: dict[str, set[str]] = {}
    for path in modules():
        place = package(path)
        others = {n.split(".")[1] for n in imports(path) if n.startswith("coach.")}
        reached.setdefault(place, set()).update(others - {place})
    assert circles(reached) == set()


def test_there_is_no_circle_between_modules_either() -> None:
    names = {dotted(path) for path in modules()}
    edges = {
        dotted(path): {
            name
            for name in imports(path)
            if name in names and not dotted(path).startswith(f"{name}.") and name != dotted(path)
        }
        for path in modules()
        if path.name != "__init__.py"
    }
    new = set(circles(edges))
    assert new == set()


def test_circles_are_seen_wherever_an_import_stands() -> None:
    edges = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a", "e"}, "e": set()}
    assert circles(edges) == {frozenset("abc")}
    assert circles({"a": {"b"}, "b": {"c"}, "c": set()}) == set()


def test_every_module_says_what_it_owns_and_stays_small() -> None:
    texts = {path: path.read_text("utf-8") for path in modules()}
    silent = [
        path for path, text in texts.items() if text.strip() and not ast.get_docstring(parsed(path))
    ]
    assert silent == [], "without a docstring"
    long = [path for path, text in texts.items() if text.count("\n") > LINES]
    assert long == [], f"more than {LINES} lines"


def test_most_code_never_mentions_textual() -> None:
    with_textual = without = 0
    for path in modules():
        text = path.read_text("utf-8")
        if "textual" in {name.split(".")[0] for name in imports(path)}:
            with_textual += text.count("\n")
        else:
            without += text.count("\n")
    assert without / (with_textual + without) >= 0.6


@pytest.mark.parametrize("words", [["--version"], ["list"], ["paths"], ["prompts", "list"]])
def test_quick_commands_load_neither_textual_nor_msgspec(words: list[str], tmp_path: Path) -> None:
    script = (
        "import sys, coach.cli\n"
        f"code = coach.cli.main({words!r})\n"
        "heavy = sorted({'textual', 'rich', 'msgspec', 'pydantic'} & set(sys.modules))\n"
        "sys.exit(f'loaded {heavy}' if heavy else code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "COACH_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "spared"),
    [
        (["list"], ["coach.session.events", "coach.journal.file", "urllib.request"]),
        (["draw"], ["coach.boards.diagram.mermaid", "coach.boards.diagram.d2", "xml.sax", "json"]),
        (["estimate"], ["coach.boards.diagram", "coach.session", "json"]),
    ],
)
def test_small_commands_load_only_what_they_use(
    words: list[str], spared: list[str], tmp_path: Path
) -> None:
    script = (
        "import sys, coach.cli\n"
        f"code = coach.cli.main({words!r})\n"
        f"loaded = set({spared!r}) & set(sys.modules)\n"
        "sys.exit(f'loaded {loaded}' if loaded else code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "COACH_HOME": str(tmp_path)},
        input="client = 3 x\n" if words == ["estimate"] else "client -> api x3 -> redis\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_top_level_holds_nothing_else() -> None:
    allowed = {
        "pyproject.toml", "coach", "prompts", "tests", "README.md", "CONTRIBUTING.md", "LICENSE",
        "man", "container", "Dockerfile",
    }  # fmt: skip
    ignored = {"dist", "build"}
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert names - ignored <= allowed
