"""Every command is reached with every profile of keys, and what is told of keys is true."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from coach import config
from coach.live.opening import begin
from coach.session.events import HintGiven, Said
from coach.ui.app import CoachApp
from coach.ui.commands import COMMANDS, Command, choose_keys, named, of
from coach.ui.key_profiles import PROFILES, rekeyed, use
from coach.ui.screens.modal import ChooseModal
from coach.ui.screens.session import SessionScreen
from coach.ui.views.help import help_rows
from coach.ui.widgets.editor import TalkLine
from tests.ui.conftest import Stage

TAKEN = {
    "default": set(),
    "zellij": {*(f"ctrl+{c}" for c in "ptnhsoqgb"), *(f"alt+{c}" for c in "nfhjklipo")},
    "browser": {"ctrl+n", "ctrl+t", "ctrl+w", "f1", "f3", "f5", "f6", "f11", "f12"},
    "plain": {f"f{n}" for n in range(1, 13)},
}
"""Keys that do not arrive where a profile is for."""
PLACES = ("home", "session", "replay", "review", "today", "reader", "break", "debrief", "lobby")


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    yield
    use("default")


@pytest.mark.parametrize("profile", config.KEYS)
def test_every_command_is_reached_in_every_place(profile: str) -> None:
    assert set(PROFILES) == set(config.KEYS) == set(TAKEN)
    choose_keys(profile, {})
    assert named("palette").key
    assert named("talk").key
    for command in COMMANDS:
        told = f"give {command.key} of {command.id} another in {profile} of key_profiles.py"
        assert command.key not in TAKEN[profile], told
        by_word = "session" in command.where and command.spoken
        assert command.key or by_word or "sit" in command.where, command.id
    for place in PLACES:
        assert shared([(c.key, c.id) for c in of(place) if c.key]) == [], place
    writing = {c.key for c in of("text")}
    for command in of("session"):
        assert command.key not in writing or not command.key


def test_words_are_one_for_each_command() -> None:
    assert shared([(c.spoken, c.id) for c in (*of("sit"), *of("session"))]) == []


def shared(owners: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of (key or word, command) that share theirs."""
    times = Counter(owned for owned, _ in owners)
    return sorted(owner for owner in owners if times[owner[0]] > 1)


def test_a_key_of_ones_own_goes_before_the_profiles_unless_it_is_taken() -> None:
    choose_keys("zellij", {"hint": "alt+h", "next": "alt+h", "pause": "ctrl+z", "note": "ctrl+l"})
    assert named("hint").key == "alt+g" or named("hint").key == "alt+h"
    owners = [c.id for c in of("session") if c.key == "alt+h"]
    assert len(owners) == 1
    assert named("pause").key == "f9"
    assert named("note_fact").key == "ctrl+f"


def test_sentences_and_help_name_the_keys_in_force() -> None:
    assert rekeyed("^O, then F4; RFC 1234") == "^O, then F4; RFC 1234"
    choose_keys("zellij", {})
    assert rekeyed("^O, then F4; ^Q leaves") == "F11, then F4; Alt-Q leaves"
    page = "\n".join("".join(text for text, _ in row) for row in help_rows("session", 80))
    assert "Alt-G" in page
    assert "^G" not in page
    choose_keys("plain", {})
    assert rekeyed("The diagram is on F4.") == "The diagram is on ^D."


def test_the_help_of_two_places_has_one_heading() -> None:
    both = ["".join(text for text, _ in row) for row in help_rows(("reader", "debrief"), 80)]
    assert both.count("Keys") == 1
    assert [row for row in both if "Claims the point" in row or "next such line" in row] != []


@pytest.mark.parametrize("profile", [pytest.param("zellij", marks=pytest.mark.long), "plain"])
def test_the_keys_of_a_profile_do_it_and_the_footer_says_them(stage: Stage, profile: str) -> None:
    settings = replace(stage.environment.settings, keys=profile)
    stage.environment = replace(stage.environment, settings=settings)
    screen = SessionScreen(begin(stage.environment, "url-shortener", "mid", "45", "coach"))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        first = screen.state.phase
        text = stage.text(app)
        assert named("next_phase").shown_key in text.splitlines()[-1]
        assert f"{named('board_diagram').shown_key} Diagram" in text
        await pilot.press("f4" if profile == "plain" else "ctrl+n")
        await pilot.pause()
        assert screen.state.phase == first
        assert screen.board == "notes"
        await pilot.press(named("board_diagram").key)
        await stage.until(pilot, lambda: screen.board == "diagram")
        await pilot.press(named("next_phase").key)
        await stage.until(pilot, lambda: screen.state.phase != first)

    stage.run(play, screen)


def test_every_command_has_a_word_in_the_talk_line(stage: Stage) -> None:
    screen = SessionScreen(begin(stage.environment, "url-shortener", "mid", "45", "coach"))

    async def say(pilot: Pilot[Any], text: str) -> None:
        talk = screen.query_one(TalkLine)
        screen.action_talk()
        talk.text = text
        await pilot.press("enter")
        await pilot.pause()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await say(pilot, "/diagram")
        await stage.until(pilot, lambda: screen.board == "diagram")
        await say(pilot, "/hint")
        await stage.until(pilot, lambda: len(screen.state.hints) == 1)
        await say(pilot, "/phase deep dive")
        await stage.until(pilot, lambda: screen.state.phase == "deep-dive")
        await say(pilot, "/next")
        await stage.until(pilot, lambda: screen.state.phase == "bottlenecks")
        await say(pilot, "/nxt")
        assert "There is no command /nxt. Did you mean /next?" in stage.text(app)
        assert screen.query_one(TalkLine).text == "/nxt"
        await say(pilot, "/users/{id} gives a user")
        await say(pilot, "//next is what I said")
        await say(pilot, "/")
        await stage.until(pilot, lambda: isinstance(app.screen, ChooseModal))

    stage.run(play, screen)
    mine = [entry.event for entry in screen.live.entries if entry.by == "candidate"]
    words = [event.text for event in mine if isinstance(event, Said)]
    assert words == ["/users/{id} gives a user", "/next is what I said"]
    assert sum(isinstance(e.event, HintGiven) for e in screen.live.entries) == 1


def test_settings_of_keys_are_read_and_what_is_wrong_in_them_is_said(tmp_path: Any) -> None:
    (tmp_path / config.NAME).write_text(
        '{"keys": "zellij", "own_keys": {"hint": "alt+h", "next": "x", "pause": 3}}'
    )
    settings = config.load(tmp_path)
    assert settings.keys == "zellij"
    assert settings.own_keys == {"hint": "alt+h"}
    assert len(config.faults(tmp_path)) == 2
    config.save(tmp_path, settings)
    assert config.load(tmp_path) == settings
    for bad in ('{"keys": "vi"}', '{"own_keys": []}', '{"own_keys": {"next": "enter"}}'):
        (tmp_path / config.NAME).write_text(bad)
        assert config.load(tmp_path) == config.Settings()
        assert config.faults(tmp_path)


def test_no_two_profiles_are_alike() -> None:
    for one, other in itertools.combinations(PROFILES.values(), 2):
        assert one != other


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_what_a_command_runs_is_there(command: Command) -> None:
    function = command.function()
    assert (function is not None) == bool(command.run)
    assert function is None or callable(function)
