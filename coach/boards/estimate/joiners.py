"""What joins two factors: a sign, `of`, `x`, `times`, a size over a link, a multiple of a name."""

from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.cursor import Cursor
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.literals import Literals
from coach.boards.estimate.nodes import NameReference, Node, Number, Product
from coach.boards.estimate.parse_operand import Operands, is_number
from coach.boards.estimate.per_units import NOT_NOUNS, STOP
from coach.boards.estimate.refusal import LineRefused

CONVERTING: Final = frozenset(["in", "to", "as", "into"])
_MOST_LABELS: Final = 2
_SIZE: Final = (1, 0, 0)
_FLOW: Final = (1, -1, 0)
_RATE: Final = (0, -1, 0)
_STEPS: Final = frozenset("×/")
_SIGNS_AFTER: Final = frozenset("×/+)")
REFERRING: Final = frozenset(("avg", "average", "mean", "peak", "baseline", "normal", "current"))


class Joiners:
    """Reads at the cursor what stands between two factors of a product."""

    def __init__(self, cursor: Cursor, literals: Literals, operands: Operands) -> None:
        self.cursor = cursor
        self.literals = literals
        self.operands = operands
        self._ends_each = False

    def step(self, token: Token | None, last: Node, under: int = 1) -> int:
        """1 to multiply, -1 to divide, 0 to stop; the operator is taken."""
        if token is None:
            return 0
        if token.text in _STEPS and token.kind == "op":
            self.cursor.at += 1
            self.operand_must_follow(token)
            return -1 if token.text == "/" else 1
        if token.text in ("@", "at") and isinstance(last, Number):
            sign = self._at(last)
            self.cursor.at += abs(sign)
            return sign
        if token.kind == "word":
            low = token.text.lower()
            if low == "of" and (under < 0 or self._share(last)) and self.operands.operand_at(1):
                self.cursor.at += 1
                return 1
            if low == "in" and self._of_so_many(last):
                self.cursor.at += 1
                return -1
            if low in ("x", "times") and (
                self.operands.operand_at(1) or self._multiplies_name(low)
            ):
                self.cursor.at += 1
                return 1
            if low == "over" and self._sent_over(last):
                self.cursor.at += 1
                return -1
            if isinstance(last, Number) and last.times:
                return self._after_times()
            if isinstance(last, Number) and last.unit and self._labels():
                return self.step(self.cursor.peek(), last)
            if isinstance(last, Number) and last.unit:
                return self._labelled_at(last)
        opens = token.text in ("(", "$") or is_number(token)
        return int(isinstance(last, Number) and last.times and opens)

    def _of_so_many(self, last: Node) -> bool:
        """Whether `1 in 200` stands here, before `of` or a word: a share, and no unit asked for."""
        after, beyond = self.cursor.peek(1), self.cursor.peek(2)
        plain = isinstance(last, Number) and not (last.unit or last.percent or last.times)
        if not plain or after is None or not is_number(after) or beyond is None:
            return False
        whole = isinstance(last, Number) and last.value.denominator == 1
        return (
            whole
            and isinstance(last, Number)
            and last.value < after.value
            and (beyond.text.lower() == "of")
        )

    def _multiplies_name(self, sign: str) -> bool:
        """Whether the x of `50 x orders` stands before a name, known or not; not `10 x faster`."""
        token, after = self.cursor.peek(), self.cursor.peek(1)
        if sign != "x" or token is None or token.glued or after is None or after.glued:
            return False
        ahead = 1
        while ahead < 4 and self.cursor.is_word(ahead):
            word = self.cursor.peek(ahead)
            low = word.text.lower() if word is not None else ""
            if low in STOP or (ahead == 1 and low in NOT_NOUNS):
                break
            ahead += 1
        beyond = self.cursor.peek(ahead)
        return ahead > 1 and (beyond is None or beyond.text in _SIGNS_AFTER)

    def _sent_over(self, last: Node) -> bool:
        """`1 GB over 1 Gbps`: a size over a link is divided by it."""
        link = self._amount_ahead()
        if not isinstance(last, Number) or link is None:
            return False
        flows = units.dimension(link.unit) == _FLOW
        return flows and units.dimension(last.unit) == _SIZE

    def _amount_ahead(self) -> Number | None:
        """The amount behind the word at the cursor, nothing taken."""
        after = self.cursor.peek(1)
        if after is None or not (is_number(after) or after.text == "$"):
            return None
        mark, told = self.cursor.at, len(self.cursor.notes)
        self.cursor.at += 1
        amount = self.literals.literal()
        after = self.cursor.peek()
        self._ends_each = after is not None and after.text.lower() in ("each", "apiece")
        self.cursor.at = mark
        del self.cursor.notes[told:]
        return amount if isinstance(amount, Number) else None

    def _at(self, last: Number) -> int:
        """What `at` or @ does: `2M rows @ 300 B` and `20 boxes at $140` multiply, for each has
        that size or price; `800 GB at 100 MB/s` and `1,000 rows at 50 rows/s` divide by what goes
        on; all else is a remark."""
        ahead = self._amount_ahead()
        if ahead is None or last.percent or not last.unit:
            return 0
        have, each = units.dimension(last.unit), units.dimension(ahead.unit)
        nouns = units.nouns_of(last.unit)
        if have == _SIZE and each == _FLOW:
            return -1
        if each[units.MONEY] == 1 and have[units.MONEY] == 0:
            return 1
        if have == units.BARE and each == _RATE and nouns == units.nouns_of(ahead.unit):
            return -1
        apiece = self.cursor.is_op("@") or self._ends_each
        sized = apiece and each == _SIZE and have in (units.BARE, _RATE)
        return int(sized and bool(nouns))

    def _after_times(self) -> int:
        """`3x avg` multiplies; `3x replication` only says what the three are."""
        if self.cursor.known():
            return 1
        token = self.cursor.peek()
        if token is not None and token.text.lower() == "the" and self.cursor.known(1):
            self.cursor.at += 1
            return 1
        if token is not None and token.text.lower() in REFERRING and not self._listed():
            return 1
        while self.cursor.is_word() and not self.cursor.known():
            word = self.cursor.peek()
            if word is None or word.text.lower() in (*CONVERTING, "for", "x", "per"):
                break
            self.cursor.at += 1
        token = self.cursor.peek()
        if token is None or token.kind != "op" or token.text not in _STEPS:
            return 0
        self.cursor.at += 1
        self.operand_must_follow(token)
        return -1 if token.text == "/" else 1

    def _labelled_at(self, last: Number) -> int:
        """Takes one word or two that say what an amount is, before `at`: `200 GB table at 50
        MB/s`, `1,000 tokens out at 50 tok/s`."""
        mark, told = self.cursor.at, len(self.cursor.notes)
        for _ in range(_MOST_LABELS):
            token = self.cursor.peek()
            if token is None or token.kind != "word" or token.text.lower() in STOP:
                break
            if self.cursor.known():
                break
            self.cursor.at += 1
            at = self.cursor.peek()
            if at is not None and at.text in ("at", "@"):
                sign = self._at(last)
                if sign:
                    self.cursor.at += 1
                    return sign
        self.cursor.at = mark
        del self.cursor.notes[told:]
        return 0

    def _listed(self) -> bool:
        """Whether the multiple before the cursor stands after a comma, as in `12k rps, 3x peak`."""
        at = self.cursor.at - 1
        while at > 0 and self.cursor.tokens[at].kind != "num":
            at -= 1
        return at > 0 and self.cursor.tokens[at - 1].text == ","

    def _labels(self) -> bool:
        """Takes words that say what an amount is, before an operator ("30d retention × 2 TB/d")."""
        ahead = 0
        while ahead < 4 and self.cursor.is_word(ahead):
            token = self.cursor.peek(ahead)
            if token is None or token.text.lower() in STOP or self.cursor.known(ahead):
                return False
            if token.text[1:].isdigit():
                return False
            ahead += 1
        token = self.cursor.peek(ahead)
        if token is None or token.text not in ("×", "/", "+", "-"):
            return False
        if token.text in ("/", "-") and token.glued:
            return False
        self.cursor.at += ahead
        return True

    def _share(self, last: Node) -> bool:
        if isinstance(last, Number):
            return last.percent or last.times or (not last.unit and abs(last.value) < 1)
        return isinstance(last, Product | NameReference)

    def operand_must_follow(self, operator: Token) -> None:
        """Refuses an operator that nothing to compute with follows; it is taken already."""
        token = self.cursor.peek()
        if token is None:
            raise LineRefused(f"nothing stands after the {operator.text}: write what to use there")
        if token.text == "%" and self.cursor.known(1):
            return
        if token.text in _STEPS or token.text in (")", "^", "%"):
            raise LineRefused(
                f"{operator.text} and {token.text} stand together: write a number between them"
            )
