"""What the screens look like, as text, at both sizes; and what their keys append."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.glyphs import plain
from coach.journal.file import read
from coach.live.opening import begin, reopen
from coach.session import events as ev
from coach.ui.app import CoachApp
from coach.ui.commands import COMMANDS, Here, named, of
from coach.ui.screens.breaking import BreakScreen
from coach.ui.screens.debrief_screen import DebriefScreen
from coach.ui.screens.home_screen import HomeScreen
from coach.ui.screens.picker import PickerScreen
from coach.ui.screens.session import SessionScreen
from coach.ui.widgets.editor import TalkLine
from coach.ui.widgets.pane import BoardPane

SIZES = [(120, 36), (80, 24)]
PHASES = ("clarify", "estimate", "design", "deep-dive", "bottlenecks")


def session(stage: Any, mode: str = "coach", pace: str = "45") -> SessionScreen:
    """A fresh session of the URL shortener."""
    return SessionScreen(begin(stage.environment, "url-shortener", "mid", pace, mode))


def events_of(screen: SessionScreen) -> list[ev.Event]:
    """What has been appended so far."""
    return [entry.event for entry in screen.live.entries]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_home_and_help_look_as_they_should(
    stage: Any, golden: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        golden(f"home-{size[0]}", stage.text(app))
        await pilot.press("f1")
        await pilot.pause()
        golden(f"home-help-{size[0]}", stage.text(app))

    stage.run(play, size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_picker_filters_and_shows_no_spoilers(
    stage: Any, golden: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("p")
        await stage.until(pilot, lambda: isinstance(app.screen, PickerScreen))
        await pilot.press(*"url short")
        await pilot.pause()
        golden(f"picker-{size[0]}", stage.text(app))
        await pilot.press("enter")
        await stage.until(pilot, lambda: "Level" in stage.text(app))
        golden(f"start-{size[0]}", stage.text(app))
        await pilot.press("right", "enter")
        await stage.until(pilot, lambda: isinstance(app.screen, SessionScreen))
        assert isinstance(app.screen, SessionScreen)
        opened = app.screen.state.opened
        assert opened is not None
        assert (opened.prompt, opened.level) == ("url-shortener", "senior")

    stage.run(play, size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_phase_looks_as_it_should(
    stage: Any, golden: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for number, phase in enumerate(PHASES):
            if number:
                stage.clock.seconds += 5
                await pilot.press("ctrl+n")
                await stage.until(pilot, lambda phase=phase: screen.state.phase == phase)
            await pilot.pause(0.1)
            screen.show_state(everything=True)
            await pilot.pause()
            golden(f"phase-{phase}-{size[0]}", stage.text(app))

    stage.run(play, screen, size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_pause_and_help_cover_the_session(
    stage: Any, golden: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f1")
        await pilot.pause()
        golden(f"session-help-{size[0]}", stage.text(app))
        await pilot.press("escape", "f9")
        await stage.until(pilot, lambda: screen.state.paused)
        await pilot.pause()
        golden(f"pause-{size[0]}", stage.text(app))
        await pilot.press("x", "y", "g")
        await stage.until(pilot, lambda: not screen.state.paused)

    stage.run(play, screen, size)
    assert [type(e) for e in events_of(screen)][-2:] == [ev.Paused, ev.Resumed]


@pytest.mark.parametrize("size", [(80, 24), (99, 30), (100, 30), (60, 16)], ids=str)
@pytest.mark.parametrize("how", ["started", "resumed", "drill"])
def test_what_is_typed_before_anything_else_is_not_lost(
    stage: Any, size: tuple[int, int], how: str
) -> None:
    only = "estimate" if how == "drill" else ""
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach", only=only)
    if how == "resumed":
        sitting.journal.close()
        sitting = reopen(stage.environment, sitting.journal.path)
    screen = SessionScreen(sitting)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press(*"hello", "enter")
        await stage.until(pilot, lambda: "hello" in [u.text for u in screen.state.conversation])

    stage.run(play, screen, size)


def test_what_is_said_is_answered_and_appended(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen.query_one(TalkLine).text = "How many new links are created per day?"
        await pilot.press("enter")
        await stage.until(pilot, lambda: bool(screen.state.facts))

    stage.run(play, screen)
    said = [e for e in events_of(screen) if isinstance(e, ev.Said) and not e.kind]
    assert [e.text for e in said] == ["How many new links are created per day?"]


def test_typing_is_committed_at_enter_and_before_anything_else(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.ui.screens.keeping.PAUSE", 3600.0)
    monkeypatch.setattr("coach.ui.screens.keeping.AT_LATEST", 3600.0)
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f3", *"DAU = 1M", "enter")
        await stage.until(pilot, lambda: screen.state.boards["estimate"] == "DAU = 1M\n")
        await pilot.press(*"x = 2", "f8", "space")
        await stage.until(pilot, lambda: bool(screen.state.ticked))

    stage.run(play, screen)
    kinds = [type(e) for e in events_of(screen)]
    assert kinds[-1] is ev.ItemTicked
    assert screen.state.boards["estimate"] == "DAU = 1M\nx = 2"


def test_a_session_continues_as_it_was(stage: Any) -> None:
    first = session(stage)
    path = first.sitting.journal.path

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"client -> api", "f8", "space")
        stage.clock.seconds += 5
        await pilot.press("ctrl+n")
        await stage.until(pilot, lambda: first.state.phase == "estimate")
        stage.clock.seconds += 7
        await pilot.press("f7")
        first.query_one(TalkLine).text = "I assume ten to one."
        await pilot.press("enter")
        await stage.until(pilot, lambda: first.state.conversation[-1].by == "candidate")

    stage.run(play, first)
    again = SessionScreen(reopen(stage.environment, path))

    async def look(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4")
        await stage.until(pilot, lambda: again.board == "diagram")
        assert again.pane("diagram").text == "client -> api"

    stage.run(look, again)
    before, after = first.state, again.state
    assert (before.phase, before.boards, before.ticked) == (after.phase, after.boards, after.ticked)
    assert before.seconds("clarify") == pytest.approx(after.seconds("clarify"), abs=0.01)
    assert len(before.conversation) == len(after.conversation)


def test_going_back_to_an_earlier_phase(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("ctrl+n")
        await stage.until(pilot, lambda: screen.state.phase == "estimate")
        await pilot.press("ctrl+p")
        await pilot.press(*"clar", "enter")
        await stage.until(pilot, lambda: screen.state.phase == "clarify")

    stage.run(play, screen)
    assert screen.state.entered == {"clarify": 2, "estimate": 1}


def test_a_component_is_put_at_the_cursor(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"client -> api", "ctrl+l", *"cache", "enter")
        await stage.until(pilot, lambda: "cache" in screen.pane("diagram").text)
        await stage.until(pilot, lambda: "cache" in stage.text(app).split("client -> api")[1])
        await stage.until(pilot, lambda: "cache" in screen.state.boards["diagram"])

    stage.run(play, screen)
    assert screen.state.boards["diagram"].startswith("client -> api -> cache")


def test_pressure_mode_has_no_pause_no_hint_and_no_findings(stage: Any) -> None:
    screen = session(stage, mode="pressure")

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f9")
        await pilot.pause()
        assert "Pressure mode has no pause" in stage.text(app)
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert "no hints" in stage.text(app)
        await pilot.press("f4", *"client -> postgres")
        await stage.until(pilot, lambda: "postgres │" in stage.text(app))
        assert screen.pane("diagram").findings == ()

    stage.run(play, screen)
    assert not any(isinstance(e, ev.Paused | ev.HintGiven) for e in events_of(screen))


def test_finishing_writes_the_transcript_and_asks_for_a_guess_first(stage: Any) -> None:
    screen = session(stage)
    path = screen.sitting.journal.path

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for _ in range(3):
            await pilot.press("f7")
            screen.query_one(TalkLine).text = "I assume reads outnumber writes by far here."
            await pilot.press("enter")
            stage.clock.seconds += 5
            await pilot.press("ctrl+n")
        await pilot.press("ctrl+q", "f")
        await stage.until(pilot, lambda: screen.state.closed)
        await stage.until(pilot, lambda: "how many points" in stage.text(app))
        assert "strong hire" not in stage.text(app)
        await pilot.press(*"40", "enter")
        await stage.until(pilot, lambda: screen.state.score is not None)

    stage.run(play, screen)
    entries = read(path).entries
    kinds = [type(entry.event) for entry in entries]
    closed, predicted, scored = map(kinds.index, (ev.SessionClosed, ev.ScorePredicted, ev.Scored))
    assert closed < predicted < scored
    assert "URL shortener" in path.with_suffix(".md").read_text("utf-8")


def test_whoever_says_a_drawing_is_told_where_to_draw(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f7")
        screen.query_one(TalkLine).text = "client -> lb -> api"
        await pilot.press("enter")
        await stage.until(pilot, lambda: "Said, not drawn" in stage.text(app))

    stage.run(play, screen)
    assert screen.state.conversation[-1].text == "client -> lb -> api"


def test_nobody_finishes_a_pressed_session_without_the_curveball(stage: Any) -> None:
    screen = session(stage, mode="pressure")

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for _ in range(3):
            await pilot.press("f7")
            screen.query_one(TalkLine).text = "I assume reads outnumber writes by far here."
            await pilot.press("enter")
            stage.clock.seconds += 5
            await pilot.press("ctrl+n")
        assert screen.state.curveballs == ()
        await pilot.press("ctrl+q", "f")
        await stage.until(pilot, lambda: len(screen.state.curveballs) == 1)
        await pilot.pause()
        assert not screen.state.closed
        assert "the requirements change" in stage.text(app)
        await pilot.press("ctrl+q", "f")
        await stage.until(pilot, lambda: screen.state.closed)

    stage.run(play, screen)


def test_a_session_too_short_shows_nothing_of_the_reference(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("ctrl+q", "f")
        await stage.until(pilot, lambda: "too short" in stage.text(app))
        await pilot.press("k")
        await pilot.pause()

    stage.run(play, screen)
    assert screen.state.closed
    assert screen.state.score is None


def test_home_offers_to_continue_first(stage: Any, golden: Callable[[str, str], None]) -> None:
    sitting = begin(stage.environment, "news-feed", "mid", "45", "coach")
    sitting.journal.close()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        golden("home-continue-80", stage.text(app))
        await pilot.press("enter")
        await stage.until(pilot, lambda: isinstance(app.screen, SessionScreen))

    stage.run(play, HomeScreen(), size=(80, 24))


_NO_ACTION = ("jump", "stress_loads", "stress_walk")
"""Commands that a widget does itself."""


def test_every_command_of_a_screen_has_its_action() -> None:
    from coach.ui.screens.page_reader import ReaderScreen

    screens = {"home": HomeScreen, "session": SessionScreen, "reader": ReaderScreen}
    screens |= {"break": BreakScreen}
    for where, screen in screens.items():
        for command in of(where):
            alone = command.id.startswith("board_") or command.id in _NO_ACTION
            assert command.function() or alone or hasattr(screen, f"action_{command.id}")
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


def test_a_key_that_does_nothing_says_why(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for key, why in (
            ("ctrl+l", "nothing to insert here"),
            ("ctrl+s", "nothing to look at"),
            ("ctrl+r", "belong to the estimate"),
            ("ctrl+f", "told you nothing yet"),
        ):
            await pilot.press(key)
            await stage.until(pilot, lambda why=why: why in stage.text(app))
        await pilot.press("ctrl+o", *"break")
        await stage.until(pilot, lambda: "Only the diagram (F4)" in stage.text(app))

    stage.run(play, screen)


def test_what_was_noted_stands_at_the_bottom_although_the_notes_changed(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen.action_talk()
        await pilot.press(*"how many users are there", "enter")
        await stage.until(pilot, lambda: screen.state.facts)
        await pilot.press("f2")
        await stage.until(pilot, lambda: screen.board == "notes")
        await pilot.press("f7", "ctrl+f")
        await stage.until(pilot, lambda: "how many users" in screen.panes["notes"].text)
        for _ in range(4):
            await pilot.pause()
        assert stage.text(app).splitlines()[-1].startswith(" Noted: how many users")

    stage.run(play, screen)


def test_footer_keys_are_true_for_where_one_is(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        assert "Insert" not in stage.text(app).splitlines()[-1]
        await pilot.press("f4")
        await stage.until(pilot, lambda: screen.board == "diagram")
        await pilot.pause()
        assert "^L Insert" in stage.text(app).splitlines()[-1]
        await pilot.press("f2")
        await stage.until(pilot, lambda: screen.board == "notes")
        await pilot.pause()
        assert "Insert" not in stage.text(app).splitlines()[-1]

    stage.run(play, screen)


def test_only_boards_that_were_looked_at_are_made(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        assert [pane.board_name for pane in screen.query(BoardPane)] == ["notes"]

    stage.run(play, screen)


def test_a_missed_point_is_claimed_with_a_sentence_of_ones_own(stage: Any) -> None:
    screen = session(stage)
    path = screen.sitting.journal.path

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for _ in range(3):
            await pilot.press("f7")
            screen.query_one(TalkLine).text = "I assume reads outnumber writes by far here."
            await pilot.press("enter")
            stage.clock.seconds += 5
            await pilot.press("ctrl+n")
        await pilot.press("ctrl+q", "f", "escape")
        await stage.until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        number = next(u.n for u in screen.state.conversation if u.by == "candidate")
        await pilot.press("o", *"reading", "enter")
        await stage.until(pilot, lambda: "Which sentence of yours" in stage.text(app))
        await pilot.press(*"outnumber")
        await pilot.pause()
        assert f"#{number} I assume reads" in stage.text(app)
        await pilot.press("enter")
        await stage.until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await stage.until(
            pilot, lambda: any(isinstance(e.event, ev.Overruled) for e in read(path).entries)
        )
        claimed = next(e.event for e in read(path).entries if isinstance(e.event, ev.Overruled))
        assert (claimed.met, claimed.entry) == (True, number)

    stage.run(play, screen)


def test_a_drill_is_one_phase_with_its_own_debrief(stage: Any) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("d", *"estim", "enter")
        await stage.until(pilot, lambda: isinstance(app.screen, PickerScreen))
        await pilot.press(*"url short", "enter", "enter")
        await stage.until(pilot, lambda: isinstance(app.screen, SessionScreen))
        screen = app.screen
        assert isinstance(screen, SessionScreen)
        assert [phase.id for phase in screen.state.phases] == ["estimate"]
        screen.query_one(TalkLine).text = "I estimate the writes first, then the reads."
        await pilot.press("enter", "ctrl+q", "f")
        await stage.until(pilot, lambda: "how many points" in stage.text(app))
        await pilot.press("escape")
        await stage.until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        groups = screen.state.score.groups if screen.state.score else {}
        assert set(groups) == {"estimate"}

    stage.run(play, HomeScreen())


def test_the_palette_lists_and_runs_what_has_no_key(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"client -> api -> db", "ctrl+o")
        await pilot.pause()
        assert "Break it" in stage.text(app)
        await pilot.press(*"break", "enter")
        await stage.until(pilot, lambda: isinstance(app.screen, BreakScreen))
        await pilot.press("escape", "ctrl+o", *"curve", "enter")
        await stage.until(pilot, lambda: bool(screen.state.curveballs))

    stage.run(play, screen)


def test_the_drawing_follows_what_was_typed_at_once(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4")
        await stage.until(pilot, lambda: screen.board == "diagram")
        editor = screen.pane("diagram").editor
        chain = " -> ".join([*(f"service number {n}" for n in range(8)), "lastone"])
        editor.replace_text(chain, len(chain))
        drawing = screen.pane("diagram").view
        await stage.until(pilot, lambda: drawing.scroll_offset.y > 0)
        await stage.until(pilot, lambda: "│ lastone │" in stage.text(app))

    stage.run(play, screen, (80, 24))


def test_a_paused_session_is_covered_when_it_continues(stage: Any) -> None:
    first = session(stage)
    path = first.sitting.journal.path

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f9", "l")
        await pilot.pause()

    stage.run(play, first)
    again = SessionScreen(reopen(stage.environment, path))

    async def look(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: "Paused." in stage.text(app))
        await pilot.press("f9")
        await stage.until(pilot, lambda: not again.state.paused)

    stage.run(look, again)


def test_typing_keeps_the_interviewer_silent(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen._last_key = 0.0
        await pilot.press("f2", "x")
        await pilot.pause()
        assert screen._last_key > 0.0

    stage.run(play, screen)


def test_leaving_without_a_drawing_says_so(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert "The diagram is empty" not in stage.text(app)
        await pilot.press("s", "ctrl+n", "ctrl+n", "ctrl+q")
        await pilot.pause()
        assert "The diagram is empty" in stage.text(app)
        await pilot.press("s", "f4", *"a -> b", "ctrl+q")
        await pilot.pause()
        assert "The diagram is empty" not in stage.text(app)
        await pilot.press("s")

    stage.run(play, screen)


def test_a_session_its_debrief_and_home_in_plain_ascii(
    stage: Any, golden: Callable[[str, str], None]
) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        app.plain = True
        await pilot.press("f4", *"client -> lb -> api x3 -> redis, orders db")
        await stage.until(pilot, lambda: "orders db |" in plain(stage.text(app)))
        screen.show_state(everything=True)
        await pilot.pause()
        golden("ascii-session-120", plain(stage.text(app)))
        for _ in range(3):
            await pilot.press("f7")
            screen.query_one(TalkLine).text = "I assume reads outnumber writes by far here."
            await pilot.press("enter")
            stage.clock.seconds += 5
            await pilot.press("ctrl+n")
        await pilot.press("ctrl+q", "f", "escape")
        await stage.until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await pilot.pause()
        golden("ascii-debrief-120", plain(stage.text(app)))

    stage.run(play, screen)

    async def home(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: "Today" in stage.text(app))
        golden("ascii-home-80", plain(stage.text(app)))

    stage.run(home, HomeScreen(), (80, 24))
    folder = Path(__file__).resolve().parents[1] / "golden" / "screens"
    for path in folder.glob("ascii-*.txt"):
        text = path.read_text("utf-8")
        assert text.isascii()
        assert "??" not in text


@pytest.mark.parametrize("id", ["pause", "hint", "checks", "curveball", "break_it"])
def test_pressure_mode_hides_all_help(stage: Any, id: str) -> None:
    pressed, coached = session(stage, mode="pressure"), session(stage)
    for screen, hidden in ((pressed, True), (coached, False)):
        here = Here(screen.state, part="centre", board="diagram")
        assert bool(named(id).when(here)) is hidden


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_whoever_talks_goes_on_talking_in_the_next_phase(stage: Any, size: tuple[int, int]) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press(*"first", "enter")
        for phase in ("estimate", "design"):
            await pilot.press("ctrl+n")
            await stage.until(pilot, lambda phase=phase: screen.state.phase == phase)
            await pilot.pause()
            await pilot.press(*phase, "enter")
            await stage.until(pilot, lambda phase=phase: has_said(screen, phase))

    stage.run(play, screen, size)


def has_said(screen: SessionScreen, text: str) -> bool:
    return text in [words.text for words in screen.state.conversation]


def test_the_window_is_called_too_small_only_while_it_is(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.resize_terminal(40, 10)
        await stage.until(pilot, lambda: "coach needs about" in stage.text(app))
        await pilot.resize_terminal(120, 36)
        await stage.until(pilot, lambda: "coach needs about" not in stage.text(app))

    stage.run(play, screen)
