"""The smallest parts of a calculation: numbers, brackets, names, functions."""

from collections.abc import Collection
from fractions import Fraction
from typing import Final, Protocol

from coach.boards.estimate import units
from coach.boards.estimate.cursor import Cursor
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.literals import Literals
from coach.boards.estimate.names import Name, loose, match, words_at
from coach.boards.estimate.nodes import (
    Conversion,
    FunctionCall,
    NameReference,
    Node,
    Number,
    Product,
)
from coach.boards.estimate.note import NoteKind
from coach.boards.estimate.nouns import noun, words
from coach.boards.estimate.numerals import Numerals
from coach.boards.estimate.per_units import STOP
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.unit_phrases import Measures

FUNCTIONS: Final = words(
    "ceil floor round sqrt min max log2 log10 abs sum avg average mean roundup"
)
_LOGARITHMS: Final = frozenset(("log", "ln"))
HEDGES: Final = words(
    "about around approx approximately roughly nearly almost say circa ca over under"
)
_EACH: Final = frozenset(("each", "apiece", "per", "every"))
_HEDGE_SIGNS: Final = frozenset("~≈<>≤≥")
SHARES: Final = {"half": Fraction(1, 2), "twice": Fraction(2), "double": Fraction(2)}
_COUNTS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SPELLED: Final = {word: Fraction(number) for number, word in enumerate(_COUNTS, 2)}
"""Counts that are spelled out: what stands after them is there so many times."""

SPELLED_TIMES: Final = {"one": Fraction(1), **SPELLED}


class Expressions(Protocol):
    """The grammar above the operands, which brackets, arguments and shares lead back to."""

    def calculation(self) -> Node:
        """A whole calculation, for brackets and arguments."""
        ...

    def factor(self) -> Node:
        """An operand with its sign and power."""
        ...


class Operands:
    """Reads operands at the cursor; what may stand in brackets is read by `expressions`."""

    def __init__(
        self,
        cursor: Cursor,
        measures: Measures,
        numerals: Numerals,
        literals: Literals,
        expressions: Expressions,
    ) -> None:
        self.cursor = cursor
        self.measures = measures
        self.numerals = numerals
        self.literals = literals
        self.expressions = expressions

    def calls(self) -> bool:
        """Whether a function stands at the cursor; `log (5 KB)` and `average (text)` are none."""
        token, after = self.cursor.peek(), self.cursor.peek(1)
        if token is None or after is None or after.text != "(":
            return False
        low = token.text.lower()
        if after.glued:
            return low in FUNCTIONS or low in _LOGARITHMS
        if self.cursor.at and self.cursor.tokens[self.cursor.at - 1].text.lower() == "on":
            return False
        return low in FUNCTIONS and (self.operand_at(2) or self.cursor.is_op("-", 2))

    def operand_at(self, ahead: int) -> bool:
        """Whether something to compute with begins so many tokens ahead."""
        token = self.cursor.peek(ahead)
        if token is None:
            return False
        if is_number(token) or token.text in ("(", "$") or token.text in _HEDGE_SIGNS:
            return True
        return token.kind == "word" and (
            self.cursor.known(ahead)
            or token.text in FUNCTIONS
            or token.text in _LOGARITHMS
            or (token.text.lower() in ("the", "all", "our") and self.operand_at(ahead + 1))
        )

    def spelled_time(self, ahead: int) -> bool:
        """Whether `one year` or `three months` stands so many tokens ahead."""
        count, unit = self.cursor.peek(ahead), self.cursor.peek(ahead + 1)
        if count is None or unit is None or count.text.lower() not in SPELLED_TIMES:
            return False
        scaled = units.lookup(unit.text) if unit.kind == "word" else None
        return scaled is not None and units.dimension(scaled[0]) == (0, 1, 0)

    def parse_operand(self) -> Node:
        """The number, name, function or bracket at the cursor; Refused where none stands there."""
        self._hedged()
        token = self.cursor.peek()
        if token is None:
            raise LineRefused("the line ends where a number should stand")
        if is_number(token) or token.text == "$":
            return self.literals.literal()
        if token.text == "(":
            return self._group()
        if token.text == "×" and (after := self.cursor.peek(1)) is not None and is_number(after):
            self.cursor.at += 1
            return self.literals.literal()
        if token.kind == "word":
            return self._word(token)
        if token.kind == "bad":
            raise LineRefused(_strange(token))
        if token.text in ("€", "£"):
            raise LineRefused(f"only $ is known as money, not {token.text}: write $")
        raise LineRefused(
            f"{token.text} stands where a number should: write a number or a name there"
        )

    def _hedged(self) -> None:
        while (token := self.cursor.peek()) is not None and (
            (token.kind == "op" and token.text in _HEDGE_SIGNS)
            or (token.kind == "word" and token.text.lower() in HEDGES and not self.cursor.known())
            or (token.text == "%" and self.cursor.known(1))
        ):
            self.cursor.at += 1

    def _group(self) -> Node:
        self.cursor.at += 1
        node = self.expressions.calculation()
        self._skip_words()
        if not self.cursor.is_op(")"):
            raise LineRefused("a bracket is not closed: write ) where it ends")
        self.cursor.at += 1
        return self.with_closing_unit(node)

    def with_closing_unit(self, node: Node) -> Node:
        """`(280 + 30) bytes`: a unit after brackets belongs to what they hold."""
        token = self.cursor.peek()
        if token is None:
            return node
        if token.text == "(" or is_number(token):
            if self._is_note():
                return node
            raise LineRefused(f"no sign stands before {token.text}: write × if you mean times")
        if token.text == "%":
            self.cursor.at += 1
            return Product(((1, node), (1, Number(Fraction(1, 100), percent=True))))
        if token.text == "/" and not self._unit_follows():
            return node
        if token.kind == "word" and (token.text.lower() in STOP or self.cursor.known()):
            return node
        if token.kind != "word" and token.text != "/":
            return node
        worded = token.text == "/" or units.lookup(token.text) or noun(token.text)
        if token.glued and not worded:
            return node
        if token.text == "/":
            below, scale = self.measures.below.tail()
            number = Number(scale, below)
        else:
            number = self.numerals.measured(Number(Fraction(1)))
        if number == Number(Fraction(1)):
            return node
        return Product(((1, node), (1, number)))

    def _unit_follows(self) -> bool:
        after = self.cursor.peek(1)
        if after is None or after.kind != "word" or self.cursor.known(1):
            return False
        return units.lookup(after.text) is not None or noun(after.text) is not None

    def _is_note(self) -> bool:
        after = self.cursor.peek(1)
        return self.cursor.is_op("(") and after is not None and after.kind == "word"

    def _skip_words(self) -> None:
        while self.cursor.is_word() or self.cursor.is_op(".") or self.cursor.is_op(","):
            self.cursor.at += 1

    def _word(self, token: Token) -> Node:
        low = token.text.lower()
        after = self.cursor.peek(1)
        if self.calls():
            return self._call(low)
        known = match(self.cursor.tokens, self.cursor.at, self.cursor.names)
        if known is not None:
            self.cursor.at = known[1]
            return self._referred(NameReference(known[0], " ".join(known[0])))
        if low in SHARES and self.operand_at(2 if after and after.text == "of" else 1):
            self.cursor.at += 2 if after and after.text == "of" else 1
            return Product(((1, Number(SHARES[low])), (1, self.expressions.factor())))
        if low in SPELLED and after is not None and is_number(after):
            self.cursor.at += 1
            return Product(((1, Number(SPELLED[low])), (1, self.expressions.factor())))
        if self.spelled_time(0):
            self.cursor.at += 1
            return self.numerals.measured(Number(SPELLED_TIMES[low]))
        bracketed = self._counted_in_brackets()
        if bracketed is not None:
            return bracketed
        return self._loose(token)

    def _referred(self, reference: NameReference) -> Node:
        """Words after a name that belong to it are passed over ("peak rps", "DAU (users)").

        A time after `per` or a slash is what it is converted to: `writes per second`.
        """
        timed = self._per_time(reference)
        if timed is not None:
            return timed
        if self.cursor.is_op("%"):
            self.cursor.at += 1
        while (token := self.cursor.peek()) is not None and token.kind == "word":
            if token.text.lower() in STOP and token.text.lower() not in ("per",):
                break
            if self.cursor.known():
                break
            if token.text.lower() == "per" and not self.cursor.is_word(1):
                break
            self.cursor.at += 1
        if self._is_note():
            self.measures.pass_note()
        return reference

    def _per_time(self, reference: NameReference) -> Conversion | None:
        """The name at hand per the time at the cursor; None, nothing taken, where none stands."""
        token, after = self.cursor.peek(), self.cursor.peek(1)
        said = "" if token is None else token.text.lower()
        if said not in ("per", "/") or after is None or after.kind != "word":
            return None
        mark = self.cursor.at
        if not self.cursor.known(1):
            below, scale = self.measures.below.tail()
            timed = len(below) == 1 and units.KINDS.get(below[0][0]) == units.TIME
            if timed and "per" not in reference.name:
                return Conversion(reference, below, scale, said=said)
        self.cursor.at = mark
        return None

    def _counted_in_brackets(self) -> Node | None:
        """`UserID (4 bytes)`: the words say what the amount in the brackets is, and may count it:
        `two ids (8 bytes each)`."""
        ahead = 1
        while ahead < 6 and self.cursor.is_word(ahead):
            ahead += 1
        inner = self.cursor.peek(ahead + 1)
        if not self.cursor.is_op("(", ahead) or inner is None or not is_number(inner):
            return None
        mark = self.cursor.at
        counts = [t.text for t in self.cursor.tokens[mark : mark + ahead] if _spelled(t)]
        self.cursor.at += ahead
        try:
            node = self._group()
        except LineRefused:
            self.cursor.at = mark
            return None
        if not counts:
            return node
        inside = {token.text.lower() for token in self.cursor.tokens[mark + ahead : self.cursor.at]}
        if len(counts) > 1 or inside.isdisjoint(_EACH):
            raise LineRefused(
                f"{counts[0]} of them, each or in all? Write {counts[0]} × the size, or the sum"
            )
        return Product(((1, Number(SPELLED[counts[0].lower()])), (1, node)))

    def _loose(self, token: Token) -> Node:
        run = words_at(self.cursor.tokens, self.cursor.at)
        words: list[str] = []
        end = self.cursor.at
        for word, after in run:
            if word.isdigit() or (word in STOP and word != "per" and words):
                break
            words.append(word)
            end = after
        name = loose(words, self.cursor.names) if self.cursor.names else None
        if name is None:
            raise LineRefused(
                unknown(
                    " ".join(t.text for t in self.cursor.tokens[self.cursor.at : end]),
                    self.cursor.names,
                )
            )
        said = " ".join(t.text for t in self.cursor.tokens[self.cursor.at : end])
        self.cursor.at = end
        self.cursor.note(NoteKind.NAME, f"{said} read as {' '.join(name)}")
        return self._referred(NameReference(name, said))

    def _call(self, function: str) -> Node:
        self.cursor.at += 2
        arguments = [self.expressions.calculation()]
        while self.cursor.is_op(",") or self.cursor.is_op(";"):
            self.cursor.at += 1
            arguments.append(self.expressions.calculation())
        self._skip_words()
        if not self.cursor.is_op(")"):
            raise LineRefused(f"the bracket of {function}( is not closed: write ) where it ends")
        self.cursor.at += 1
        node: Node = FunctionCall(function, tuple(arguments))
        return self.with_closing_unit(node)


def _spelled(token: Token) -> bool:
    return token.text.lower() in SPELLED


def is_number(token: Token) -> bool:
    """Whether a token is a number."""
    return token.kind == "num"


def _strange(token: Token) -> str:
    shown = token.text if token.text.isprintable() else f"U+{ord(token.text[0]):04X}"
    if token.text[:1].isdigit() and not token.text.isascii():
        return f"{shown} is not a digit this sheet reads: write 0 to 9"
    if token.text[:1].isdigit():
        return f"{token.text} is too large: exponents go to 60"
    return f"the character {shown} cannot be read here: take it out"


def unknown(said: str, names: Collection[Name]) -> str:
    """The message for a name nobody defined, with the nearest one that is."""
    low = said.lower().split()
    alike = (name for name in names if name and low and name[0][:3] == low[0][:3])
    near = " ".join(min(alike, default=()))
    hint = f"did you mean {near}?" if near else f"write {said} = … on a line of its own"
    return f"{said} is not defined: {hint}"
