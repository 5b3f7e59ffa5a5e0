"""Fits the constants of `coach.debrief.likely`: `python tests/debrief/fit_likely.py`.

The data: `tests/data/likely/unheard.jsonl`, a rehearsed candidate a line, with the signs of every
point that was not heard and whether a person granted it. The method: a logistic regression with a
ridge on the signs in units of their spread, climbed by Newton's steps, so the same data always give
the same constants. First it fits without one hand and judges that hand, for each of them, and
prints how many points it would have asked about and how many of those had been made: that is what a
candidate of a stranger's may expect. The constants it prints are copied into the module.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

UNHEARD = Path(__file__).parents[1] / "data" / "likely" / "unheard.jsonl"
RIDGE = 5.0
"""The pull to nought of what a sign is worth over its spread: with 3 or 10 the hands that were left
out are judged as well."""
STEPS = 30
ASKED = 0.6

Row = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Unheard:
    """A point that was not heard: whose session, its signs in the order of `names`, and whether a
    person granted it."""

    hand: str
    signs: Row
    made: bool


def unheard(names: Sequence[str], path: Path = UNHEARD) -> Iterator[Unheard]:
    """All points of the data."""
    for line in path.read_text("utf-8").splitlines():
        session = json.loads(line)
        for point in session["points"]:
            signs = {**session["session"], **point["signs"]}
            row = tuple(float(signs.get(name, 0.0)) for name in names)
            yield Unheard(session["hand"], row, point["made"])


def fitted(every: Sequence[Unheard]) -> Row:
    """The constant, and what each sign adds."""
    count = len(every[0].signs)
    means = [sum(point.signs[i] for point in every) / len(every) for i in range(count)]
    spreads = [_spread([point.signs[i] for point in every]) for i in range(count)]
    rows = [
        (
            1.0,
            *(
                (x - mean) / spread
                for x, mean, spread in zip(point.signs, means, spreads, strict=True)
            ),
        )
        for point in every
    ]
    beta = [0.0] * (count + 1)
    for _ in range(STEPS):
        slope = [0.0] + [-RIDGE * value for value in beta[1:]]
        curve = [[0.0] * (count + 1) for _ in range(count + 1)]
        for i in range(1, count + 1):
            curve[i][i] = RIDGE
        for row, point in zip(rows, every, strict=True):
            p = chance(beta, row[1:])
            for i, x in enumerate(row):
                slope[i] += x * (point.made - p)
                for j in range(i + 1):
                    curve[i][j] += x * row[j] * p * (1 - p)
        for i in range(count + 1):
            for j in range(i):
                curve[j][i] = curve[i][j]
        beta = [value + step for value, step in zip(beta, _solved(curve, slope), strict=True)]
    slopes = [value / spread for value, spread in zip(beta[1:], spreads, strict=True)]
    return (beta[0] - sum(a * b for a, b in zip(slopes, means, strict=True)), *slopes)


def chance(beta: Sequence[float], signs: Sequence[float]) -> float:
    """The likelihood that these signs give."""
    z = beta[0] + sum(slope * sign for slope, sign in zip(beta[1:], signs, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, z))))


def left_out(every: Sequence[Unheard]) -> Iterator[tuple[str, list[tuple[float, bool]]]]:
    """Each hand, and its points' likelihoods by what the others give, with whether they were
    made."""
    for hand in dict.fromkeys(point.hand for point in every):
        beta = fitted([point for point in every if point.hand != hand])
        mine = [point for point in every if point.hand == hand]
        yield hand, [(chance(beta, point.signs), point.made) for point in mine]


def _spread(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5 or 1.0


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of a system of equations whose matrix is symmetric and positive (Cholesky)."""
    n = len(right)
    lower = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            rest = matrix[i][j] - sum(lower[i][k] * lower[j][k] for k in range(j))
            lower[i][j] = rest**0.5 if i == j else rest / lower[j][j]
    forth = [0.0] * n
    for i in range(n):
        forth[i] = (right[i] - sum(lower[i][k] * forth[k] for k in range(i))) / lower[i][i]
    back = [0.0] * n
    for i in reversed(range(n)):
        rest = forth[i] - sum(lower[k][i] * back[k] for k in range(i + 1, n))
        back[i] = rest / lower[i][i]
    return back


def main() -> None:
    """Prints what the left out hands get, then the constants."""
    from coach.debrief.likely import SLOPES

    every = list(unheard(tuple(SLOPES)))
    for hand, judged in left_out(every):
        loss = -sum(log(p if made else 1 - p) for p, made in judged) / len(judged)
        asked = [made for p, made in judged if p >= ASKED]
        print(
            f"{hand}: {len(judged)} points, loss {loss:.3f}, asked {len(asked)}, made {sum(asked)}"
        )
    constant, *slopes = fitted(every)
    print(f"BIAS = {constant:.2f}")
    for name, slope in zip(SLOPES, slopes, strict=True):
        print(f'    "{name}": {slope:.2f},')


if __name__ == "__main__":
    main()
