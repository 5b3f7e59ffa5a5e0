"""The start page: first steps for a newcomer, a cursor that skips what is closed, wide terminals,
and the still frame as the picture that is drawn afterwards."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from threading import get_ident
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.catalog.shelf import folders, outline
from coach.config import Settings
from coach.errors import NotFound
from coach.live.closing import record_score
from coach.live.environment import WARM_UP, Environment
from coach.live.opening import OpenSession, begin, meet
from coach.mock import seatfile
from coach.mock.seatfile import SeatFile
from coach.session.decide import Close, GiveUp
from coach.session.entry import Entry
from coach.session.events import SessionClosed, SessionOpened
from coach.session.together import Person, Seated
from coach.session.wire import from_data
from coach.ui.app import CoachApp
from coach.ui.front import home_model
from coach.ui.proposed import proposal_file, propose
from coach.ui.screens import home_screen
from coach.ui.screens.home_screen import HomeScreen
from coach.ui.screens.session import SessionScreen
from coach.ui.views.home import (
    HOW,
    Choice,
    HomeModel,
    choice_at,
    first_open,
    home_rows,
    moved,
    next_open,
)
from tests.mock.at_table import opening
from tests.ui.conftest import Stage


def test_what_a_newcomer_is_told_names_the_interviews_phases() -> None:
    told = HOW[0].partition(": ")[2].rstrip(".").split(", ")
    phases = outline("interview", folders()).phases
    assert told == [phase.id.replace("-", " ") for phase in phases]
    assert HOW[0].startswith("Five ") == (len(phases) == 5)


def finished(stage: Stage, slug: str, scored: bool = False) -> OpenSession:
    """A session on disk that was closed at once, with a debrief where `scored`."""
    sitting = begin(stage.environment, slug, "mid", "45", "coach")
    if scored:
        sitting.know(meet(sitting, stage.environment))
        sitting.live.do(GiveUp())
    sitting.live.do(Close())
    if scored:
        record_score(sitting)
    sitting.journal.close()
    return sitting


def offered(stage: Stage) -> list[str]:
    """The ids on the start page."""
    return [choice.id for choice in home_model(stage.environment).choices]


def test_a_newcomer_is_led_and_others_are_not(stage: Stage) -> None:
    assert offered(stage)[:2] == ["first", "warm-up"]
    finished(stage, WARM_UP)
    assert offered(stage)[0] == "first"
    assert "warm-up" not in offered(stage)
    finished(stage, "news-feed")
    assert offered(stage) == ["practise", "mock", "review", "drills", "settings"]


def test_what_is_due_today_stands_first_and_what_comes_later_does_not(stage: Stage) -> None:
    finished(stage, "news-feed", scored=True)
    proposed = propose(stage.environment)
    assert proposed.line.startswith("Next, on ")
    assert offered(stage) == ["practise", "mock", "review", "drills", "today", "settings"]
    later = stage.environment.wall() + timedelta(days=40)
    due = replace(stage.environment, wall=lambda: later)
    assert propose(due).urgent
    assert home_model(due).choices[0].id == "today"


def test_a_session_finished_meanwhile_has_today_reckoned_anew(stage: Stage) -> None:
    finished(stage, "news-feed", scored=True)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        home = app.screen
        assert isinstance(home, HomeScreen)

        def proposes() -> bool:
            return any(choice.id == "today" for choice in home.model.choices)

        await stage.until(pilot, proposes)
        await pilot.press("s")
        await stage.until(pilot, lambda: app.screen is not home)
        minute_after = stage.environment.wall() + timedelta(minutes=1)
        after = Stage(replace(stage.environment, wall=lambda: minute_after), stage.clock)
        later = finished(after, "chat", scored=True).live.state.opened
        assert later is not None
        await pilot.press("escape")
        await stage.until(pilot, lambda: "Chat" in stage.text(app))
        await stage.until(pilot, proposes)
        assert later.session in proposal_file(stage.environment).read_text("utf-8")

    stage.run(play)


def test_the_start_page_reads_no_file_on_the_event_loop(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by: list[int] = []

    def reading(environment: Environment) -> HomeModel:
        read_by.append(get_ident())
        return home_model(environment)

    monkeypatch.setattr(home_screen, "home_model", reading)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: "Practise" in stage.text(app))
        before = len(read_by)
        await pilot.press("s")
        await pilot.press("escape")
        await stage.until(pilot, lambda: len(read_by) > before)

    stage.run(play)
    assert get_ident() not in read_by


def test_a_damaged_session_is_told_as_damaged(stage: Stage) -> None:
    path = finished(stage, "news-feed", scored=True).journal.path
    assert " points, " in home_model(stage.environment).last[0][2]
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    assert home_model(stage.environment).last[0][2].endswith("damaged: Review says where")


def test_the_cursor_follows_the_choice_that_it_was_moved_to() -> None:
    today, practise, mock = (Choice(name, name[0], name, "") for name in ("today", "practise", "m"))
    before, after = HomeModel((practise, mock)), HomeModel((today, practise, mock))
    assert moved(before, after, 1) == 2
    assert moved(before, after, 0) == 0
    assert moved(after, HomeModel((practise,)), 2) == 0


def test_an_old_hand_whose_newest_sessions_are_open_is_no_newcomer(stage: Stage) -> None:
    finished(stage, "news-feed")
    tomorrow = stage.environment.wall() + timedelta(days=1)
    later = replace(stage.environment, wall=lambda: tomorrow)
    for _ in range(45):
        begin(later, "chat", "mid", "45", "coach").journal.close()
    assert "first" not in offered(stage)


def sat(stage: Stage, session: str, closed: bool = False) -> SeatFile:
    """A seat with the file of a mock."""
    opened = from_data("session_opened", 1, opening(session))
    assert isinstance(opened, SessionOpened)
    first = Entry(1, 0.0, "interviewer", opened, "open-1", "p1", None, 1, "")
    paths = stage.environment.paths
    seated = Seated("p2", "candidate", "room1", "Ana", (Person("p1", "interviewer", "Ben"),))
    with closing(seatfile.begin(paths, opened, first, seated)[0]) as journal:
        if closed:
            journal.append(SessionClosed("finished"), "interviewer", 1.0)
    line = f"ws://127.0.0.1:7373/{'a' * 26}"
    seat = SeatFile("room1", "p2", line, "Ana", session, str(journal.path.absolute()), "Title")
    seatfile.save(paths, seat)
    return seat


def test_a_mock_that_was_left_stands_first_until_it_is_ended(stage: Stage) -> None:
    seat = sat(stage, "aaaa0001")
    assert offered(stage)[0] == "back"
    back = home_model(stage.environment).choices[0]
    assert "with Ben" in back.about
    assert seatfile.of_journal(stage.environment.paths, back.target) == seat
    seat.ended = True
    seatfile.save(stage.environment.paths, seat)
    with pytest.raises(NotFound):
        seatfile.of_journal(stage.environment.paths, back.target)


def test_a_mock_that_was_ended_is_not_gone_back_to(stage: Stage) -> None:
    sat(stage, "aaaa0002", closed=True)
    assert "back" not in offered(stage)


@pytest.mark.parametrize("key", ["enter", "u"])
def test_one_key_starts_the_first_interview(stage: Stage, key: str) -> None:
    chosen = Settings(level="senior", pace="35")
    environment = replace(stage.environment, settings=chosen)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press(key)
        await stage.until(pilot, lambda: isinstance(app.screen, SessionScreen))
        assert isinstance(app.screen, SessionScreen)
        opened = app.screen.state.opened
        assert opened is not None
        assert (opened.prompt, opened.level, opened.pace) == ("url-shortener", "senior", "35")

    Stage(environment, stage.clock).run(play)


def test_mock_stands_in_its_place_and_asks_what_is_wanted(stage: Stage) -> None:
    finished(stage, "news-feed")

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        home = app.screen
        assert isinstance(home, HomeScreen)
        ids = [choice.id for choice in home.model.choices]
        assert ids[:3] == ["practise", "mock", "review"]
        seen = [ids[home.index]]
        for _ in range(5):
            await pilot.press("down")
            seen.append(ids[home.index])
        assert seen == ["practise", "mock", "review", "drills", "settings", "practise"]
        await pilot.press("m")
        await stage.until(pilot, lambda: app.screen is not home)
        for words in ("Host a room", "Join by a line", "Try it alone", "How to connect"):

            def told(words: str = words) -> bool:
                return words in stage.text(app)

            await stage.until(pilot, told)
        await pilot.press("escape")
        await stage.until(pilot, lambda: app.screen is home)

    stage.run(play)


def test_a_page_with_nothing_to_open_keeps_its_cursor() -> None:
    model = HomeModel((Choice("mock", "m", "Mock", "", "not yet"),))
    assert next_open(model, 0, 1) == 0
    assert next_open(HomeModel(()), 0, -1) == 0


@pytest.mark.parametrize("scored", [False, True], ids=["newcomer", "at home"])
def test_home_uses_a_wide_terminal(
    stage: Stage, golden: Callable[[str, str], None], scored: bool
) -> None:
    if scored:
        for slug in ("news-feed", "url-shortener", "unique-id-generator", "chat"):
            finished(stage, slug, scored)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        golden(f"home-{'back' if scored else 'new'}-200", stage.text(app))

    stage.run(play, size=(200, 60))


def test_a_click_beside_the_menu_opens_nothing() -> None:
    model = HomeModel((Choice("practise", "p", "Practise", "alone"),))
    assert choice_at(model, 200, 60, 10, 3) == 0
    assert choice_at(model, 200, 60, 150, 3) is None
    assert choice_at(model, 120, 36, 119, 3) == 0


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36), (139, 40), (140, 40), (200, 60)])
@pytest.mark.parametrize("scored", [False, True])
def test_the_still_frame_is_the_picture_that_is_drawn(
    stage: Stage, size: tuple[int, int], scored: bool
) -> None:
    if scored:
        finished(stage, "news-feed", scored)
        propose(stage.environment)
    begin(stage.environment, "chat", "mid", "45", "coach").journal.close()
    model = home_model(stage.environment)
    rows = home_rows(model, *size, first_open(model))
    still = "\n".join("".join(text for text, _ in row).rstrip() for row in rows) + "\n"
    shown: list[str] = []

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        shown.append(stage.text(app))

    stage.run(play, size=size)
    assert shown == [still]


@pytest.mark.parametrize("cells", range(0, 230, 7))
def test_every_row_fills_its_cells_at_any_width(cells: int) -> None:
    long = Choice("practise", "p", "Practise", "word " * 60)
    model = HomeModel((long, long), (("2026-01-01", "Title " * 20, "result " * 20),) * 9, "n" * 300)
    for lines in (2, 16, 24, 60):
        rows = home_rows(model, cells, lines, 0)
        assert len(rows) == lines
        assert {sum(len(text) for text, _ in row) for row in rows} <= {cells}


def test_the_cursor_stays_on_settings_behind_its_dialog(stage: Stage) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        home = app.screen
        assert isinstance(home, HomeScreen)
        await pilot.press("s")
        await stage.until(pilot, lambda: app.screen is not home)
        await pilot.press("escape")
        await stage.until(pilot, lambda: app.screen is home)
        assert home.model.choices[home.index].id == "settings"

    stage.run(play)
