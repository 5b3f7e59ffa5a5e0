"""How much the bare words of a sentence lean, whatever the problem: towards a mechanism that fails,
and towards one that is told.

Who is wrong says "simply", "at once", "so nothing can", trusts a clock, a memory, a client; who is
right says "before it answers", "a condition", "the number it read"; and who tells nothing says that
it "should", "somehow" and "efficiently" be so. Each is a logistic over stems and pairs of stems
that were met in enough sentences, each counted once, divided by the root of their number. It is a
leaning and no proof: it weighs beside what the prompt knows (see `suspicion` and `recognition`).
`tests/debrief/fit_suspicion.py` and `tests/debrief/fit_recognition.py` fit them.
"""

import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import sqrt

FAILS, TELLS = "leaning", "telling"
"""The lists of weights: towards what fails, and towards what tells a mechanism."""
FEW = 4
"""As many features a sentence counts as having at least: two words do not lean for being few."""


@cache
def weights(towards: str) -> tuple[float, Mapping[str, float]]:
    """The constant, and the weight of each stem and pair of stems of a list in `data`."""
    data = pkgutil.get_data("coach.debrief", f"data/{towards}.txt")
    assert data is not None, "the package's loader gives no data"
    lines = (line for line in data.decode("utf-8").splitlines() if not line.startswith("#"))
    first, *rest = lines
    rows = (line.partition(" ") for line in rest)
    return float(first), {name: float(weight) for weight, _, name in rows}


def leaning(words: Sequence[str], towards: str = FAILS) -> float:
    """How much a sentence's stems lean, as a logarithm of odds; above nought speaks for it."""
    bias, known = weights(towards)
    names = features(words)
    return bias + sum(known.get(name, 0.0) for name in names) / scale(names)


def features(words: Iterable[str]) -> frozenset[str]:
    """The stems of a sentence, numbers as one, and the pairs that stand side by side."""
    run = ["#" if word.isdigit() else word for word in words]
    return frozenset((*run, *(f"{first} {second}" for first, second in pairwise(run))))


def scale(names: frozenset[str]) -> float:
    """What a sentence's weights are divided by, so that long ones do not lean for their length."""
    return sqrt(max(FEW, len(names)))
