"""The questions before the verdict: one key each, kept at once, the span moving with them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from textual.pilot import Pilot

from coach.debrief.asks import Ask
from coach.ui.app import CoachApp
from coach.ui.screens.home_screen import HomeScreen
from coach.ui.screens.verdict_questions import QuestionsModal

ASKS = tuple(
    Ask(f"point-{n}", f"Says what number {n} does", 5.0, n * 10, "said", f"words {n}", "before", "")
    for n in range(1, 4)
)


def standing(yes: Sequence[str], no: Sequence[str]) -> tuple[float, float, str]:
    return 50 + 5 * len(yes), 65 - 5 * len(no), "lean hire or hire"


def test_each_answer_is_kept_at_once_and_moves_the_span(stage: Any) -> None:
    kept: list[tuple[str, bool]] = []
    answered: list[int | None] = []

    def keep(ask: Ask, shown: bool) -> str:
        kept.append((ask.observable, shown))
        return ""

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        modal = QuestionsModal(ASKS, standing, keep, "I followed about 40 % of it.")
        await app.push_screen(modal, answered.append)
        await stage.until(pilot, lambda: "1 of 3" in stage.text(app))
        text = stage.text(app)
        assert "I followed about 40 % of it." in text
        assert "#10 “words 1”" in text
        assert "50 to 65, lean hire or hire" in text
        await pilot.press("y")
        await stage.until(pilot, lambda: "2 of 3" in stage.text(app))
        assert kept == [("point-1", True)]
        assert "55 to 65" in stage.text(app)
        await pilot.press("x", "n")
        await stage.until(pilot, lambda: "3 of 3" in stage.text(app))
        assert "55 to 60" in stage.text(app)
        await pilot.press("s")
        await stage.until(pilot, lambda: app.screen is not modal)
        assert kept == [("point-1", True), ("point-2", False)]
        assert answered == [2]

    stage.run(play, HomeScreen(), (80, 24))


def test_one_key_skips_all_and_what_is_not_kept_is_asked_again(stage: Any) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        modal = QuestionsModal(ASKS, standing, lambda ask, shown: "NOT SAVED: the disk is full.")
        await app.push_screen(modal)
        await stage.until(pilot, lambda: "1 of 3" in stage.text(app))
        await pilot.press("y")
        await stage.until(pilot, lambda: "NOT SAVED" in stage.text(app))
        assert "1 of 3" in stage.text(app)
        await pilot.press("escape")
        await stage.until(pilot, lambda: app.screen is not modal)

    stage.run(play, HomeScreen(), (80, 24))


def test_a_question_says_what_speaks_against_the_words(stage: Any) -> None:
    doubted = replace(ASKS[0], doubt="It sounds like what fails. Yes only if you meant: a lock.")

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await app.push_screen(QuestionsModal((doubted,), standing, lambda ask, shown: ""))
        await stage.until(pilot, lambda: "Yes only if you meant: a lock." in stage.text(app))

    stage.run(play, HomeScreen(), (80, 24))
