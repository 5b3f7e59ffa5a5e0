"""How near a question's sense is to each fact, whatever words it uses.

Beside the likeness of words and meanings that stand in lists, this knows that a boss who looks at
a blank screen asks for the time a query may take. See `coach.language.word_vectors`.
"""

from collections.abc import Mapping, Sequence

from coach.frozen import dataclass
from coach.language.word_vectors import Vector, likeness, unit, vector

NEAREST = 3
"""So many of the nearest askings are looked at."""
USUAL = 0.45
"""How near what a prompt leaves open is on average, taken where nobody has written what that is."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a question is to each fact: to its nearest askings, to all of them together and to
    its answer; to the nearest of all, and to the nearest thing that no fact decides."""

    by_fact: Mapping[str, tuple[float, float, float]]
    nearest: float
    aside: float


class Senses:
    """Where the askings of one prompt's facts point."""

    def __init__(
        self,
        askings: Mapping[str, Sequence[str]],
        answers: Mapping[str, str],
        left_open: Sequence[str],
    ) -> None:
        """Askings and answer by fact, and the askings of what no fact decides."""
        self._askings = {id_: [vector(ask) for ask in each] for id_, each in askings.items()}
        self._middle = {id_: _middle(each) for id_, each in self._askings.items()}
        self._answers = {id_: vector(answer) for id_, answer in answers.items()}
        self._open = [vector(ask) for ask in left_open]

    def nearness(self, question: str) -> Nearness:
        """How near the question is to each fact."""
        asked = vector(question)
        by_fact = {
            id_: (
                _nearest(asked, each),
                likeness(asked, self._middle[id_]),
                likeness(asked, self._answers[id_]),
            )
            for id_, each in self._askings.items()
        }
        return Nearness(
            by_fact,
            max((row[0] for row in by_fact.values()), default=0.0),
            max((likeness(asked, each) for each in self._open), default=USUAL),
        )


def _middle(vectors: Sequence[Vector]) -> Vector:
    return unit([sum(column) for column in zip(*vectors, strict=True)]) if vectors else ()


def _nearest(asked: Vector, vectors: Sequence[Vector]) -> float:
    """The mean likeness of the nearest ones."""
    near = sorted((likeness(asked, each) for each in vectors), reverse=True)[:NEAREST]
    return sum(near) / (len(near) or 1)
