"""The columns of a sheet: where its header stands and what the titles say.

A header is a line `scenarios: now | 6 months | 1 year`, the first row of a Markdown table, or such
a row without the rule under it where its titles are all times or multiples. A title is read twice:
as a time from today in months (a month is a twelfth of a year of 365 days) and as a multiple of
today's load.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import takewhile
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.expressions import ready
from coach.boards.estimate.lexer import normalise
from coach.boards.estimate.nouns import words
from coach.tuples import NamedTuple

MOST_COLUMNS: Final = 8
_LONGEST: Final = 400
_LOOK: Final = 40
"""How many rows below a heading are looked at to see whether they hold amounts."""
_OTHER_HEADS: Final = words(
    "formula result value unit units note notes comment comments calculation assumption source why"
    " description type math how"
)
_AMOUNT: Final = re.compile(
    r"^[*`~≈_\s]*(?:$|[-–—?_.]|tb[da]\b|n/?a\b|\$?\s*[0-9.])", re.IGNORECASE
)
_LABELLED: Final = re.compile(
    r"^\s*(?:[-*•>]\s+)?\**(?:scenarios?|columns)\**\s*[:=]\**\s*(.*)$", re.IGNORECASE
)
_NOW: Final = frozenset(("now", "today", "current", "currently", "baseline", "present"))
_AS_TODAY: Final = _NOW | {"normal"}
_COUNTED: Final[dict[str, int | Fraction]] = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "five": 5,
    "half a": Fraction(1, 2),
}
_TIME: Final = (
    r"(?:^|(?P<lead>[a-z]+)\s+|\+\s*|[(,:-]\s*)"
    r"(?P<count>[0-9]+(?:\.[0-9]+)?|half an?|an?|one|two|three|five)[ -]*"
    r"(?P<unit>days?|d|weeks?|wks?|wk|months?|mos?|mths?|quarters?|years?|yrs?|y)\b(?!/)"
)  # fmt: skip
_MEASURED: Final = r"[0-9]\s?[kKMGTPE]i?[bB]\b|[0-9]\s?\w+\s?/\s?\w"
"""An amount that is no title: `4 PB/day × 365` in a row of results."""
_NEXT: Final = {"next month": 1, "next quarter": 3, "next year": 12}
_NO_LEAD: Final = frozenset(("for", "last", "every", "per", "of", "first", "past", "within"))
_TIMES: Final = (
    r"(?<![\w.,/])(?P<before>[0-9]+(?:\.[0-9]+)?)\s*[x×](?![a-z0-9/]|\s*(?:[0-9]|per\b))"
    r"|(?<![\w.])(?<![0-9] )[x×]\s*(?P<after>[0-9]+(?:\.[0-9]+)?)(?![\w.])"
)
SPIKE: Final = Fraction(10)
"""What a spike multiplies the load by where its title says no multiple: the workflow document's
`Spike: Sudden 10x`."""
_RULER: Final = frozenset("|-: +")


class SheetColumn(NamedTuple):
    """One column: its title, its time from today in months, its multiple of today's load.

    months and load are None where the title says none.
    """

    title: str
    months: Fraction | None = None
    load: Fraction | None = None


class SheetHeader(NamedTuple):
    """The columns of a sheet, none without a header, and the line that has them.

    others are the lines of tables that have a heading of their own, other than the header; told
    are the titles of the table's heading as written, those of notes and units too.
    """

    columns: tuple[SheetColumn, ...] = ()
    place: int = -1
    others: frozenset[int] = frozenset()
    told: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles in their order."""
        return tuple(column.title for column in self.columns)


def header_of(texts: Sequence[str]) -> SheetHeader:
    """The header of the sheet with these lines: the first line that is one."""
    tables = [
        place
        for place in range(len(texts) - 1)
        if "|" in texts[place] and is_ruler(texts[place + 1])
    ]
    columns: tuple[SheetColumn, ...] = ()
    told: tuple[str, ...] = ()
    first = -1
    for place, text in enumerate(texts):
        titles = labelled(text) if ":" in text or "=" in text else ()
        if titles:
            columns, first = columns_of(titles), place
            break
        if "|" in text and place not in tables and _names_rows(text):
            columns, first = columns_of(row_cells(text)[1:]), place
            break
        if tables and place == tables[0]:
            heads = row_cells(text)[1:]
            if len(text) <= _LONGEST and _heads_columns(
                heads, texts[place + 2 : place + 2 + _LOOK]
            ):
                columns, first, told = columns_of(valued(heads)), place, heads
                break
            tables.pop(0)
    others: set[int] = set()
    for place in tables:
        if place != first and columns and not _same(columns, valued(row_cells(texts[place])[1:])):
            others.update(_rows(texts, place))
    return SheetHeader(columns[:MOST_COLUMNS], first, frozenset(others), told)


def is_side(title: str) -> bool:
    """Whether a column of a table holds no values: a unit, a note, a source."""
    return title.strip("*`_ ").lower() in _OTHER_HEADS


def valued(titles: Sequence[str]) -> tuple[str, ...]:
    """The titles of a table's heading under which values stand."""
    return tuple(title for title in titles if not is_side(title))


def _heads_columns(titles: Sequence[str], rows: Sequence[str]) -> bool:
    """Whether the heading of a table names columns of values: it says a time or a multiple, or the
    rows hold nothing but amounts and are no times themselves (`| 6 months | 180 | 280 KB |`)."""
    values = valued(titles)
    if len(values) < len(titles):
        timed = [_months(title) is not None or _load(title) is not None for title in values]
        return len(values) > 1 and all(timed)
    if len(titles) < 2:
        return False
    if any(_months(title) is not None or _load(title) is not None for title in titles):
        return True
    amounts = False
    below = tuple(row_cells(row) for row in takewhile(lambda row: "|" in row, rows))
    if below and all(_months(cells[0]) is not None for cells in below):
        return False
    for _, *cells in below:
        if not all(_AMOUNT.match(cell) for cell in cells):
            return False
        amounts = amounts or any(char.isdigit() for cell in cells for char in cell)
    return amounts


def _names_rows(text: str) -> bool:
    """Whether a row with bars is a heading without a rule under it: words for the rows, then
    nothing but times and multiples ("CPU | now | 6 months", "test | 2x load | 5x load")."""
    if len(text) > _LONGEST or "=" in text or ":" in text:
        return False
    name, *titles = row_cells(text)
    if len(titles) < 2 or not name or any(char.isdigit() for char in name):
        return False
    if any(re.search(_MEASURED, title) for title in titles):
        return False
    return all(_months(title) is not None or _load(title) is not None for title in titles)


def _same(columns: Sequence[SheetColumn], titles: Sequence[str]) -> bool:
    """Whether another heading says the same columns."""
    theirs = columns_of(titles)
    return len(theirs) == len(columns) and all(
        mine.title.lower() == other.title.lower()
        or (mine[1:] == other[1:] and mine[1:] != (None, None))
        for mine, other in zip(columns, theirs, strict=True)
    )


def _rows(texts: Sequence[str], heading: int) -> list[int]:
    """The lines of a table below its heading."""
    out: list[int] = []
    for place in range(heading + 2, len(texts)):
        if "|" not in texts[place]:
            break
        out.append(place)
    return out


def columns_of(titles: Sequence[str]) -> tuple[SheetColumn, ...]:
    """The columns with these titles, each title made the only one of its kind."""
    out: list[SheetColumn] = []
    for place, title in enumerate(titles, 1):
        said = " ".join(title.replace("*", " ").replace("`", " ").split()) or str(place)
        taken = {column.title for column in out}
        name, more = said, 1
        while name in taken:
            more += 1
            name = f"{said} ({more})"
        out.append(SheetColumn(name, _months(said), _load(said)))
    return tuple(out)


def numbered(count: int) -> tuple[SheetColumn, ...]:
    """Columns without titles, for a sheet that has cells and no header."""
    return tuple(SheetColumn(str(place)) for place in range(1, count + 1))


def labelled(text: str) -> tuple[str, ...]:
    """The titles of a line `scenarios: …`, divided by | or -> or commas; none of other lines.

    What bars or arrows do not divide must say a time or a multiple somewhere, because `columns:`
    may begin a list of anything.
    """
    if len(text) > _LONGEST or text.lstrip(" -*•>\t")[:1].lower() not in ("s", "c"):
        return ()
    match = _LABELLED.match(normalise(text))
    if match is None:
        return ()
    said = match.group(1).strip().rstrip(".;")
    sign = next((sign for sign in ("|", "→", "⇒", ",") if sign in said), "")
    parts = said.strip("|").split(sign) if sign == "|" else said.split(sign) if sign else [said]
    titles = tuple(part.strip() for part in parts if part.strip())
    if sign in ("", ",") and not any(
        _months(t) is not None or _load(t) is not None for t in titles
    ):
        return ()
    return titles


def is_ruler(text: str) -> bool:
    """Whether a line is the rule under the heading of a Markdown table."""
    return "-" in text and "|" in text and _RULER.issuperset(text.strip())


def row_cells(text: str) -> tuple[str, ...]:
    """The cells of a table's row, the first one its name; empty cells stay."""
    text = text.strip()
    text = text.removeprefix("|")
    text = text.removesuffix("|")
    return tuple(cell.strip() for cell in text.split("|"))


def has_loads(columns: Sequence[SheetColumn]) -> bool:
    """Whether a title says a multiple, so that the sheet has the name `load`."""
    return any(column.load is not None and column.load != 1 for column in columns)


def _months(title: str) -> Fraction | None:
    low = title.lower()
    if low in _NEXT:
        return Fraction(_NEXT[low])
    match = ready(_TIME).search(low)
    if match is None or (match.group("lead") or "") in _NO_LEAD:
        words = re.findall(r"[a-z]+", low)
        return Fraction(0) if words and words[0] in _NOW else None
    count = match.group("count")
    many = _COUNTED.get(count.removesuffix("n") if count.startswith("half") else count)
    scaled = units.lookup(match.group("unit"))
    if scaled is None:
        return None
    amount = Fraction(many) if many is not None else Fraction(count)
    seconds = amount * units.factor(scaled[0])
    return seconds / units.MONTH


def _load(title: str) -> Fraction | None:
    low = title.lower()
    match = ready(_TIMES).search(low)
    if match is not None:
        return Fraction(match.group("before") or match.group("after"))
    words = low.replace(":", " ").split()
    if words and words[0] in _AS_TODAY:
        return Fraction(1)
    return SPIKE if "spike" in words else None
