"""What the end of a session over lines needs of the seat: to tell, to ask, and to do."""

from collections.abc import Callable, Sequence
from typing import Protocol

from coach.live.environment import Environment
from coach.live.live import Live
from coach.live.opening import OpenSession
from coach.session.decide import Intent
from coach.session.state import State


class EndingSeat(Protocol):
    """What ending needs of a seat."""

    sitting: OpenSession
    environment: Environment
    live: Live
    over: bool
    answer: "Callable[[str], None] | None"

    @property
    def state(self) -> State:
        """The session's state now."""
        ...

    def tell(self, sentence: str, /) -> None:
        """Puts one sentence out."""
        ...

    def say(self, sentences: Sequence[str]) -> None:
        """Puts sentences out."""
        ...

    def do(self, intent: Intent, by: str = "") -> None:
        """Carries an intent out."""
        ...
