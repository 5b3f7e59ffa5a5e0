"""What an earlier pass over a sheet read and computed, kept for the next one by who edits it.

A sheet that is evaluated again and again as it is typed has an object of this module; it holds
what the last text came to, line by line, and nothing older, so it never outgrows the text.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from coach.boards.estimate.anatomy import anatomy
from coach.boards.estimate.answers import Solved
from coach.boards.estimate.column_titles import SheetColumn, SheetHeader, has_loads
from coach.boards.estimate.continuations import goes_on, wholes
from coach.boards.estimate.line import ColumnCell, Line
from coach.boards.estimate.line_names import cells_of, named, numbers_of, words_of
from coach.boards.estimate.line_plan import NOTHING, LinePlan
from coach.boards.estimate.name_index import MANY, NameIndex, sharing
from coach.boards.estimate.names import Name
from coach.boards.estimate.nearness import Hinted
from coach.boards.estimate.planning import plan_line
from coach.boards.estimate.refusal import LONGEST
from coach.boards.estimate.row_cells import filled_by_growth
from coach.boards.estimate.values import LOAD

_FEW: Final = 4
"""For so few lines the names are gone through faster than an index of them is made."""


def alike(old: Sequence[SheetColumn], new: Sequence[SheetColumn]) -> bool:
    """Whether one row of columns begins as the whole of the other one."""
    common = min(len(old), len(new))
    if not common or has_loads(tuple(old)) != has_loads(tuple(new)):
        return False
    return all(a[1:] == b[1:] for a, b in zip(old[:common], new[:common], strict=True))


class LineWork:
    """One line's work: the names it gives, its words, its plan, and what it last came to.

    moved are columns whose time or multiple is another one since then, unshown those that were
    worked out again and not yet shown. read is what is read, the text alone or with lines above
    it. names are those it was planned with, other says that it was
    planned as a row of a table with a heading of its own. used and width are what `solved` followed
    from, place is the line it stood on.
    """

    __slots__ = (
        "hinted", "line", "moved", "named", "names", "other", "place", "plan", "read", "solved",
        "text", "unshown", "used", "width", "words",
    )  # fmt: skip

    def __init__(self, text: str, read: str = "") -> None:
        self.text = text
        self.read = read or text
        self.named = named(self.read) if len(text) <= LONGEST else ()
        self.words = words_of(self.read) if len(text) <= LONGEST else frozenset[str]()
        self.names: frozenset[Name] | None = None
        self.plan: LinePlan = NOTHING
        self.solved: Solved | None = None
        self.used: tuple[Solved, ...] = ()
        self.width = 0
        self.place = 0
        self.other = False
        self.line: Line | None = None
        self.hinted: Hinted | None = None
        self.moved: frozenset[int] = frozenset()
        self.unshown: frozenset[int] = frozenset()

    def plan_with(self, names: frozenset[Name], width: int, wider: bool = False) -> None:
        """Plans the line anew where other names than before could stand in it; width: how many
        columns the sheet's header has. wider: nothing but that number may be another one."""
        if names != self.names:
            before = self.plan
            self.names = names
            self.plan = plan_line(self.read, names, width, self.other)
            if not wider or self.plan != before:
                self.forget()

    def widen(self, columns: tuple[SheetColumn, ...]) -> None:
        """Keeps what the line came to in the columns that go on being there, where more came
        behind them or some went, and marks those that came."""
        solved, width = self.solved, len(columns)
        if solved is None or not solved.columns:
            self.width = width
            return
        if self.plan.columns or solved.claims or solved.sources or solved.faults or solved.lonely:
            self.forget()
            return
        before = len(solved.columns)
        if solved.lead >= width or self.line is None or len(self.line.cells) != before:
            self.forget()
            return
        came = columns[before:]
        solved.columns = (*solved.columns, *(None for _ in came))[:width]
        kept = frozenset(range(min(before, width)))
        solved.open, solved.rough = solved.open & kept, solved.rough & kept
        vacant = (ColumnCell(title) for title, *_ in came)
        cells = (*self.line.cells, *vacant)[:width]
        titled = dict(zip((cell.column for cell in cells), solved.columns, strict=True))
        self.line = self.line._replace(cells=cells, columns=titled)
        self.moved = (self.moved & kept) | frozenset(range(before, width))
        self.unshown &= kept
        self.width = width

    def recall(self, place: int, used: tuple[Solved, ...], width: int) -> Solved | None:
        """What the line came to, where it would come to the same again.

        Ranges know the number of their line, so those results hold only on that line.
        """
        solved = self.solved
        if solved is None or self.moved or self.width != width or self.used != used:
            return None
        return None if solved.sources and self.place != place else solved

    def keep(self, place: int, used: tuple[Solved, ...], width: int, solved: Solved) -> None:
        """Keeps what the line came to on this place, from these results."""
        self.forget()
        self.solved, self.used, self.width, self.place = solved, used, width, place

    def moved_columns(self, used: tuple[Solved, ...], width: int) -> frozenset[int]:
        """The only columns in which the line may come to something else than it last did; none
        where it is to be worked out whole."""
        old = self.solved
        if old is None or self.width != width or len(used) != len(self.used) or not old.columns:
            return frozenset()
        if old.sources or old.faults or old.claims or old.lonely:
            return frozenset()
        moved = self.moved
        for before, now in zip(self.used, used, strict=True):
            if now is not before and now.replaces is not before:
                return frozenset()
            moved = moved if now is before else moved | now.moved
        return frozenset() if old.lead in moved else moved

    def renew(self, place: int, used: tuple[Solved, ...], solved: Solved) -> None:
        """Keeps what the line came to in columns that moved; the others are shown already."""
        self.solved, self.used, self.place = solved, used, place
        self.unshown |= solved.moved
        self.moved = frozenset()

    def forget(self) -> None:
        """Drops what the line came to."""
        self.solved = self.line = self.hinted = None
        self.used = ()
        self.moved = self.unshown = frozenset()

    def formula(self) -> str:
        """What stands before the first sign of the line that has any text; of a row of a form the
        cell that says how it grows."""
        said = next((clause.text for clause in anatomy(self.read).clauses if clause.text), "")
        if "|" not in said:
            return said
        cells = cells_of(self.read)[1:] if said.startswith("|") else said.split("|")
        return filled_by_growth(cells) or ("" if said.startswith("|") else said)


class Workings:
    """The work of the lines of one sheet, in their order, as the last pass left it."""

    def __init__(self) -> None:
        self._lines: list[LineWork] = []
        self._names: frozenset[Name] = frozenset()
        self._columns: tuple[SheetColumn, ...] = ()

    def align(
        self, texts: Sequence[str], instead: Mapping[int, str] | None = None
    ) -> list[LineWork]:
        """The work of each line of a text; lines that stood in the last text keep theirs.

        instead: what is read in place of a line, by its number from 0.
        """
        instead = instead or {}
        before = self._lines
        most = min(len(before), len(texts))
        head = 0
        while head < most and before[head].text == texts[head]:
            head += 1
        tail = 0
        while tail < most - head and before[-1 - tail].text == texts[-1 - tail]:
            tail += 1
        gone = {work.text: work for work in before[head : len(before) - tail]}
        middle = [
            gone.pop(text) if text in gone else LineWork(text)
            for text in texts[head : len(texts) - tail]
        ]
        kept = before[:head] + middle + (before[-tail:] if tail else [])
        whole = wholes(texts)
        self._lines = [
            LineWork(work.text, whole.get(place, ""))
            if goes_on(work.text)
            else work
            if work.read == instead.get(place, work.text)
            else LineWork(work.text, instead.get(place, ""))
            for place, work in enumerate(kept)
        ]
        return self._lines

    def plan(
        self, defined: Mapping[Name, object], given: Mapping[Name, object], header: SheetHeader
    ) -> None:
        """Plans the lines that are new or could mean other names or columns than before.

        defined and given are the names of the sheet and those from outside it.
        """
        again = len(self._columns) != len(header.columns)
        if again or header.others or any(work.other for work in self._lines):
            for place, work in enumerate(self._lines):
                other = place in header.others
                if again or work.other != other:
                    work.other, work.names = other, None
        wider = again and not header.others and alike(self._columns, header.columns)
        if wider:
            for work in self._lines:
                work.widen(header.columns)
        elif self._columns != header.columns:
            self._move(header.columns)
        self._columns = header.columns
        names = frozenset(defined).union(given)
        changed = names ^ self._names
        touched = {word for name in changed for word in name}
        waiting = [
            work
            for work in self._lines
            if work.names is None or (touched and not work.words.isdisjoint(touched))
        ]
        if changed and max(len(names), len(self._names)) > MANY:
            waiting = self._lines
        self._names = names
        if waiting:
            self._plan(waiting, names, wider and not changed)

    def _move(self, columns: tuple[SheetColumn, ...]) -> None:
        """Marks in the lines that hang on the columns which of them are others now."""
        alike = len(columns) == len(self._columns)
        pairs = list(zip(self._columns, columns, strict=True)) if alike else []
        moved = frozenset(at for at, (old, new) in enumerate(pairs) if old[1:] != new[1:])
        for work in self._lines:
            if not work.plan.varies and LOAD not in work.plan.needs:
                continue
            solved = work.solved
            if not alike or solved is None or solved.faults or solved.claims:
                work.forget()
            elif solved.grew or LOAD in work.plan.needs:
                work.moved |= moved

    def _plan(self, waiting: Sequence[LineWork], names: frozenset[Name], wider: bool) -> None:
        width = len(self._columns)
        if len(names) > MANY:
            index = NameIndex(names)
            for work in waiting:
                work.plan_with(index.relevant(work.words | numbers_of(work.read)), width, wider)
        elif len(waiting) > _FEW:
            index = NameIndex(names)
            for work in waiting:
                work.plan_with(index.relevant(work.words), width, wider)
        else:
            for work in waiting:
                work.plan_with(sharing(names, work.words), width, wider)
