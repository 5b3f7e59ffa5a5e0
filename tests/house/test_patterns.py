"""Regular expressions that every supported Python reads alike."""

import re
from pathlib import Path

COACH = Path(__file__).resolve().parents[2] / "coach"
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]\+|\{[\d,]+\}\+)")

_CLASSES = (r'_ESCAPED: Final = r"\\(?=[][*_~<>#$&|(){}+.!=`-])"',)
"""Lines in which it only looks so: the brackets stand in a class of characters."""


def test_no_group_is_repeated_possessively() -> None:
    """`(a|b)*+` gives back too little in Python 3.11.0 to 3.11.4 (Debian 12 has 3.11.2), where a
    group in it looks back: no group of a drawing was read there. `(?>(?:a|b)*)` says the same and
    is right in all."""
    assert POSSESSIVE_GROUP.search(r"(?:a|b)*+") and not POSSESSIVE_GROUP.search(r"\s*+(a)*")
    faults = [
        f"{path.name}:{n}"
        for path in sorted(COACH.rglob("*.py"))
        for n, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if POSSESSIVE_GROUP.search(line) and line not in _CLASSES
    ]
    assert faults == []
