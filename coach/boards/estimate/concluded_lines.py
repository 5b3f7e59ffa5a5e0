"""A line of words that leads to its answer: the words are worked out where they can be, and the
answer is judged by that; where they cannot be, the answer is what the line says."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final, TypeAlias

from coach.boards.estimate import units
from coach.boards.estimate.anatomy import Clause
from coach.boards.estimate.clause_readings import read_claims
from coach.boards.estimate.conclusions import Conclusion, conclusion
from coach.boards.estimate.joined_facts import worked_out
from coach.boards.estimate.line_plan import LinePlan
from coach.boards.estimate.nodes import Number, computes
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.own_answers import comparable
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.show import short
from coach.boards.estimate.time_words import ADVERBS, PERIODS
from coach.boards.patterns import lazy

LineReader: TypeAlias = Callable[[str], LinePlan]

_NEAR: Final = Fraction(1, 4)
_SPENT: Final = lazy(r"(?<=\w) (?:saved|spent|lost|wasted|earned)\b.*")
_LEAST: Final = 2
"""How many amounts words need before they can be worked out."""


def concluded(line: str, plan: LinePlan, read: LineReader) -> LinePlan | None:
    """The plan of a line by what it concludes; None where it concludes nothing, or has a value.

    read: reads a text as a line of its own.
    """
    if not any(map(str.isdigit, line)) or not (_unread(plan) or _doubtful(plan)):
        return None
    told = conclusion(line)
    if told is None or not (told.final or _unread(plan)):
        return None
    answer = _answer(told, read)
    amount = _amount(answer) if answer is not None else None
    if answer is None or amount is None:
        return None
    worked = read(told.premise) if sum(map(str.isdigit, told.premise)) >= _LEAST else None
    came = _amount(worked) if worked is not None and _computes(worked) else None
    if worked is None or came is None:
        return answer if _unread(plan) or _pieced(plan) else None
    if any(abs(mine - theirs) <= _NEAR * abs(mine) for mine, theirs in comparable(came, amount)):
        claims, _ = read_claims((Clause("≈", told.amount),), frozenset())
        return worked._replace(claims=claims, label="", name=())
    said = f"taken as you write it: the words before come to {short(came)}"
    return _noted(answer, Note(NoteKind.PASSED_OVER, said))


def _unread(plan: LinePlan) -> bool:
    """Whether a line has no value yet."""
    return plan.kind in ("none", "error")


def _doubtful(plan: LinePlan) -> bool:
    """Whether a line's value may be only one of the amounts in it, or a product with its answer."""
    if plan.kind != "line" or not plan.readings or plan.columns or plan.claims:
        return False
    return _pieced(plan) or isinstance(plan.readings[0].parsed.node, Number)


def _pieced(plan: LinePlan) -> bool:
    """Whether a line was made a product of the facts in it, one of which may be its answer."""
    return any(note.kind is NoteKind.JOINED for note in plan.readings[0].parsed.notes)


def _answer(told: Conclusion, read: LineReader) -> LinePlan | None:
    """The plan of the amount alone, with the same in another unit as its claim."""
    plan = read(f"value: {_SPENT.sub('', told.amount)}")
    if plan.kind != "line" or not plan.readings or plan.columns:
        return None
    node = plan.readings[0].parsed.node
    if not isinstance(node, Number) or not _measured(node, told.amount):
        return None
    plan = _per(plan._replace(label="", name=()), told.per)
    amount = _amount(plan)
    claims, _ = read_claims((Clause("≈", told.again),), frozenset()) if told.again else ((), "")
    if not claims or amount is None or plan.implied:
        return plan
    again = claims[0].parsed[0].node
    same = isinstance(again, Number) and units.dimension(again.unit) == units.dimension(amount.unit)
    return plan._replace(claims=claims) if same else plan


def _per(plan: LinePlan, said: str) -> LinePlan:
    """The plan of an amount per the time that stands before it: `so yearly about $32k`."""
    words = said.lower().split()
    time = PERIODS.get(words[-1]) or ADVERBS.get(words[-1]) if words else None
    parsed = plan.readings[0].parsed
    node = parsed.node
    if time is None or not isinstance(node, Number) or units.dimension(node.unit)[units.TIME]:
        return plan
    timed = parsed._replace(node=node._replace(unit=units.merge(node.unit, ((time, -1),))))
    return plan._replace(readings=(plan.readings[0]._replace(parsed=timed),))


def _measured(node: Number, said: str) -> bool:
    """Whether an amount says what it is of, or is too large to be anything else."""
    counted = any(len(word) > 3 and word.isalpha() for word in said.split()[1:3])
    return bool(node.unit) or node.percent or counted or node.value >= _LARGE


_LARGE: Final = 1000


def _amount(plan: LinePlan) -> Quantity | None:
    node = plan.readings[0].parsed.node
    return None if node is None else worked_out(node)


def _computes(plan: LinePlan) -> bool:
    if plan.kind != "line" or not plan.readings or plan.columns or plan.claims:
        return False
    node = plan.readings[0].parsed.node
    return node is not None and computes(node)


def _noted(plan: LinePlan, note: Note) -> LinePlan:
    readings = tuple(
        reading._replace(parsed=reading.parsed._replace(notes=(*reading.parsed.notes, note)))
        for reading in plan.readings
    )
    return plan._replace(readings=readings)
