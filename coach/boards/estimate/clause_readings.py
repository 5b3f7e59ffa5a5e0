"""The readings of one clause: a B may be a billion or bytes, and an answer tells which it is."""

import re
from typing import Final

from coach.boards.estimate.anatomy import Clause
from coach.boards.estimate.billions import (
    billion_readings,
    in_doubt,
    in_doubt_of_million,
    is_sure_million,
)
from coach.boards.estimate.clause import Parsed, parse_clause
from coach.boards.estimate.divided_day import divided_day
from coach.boards.estimate.lexer import Token, tokens
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import Node, Number, references
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.patterns import lazy
from coach.tuples import NamedTuple


class ClauseReading(NamedTuple):
    """One reading of a clause: its calculation or error, and where its Bs are billions.

    doubt: what is said where no answer confirms this reading, "" where it needs none.
    """

    parsed: Parsed
    billions: frozenset[int]
    doubt: str = ""


class ClaimClause(NamedTuple):
    """An answer that a line gives: the sign before it and its readings, the likeliest first.

    cells are the readings of an answer for each column, empty where one is given.
    """

    sign: str
    parsed: tuple[Parsed, ...]
    cells: tuple[tuple[Parsed, ...], ...] = ()


def read_clause(
    text: str,
    names: frozenset[Name],
    counting: bool,
    labelled: bool,
    claimed: bool = False,
) -> tuple[ClauseReading, ...]:
    """The readings of a clause. claimed: an answer stands after it that tells which one holds."""
    line = tokens(text)
    out: list[ClauseReading] = []
    for billions in billion_readings(line, counting, claimed):
        parsed = parse_clause(text, names, billions, labelled)
        if billions and parsed.node is not None:
            parsed = parsed._replace(notes=(*parsed.notes, *_told(line, billions)))
        doubted = in_doubt(line, billions) if parsed.node is not None and not claimed else []
        if doubted:
            told = f"{doubted[0]}B read as bytes: for a billion write {doubted[0]} bn"
            parsed = parsed._replace(notes=(*parsed.notes, Note(NoteKind.BILLION, told)))
        minute = next((line[at - 1].text for at in billions if _doubtful(line, at, counting)), "")
        out.append(ClauseReading(parsed, billions, in_doubt_of_million(minute) if minute else ""))
        if parsed.several:
            return tuple(out[:1])
    good = [reading for reading in out if reading.parsed.node is not None]
    good += _with_sizes(text, names, labelled) if claimed and "(" in text else []
    return tuple(_with_whole_days(good) or out[:1])


def _doubtful(line: tuple[Token, ...], at: int, counting: bool) -> bool:
    """Whether a small m that was read as a million may be a minute."""
    return line[at].text == "m" and not is_sure_million(line, at, counting)


def _with_sizes(text: str, names: frozenset[Name], labelled: bool) -> list[ClauseReading]:
    """The reading in which sizes in brackets count: `100 clips × 3 parts (2MB avg)`."""
    counted = _SIZE.sub(r" × \1", text)
    parsed = parse_clause(counted, names, frozenset(), labelled) if counted != text else None
    if parsed is None or parsed.node is None:
        return []
    note = Note(NoteKind.CLAIM, "the size in brackets counts, because the answer says so")
    return [ClauseReading(parsed._replace(notes=(*parsed.notes, note)), frozenset())]


_SIZE: Final = re.compile(
    r"(?<=[^\W\d_]) \(~?([0-9][0-9.,]*\s?[kKMGT]?i?B)(?: (?:avg|average|each|on average))?\)"
)


def _with_whole_days(readings: list[ClauseReading]) -> list[ClauseReading]:
    """The readings, and after them those with a day that is written out wholly below the line."""
    first: list[ClauseReading] = []
    others: list[ClauseReading] = []
    for reading in readings:
        parsed = reading.parsed
        divided = divided_day(parsed.node)
        if divided is None:
            first.append(reading)
            continue
        node, said = divided
        only = f"/ {said} divides by {said.split()[0]} alone: write / ({said})"
        whole = Note(NoteKind.CLAIM, f"all of {said} read below the line")
        notes = parsed.notes
        first.append(
            reading._replace(parsed=parsed._replace(notes=(*notes, Note(NoteKind.DIVIDED, only))))
        )
        others.append(reading._replace(parsed=parsed._replace(node=node, notes=(*notes, whole))))
    return first + others


def _told(line: tuple[Token, ...], billions: frozenset[int]) -> list[Note]:
    """What is said of the letters that were read as a billion or a million."""
    notes: list[Note] = []
    for letters, word in (("Bb", "billion"), ("m", "million")):
        places = [at for at in sorted(billions) if line[at].text in letters]
        if places:
            said = " and ".join(f"{line[at - 1].text}{line[at].text}" for at in places)
            notes.append(Note(NoteKind.BILLION, f"{said} read as {word}"))
    return notes


def read_claims(
    clauses: tuple[Clause, ...], names: frozenset[Name]
) -> tuple[tuple[ClaimClause, ...], str]:
    """The claims that can be read, and why the first of the others cannot."""
    out: list[ClaimClause] = []
    unread = ""
    enough = False
    for clause in clauses:
        if not clause.text or enough:
            continue
        if "|" in clause.text:
            cells = _claimed_cells(clause.text, names)
            if cells:
                out.append(ClaimClause(clause.sign, cells[0], cells))
                continue
        head = _before_dash(before_comma(clause.text), names)
        listed = head != clause.text
        tried = read_clause(head, names, False, True, claimed=True)
        good = tuple(reading.parsed for reading in tried if reading.parsed.node is not None)
        good = good or _answer_alone(head, names)
        if good and good[0].mixed:
            break
        if good:
            out.append(ClaimClause(clause.sign, good))
            enough = listed or good[0].listed or _WITHIN.search(head) is not None
        else:
            unread = unread or tried[0].parsed.error
    return tuple(out), unread


_WITHIN: Final = lazy(
    r"\b(?:in|over|within) (?:~|about )?[0-9][0-9.,]* ?(?:s|sec|min|h|hrs?|hours?|days?|d)$",
    re.IGNORECASE,
)
"""What an answer is spread over: `= 16 TB in 24 h`, behind which stands another amount."""


def _claimed_cells(text: str, names: frozenset[Name]) -> tuple[tuple[Parsed, ...], ...]:
    """The answers between bars, an open one without readings; empty where one is prose."""
    out: list[tuple[Parsed, ...]] = []
    for cell in (part.strip() for part in text.split("|")):
        tried = read_clause(cell, names, False, True) if cell else ()
        good = tuple(reading.parsed for reading in tried if reading.parsed.node is not None)
        if cell and not good and any(char.isdigit() for char in cell):
            return ()
        out.append(good)
    return tuple(out)


_GOES_ON: Final = re.compile(
    r"\s+(?:[-–—+&]\s+(?=[^\W\d])"
    r"|(?:for|over|in|with|at|after|from|on|of|when|if|and|so|which|because)\s)"
)
"""Where a sentence goes on after an answer: `= 63% of requests hit`, `= 20 GB - so one disk`."""


def _answer_alone(text: str, names: frozenset[Name]) -> tuple[Parsed, ...]:
    """The readings of an amount that a sentence goes on after; empty where there is none."""
    after = _GOES_ON.search(text)
    if after is None or not text.lstrip("~≈ $")[:1].isdigit():
        return ()
    tried = read_clause(text[: after.start()], names, False, True, claimed=True)
    return tuple(r.parsed for r in tried if isinstance(r.parsed.node, Number))


_DASH: Final = re.compile(r"\s[-–—]\s+(?=[~≈]?\$?[0-9])")


def _before_dash(text: str, names: frozenset[Name]) -> str:
    """An answer without the same in another unit after a dash: `1 TB/day – 365 TB/year`."""
    dash = _DASH.search(text)
    if dash is None:
        return text
    first, second = (
        parse_clause(half, names, frozenset(), True).node
        for half in (text[: dash.start()], text[dash.end() :].partition(". ")[0])
    )
    if not isinstance(first, Number) or not isinstance(second, Number):
        return text
    apart = bool(first.unit and second.unit) and first.unit != second.unit
    return text[: dash.start()] if apart else text


def before_comma(text: str) -> str:
    """An answer without the facts listed after it: `500 GB/day, 180 TB/year`."""
    head, comma, rest = text.partition(", ")
    listed = bool(comma) and any(char.isdigit() for char in rest) and "(" not in head
    return head if listed else text


def names_in(node: Node | None) -> tuple[Name, ...]:
    """The names that a calculation refers to, in the order of the text."""
    return () if node is None else tuple(reference.name for reference in references(node))


def needed_names(readings: tuple[ClauseReading, ...]) -> tuple[Name, ...]:
    """The names that the likeliest reading of a clause refers to."""
    return names_in(readings[0].parsed.node)
