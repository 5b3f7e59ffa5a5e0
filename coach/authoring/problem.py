"""What can be wrong with a prompt, and how much it matters."""

from enum import StrEnum

from coach.frozen import dataclass


class Weight(StrEnum):
    """How much a problem matters: an error makes the prompt unfit to play."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a prompt: the field it is about, and a sentence."""

    weight: Weight
    where: str
    sentence: str
    rule: bool = False

    def __str__(self) -> str:
        return f"{self.weight}: {self.where}: {self.sentence}"


def error(where: str, sentence: str) -> Problem:
    """A problem that makes the prompt unfit to play."""
    return Problem(Weight.ERROR, where, sentence)


def warning(where: str, sentence: str) -> Problem:
    """A problem that leaves the prompt playable."""
    return Problem(Weight.WARNING, where, sentence)
