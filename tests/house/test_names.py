"""Names explain themselves: one name for one thing, in files and in classes."""

import ast
import re
from collections import Counter
from pathlib import Path

COACH = Path(__file__).resolve().parents[2] / "coach"
THE_SAME_THING = {"hub", "library", "mcp", "packs", "qr"}
"""Names of a thing's module and of that of its command or view: the same thing in two places."""

CLASS = re.compile(r"^class ([A-Za-z]\w*)", re.M)
MAYBE = re.compile(r"\b(?:one|found)\b(?:,| in | =| \S=|:)")
"""What a module holds where it may call a value so."""


def modules() -> list[Path]:
    return sorted(COACH.rglob("*.py"))


def twice(names: list[str]) -> set[str]:
    return {name for name, times in Counter(names).items() if times > 1}


def test_no_file_name_is_shared_by_two_things() -> None:
    paths = [path for path in modules() if not path.stem.startswith("__")]
    shared = twice([path.stem for path in paths]) - THE_SAME_THING
    assert [str(path.relative_to(COACH)) for path in paths if path.stem in shared] == []


def test_no_class_name_is_given_to_two_things() -> None:
    classes = [
        (name, str(path.relative_to(COACH)))
        for path in modules()
        for name in CLASS.findall(path.read_text("utf-8"))
    ]
    shared = twice([name for name, _ in classes])
    assert sorted(owner for owner in classes if owner[0] in shared) == []


def test_a_value_is_called_what_it_is() -> None:
    """Neither `one` nor `found` says what a value is; an argument and a loop's name are values
    too."""
    faults = [
        f"{path.relative_to(COACH)}:{node.lineno}: {name}"
        for path in modules()
        if MAYBE.search(text := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.arg)
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
        if (name := node.arg if isinstance(node, ast.arg) else node.id) in ("one", "found")
    ]
    assert faults == []
