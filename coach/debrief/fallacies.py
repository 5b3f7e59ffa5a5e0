"""What fails in every system, whatever the problem: claims that designers hold for true, and why
they are not. They are beside a prompt's own errors, which know its facts."""

import pkgutil
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Fallacy:
    """One claim that fails, as somebody makes it, and why."""

    claim: str
    why: str


@cache
def fallacies() -> tuple[Fallacy, ...]:
    """All claims of `data/fallacies.txt`: the lines under each reason, which stands behind "="."""
    data = pkgutil.get_data("coach.debrief", "data/fallacies.txt")
    assert data is not None, "the package's loader gives no data"
    known: list[Fallacy] = []
    why = ""
    for line in data.decode("utf-8").splitlines():
        if line.startswith("= "):
            why = line[2:]
        elif line and not line.startswith("#"):
            known.append(Fallacy(line, why))
    return tuple(known)
