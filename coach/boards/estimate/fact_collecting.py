"""The amounts of a line in words as they are collected: the words since the last one go with it."""

from collections.abc import Sequence
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.grammar import Grammar
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.nodes import Node, Number, Product, Sum
from coach.boards.estimate.nouns import is_capacity, noun, singular, words
from coach.boards.estimate.parse_operand import is_number
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.spoken_fact import SpokenFact, counted, family_of, plain_unit
from coach.boards.estimate.spoken_words import FUNCTION, TURNING
from coach.boards.estimate.units import BARE, NONE, Unit

_COPIES: Final = words("replica copy mirror version")
_FACTORS: Final = tuple((word,) for word in ("rf", "factor", "copies", "amplification", "fanout"))
_LAID: Final = words("over on onto into across in")
_OF_THEM: Final = "them"
LONGEST_GAP: Final = 4
"""So many open words may stand between two amounts."""
_TIMED: Final = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year",
}  # fmt: skip


class FactCollector:
    """What is known of a line up to its cursor."""

    def __init__(self, line: Sequence[Token], billions: frozenset[int]) -> None:
        self.line = line
        self.grammar = Grammar(line, frozenset(), billions)
        self.cursor = self.grammar.cursor
        self.lead: list[str] = []
        self.paused = True
        self.of, self.soft = "", False
        self.adding = 0
        self.each_of = False
        self.of_next = ""
        self.out: list[SpokenFact] = []

    def _is(self, text: str, ahead: int) -> bool:
        token = self.cursor.peek(ahead)
        return token is not None and token.text.lower() == text

    def _number(self, ahead: int) -> bool:
        token = self.cursor.peek(ahead)
        return token is not None and (is_number(token) or token.text == "$")

    def _said(self, start: int) -> str:
        part = self.line[start : self.cursor.at]
        return "".join(t.text if t.glued else f" {t.text}" for t in part).strip()

    def _literal(self) -> Node | None:
        try:
            return self.grammar.literals.literal()
        except LineRefused:
            return None

    def _add(
        self, node: Node, unit: Unit, said: str, sign: int = 0, *, of: str = "", soft: bool = False,
        share: bool = False, scalar: bool = False,
    ) -> None:  # fmt: skip
        if self.adding:
            self._added(node, unit, said)
            return
        lead = tuple(self.lead)
        listed = lead[-1:] == ("and",) and not self.paused and bool(self.out)
        if "x" in lead[:-1] or (listed and self.out[-1].size == units.dimension(unit)):
            raise LineRefused("a name, or a sum")
        often = _TIMED.get(lead[-1]) if lead else None
        if often and isinstance(node, Number) and units.dimension(unit) in (BARE, (1, 0, 0)):
            unit = units.merge(unit, ((often, -1),))
            node = node._replace(unit=units.merge(node.unit, ((often, -1),)))
        if len([word for word in lead if word not in FUNCTION]) > LONGEST_GAP:
            raise LineRefused("a sentence")
        of, soft, sign = self._shared(lead, of, soft, sign)
        nouns = family_of(unit)
        copies = {symbol for symbol, power in nouns if power > 0} & _COPIES
        factor = not unit and lead[-1:] in _FACTORS
        if (copies and units.dimension(unit) == units.BARE) or factor:
            nouns, sign, scalar = NONE, 1, True
        if isinstance(node, Product | Sum) and not nouns and not sign:
            sign = 1
        self.out.append(
            SpokenFact(
                node,
                nouns,
                lead,
                paused=self.paused,
                sign=sign,
                of=of or self.of,
                soft=soft or self.soft,
                share=share,
                scalar=scalar,
                said=said.strip(),
            )
        )
        self.lead, self.paused = [], False
        self.of, self.soft, self.of_next = self.of_next, False, ""
        if self.each_of:
            self._each_of()
            self.of, self.of_next = self.of_next, ""

    def _added(self, node: Node, unit: Unit, said: str) -> None:
        """Adds an amount to the one before it, or takes it away: `6 KB header + 44 KB body`."""
        last = self.out[-1] if self.out else None
        if last is None or units.dimension(last.unit) != units.dimension(unit) or last.share:
            raise LineRefused("unlike")
        if len(self.lead) > LONGEST_GAP or last.scalar or len(last.unit) != 1 or len(unit) != 1:
            raise LineRefused("unlike")
        before = last.node.terms if isinstance(last.node, Sum) else ((1, last.node),)
        sign = "+" if self.adding > 0 else "-"
        whole = Sum((*before, (self.adding, node)))
        told = f"{last.said} {sign} {said}".replace("(", "").replace(")", "")
        self.out[-1] = last._replace(node=whole, said=f"({told})", summed=True)
        self.lead, self.adding, self.of, self.soft = [], 0, "", False

    @staticmethod
    def _shared(lead: tuple[str, ...], of: str, soft: bool, sign: int) -> tuple[str, bool, int]:
        """What a size is of that all is laid out on: `over shards of 200 GB`, `on 96 GB boxes`."""
        if not _LAID & set(lead):
            return of, soft, sign
        if soft and is_capacity(of):
            return of, False, -1
        if len(lead) > 1 and lead[-1] == "of" and noun(lead[-2]) and lead[-2].endswith("s"):
            return counted(lead[-2]), False, -1
        return of, soft, sign

    def _each_of(self) -> None:
        """`3 readings from each of 2M meters`, `each of 400 cameras sends 2 Mbit/s`."""
        self.each_of = False
        named = self.out[-1].counts
        if not named:
            raise LineRefused("each of what")
        if len(self.out) > 1:
            self.out[-2] = self.out[-2]._replace(of=named, soft=False)
        else:
            self.of_next = named

    def counted_of(self, node: Number, said: str, start: int) -> None:
        """Adds an amount, with the noun behind it that no list knows, or the one a size is of."""
        unit, of = node.unit, ""
        token = self.cursor.peek()
        low = token.text.lower() if token is not None and token.kind == "word" else ""
        plain = low.isalpha() and low not in FUNCTION and low not in TURNING
        named = plain and (noun(low) is not None or (low.endswith("s") and len(low) > 3))
        if not unit and low == "of" and self._is(_OF_THEM, 1):
            self.cursor.at += 2
            unit = ((_OF_THEM, 1),)
        elif not unit and named:
            self.cursor.at += 1
            unit = ((singular(low), 1),)
        elif named and plain_unit(unit) and units.lookup(low) is None:
            self.cursor.at += 1
            of = counted(low)
        if self.of and not of:
            self._add(node, unit, self._said(start) or said)
            return
        self._add(node, unit, self._said(start) or said, of=of, soft=bool(of))
