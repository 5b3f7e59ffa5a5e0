"""One's own words as a drill from the start page: two tries, a clue, and all of them at the end."""

from typing import Any

import pytest
from textual.pilot import Pilot

from coach.progress import own_words
from coach.progress.own_words import WordAsked
from coach.ui.app import CoachApp
from coach.ui.naming_round import NONE_ASKED, NamingQuestion
from coach.ui.screens.home_screen import HomeScreen
from coach.ui.screens.modal import PageModal
from tests.ui.conftest import Stage

ASKED = (
    WordAsked("load balancer", "sends it to different servers", "Feed", 2),
    WordAsked("cache", "keeps it in memory", "Chat", 1),
    WordAsked("sharding", "splits it", "Jobs", 1),
)


def opened(stage: Stage, asked: tuple[WordAsked, ...], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(own_words, "words_asked", lambda library: asked)
    return HomeScreen()


def test_a_round_from_the_start_page(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = opened(stage, ASKED, monkeypatch)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("d", *"words", "enter")
        await stage.until(pilot, lambda: "sends it to different servers" in stage.text(app))
        await pilot.press(*"lb", "enter")
        await stage.until(pilot, lambda: "Yes: load balancer." in stage.text(app))
        await pilot.press(*"queue", "enter")
        await stage.until(pilot, lambda: "begins with C and has 1 word" in stage.text(app))
        await pilot.press("enter")
        await stage.until(pilot, lambda: "It is called cache." in stage.text(app))
        await pilot.press("enter")
        await stage.until(pilot, lambda: isinstance(app.screen, PageModal))
        assert "1 of 3 named at once" in stage.text(app)
        assert "sharding: “splits it” (Jobs)" in stage.text(app)
        await pilot.press("escape")
        await stage.until(pilot, lambda: app.screen is screen)

    stage.run(play, screen, (80, 24))


def test_esc_ends_a_round_and_with_nothing_to_ask_that_is_said(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(stage, ASKED, monkeypatch)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("d", *"words", "enter")
        await stage.until(pilot, lambda: isinstance(app.screen, NamingQuestion))
        await pilot.press("escape")
        await stage.until(pilot, lambda: app.screen is screen)
        monkeypatch.setattr(own_words, "words_asked", lambda library: ())
        await pilot.press("d", *"words", "enter")
        await stage.until(pilot, lambda: NONE_ASKED[:40] in stage.text(app))

    stage.run(play, screen, (80, 24))
