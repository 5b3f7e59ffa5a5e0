"""The smallest parts of a calculation: numbers, brackets, names, functions."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.below import STOP
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.literals import Literals
from coach.boards.estimate.names import Name, loose, match, words_at
from coach.boards.estimate.nodes import Call, Node, Number, Product, Reference
from coach.boards.estimate.nouns import noun, words
from coach.boards.estimate.refusal import Refused

FUNCTIONS: Final = words(
    "ceil floor round sqrt min max log2 log10 abs sum avg average mean roundup"
)
_LOGARITHMS: Final = frozenset(("log", "ln"))
HEDGES: Final = words(
    "about around approx approximately roughly nearly almost say circa ca over under"
)
_HEDGE_SIGNS: Final = frozenset("~≈<>≤≥")
SHARES: Final = {"half": Fraction(1, 2), "twice": Fraction(2), "double": Fraction(2)}


class Operands(Literals):
    """Reads operands at the cursor; what may stand in brackets comes from the grammar above it."""

    def __init__(
        self, tokens: Sequence[Token], names: Collection[Name], billions: frozenset[int]
    ) -> None:
        super().__init__(tokens, names, billions)
        self.depth = 0

    def calls(self) -> bool:
        """Whether a function stands at the cursor; `log (5 KB)` and `average (text)` are none."""
        token, after = self.peek(), self.peek(1)
        if token is None or after is None or after.text != "(":
            return False
        low = token.text.lower()
        if after.glued:
            return low in FUNCTIONS or low in _LOGARITHMS
        return low in FUNCTIONS and (self.operand_at(2) or self.is_op("-", 2))

    def calculation(self) -> Node:
        """A whole calculation, for brackets and arguments."""
        raise NotImplementedError

    def factor(self) -> Node:
        """An operand with its sign and power."""
        raise NotImplementedError

    def operand_at(self, ahead: int) -> bool:
        """Whether something to compute with begins so many tokens ahead."""
        token = self.peek(ahead)
        if token is None:
            return False
        if is_number(token) or token.text in ("(", "$") or token.text in _HEDGE_SIGNS:
            return True
        return token.kind == "word" and (
            self.known(ahead)
            or token.text in FUNCTIONS
            or token.text in _LOGARITHMS
            or (token.text.lower() in ("the", "all", "our") and self.operand_at(ahead + 1))
        )

    def operand(self) -> Node:
        self._hedged()
        token = self.peek()
        if token is None:
            raise Refused("the line ends where a number should stand")
        if is_number(token) or token.text == "$":
            return self.literal()
        if token.text == "(":
            return self._group()
        if token.text == "×" and (after := self.peek(1)) is not None and is_number(after):
            self.at += 1
            return self.literal()
        if token.kind == "word":
            return self._word(token)
        if token.kind == "bad":
            raise Refused(_strange(token))
        if token.text in ("€", "£"):
            raise Refused(f"only $ is known as money, not {token.text}: write $")
        raise Refused(f"{token.text} stands where a number should: write a number or a name there")

    def _hedged(self) -> None:
        while (token := self.peek()) is not None and (
            (token.kind == "op" and token.text in _HEDGE_SIGNS)
            or (token.kind == "word" and token.text.lower() in HEDGES and not self.known())
        ):
            self.at += 1

    def _group(self) -> Node:
        self.at += 1
        node = self.calculation()
        self._skip_words()
        if not self.is_op(")"):
            raise Refused("a bracket is not closed: write ) where it ends")
        self.at += 1
        return self._closed_unit(node)

    def _closed_unit(self, node: Node) -> Node:
        """`(280 + 30) bytes`: a unit after brackets belongs to what they hold."""
        token = self.peek()
        if token is None:
            return node
        if token.text == "(" or is_number(token):
            if self._is_note():
                return node
            raise Refused(f"no sign stands before {token.text}: write × if you mean times")
        if token.text == "%":
            self.at += 1
            return Product(((1, node), (1, Number(Fraction(1, 100), percent=True))))
        if token.text == "/" and not self._unit_follows():
            return node
        if token.kind == "word" and (token.text.lower() in STOP or self.known()):
            return node
        if token.kind != "word" and token.text != "/":
            return node
        if token.glued and units.lookup(token.text) is None and noun(token.text) is None:
            return node
        number = self._measured(Number(Fraction(1)))
        if number == Number(Fraction(1)):
            return node
        return Product(((1, node), (1, number)))

    def _unit_follows(self) -> bool:
        after = self.peek(1)
        if after is None or after.kind != "word" or self.known(1):
            return False
        return units.lookup(after.text) is not None or noun(after.text) is not None

    def _is_note(self) -> bool:
        after = self.peek(1)
        return self.is_op("(") and after is not None and after.kind == "word"

    def _skip_words(self) -> None:
        while self.is_word() or self.is_op(".") or self.is_op(","):
            self.at += 1

    def _word(self, token: Token) -> Node:
        low = token.text.lower()
        after = self.peek(1)
        if self.calls():
            return self._call(low)
        found = match(self.tokens, self.at, self.names)
        if found is not None:
            self.at = found[1]
            return self._referred(Reference(found[0], " ".join(found[0])))
        if low in SHARES and self.operand_at(2 if after and after.text == "of" else 1):
            self.at += 2 if after and after.text == "of" else 1
            return Product(((1, Number(SHARES[low])), (1, self.factor())))
        bracketed = self._counted_in_brackets()
        if bracketed is not None:
            return bracketed
        return self._loose(token)

    def _referred(self, reference: Reference) -> Node:
        """Words after a name that belong to it are passed over ("peak rps", "DAU (users)")."""
        while (token := self.peek()) is not None and token.kind == "word":
            if token.text.lower() in STOP and token.text.lower() not in ("per",):
                break
            if self.known():
                break
            if token.text.lower() == "per" and not self.is_word(1):
                break
            self.at += 1
        if self._is_note():
            self._note()
        return reference

    def _counted_in_brackets(self) -> Node | None:
        """`UserID (4 bytes)`: the words say what the amount in the brackets is."""
        ahead = 1
        while ahead < 6 and self.is_word(ahead):
            ahead += 1
        inner = self.peek(ahead + 1)
        if not self.is_op("(", ahead) or inner is None or not is_number(inner):
            return None
        mark = self.at
        self.at += ahead
        try:
            return self._group()
        except Refused:
            self.at = mark
            return None

    def _loose(self, token: Token) -> Node:
        run = words_at(self.tokens, self.at)
        words: list[str] = []
        end = self.at
        for word, after in run:
            if word.isdigit() or (word in STOP and word != "per" and words):
                break
            words.append(word)
            end = after
        found = loose(words, self.names) if self.names else None
        if found is None:
            raise Refused(unknown(" ".join(t.text for t in self.tokens[self.at : end]), self.names))
        said = " ".join(t.text for t in self.tokens[self.at : end])
        self.at = end
        self.notes.append(f"{said} read as {' '.join(found)}")
        return self._referred(Reference(found, said))

    def _call(self, function: str) -> Node:
        self.at += 2
        arguments = [self.calculation()]
        while self.is_op(",") or self.is_op(";"):
            self.at += 1
            arguments.append(self.calculation())
        self._skip_words()
        if not self.is_op(")"):
            raise Refused(f"the bracket of {function}( is not closed: write ) where it ends")
        self.at += 1
        node: Node = Call(function, tuple(arguments))
        return self._closed_unit(node)


def is_number(token: Token) -> bool:
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
    near = next(
        (" ".join(name) for name in names if name and low and name[0][:3] == low[0][:3]), None
    )
    hint = f"did you mean {near}?" if near else f"write {said} = … on a line of its own"
    return f"{said} is not defined: {hint}"
