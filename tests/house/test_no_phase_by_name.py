"""No rule knows a phase or a group of points by name: they are in the workflows' files alone."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PURE = ("boards", "language")
"""Packages that may not import the catalog; what is written in them is a board's or a language's
word."""
MEANS_OTHERWISE = {
    "estimate": "a board, and the command of its name",
    "plan": "a board, and the command of its name",
    "keys": "the line of keys on a screen, a setting",
    "current": "a colour of what is shown",
    "scale": "a sort of bottleneck, a word of questions",
    "network": "a sort of bottleneck, a number's name",
    "storage": "a number's name, a disk that is full",
    "failure": "what a phase drills",
}
"""Ids of phases or groups that are also other things, and what these are; beside a name with
"phase" or "group" in it they are refused too."""
MEANS_OTHERWISE_HERE = {
    ("authoring/leftover.py", "design"): "a table of a prompt's file",
    ("catalog/fitting.py", "design"): "a table of a prompt's file",
    ("debrief/as_json.py", "design"): "a key of the debrief as JSON",
    ("authoring/lint.py", "bottlenecks"): "a table of a prompt's file",
    ("journal/index.py", "rollback"): "a statement of SQL",
}


def ids() -> set[str]:
    """The ids of all phases and groups of the shipped workflows."""
    workflows = [
        tomllib.loads(path.read_text("utf-8"))
        for path in (ROOT / "prompts").glob("*/workflow.toml")
    ]
    return {part["id"] for data in workflows for key in ("phases", "groups") for part in data[key]}


def named(code: str, where: str, known: set[str]) -> Iterator[str]:
    """Where a module's code names one of the known ids, as "file:line: id"."""
    if not any(f'"{id_}"' in code for id_ in known):
        return
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and node.value in known - set(MEANS_OTHERWISE):
            if (where, node.value) in MEANS_OTHERWISE_HERE:
                continue
            yield f"{where}:{node.lineno}: {node.value}"
        for value in _beside_a_phase(node):
            if value in known:
                yield f"{where}:{value}: beside a phase or a group"


def _beside_a_phase(node: ast.AST) -> Iterator[object]:
    """Constants that are compared with, given for or looked up in what is called a phase or a
    group."""
    match node:
        case ast.Compare():
            parts = [node.left, *node.comparators]
        case ast.keyword(arg=str(name)):
            parts = [ast.Name(name), node.value]
        case ast.Subscript():
            parts = [node.value, node.slice]
        case ast.Assign():
            parts = [*node.targets, node.value]
        case ast.AnnAssign(value=ast.expr()):
            parts = [node.target, *([node.value] if node.value else [])]
        case _:
            return
    names = " ".join(_name(part) for part in parts).lower()
    if "phase" in names or "group" in names:
        for part in parts:
            for inner in ast.walk(part):
                if isinstance(inner, ast.Constant):
                    yield inner.value


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def test_no_phase_and_no_group_is_known_by_name() -> None:
    known = ids()
    faults = [
        fault
        for path in sorted((ROOT / "coach").rglob("*.py"))
        if (where := path.relative_to(ROOT / "coach")).parts[0] not in PURE
        for fault in named(path.read_text("utf-8"), where.as_posix(), known)
    ]
    assert faults == []


def test_what_it_finds() -> None:
    known = {"clarify", "estimate"}
    assert list(named('ORDER = ("clarify",)', "m.py", known))
    assert list(named('if state.phase == "estimate": pass', "m.py", known))
    assert list(named('HintLadder(phase="estimate")', "m.py", known))
    assert list(named('if phase in ("estimate",): pass', "m.py", known))
    assert list(named('_PHASES = {"estimate": 5}', "m.py", known))
    assert not list(named('board("estimate")', "m.py", known))


def test_every_exception_is_still_needed() -> None:
    texts = {
        path.relative_to(ROOT / "coach").as_posix(): path.read_text("utf-8")
        for path in (ROOT / "coach").rglob("*.py")
    }
    assert all(f'"{word}"' in texts[where] for where, word in MEANS_OTHERWISE_HERE)
    assert set(MEANS_OTHERWISE) <= ids()
