"""A point claimed in the debrief of one's own prompt is written into that prompt."""

from typing import Any

from textual.pilot import Pilot

from coach.catalog import shelf
from coach.catalog.prompt_text import checked_prompt
from coach.live.opening import begin
from coach.ui.app import CoachApp
from coach.ui.counting import own_file
from coach.ui.screens.debrief_screen import DebriefScreen
from coach.ui.screens.session import SessionScreen
from coach.ui.widgets.editor import TalkLine


def test_a_claimed_sentence_is_written_into_ones_own_prompt(stage: Any) -> None:
    own = stage.environment.paths.prompts
    own.mkdir(parents=True)
    text = (shelf.shipped_folder() / "template-light.toml").read_text("utf-8")
    path = own / "lost-and-found.toml"
    path.write_text(text, "utf-8")
    screen = SessionScreen(begin(stage.environment, "lost-and-found", "mid", "45", "coach"))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for _ in range(3):
            await pilot.press("f7")
            screen.query_one(TalkLine).text = "The turnstile keeps a ledger and reports at dusk."
            await pilot.press("enter")
            stage.clock.seconds += 5
            await pilot.press("ctrl+n")
        await pilot.press("ctrl+q", "f", "escape")
        await stage.until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        assert "hears with few words" in " ".join(stage.text(app).split())
        await pilot.press("o", *"Has a way", "enter")
        await stage.until(pilot, lambda: "Which sentence of yours" in stage.text(app))
        await pilot.press(*"turnstile", "enter")
        await stage.until(pilot, lambda: "Should this have counted" in stage.text(app))
        await pilot.press("enter")
        await stage.until(pilot, lambda: "[[counted]]" in path.read_text("utf-8"))
        await stage.until(pilot, lambda: "from now on heard by" in stage.text(app))

    stage.run(play, screen)
    (counted,) = checked_prompt(path.read_text("utf-8")).counted
    assert counted.point == "decides" and "turnstile" in counted.says


def test_a_shipped_prompt_has_no_file_to_write_into(stage: Any) -> None:
    assert own_file(stage.environment, "chat", "interview") is None
    assert own_file(stage.environment, "no-such-prompt", "interview") is None


def test_what_else_could_be_asked_is_a_command_away(stage: Any) -> None:
    screen = SessionScreen(begin(stage.environment, "url-shortener", "staff", "45", "coach"))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("ctrl+o", *"What to ask", "enter")
        await stage.until(pilot, lambda: "What else could be asked" in stage.text(app))
        assert "Data retention period?" in stage.text(app)

    stage.run(play, screen)
