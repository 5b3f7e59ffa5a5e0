"""No word of a page is missing from what scrolling down shows, however narrow the terminal."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from coach.live.closing import record_score
from coach.live.opening import begin, meet
from coach.session.decide import Close, EditBoard, EnterPhase, Say
from coach.ui.app import CoachApp
from coach.ui.screens.modal import AskModal, ChooseModal, LineModal, PageModal
from coach.ui.screens.page_reader import ReaderScreen
from coach.ui.screens.session import SessionScreen
from coach.ui.session_pages import debrief_page, transcript_page
from coach.ui.views.help import help_rows
from coach.ui.views.reference import reference_rows
from coach.ui.views.wrap import Page, at_width
from coach.ui.widgets.choices import Choices
from tests.ui.conftest import Stage

SIZES = [(60, 20), (80, 24), (120, 36)]
QUESTION = (
    "This was too short for a debrief: it needs some words in three phases. "
    "The reference stays unseen, so that you can try again."
)
ANSWER = "Finish: close it, write the transcript, see the debrief, and whatever may follow then"


def words(text: str) -> set[str]:
    """The words of a text of letters only, those that are too long for a line left out."""
    return {word for word in re.findall(r"[A-Za-z]{3,}", text) if len(word) < 16}


def said(page: Page) -> set[str]:
    return words("\n".join("".join(text for text, _ in row) for row in at_width(page, 400)))


def played(stage: Stage) -> Any:
    """A finished session with words in every phase, and its file."""
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    counterpart = meet(sitting, stage.environment)
    sitting.know(counterpart)
    partner = counterpart.partner
    assert partner is not None
    live = sitting.live
    live.join(partner)
    for phase in live.state.phases:
        live.do(EnterPhase(phase.id))
        stage.clock.seconds += 60
        live.do(Say("How many new links are created per day, and how long do they have to live?"))
        live.do(Say("I assume that reads outnumber writes by far, so a cache stands in front."))
    live.edit(EditBoard("diagram", "browser -> load balancer -> shortener x3 -> links db, redis"))
    live.edit(EditBoard("estimate", "new links = 10M/day in links/s\n"))
    live.do(Close())
    record_score(sitting)
    sitting.journal.close()
    return sitting.journal.path


async def scrolled(stage: Stage, pilot: Pilot[Any], app: CoachApp) -> set[str]:
    """All words that the screen in front shows from its top to its end."""
    found: set[str] = set()
    before = ""
    for _ in range(200):
        text = stage.text(app)
        found |= words(text)
        if text == before:
            return found
        before = text
        await pilot.press("pagedown")
        await pilot.pause()
    raise AssertionError("the page never ended")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_dialog_and_page_is_read_to_its_end(stage: Stage, size: tuple[int, int]) -> None:
    pages: list[Page] = [partial(help_rows, "session"), partial(help_rows, "home"), reference_rows]

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for page in pages:
            await app.push_screen(PageModal(page))
            await pilot.pause()
            assert said(page) <= await scrolled(stage, pilot, app)
            await pilot.press("escape")
        asked: list[tuple[Callable[[], Screen[Any]], str]] = [
            (lambda: AskModal(QUESTION, [("f", ANSWER), ("s", "Stay")]), QUESTION + ANSWER),
            (lambda: LineModal(QUESTION, lambda text: ""), QUESTION),
        ]
        for make, text in asked:
            await app.push_screen(make())
            await pilot.pause()
            assert words(text) <= words(stage.text(app))
            await pilot.press("escape")

    stage.run(play, size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_transcript_and_debrief_are_read_to_their_end(stage: Stage, size: tuple[int, int]) -> None:
    path = played(stage)
    title, transcript = transcript_page(path)
    debrief = debrief_page(path, stage.environment)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for page in (transcript, debrief.page):
            await app.push_screen(ReaderScreen(title, page))
            await pilot.pause()
            shown = await scrolled(stage, pilot, app)
            wide = said(page)
            assert wide - shown <= drawn(page), sorted(wide - shown)
            await pilot.press("escape")

    stage.run(play, size=size)


def drawn(page: Page) -> set[str]:
    """Words that stand in drawings, which scroll to the side instead of folding."""
    rows = ["".join(text for text, _ in row) for row in at_width(page, 57)]
    return words("\n".join(row for row in rows if re.search("[\u2500-\u257f]", row)))


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
def test_what_a_command_does_or_why_it_does_not_is_told_whole(
    stage: Stage, size: tuple[int, int]
) -> None:
    screen = SessionScreen(begin(stage.environment, "url-shortener", "mid", "45", "coach"))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("ctrl+o")
        await stage.until(pilot, lambda: isinstance(app.screen, ChooseModal))
        rows = [row for item in app.screen.query_one(Choices).items for row in item.rows]
        told = " ".join(" ".join(text for text, _ in row) for row in rows)
        assert "for an ear" in " ".join(told.split())
        assert "…" not in told

    stage.run(play, screen, size)
