"""Classes of Ruby that say how records belong together: `belongs_to :customer`, `has_many :lines`.

Their columns stand in migrations; what these add are relations, what else they say is told.
"""

import re

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.schema_parts import Relation

RECORD = lazy(
    r"[ \t]*class\s+(?P<name>\w+)\s*<\s*(?:ApplicationRecord|ActiveRecord::Base|Sequel::Model)\b"
)
_LINE = lazy(
    r"(?P<how>belongs_to|has_many|has_one|has_and_belongs_to_many)\s+:(?P<name>\w+)(?P<more>[^\n]*)\Z"
)
_CLASS = lazy(r"class_name:\s*[\"'](\w+)")
_THROUGH = lazy(r"through:\s*:(\w+)")
_COUNTS = {
    "belongs_to": ("N", "1"), "has_many": ("1", "N"), "has_one": ("1", "0..1"),
    "has_and_belongs_to_many": ("N", "N"),
}  # fmt: skip


def record_class(assembly: Assembly, masked: str, start: int) -> int:
    """Reads the class that begins there; where it ends, `start` where there is none."""
    head = RECORD.match(masked, start)
    if head is None:
        return start
    end = re.compile(r"^end\b", re.M).search(masked, head.end())
    stop = end.start() if end else len(masked)
    assembly.whole.append(Span(start, head.end()))
    for line in re.compile(r"[^\n]+").finditer(masked, head.end(), stop):
        said = line[0].strip()
        if said in ("", "end"):
            continue
        begin = line.start() + line[0].index(said)
        span = Span(begin, begin + len(said))
        relation = _relation(head["name"], said, span)
        if relation is None:
            assembly.unread(span.start, span.end, "This of a class is not read.")
        elif not any(_turned(relation, known) for known in assembly.relations):
            assembly.relations.append(relation)
        else:
            assembly.passed.append(span)
    return end.end() if end else stop


def _relation(name: str, said: str, span: Span) -> Relation | None:
    match = _LINE.match(said)
    if match is None:
        return None
    left, right = _COUNTS[match["how"]]
    named = _CLASS.search(match["more"])
    other = named[1] if named else _class_of(match["name"])
    through = _THROUGH.search(match["more"])
    if through and left == "1":
        left = "N"
    label = f"through {through[1]}" if through else ""
    return Relation(name, left, right, other, span, label)


def _class_of(name: str) -> str:
    """The class that records of a name are of: `order_lines` as `OrderLine`."""
    words = name.split("_")
    last = words[-1]
    last = f"{last[:-3]}y" if last.endswith("ies") else last.removesuffix("s")
    return "".join(word.capitalize() for word in (*words[:-1], last))


def _turned(new: Relation, known: Relation) -> bool:
    """Whether a relation says the same as one that is known, from the other side or this one."""
    same = (new.left, new.left_count, new.right_count, new.right)
    return same in (
        (known.left, known.left_count, known.right_count, known.right),
        (known.right, known.right_count, known.left_count, known.left),
    )
