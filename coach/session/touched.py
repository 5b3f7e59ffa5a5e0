"""Which parts of a text a run of edits has touched, so that only those are compared afterwards.

The parts are kept as places in the text before the first edit and in the text after the last one;
what lies between them is the same in both.
"""

from collections.abc import Iterator

from coach.tuples import NamedTuple

MOST_PARTS = 64
"""Parts that are kept apart; of more, the two that lie nearest are taken as one."""


class Part(NamedTuple):
    """Characters old..old_end of the text before stand as new..new_end in the text after."""

    old: int
    old_end: int
    new: int
    new_end: int


class Touched:
    """The parts that edits have touched so far, in order and apart in both texts."""

    def __init__(self) -> None:
        self.parts: list[Part] = []

    def edit(self, at: int, removed: int, inserted: int) -> None:
        """One edit more: so many characters taken away there, so many put in."""
        parts, end, grown = self.parts, at + removed, inserted - removed
        if parts:
            old, old_end, new, new_end = parts[-1]
            if new <= at and end <= new_end:  # inside the last part, or right behind it
                parts[-1] = Part(old, old_end, new, new_end + grown)
                return
        else:
            parts.append(Part(at, end, at, end + grown))
            return
        first = 0
        while first < len(parts) and parts[first].new_end < at:
            first += 1
        last = first
        while last < len(parts) and parts[last].new <= end:
            last += 1
        before = parts[first - 1].old_end - parts[first - 1].new_end if first else 0
        after = parts[last - 1].old_end - parts[last - 1].new_end if last else 0
        near = parts[first] if first < last else Part(at + before, end + before, at, end)
        far = parts[last - 1] if first < last else near
        merged = Part(
            min(near.old, at + before),
            max(far.old_end, end + after),
            min(near.new, at),
            max(far.new_end, end) + grown,
        )
        parts[first:] = [
            merged,
            *(part._replace(new=part.new + grown, new_end=part.new_end + grown)
              for part in parts[last:]),
        ]  # fmt: skip
        if len(parts) > MOST_PARTS:
            self._join_nearest()

    def _join_nearest(self) -> None:
        parts = self.parts
        at = min(range(1, len(parts)), key=lambda n: parts[n].new - parts[n - 1].new_end)
        left, right = parts[at - 1], parts[at]
        parts[at - 1 : at + 1] = [Part(left.old, right.old_end, left.new, right.new_end)]

    def lines(self, old: str, new: str) -> Iterator[tuple[str, str]]:
        """The whole lines of both texts around each part; parts of one line are one."""
        wide: list[Part] = []
        for part in self.parts:
            start = new.rfind("\n", 0, part.new) + 1
            end = new.find("\n", part.new_end)
            end = len(new) if end < 0 else end
            if wide and start <= wide[-1].new_end:
                start, first = wide[-1].new, wide[-1].old
                wide.pop()
            else:
                first = part.old - (part.new - start)
            wide.append(Part(first, part.old_end + end - part.new_end, start, end))
        for part in wide:
            yield old[part.old : part.old_end], new[part.new : part.new_end]
