"""Pages to read made from sessions on disk: transcript, debrief, and single entries."""

from dataclasses import dataclass
from pathlib import Path

from coach.boards.board import Row
from coach.catalog import shelf
from coach.debrief.report import report
from coach.debrief.score import score
from coach.errors import JournalError
from coach.export.timeline import moments
from coach.export.transcript import markdown
from coach.journal.file import read
from coach.live.environment import Environment
from coach.session.entry import Entry
from coach.session.pacing import clock
from coach.ui.views.wrap import wrap

_PAGE = 76


def transcript_page(path: Path) -> tuple[str, tuple[Row, ...]]:
    """Title and rows of a session's transcript, its Markdown folded and lightly coloured."""
    found = read(path)
    rows: list[Row] = []
    fenced = False
    for line in markdown(found.history).split("\n"):
        if line.lstrip().startswith("```"):
            fenced = not fenced
            continue
        if fenced:
            rows.append((("  " + line, ""),))
            continue
        role = "heading" if line.startswith("#") else ""
        rows.extend(((folded, role),) for folded in wrap(line, 96, "  "))
    return path.stem, tuple(rows)


@dataclass(frozen=True, slots=True)
class DebriefPage:
    """A debrief to read: its rows, the rows of every entry it may cite, the points it missed."""

    title: str
    rows: tuple[Row, ...]
    entries: dict[int, tuple[Row, ...]]
    missed: tuple[tuple[str, str], ...]


def debrief_page(path: Path, environment: Environment, cells: int) -> DebriefPage:
    """The debrief of a closed session on disk, folded to a width.

    NotFound and ContentError when its prompt cannot be loaded; Refused without a real attempt.
    """
    found = read(path)
    entries = found.entries
    opened = entries[0].event if entries else None
    slug = getattr(opened, "prompt", "")
    if not slug:
        raise JournalError(f"{path.name} does not say which prompt it was about.")
    debrief = score(shelf.load(slug, environment.folders), found.history)
    return DebriefPage(
        f"Debrief: {getattr(opened, 'title', slug)}",
        report(debrief, cells),
        _cited(entries),
        tuple((point.id, point.text) for point in debrief.points if not point.met),
    )


def _cited(entries: tuple[Entry, ...]) -> dict[int, tuple[Row, ...]]:
    pages: dict[int, tuple[Row, ...]] = {}
    for moment in moments(entries):
        what = " ".join(part for part in (moment.by, moment.kind, moment.ref) if part)
        head: Row = ((f"#{moment.n}", "key"), (f"  {clock(moment.clock)}  {what}", "title"))
        body = tuple(((f"  {line}", ""),) for line in wrap(moment.text, _PAGE))
        for number in range(moment.n, moment.last + 1):
            pages[number] = (head, *body)
    return pages
