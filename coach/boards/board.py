"""The board contract: one text document of the candidate's with a live view beside it.

A board is an object with the four functions of `Board`. Text is the only thing stored; the model
is whatever parse makes of it and is thrown away with the text. Nothing here does I/O.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar, runtime_checkable

from coach.frozen import dataclass

if TYPE_CHECKING:
    from fractions import Fraction


class Severity(StrEnum):
    """How much a finding matters; no finding ever blocks drawing."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start..end (end excluded) of a board's text, counted from 0."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a board noticed: a stable code, a sentence, and the text it is about.

    `source` names where the rule comes from (a standard, a guideline), "" where it is our own.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    source: str = ""


Cell: TypeAlias = tuple[str, str]
"""Text and the name of its role: box, edge, arrow, label, group, mark, error, dim, value ..."""

Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A named value of the estimate sheet: exact, in the unit written (`req/s`, `GB`, "")."""

    name: str
    value: "Fraction"
    unit: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a board may know of the others: the sheet's values and the boards' texts by name."""

    values: Mapping[str, Known] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


ModelT = TypeVar("ModelT")


class Board(Protocol[ModelT]):
    """What every board can do. All four are pure and deterministic."""

    name: str
    title: str
    formats: tuple[str, ...]

    def parse(self, text: str) -> ModelT:
        """Never raises on user text; what cannot be read is a finding with a span."""
        ...

    def findings(self, model: ModelT, context: Context) -> tuple[Finding, ...]:
        """What is wrong or worth a remark, errors first, in the order of the text."""
        ...

    def draw(self, model: ModelT, width: int, height: int) -> tuple[Row, ...]:
        """Rows of cells, at most width cells wide where it can be done; height is advice."""
        ...

    def export(self, model: ModelT, format: str) -> str:
        """The text of one of `formats`; a format of other boards raises UsageError."""
        ...


@runtime_checkable
class Judging(Protocol):
    """A board whose drawing says what it finds, and which can be drawn without that."""

    def draw_unjudged(self, model: Any, width: int, height: int) -> tuple[Row, ...]:
        """As `draw`, without a word on what is wrong or lacking."""
        ...


AnyBoard: TypeAlias = Board[Any]
Way: TypeAlias = tuple[tuple[str, ...], str]
"""How a picture came to be: the earlier texts it has grown over, and where its arrows lead ("auto",
"td" or "lr", as in Mermaid)."""
AFRESH: Way = ((), "auto")
PAGE_COLUMNS, PAGE_ROWS = 100, 60
"""The room that a drawing has where no window says how much there is: in the transcript, exports,
and what programs are told. The same `Way` in the same room gives the same picture."""


def plain(rows: tuple[Row, ...]) -> str:
    """Rows as text lines without roles, trailing spaces dropped."""
    return "\n".join("".join(text for text, _ in row).rstrip() for row in rows)
