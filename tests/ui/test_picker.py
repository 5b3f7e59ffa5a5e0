"""The picker: its order, what was done before, the slug, and wide terminals."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from textual.pilot import Pilot

from coach.errors import JournalError
from coach.journal.library import Library
from coach.journal.summary import Past, Summary, pasts
from coach.live.closing import record_score
from coach.live.opening import begin, meet
from coach.session.decide import Close, GiveUp
from coach.ui.app import CoachApp
from coach.ui.screens.picker import PickerScreen
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.rows import RowsView
from tests.ui.conftest import Stage


def sat(stage: Stage, slug: str, only: str = "", scored: bool = True) -> None:
    """A finished session on disk."""
    sitting = begin(stage.environment, slug, "mid", "45", "coach", only=only)
    sitting.know(meet(sitting, stage.environment))
    sitting.live.do(GiveUp())
    sitting.live.do(Close())
    if scored:
        record_score(sitting)
    sitting.journal.close()


def titles(app: CoachApp) -> list[str]:
    """The titles in the list, from top to bottom."""
    items = app.screen.query_one(Choices).items
    return [item.rows[0][0][0].strip() for item in items]


def about(app: CoachApp) -> str:
    """What is told of the prompt under the cursor."""
    rows = app.screen.query_one("#about", RowsView).rows
    return " ".join("".join(text for text, _ in row) for row in rows)


def test_prompts_stand_in_the_order_of_their_titles(stage: Stage) -> None:
    own = stage.environment.paths.prompts
    own.mkdir(parents=True)
    shipped = stage.environment.folders.shipped / "interview" / "url-shortener.toml"
    text = shipped.read_text("utf-8").replace('slug = "url-shortener"', 'slug = "aaa"')
    text = text.replace('title = "URL shortener"', 'title = "métro tickets"')
    (own / "aaa.toml").write_text(text, "utf-8")

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        shown = titles(app)
        assert shown == sorted(shown, key=str.casefold)
        assert len(shown) > 35
        assert "Counting clicks on adverts" in shown
        assert "métro tickets" in shown
        assert not any("Warm-up" in title for title in shown)

    stage.run(play, PickerScreen())


def test_what_was_done_before_is_told_with_its_best_result(
    stage: Stage, golden: Callable[[str, str], None]
) -> None:
    sat(stage, "chat")
    sat(stage, "chat", scored=False)
    begin(stage.environment, "chat", "mid", "45", "coach").journal.close()
    begin(stage.environment, "news-feed", "mid", "45", "coach").journal.close()
    sat(stage, "pastebin", only="estimate")

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen = app.screen
        assert isinstance(screen, PickerScreen)
        await stage.until(pilot, lambda: bool(screen.past))
        assert set(screen.past) == {"chat", "news-feed"}
        await pilot.press(*"chat")
        await pilot.pause()
        told = about(app)
        assert "Chat  chat" in told
        assert "finished twice; best" in told
        assert "no verdict (2026-03-14); 1 not finished" in told
        await pilot.press(*["backspace"] * 4)
        await pilot.pause()
        golden("picker-before-80", stage.text(app))

    stage.run(play, PickerScreen(), (80, 24))


def test_a_drill_is_told_of_drills_alone(stage: Stage) -> None:
    sat(stage, "chat")
    sat(stage, "pastebin", only="estimate")

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen = app.screen
        assert isinstance(screen, PickerScreen)
        await stage.until(pilot, lambda: bool(screen.past))
        assert set(screen.past) == {"pastebin"}

    stage.run(play, PickerScreen("estimate"))


def test_sessions_that_cannot_be_listed_cost_the_results_alone(
    stage: Stage, monkeypatch: Any
) -> None:
    def refuse(library: Library, limit: int | None = None) -> tuple[Summary, ...]:
        raise JournalError("The sessions cannot be listed.")

    monkeypatch.setattr(Library, "sessions", refuse)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: "cannot be listed" in stage.text(app))
        assert len(titles(app)) > 35

    stage.run(play, PickerScreen())


def test_the_picker_uses_a_wide_terminal(stage: Stage, golden: Callable[[str, str], None]) -> None:
    sat(stage, "chat")

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen = app.screen
        assert isinstance(screen, PickerScreen)
        await stage.until(pilot, lambda: bool(screen.past))
        await pilot.pause()
        golden("picker-200", stage.text(app))

    stage.run(play, PickerScreen(), (200, 60))


def test_the_best_of_several_is_kept_and_what_cannot_be_read_counts_for_nothing(
    stage: Stage,
) -> None:
    sat(stage, "chat")
    (one,) = stage.environment.library().sessions()
    better = replace(one, score=61.0, verdict="lean hire", wall="2026-03-15T10:00:00+00:00")
    torn = replace(one, workflow="", score=99.0)
    open_ = replace(one, closed=False, score=None)
    assert pasts([one, better, open_, torn, one]) == {
        ("interview", "chat", "Chat"): Past(3, 1, 61.0, "lean hire", "2026-03-15")
    }
