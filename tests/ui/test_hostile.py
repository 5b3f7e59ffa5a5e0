"""Text from a file, a paste or a journal can neither run an action nor reach the terminal as an
escape sequence, in any widget that shows text."""

import base64
import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from coach.clock import SessionClock
from coach.journal.file import create, read
from coach.live.live import Live
from coach.live.opening import OpenSession
from coach.session import events as ev
from coach.text import clean
from coach.ui.app import CoachApp
from coach.ui.internals import ControlFilter
from coach.ui.screens.modal import AskModal, ChooseModal, LineModal, PageModal
from coach.ui.screens.page_reader import ReaderScreen
from coach.ui.screens.session import SessionScreen
from coach.ui.widgets.editor import TalkLine

DATA = Path(__file__).resolve().parents[1] / "data" / "naughty" / "strings.base64.json"
NAUGHTY = [base64.b64decode(text).decode("utf-8") for text in json.loads(DATA.read_text("utf-8"))]
HOSTILE = [
    "[@click=app.quit]x[/]", "[ @click=app.quit]x[/]", "[@click=app.bell()]x[/]",
    "[bold]x[/bold]", "[/]", "[", "[[", "\\[x]", "[red on blue]x", "[link=file:///etc/passwd]x[/]",
    "[@click='screen.leave']x[/]", "[@click=app.exit(1)]boom[/@click]", "[reverse]a", "$primary",
    "\x1b[31mred", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\y\x1b]8;;\x1b\\", "\x1b[2J", "\x1bc",
    "\x1b[?1049l", "\x1bP1$r\x1b\\", "\x1b_x\x1b\\", "\x1b^x\x1b\\", "\x1b[6n", "\x1b[c",
    "\x9b31m", "\x90x\x9c", "\x9d0;t\x9c", "a\x00b", "a\x07b", "a\x08b", "a\x0bb", "a\x0cb",
    "a\x7fb", "a\x85b", "a\rb", "\u202eevil", "\u2066x\u2069", "\u200fx", "\u061cx", "a\u2028b",
    "\ufeffx", "x\U000e0041y", "\ud800", "\udfffx", "e" + "\u0301" * 200, "x" * 5000, "\t" * 50,
    "${jndi:ldap://x}", "%s%n%x", "```\n[@click=app.quit]\n```", "<script>x</script>", "\u200b" * 9,
]  # fmt: skip
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def flaws(app: CoachApp) -> Iterator[str]:
    """What is on the screen that must not be: controls, direction marks, actions."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            for char in segment.text:
                if unicodedata.category(char) == "Cc" or unicodedata.bidirectional(char) in BIDI:
                    yield f"{char!r} in {segment.text!r}"
            meta = segment.style.meta if segment.style else {}
            if "@click" in meta:
                yield f"action {meta} on {segment.text!r}"


def journalled(stage: Any, texts: Sequence[str]) -> SessionScreen:
    """A session whose journal holds these texts everywhere a text can stand, read from disk."""
    worst = " ".join(texts[:12])
    items = tuple(ev.Item(f"i{n}", text, text[:20]) for n, text in enumerate(texts[:20]))
    phase = ev.Phase("clarify", worst, 60, 120, items, tuple(texts[:3]), ("notes", "diagram"))
    boards = tuple(
        ev.BoardStart(name, "\n".join(texts[:30]))
        for name in ("notes", "estimate", "diagram", "api", "schema")
    )
    opened = ev.SessionOpened(
        "00000001", "no-such-prompt", worst, worst, "interview", "mid", "45", "coach",
        "2026-03-14T09:30:00+00:00", (phase,), boards,
    )  # fmt: skip
    journal = create(stage.environment.paths, opened)
    journal.append(ev.PhaseEntered("clarify"), "candidate", 0.0)
    for text in texts:
        journal.append(ev.Said(text), "candidate", 1.0)
        journal.append(ev.Said(text, "remark"), text[:30] or "x", 1.0)
        journal.append(ev.FactRevealed(text[:50], text, 1), "interviewer", 1.0)
    journal.append(ev.HintGiven("clarify", "l", texts[0], texts[1], 1.0), "interviewer", 1.0)
    journal.append(ev.CurveballThrown("c", texts[2]), "interviewer", 1.0)
    entries = read(journal.path).entries
    live = Live(entries, journal, SessionClock(stage.clock, 1.0))
    return SessionScreen(OpenSession(live, journal, notice=texts[0]))


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(HOSTILE, id="own"),
        pytest.param(NAUGHTY[:260], id="a", marks=pytest.mark.long),
        pytest.param(NAUGHTY[260:], id="b", marks=pytest.mark.long),
    ],
)
def test_a_hostile_journal_does_nothing_on_any_board(stage: Any, texts: list[str]) -> None:
    screen = journalled(stage, texts)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for key in ("f2", "f3", "f4", "f5", "f6", "f7", "f8"):
            await pilot.press(key)
            await pilot.pause(0.05)
            assert list(flaws(app)) == []
        assert app.is_running

    stage.run(play, screen, (150, 400))


def test_a_hostile_paste_is_cleaned_wherever_it_goes(stage: Any) -> None:
    screen = journalled(stage, ["plain"] * 30)
    paste = "\n".join(HOSTILE)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for key in ("f2", "f3", "f4", "f5", "f6", "f7"):
            await pilot.press(key)
            await pilot.pause()
            assert app.focused is not None
            app.focused.post_message(events.Paste(paste))
            await pilot.pause(0.05)
            assert list(flaws(app)) == []
        assert screen.query_one(TalkLine).text
        await pilot.press("enter")
        await pilot.pause(0.05)
        assert list(flaws(app)) == []

    stage.run(play, screen, (150, 200))
    for text in screen.state.boards.values():
        assert clean(text) == text


def test_hostile_text_in_dialogs_and_pages(stage: Any) -> None:
    screen = journalled(stage, ["plain"] * 30)
    texts = [clean(text) for text in HOSTILE]
    rows = [((text, "title"),) for text in texts]
    dialogs: list[Callable[[], Screen[Any]]] = [
        lambda: ChooseModal(texts[0], [(str(n), t, ((t, ""),)) for n, t in enumerate(texts)]),
        lambda: AskModal(" ".join(texts[:9]), [("a", texts[0]), ("b", texts[1])]),
        lambda: LineModal(texts[0], lambda text: "", texts[1]),
        lambda: PageModal(rows),
        lambda: ReaderScreen(texts[0], rows),
    ]

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for dialog in dialogs:
            app.push_screen(dialog())
            await pilot.pause(0.05)
            assert list(flaws(app)) == []
            app.pop_screen()
            await pilot.pause()
        for text in texts:
            screen.say(text)
            await pilot.pause()
            assert list(flaws(app)) == []

    stage.run(play, screen, (120, 100))


def test_the_second_wall_stops_controls_that_got_past_the_door() -> None:
    segments = [Segment(text) for text in HOSTILE]
    passed = ControlFilter().apply(segments, None)  # type: ignore[arg-type]
    for before, after in zip(segments, passed, strict=True):
        assert len(before.text) == len(after.text)
        assert not any(unicodedata.category(char) == "Cc" for char in after.text)
    assert Strip(passed).cell_length >= 0


def test_there_are_enough_hostile_strings() -> None:
    assert len(set(HOSTILE)) >= 40
    assert len(NAUGHTY) >= 400
