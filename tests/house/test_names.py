"""Names explain themselves: one name for one thing, in files and in classes."""

import ast
from collections import Counter
from pathlib import Path

COACH = Path(__file__).resolve().parents[2] / "coach"
SHARED_FILES = {"claims", "hub", "keeping", "library", "link", "mcp", "packs"}
"""File names that two modules share still; a name that is left by one of them leaves the set."""
MOST_SHARED_CLASSES = 45
"""So many class names may be given to two things: of 66 these are left, and mending lowers it."""


def modules() -> list[Path]:
    return sorted(COACH.rglob("*.py"))


def twice(names: list[str]) -> set[str]:
    return {name for name, times in Counter(names).items() if times > 1}


def test_no_two_modules_share_a_file_name_but_those_known() -> None:
    names = [path.stem for path in modules() if not path.stem.startswith("__")]
    assert twice(names) <= SHARED_FILES


def test_few_class_names_are_given_to_two_things() -> None:
    names = [
        node.name
        for path in modules()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert len(twice(names)) <= MOST_SHARED_CLASSES, sorted(twice(names))
