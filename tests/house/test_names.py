"""Names explain themselves: one name for one thing, in files and in classes."""

import ast
from collections import Counter
from pathlib import Path

COACH = Path(__file__).resolve().parents[2] / "coach"
MOST_SHARED_FILES = 5
"""So many file names may be shared by two modules; mending lowers it."""
MOST_SHARED_CLASSES = 3
"""So many class names may be given to two things: of 66 these are left, and mending lowers it."""


def modules() -> list[Path]:
    return sorted(COACH.rglob("*.py"))


def twice(names: list[str]) -> set[str]:
    return {name for name, times in Counter(names).items() if times > 1}


def test_few_file_names_are_shared_by_two_modules() -> None:
    names = [path.stem for path in modules() if not path.stem.startswith("__")]
    assert len(twice(names)) <= MOST_SHARED_FILES, sorted(twice(names))


def test_few_class_names_are_given_to_two_things() -> None:
    names = [
        node.name
        for path in modules()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert len(twice(names)) <= MOST_SHARED_CLASSES, sorted(twice(names))
