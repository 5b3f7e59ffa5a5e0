"""Names explain themselves: one name for one thing, in files and in classes."""

import ast
from collections import Counter
from pathlib import Path

COACH = Path(__file__).resolve().parents[2] / "coach"
SHARED_FILES = {"claims", "hub", "keeping", "library", "link", "mcp", "packs"}
"""File names that two modules share still; a name that is left by one of them leaves the set."""
SHARED_CLASSES = {
    "Advice", "Answer", "Below", "Call", "Case", "Choice", "Column", "Condition", "Curveball",
    "Drill", "Header", "Item", "Line", "Link", "Listened", "Load", "Moment", "Notes", "Number",
    "Option", "Outcome", "Outline", "Overrule", "Plan", "Point", "Proposal", "Quantity",
    "Reference", "Refused", "Review", "Seat", "Section", "Settings", "Shown", "Speech", "Table",
    "Unknown", "Words", "Wrong",
}  # fmt: skip
"""Class names of two things still."""


def modules() -> list[Path]:
    return sorted(COACH.rglob("*.py"))


def twice(names: list[str]) -> set[str]:
    return {name for name, times in Counter(names).items() if times > 1}


def test_no_two_modules_share_a_file_name_but_those_known() -> None:
    names = [path.stem for path in modules() if not path.stem.startswith("__")]
    assert twice(names) <= SHARED_FILES


def test_no_class_name_is_given_to_two_things_but_those_known() -> None:
    names = [
        node.name
        for path in modules()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert twice(names) <= SHARED_CLASSES
