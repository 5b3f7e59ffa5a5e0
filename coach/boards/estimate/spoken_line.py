"""A line in words as a calculation, where its signs give nothing or leave an amount out.

All of the line must be accounted for: its amounts by `spoken_facts`, what it asks by
`spoken_question`, and that they can be one product only by `spoken_sense`. How it was read is said.
"""

import re
from collections.abc import Sequence
from typing import Final

from coach.boards.estimate.anatomy import is_name
from coach.boards.estimate.billions import billion_readings
from coach.boards.estimate.clause import Parsed
from coach.boards.estimate.clause_readings import ClauseReading
from coach.boards.estimate.joined_facts import worked_out
from coach.boards.estimate.lexer import Token, normalise, tokens
from coach.boards.estimate.line_plan import LinePlan
from coach.boards.estimate.names import name_of
from coach.boards.estimate.nodes import Conversion, Node, grows, literals, references
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.nouns import words
from coach.boards.estimate.ornaments import unadorned
from coach.boards.estimate.parse_operand import SPELLED
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.spoken_facts import FactReader
from coach.boards.estimate.spoken_question import NO_QUESTION, Question, question
from coach.boards.estimate.spoken_sense import sense
from coach.boards.estimate.spoken_words import KINDS, LESSENING, MULTIPLES, OFTEN, SHARE_WORDS

_LONGEST: Final = 140
_MARKED: Final = re.compile(r"[|#\[\]`<>]|//|^\s*(?:[-*+•>]|\d+[.)])\s*$")
_ANSWERED: Final = re.compile(r"[=≈→⇒][^0-9]*[0-9]")
_SPARED: Final = re.compile(r"\bN ?\+ ?[0-9]+")
_LETTERS: Final = re.compile("[a-z]+")
_TAIL: Final = re.compile(r"(?:[,:;=→⇒?]|(?<!one)(?<!\b1)\s(?=in\s))\s*([^0-9,:;=→⇒?()]+)\??$")
_MULTIPLE: Final = re.compile(
    r", (?![^()]*\))[^,()]*?(?<![\w.])([0-9]+(?:\.[0-9]+)? ?(?:times\b|[x×](?!\w))|x[0-9]+)"
)
_BULLET: Final = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s+")
_STARTS: Final = frozenset(("how", "what", "what's"))
_COUNTING: Final = {*SHARE_WORDS, *OFTEN, *MULTIPLES, *SPELLED, "every", "each", "per"}
"""Words one of which stands in a line with a single number that is more than a fact."""
_ENDS_HEAD: Final = words("for of at if with do to from when given in on over")


def spoken(line: str, plan: LinePlan) -> LinePlan:
    """The plan of a line, in words where they say more than `plan` has of it."""
    if plan.kind not in ("none", "error") and not _doubted(plan, line):
        return plan
    if len(line) > _LONGEST or plan.label.count("=") or not any(map(str.isdigit, line)):
        return plan
    text = unadorned(normalise(line).strip()).rstrip(".!")
    if _MARKED.search(text):
        return plan
    bullet = _BULLET.match(text)
    text = text[bullet.end() :] if bullet else text
    label, rest = _named(text)
    read = _read(rest, label) or (_read(text) if rest != text and ":" in text else None)
    if read is None:
        return _told(plan, text)
    readings = (ClauseReading(read, frozenset()),)
    return LinePlan("line", label, name_of(label), readings=readings)


def _named(text: str) -> tuple[str, str]:
    """The name that a line gives its sum, and the sum: before a colon or an equals sign."""
    for sign in "=:":
        head, divided, rest = text.partition(sign)
        counted = any(map(str.isdigit, head)) or not any(map(str.isdigit, rest))
        if divided and not counted and is_name(head):
            return head.strip(), rest.strip()
    return "", text


def _told(plan: LinePlan, text: str) -> LinePlan:
    """The plan with a remark where a multiple behind a comma is not read: `..., peak is 4 times
    that`."""
    if plan.kind != "line" or plan.claims or not plan.readings or plan.columns:
        return plan
    parsed = plan.readings[0].parsed
    if parsed.node is None or any(note.kind in _SAID for note in parsed.notes):
        return plan
    said = _left_out(text, parsed.node)
    if not said:
        return plan
    readings = tuple(
        reading._replace(
            parsed=reading.parsed._replace(
                notes=(*reading.parsed.notes, Note(NoteKind.SPARE, said))
            )
        )
        for reading in plan.readings
    )
    return plan._replace(readings=readings)


_SAID: Final = (NoteKind.SPARE, NoteKind.PASSED_OVER)


def _left_out(text: str, node: Node) -> str:
    """What is said of an amount or a question that a line's value leaves out; "" for nothing."""
    more = _MULTIPLE.search(text)
    if more is not None:
        return f"{more[1]} is left out: write a sign before it if it counts"
    answered = "=" in text or "→" in text or "⇒" in text
    if not answered and _unread_numbers(text, node) and not grows(node):
        last = [token for token in tokens(text) if token.kind == "num"][-1]
        amount = worked_out(node)
        if amount is not None and abs(last.value - amount.value) * 20 < amount.value:
            return ""
        return f"{last.text} is left out: write a sign before it if it counts"
    if "%" in text and "=" not in text and LESSENING & set(_LETTERS.findall(text.lower())):
        return "a share of it, and not what is left: write 100% - the share for that"
    tail = _TAIL.search(text)
    asked = question(tokens(tail[1])) if tail is not None and computes_no_unit(node) else None
    if asked is not None and (asked.missed or asked.unit or asked.per):
        return (
            f"{tail[1].strip()} is not worked out: write the calculation in signs" if tail else ""
        )
    return ""


def computes_no_unit(node: Node) -> bool:
    """Whether a calculation is not shown in a unit that the line asks for."""
    return not isinstance(node, Conversion)


def _doubted(plan: LinePlan, text: str) -> bool:
    """Whether a plan leaves an amount of its line out."""
    if plan.kind != "line" or not plan.readings or plan.columns:
        return False
    parsed = plan.readings[0].parsed
    if parsed.node is not None and _left_out(text, parsed.node):
        return True
    if any(note.kind is NoteKind.SPARE for note in parsed.notes):
        return True
    if parsed.node is None or references(parsed.node) or plan.claims or grows(parsed.node):
        return False
    unread = "=" not in text and _unread_numbers(text, parsed.node)
    return worked_out(parsed.node) is None or unread


def _unread_numbers(text: str, node: Node) -> bool:
    """Whether a line has more numbers, outside brackets, than what was read of it."""
    text = _SPARED.sub("", text.partition(":")[2] or text)
    depth = count = 0
    for token in tokens(text):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        count += token.kind == "num" and not depth
    return count > sum(1 + (number.place >= 0) for number in literals(node))


def _read(text: str, label: str = "") -> Parsed | None:
    if _ANSWERED.search(text):
        return None
    line = tokens(text)
    if not line or any(token.kind in ("bad", "date") for token in line):
        return None
    billions = billion_readings(line, False)[0]
    start, end, asked = _asked(line)
    if asked is None:
        return None
    counted = sum(token.kind == "num" or token.text.lower() in _COUNTING for token in line)
    if counted < 2 and not asked.asks:
        return None
    try:
        facts = FactReader(line, billions).facts(start, end)
    except LineRefused:
        return None
    made = sense(facts, asked)
    if made is None and label and not asked.asks:
        named = question(tokens(label))
        made = sense(facts, named) if named is not None and named.measured else None
    if made is None:
        return None
    return Parsed(made.node, "", (Note(NoteKind.JOINED, made.said),))


def _asked(line: Sequence[Token]) -> tuple[int, int, Question | None]:
    """Where the amounts of a line begin and end, and what it asks before or behind them."""
    end = len(line)
    start = 0
    asked: Question | None = NO_QUESTION
    last = next((at for at in range(end - 1, -1, -1) if line[at].kind == "num"), -1)
    if last < 0:
        return 0, 0, None
    if line[0].text.lower() in _STARTS:
        start = next((at for at in range(1, end) if line[at].text.lower() in _ENDS_HEAD), end)
        first = next((at for at in range(end) if line[at].kind == "num"), end)
        start = min(start, first)
        head = question(line[:start])
        if head is None or head.asks:
            return start, end, head
    elif line[0].text.lower() in KINDS:
        to = next((at for at in range(1, end) if line[at].text.lower() in _ENDS_HEAD), end)
        head = question(line[:to])
        if head is not None and head.asks and to < last:
            return to, end, head
    cut = next((at for at in range(last, end) if line[at].text in ",:;→⇒?=≈–—"), end)
    while cut < end:
        tail = question(line[cut:end])
        if tail is not None and tail.asks:
            return start, cut, tail
        cut = next((at for at in range(cut + 1, end) if line[at].text in ",:;→⇒?=≈–—"), end)
    into = next((at for at in range(last + 1, end) if line[at].text.lower() in ("in", "per")), end)
    if into < end:
        tail = question(line[into:end])
        if tail is not None and (tail.unit or tail.per) and not tail.noun:
            return start, into, tail
    return start, end, asked
