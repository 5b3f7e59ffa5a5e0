"""What a session's screen needs of a sitting, whatever it is: running, replayed, or watched."""

from collections.abc import Sequence
from typing import Protocol

from coach.session.entry import Entry
from coach.session.state import State


class Source(Protocol):
    """Where a screen reads. What can be written to as well is `coach.live.live.Live`."""

    @property
    def state(self) -> State:
        """The session's state, as far as it is shown."""
        ...

    @property
    def entries(self) -> Sequence[Entry]:
        """The session's entries; those up to `state.n` are shown."""
        ...

    @property
    def trouble(self) -> bool:
        """Whether the disk refuses what should be saved."""
        ...

    @property
    def caption(self) -> str:
        """What the header says besides the session's own: "" for a running one."""
        ...

    @property
    def writable(self) -> bool:
        """Whether texts can be typed into."""
        ...

    def now(self) -> float:
        """Seconds since the session opened, where the screen stands."""
        ...
