"""One clause of a line, between its signs: the calculation in it and the prose around it.

A sentence may hold a calculation ("that makes 40M × 500B"): it is read where exactly one can be
meant, and the words are left aside. Where no reading is safe the clause is prose, not an error;
where a word stands next to an operator it is an error.
"""

from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.beginnings import Beginnings
from coach.boards.estimate.grammar import Grammar
from coach.boards.estimate.joined_facts import joined, said_of
from coach.boards.estimate.lexer import Token, tokens
from coach.boards.estimate.magnitudes import magnitude
from coach.boards.estimate.names import Name, word
from coach.boards.estimate.nodes import Node, Number, Product, computes
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.parse_operand import HEDGES
from coach.boards.estimate.per_units import STOP
from coach.boards.estimate.prose import LEADS, Island, Prose, comes_to, facts
from coach.boards.estimate.refusal import LineRefused
from coach.tuples import NamedTuple

_OPERATORS: Final = frozenset("×^+")
_PAUSES: Final = frozenset(".,;:!\"'–—-|&@_…>")
_NEVER_AFTER: Final = frozenset("@&_")
_LARGEST_PART: Final = 100
"""The largest number that a slash in a sentence sets beside another without dividing it."""
_NUMBERED: Final = frozenset(
    ("version", "versions", "release", "section", "chapter", "page", "pages", "figure", "rfc")
)
"""What has its number as a name: `version 2.5 / 3.0`."""
_JOINING: Final = frozenset(("at", "by", "with", "per", "in", "to", "for", "from", "@"))


class Parsed(NamedTuple):
    """What a clause says: a calculation, an error, or neither where it is prose.

    several: there is more than one calculation in it, so that no reading is safe. facts: there
    are several amounts in it and no calculation. mixed: an amount stands before the calculation.
    listed: words follow after a comma, so that what comes after the next sign is about something
    else.
    """

    node: Node | None = None
    error: str = ""
    notes: tuple[Note, ...] = ()
    leading: int = 0
    trailing: int = 0
    several: bool = False
    listed: bool = False
    facts: bool = False
    mixed: bool = False


PROSE: Final = Parsed()
SEVERAL: Final = Parsed(several=True)


@lru_cache(maxsize=4096)
def parse_clause(
    text: str, names: frozenset[Name], billions: frozenset[int], labelled: bool
) -> Parsed:
    """The calculation in a clause. labelled: a name, a label or a sign says there must be one."""
    return _Reader(tokens(text), names, billions, labelled).read()


class _Reader:
    def __init__(
        self,
        line: tuple[Token, ...],
        names: Collection[Name],
        billions: frozenset[int],
        labelled: bool,
    ) -> None:
        self.tokens = line
        self.grammar = Grammar(line, names, billions)
        self.labelled = labelled
        self.beginnings = Beginnings(self.grammar.cursor, self.grammar.operands, labelled)
        self.prose = Prose(line, labelled)
        self.islands: list[Island] = []

    def read(self) -> Parsed:
        """What the clause says; never raises."""
        try:
            self._scan()
            return self._chosen()
        except LineRefused as refused:
            return Parsed(error=refused.message)
        except RecursionError:
            return Parsed(error="brackets nest too deep: split the line in two")

    def _scan(self) -> None:
        """Calculations from left to right; what lies between them is prose."""
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            self.grammar.cursor.at = at
            if self.beginnings.begins(token, at):
                end = self._island(at)
                if end > at:
                    at = end
                    continue
            elif token.kind == "op" and self._stray(at):
                raise LineRefused(self._complaint(at))
            elif token.text in ("€", "£"):
                before = at - 2 if magnitude(self.tokens[at - 1].text) is not None else at - 1
                if any(near.kind == "num" for near in self.tokens[max(0, before) : at + 2]):
                    self.grammar.operands.parse_operand()
            elif token.kind == "bad":
                self._bad(at)
            at += 1

    def _island(self, at: int) -> int:
        grammar = self.grammar
        notes = len(grammar.cursor.notes)
        grammar.depth = 0
        try:
            node = grammar.calculation()
        except LineRefused:
            if self._safe_prose(at) or self._code(at) or self._told_apart(at):
                del grammar.cursor.notes[notes:]
                return self._after_bracket(at)
            raise
        self.islands.append(Island(node, at, grammar.cursor.at))
        return grammar.cursor.at

    def _safe_prose(self, at: int) -> bool:
        """A bracket with words in it, in a sentence: a remark and no calculation."""
        end = self._after_bracket(at)
        if self.tokens[at].text != "(" or self.tokens[end - 1].text != ")":
            return False
        inner = self.tokens[at + 1 : end]
        named = any(t.kind == "word" for t in inner)
        told = inner[0].kind == "word" and bool(self.islands) and self.islands[-1].end == at
        return named and (told or not any(t.text in _OPERATORS for t in inner))

    def _code(self, at: int) -> bool:
        """Whether a number with an unknown word on it stands in a sentence ("5xx errors")."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if self.labelled or after is None or after.kind != "word" or not after.glued:
            return False
        others = [t for t in self.tokens if t.kind == "word" and t is not after]
        return bool(others) and not any(t.text in _OPERATORS for t in self.tokens)

    def _told_apart(self, at: int) -> bool:
        """Whether brackets that are no calculation tell what a labelled number is made of."""
        opened = self.tokens[at]
        if not self.labelled or opened.text != "(" or opened.glued or not self.islands:
            return False
        before = self.islands[-1]
        return before.end == at and isinstance(before.node, Number)

    def _after_bracket(self, at: int) -> int:
        depth = 0
        if self.tokens[at].text != "(":
            return at + 2
        for place in range(at, len(self.tokens)):
            depth += {"(": 1, ")": -1}.get(self.tokens[place].text, 0)
            if depth == 0:
                return place + 1
        return len(self.tokens)

    def _stray(self, at: int) -> bool:
        """Whether an operator with nothing to work on is an error and not punctuation."""
        token = self.tokens[at]
        ended = bool(self.islands) and self.islands[-1].end == at
        if token.text in _PAUSES:
            closes = token.glued or at + 1 == len(self.tokens)
            return ended and closes and token.text in _NEVER_AFTER
        before = self.tokens[at - 1] if at else None
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        numeric = any(near is not None and near.kind == "num" for near in (before, after))
        if token.text in _OPERATORS or token.text == "±":
            listed = before is not None and before.text in (",", ";") and token.text == "+"
            return (numeric or ended) and not listed
        if token.text == "/":
            return (numeric or ended) and not token.glued
        return token.text in ("%", ")", "(") and (
            ended or (self.labelled and len(self.tokens) == 1)
        )

    def _complaint(self, at: int) -> str:
        token = self.tokens[at]
        if token.text == ")":
            return "nothing opens this bracket: write ( where it begins"
        if token.text in _NEVER_AFTER:
            return f"{token.text} after a number says nothing here: take it out"
        return f"{token.text} has nothing to work on: write a number on both sides"

    def _bad(self, at: int) -> None:
        counts = self.tokens[at].text[:1].isdigit() or any(t.kind == "num" for t in self.tokens)
        if self.islands or self.labelled or counts:
            self.grammar.cursor.at = at
            self.grammar.operands.parse_operand()

    def _chosen(self) -> Parsed:
        islands = self.islands[:1]
        islands += [b for a, b in pairwise(self.islands) if not self._remark(a, b)]
        computing = [island for island in islands if computes(island.node)]
        if not islands:
            return PROSE
        chosen = islands[0]
        if len(islands) > 1:
            self._apart(islands)
            whole = None if self.labelled else joined(self.tokens, islands)
            if whole is not None:
                said = Note(NoteKind.JOINED, f"read as {said_of(whole)}")
                return Parsed(whole, "", (*self.grammar.cursor.notes, said))
            if len(computing) > 1:
                return SEVERAL
            self._left_out(islands, computing)
            if not computing and not self.prose.only_follow(islands[0]):
                return PROSE._replace(facts=True)
            chosen = computing[0] if computing else islands[0]
        self._named_before(chosen)
        leading = self.prose.words(0, chosen.start)
        if facts(chosen.node, leading > 0):
            return SEVERAL
        if self._alternatives(chosen) or self._shares(chosen):
            return PROSE
        trailing = self.prose.words(chosen.end, len(self.tokens))
        if not self.prose.safe(chosen, leading, trailing):
            return PROSE
        notes = (*self.grammar.cursor.notes, *self._passed_over(chosen))
        trailing += self._unread(chosen)
        rest = self.tokens[chosen.end :]
        listed = bool(rest) and trailing > 0 and rest[0].text in (",", ";")
        mixed = chosen is not islands[0]
        return Parsed(chosen.node, "", notes, leading, trailing, listed=listed, mixed=mixed)

    def _passed_over(self, chosen: Island) -> tuple[Note, ...]:
        """What is said of the first amount beside a calculation that it leaves out: `A × B, 2
        copies`. In brackets it tells where a number is from, and it may say what comes out."""
        if not computes(chosen.node):
            return ()
        for island in self.islands:
            amount = island.node
            if island is chosen or not isinstance(amount, Number):
                continue
            before = [token.text for token in self.tokens[: island.start + 1]]
            aside = before.count("(") > before.count(")")
            if not aside and not comes_to(chosen.node, amount):
                part = self.tokens[island.start : island.end]
                said = "".join(t.text if t.glued else f" {t.text}" for t in part).strip()
                told = f"{said} is left out: write a sign before it if it counts"
                return (Note(NoteKind.SPARE, told),)
        return ()

    def _alternatives(self, island: Island) -> bool:
        """Whether a slash stands between two amounts of a kind that are told apart by remarks:
        `128 kbps (stereo) / 64 kbps (speech)`."""
        node = island.node
        if not isinstance(node, Product) or [sign for sign, _ in node.factors] != [1, -1]:
            return False
        units_of = {f.unit for _, f in node.factors if isinstance(f, Number)}
        inside = [token.text for token in self.tokens[island.start : island.end]]
        return len(units_of) == 1 and units_of != {units.NONE} and inside.count("(") == 2

    def _shares(self, island: Island) -> bool:
        """Whether a slash in a sentence stands between two parts that nobody divides: `it is more
        like 90/10`, `see pages 12/13`."""
        if self.labelled or island.end - island.start == len(self.tokens):
            return False
        if island.start and self.tokens[island.start - 1].text.lower() in _NUMBERED:
            return True
        part = self.tokens[island.start : island.end]
        if [token.text for token in part[1:2]] != ["/"] or len(part) != 3:
            return False
        whole = all(t.kind == "num" and t.value.denominator == 1 for t in (part[0], part[2]))
        tight = part[1].glued and part[2].glued
        return whole and tight and max(part[0].value, part[2].value) <= _LARGEST_PART

    def _unread(self, island: Island) -> int:
        """Words an amount without a unit passed over ("2 RTT")."""
        node = island.node
        if not isinstance(node, Number) or node.unit or node.percent or node.times:
            return 0
        inside = self.tokens[island.start + 1 : island.end]
        return sum(token.kind == "word" and magnitude(token.text) is None for token in inside)

    def _named_before(self, island: Island) -> None:
        """Refuses `storage 5yr * 3` where storage may be a name that is spelled otherwise."""
        if not island.start or self.tokens[island.start].kind != "num":
            return
        token = self.tokens[island.start - 1]
        if token.kind != "word" or not computes(island.node):
            return
        said = token.text.lower()
        if said in LEADS or said in STOP or said in HEDGES:
            return
        before = word(said)
        if any(
            first == before and second.isdigit()
            for name in self.grammar.cursor.names
            for first, second in pairwise(name)
        ):
            number = self.tokens[island.start].text
            raise LineRefused(
                f"{token.text} {number} is not defined: write the name as it is above"
            )

    def _left_out(self, islands: list[Island], computing: list[Island]) -> None:
        """Refuses `cores at 70% / 8`, which would leave the value of the name before it out."""
        if not self.labelled or not computing:
            return
        for before, after in pairwise(islands):
            first = self.tokens[after.start]
            between = self.tokens[before.end : after.start]
            if after is not computing[0] or not between or computes(before.node):
                continue
            if first.kind == "num" and all(token.text.lower() in _JOINING for token in between):
                value, join, number = (
                    " ".join(token.text for token in part)
                    for part in (self.tokens[before.start : before.end], between, [first])
                )
                raise LineRefused(
                    f"{value} would be left out: write a sign instead of {join} before {number}"
                )

    def _remark(self, before: Island, after: Island) -> bool:
        """Whether a calculation in brackets tells where a size or a rate before it is from."""
        opened = self.tokens[after.start]
        if before.end != after.start or opened.text != "(" or opened.glued:
            return False
        node = before.node
        if not isinstance(node, Number):
            return False
        words = (t for t in self.tokens[after.start : after.end] if t.kind == "word")
        named = any(magnitude(t.text) is None and t.text not in "xX" for t in words)
        return units.dimension(node.unit) != units.BARE or (self.labelled and named)

    def _apart(self, islands: list[Island]) -> None:
        """Refuses `2(3 + 4)`, where a sign is missing between two calculations."""
        for before, after in pairwise(islands):
            if before.end == after.start and computes(after.node):
                opened = self.tokens[after.start].text
                if opened == "(":
                    raise LineRefused("no sign stands before the (: write × if you mean times")
