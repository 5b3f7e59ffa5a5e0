"""The environment of the screens' tests, and a line seat whose sentences are kept."""

from collections.abc import Callable

import pytest

from coach.live.opening import OpenSession, begin
from coach.sit.line_seat import LineSeat
from tests.ui.conftest import Stage, stage

__all__ = ["Sat", "seated", "stage"]


class Sat:
    """A line seat at a new session, and what it told."""

    def __init__(self, stage: Stage, sitting: OpenSession) -> None:
        self.stage = stage
        self.told: list[str] = []
        self.seat = LineSeat(sitting, stage.environment, self.told.append)
        self.seat.begin()

    def hear(self, *lines: str) -> list[str]:
        """What is told when these lines are typed, seven seconds apart."""
        self.told.clear()
        for line in lines:
            self.stage.clock.seconds += 7
            self.seat.take(line)
            self.seat.tick()
        return self.told


@pytest.fixture
def seated(stage: Stage) -> Callable[..., Sat]:
    """Opens a session of a prompt and sits down at it."""

    def sit(prompt: str = "url-shortener", mode: str = "coach") -> Sat:
        return Sat(stage, begin(stage.environment, prompt, "mid", "45", mode))

    return sit
