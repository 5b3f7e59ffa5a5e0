"""Amounts of a line that its answer says are multiplied: `50k signups/day, each 12 rows × 180 B →
108 MB/day`, `400M MAU, let's take 50% = 200M`.

Nothing else is believed to be a product: the answer has to be what all of them come to.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from coach.boards.estimate.anatomy import Clause
from coach.boards.estimate.clause import Parsed
from coach.boards.estimate.clause_readings import ClauseReading, read_claims
from coach.boards.estimate.grammar import Grammar
from coach.boards.estimate.joined_facts import said_of, worked_out
from coach.boards.estimate.lexer import tokens
from coach.boards.estimate.nodes import Node, Number, Product, references
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.own_answers import comparable
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.refusal import LineRefused

_NEAR: Final = Fraction(5, 100)
_MOST: Final = 4
"""More amounts than this are a list."""


def answered(
    readings: tuple[ClauseReading, ...], clauses: Sequence[Clause]
) -> tuple[ClauseReading, ...]:
    """The readings, or the product of all amounts of a line where only that gives its answer."""
    first = readings[0].parsed
    if len(clauses) < 2 or not _spares(first):
        return readings
    nodes = _amounts(clauses[0].text)
    if not 1 < len(nodes) <= _MOST or any(references(node) for node in nodes):
        return readings
    claims, _ = read_claims(tuple(clauses[1:]), frozenset())
    claimed = claims[0].parsed[0].node if claims else None
    said = worked_out(claimed) if claimed is not None and not references(claimed) else None
    whole = Product(tuple((1, node) for node in nodes))
    if said is None or not _comes_to(whole, said) or _comes_to(first.node, said):
        return readings
    note = Note(NoteKind.JOINED, f"read as {said_of(whole)}")
    return (ClauseReading(Parsed(whole, "", (note,)), frozenset()),)


def _comes_to(node: Node | None, said: Quantity) -> bool:
    """Whether a calculation in numbers comes to an answer."""
    value = worked_out(node) if node is not None else None
    if value is None or node is None or references(node):
        return False
    return any(abs(a - b) <= _NEAR * abs(a) for a, b in comparable(value, said))


def _spares(parsed: Parsed) -> bool:
    """Whether a clause was read as prose, as one amount, or without an amount in it."""
    if parsed.error or parsed.several:
        return False
    plain = parsed.node is None or isinstance(parsed.node, Number)
    return plain or any(note.kind is NoteKind.SPARE for note in parsed.notes)


def _amounts(text: str) -> list[Node]:
    """The amounts and calculations of a text in numbers; none where one of them is refused."""
    line = tokens(text)
    grammar = Grammar(line, frozenset(), frozenset())
    nodes: list[Node] = []
    at = 0
    while at < len(line):
        if line[at].kind != "num" and line[at].text != "$":
            at += 1
            continue
        grammar.cursor.at, grammar.depth = at, 0
        try:
            nodes.append(grammar.calculation())
        except LineRefused:
            return []
        at = max(at + 1, grammar.cursor.at)
    return nodes
