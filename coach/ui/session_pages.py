"""Pages to read made from sessions on disk: transcript, debrief, and single entries."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from coach.boards.board import Row, Way
from coach.catalog import shelf
from coach.debrief.report import report
from coach.debrief.score import Debrief, score
from coach.errors import JournalError
from coach.export.transcript import markdown
from coach.frozen import dataclass
from coach.journal.file import read
from coach.live.environment import Environment
from coach.session.entry import Entry
from coach.session.events import SessionOpened
from coach.session.fold import fold
from coach.session.history import History
from coach.session.pacing import clock
from coach.session.timeline import Moment, moments
from coach.ui.views.markdown import page
from coach.ui.views.wrap import Page, wrap


def transcript_page(path: Path) -> tuple[str, Page]:
    """Title of a session's transcript, and its page at any width."""
    text = markdown(read(path).history)
    return path.stem, partial(page, text)


@dataclass(frozen=True, slots=True)
class DebriefPage:
    """A debrief to read: its page, a page of every entry it may cite, and the debrief itself."""

    title: str
    page: Page
    entries: Mapping[int, Page]
    debrief: Debrief


def debrief_page(path: Path, environment: Environment, known: Debrief | None = None) -> DebriefPage:
    """The debrief of a closed session on disk, scored anew where it is not `known` already.

    NotFound and ContentError when its prompt cannot be loaded; Refused without a real attempt.
    """
    journal = read(path)
    entries = journal.entries
    opened = entries[0].event if entries else None
    if not isinstance(opened, SessionOpened) or not opened.prompt:
        raise JournalError(f"{path.name} does not say which prompt it was about.")
    if known is not None:
        debrief = replace(known, state=fold(entries))
    else:
        debrief = _scored(opened, journal.history, environment)
    return DebriefPage(
        f"Debrief: {opened.title}",
        partial(report, debrief),
        _cited(entries),
        debrief,
    )


def _scored(opened: SessionOpened, history: History, environment: Environment) -> Debrief:
    prompt = shelf.load(opened.prompt, environment.folders, opened.workflow)
    workflow = shelf.load_workflow(opened.workflow, environment.folders)
    return score(prompt, workflow, history)


def boards_of(path: Path) -> tuple[str, str, Way]:
    """The texts of a session's diagram and estimate as they stood at its end, and how the diagram's
    picture came to be."""
    state = fold(read(path).history.entries)
    boards = state.boards
    return boards.get("diagram", ""), boards.get("estimate", ""), state.drawing("diagram")


def _cited(entries: tuple[Entry, ...]) -> dict[int, Page]:
    pages: dict[int, Page] = {}
    for moment in moments(entries):
        for number in range(moment.n, moment.last + 1):
            pages[number] = partial(_moment, moment)
    return pages


def _moment(moment: Moment, cells: int) -> tuple[Row, ...]:
    what = " ".join(part for part in (moment.by, moment.kind, moment.ref) if part)
    head: Row = ((f"#{moment.n}", "key"), (f"  {clock(moment.clock)}  {what}", "title"))
    return (head, *(((f"  {line}", ""),) for line in wrap(moment.text, cells - 2)))
