"""Fits the constants of `coach.interviewer.certainty`: `python tests/interviewer/fit_certainty.py`.

The data: the questions of tests/data/questions (whether the best fact is the one that a person
named, and that none is for what no fact answers), and every prompt's own askings, each judged by
a matcher that does not know it (should be right) and one that does not know its fact (must not).
The method: logistic regression with a small ridge, by Newton's steps (iteratively reweighted
least squares), so the same data always give the same constants. It prints them
beside those in use; copy them into the module by hand, then run test_clarifier.py.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path

from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, headers, load, load_file
from coach.interviewer.certainty import BIAS, SLOPES
from coach.interviewer.clarifier import setting
from coach.interviewer.matcher import Matcher

QUESTIONS = Path(__file__).parents[1] / "data" / "questions"
RIDGE = 0.02
OWN = 0.1
"""What a prompt's own asking weighs beside a question that a person wrote without seeing them."""
NONE = 2.0
"""What a written question weighs that no fact answers: a fact given away is worse than none."""
READ = frozenset({"ninth"})
"""Rounds whose answered questions had been read when askings were written: they would teach that
the words of fresh questions are known."""
STEPS = 30

Sample = tuple[tuple[float, ...], float, float]
"""Measures, 1 where the guess is right and 0 where not, and the weight."""


def asked(folder: Path = QUESTIONS) -> Iterator[Sample]:
    """The samples of the written questions."""
    for path in sorted(folder.glob("*/*.json")):
        data = json.loads(path.read_text("utf-8"))
        prompt = load(data["prompt"], folders())
        judge = Matcher(prompt.facts, setting(prompt))
        pairs = [(one["ask"], set(one["facts"])) for one in data["questions"]]
        pairs += [(text, set()) for text in data["none"]]
        for text, facts in pairs:
            if len(facts) < 2 and not (facts and path.parent.name in READ):
                yield from _sample(judge, text, facts, 1.0 if facts else NONE)


def own(prompts: Sequence[Prompt]) -> Iterator[Sample]:
    """The samples of the prompts' own askings."""
    for prompt in prompts:
        for at, fact in enumerate(prompt.facts):
            others = prompt.facts[:at] + prompt.facts[at + 1 :]
            without = Matcher(others, setting(prompt))
            for ask in fact.asks:
                rest = tuple(one for one in fact.asks if one != ask)
                if rest:
                    judge = Matcher((*others, fact.but(asks=rest)), setting(prompt))
                    yield from _sample(judge, ask, {fact.id}, OWN)
                yield from _sample(without, ask, set(), OWN)


def _sample(judge: Matcher, text: str, facts: set[str], weight: float) -> Iterator[Sample]:
    scores = judge.scores(text)
    if len(scores) > 1 and scores[0].fit:
        measured = judge.measured(text, scores[0], scores[1])
        yield measured, float(scores[0].fact in facts), weight


def fitted(samples: Sequence[Sample], ridge: float = RIDGE) -> tuple[float, ...]:
    """The bias and the slopes that make the samples likeliest."""
    size = len(samples[0][0]) + 1
    beta = [0.0] * size
    for _ in range(STEPS):
        slope = [-ridge * b if i else 0.0 for i, b in enumerate(beta)]
        curve = [[ridge * (i == j and i > 0) for j in range(size)] for i in range(size)]
        for measures, right, weight in samples:
            row = (1.0, *measures)
            sure = _probability(beta, row)
            slope = [g + weight * (right - sure) * x for g, x in zip(slope, row, strict=True)]
            spread = weight * max(1e-9, sure * (1 - sure))
            for i, x in enumerate(row):
                scaled = spread * x
                if scaled:
                    line = curve[i]
                    for j in range(i + 1):
                        line[j] += scaled * row[j]
        for i in range(size):
            for j in range(i):
                curve[j][i] = curve[i][j]
        step = _solved(curve, slope)
        beta = [b + s for b, s in zip(beta, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return tuple(beta)


def _probability(beta: Sequence[float], row: Sequence[float]) -> float:
    whole = sum(b * x for b, x in zip(beta, row, strict=True))
    return 1 / (1 + exp(-max(-40.0, min(40.0, whole))))


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination with pivots."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at in range(len(rows)):
        best = max(range(at, len(rows)), key=lambda i: abs(rows[i][at]))
        rows[at], rows[best] = rows[best], rows[at]
        for below in rows[at + 1 :]:
            share = below[at] / rows[at][at]
            for j in range(at, len(below)):
                below[j] -= share * rows[at][j]
    found = [0.0] * len(rows)
    for at in reversed(range(len(rows))):
        known = sum(rows[at][j] * found[j] for j in range(at + 1, len(rows)))
        found[at] = (rows[at][-1] - known) / rows[at][at]
    return found


def constants() -> tuple[float, ...]:
    """The bias and the slopes fitted to all the data, rounded as the module has them."""
    prompts = [load_file(one.path) for one in headers(folders())[0] if one.workflow == "interview"]
    return tuple(round(one, 2) for one in fitted([*asked(), *own(prompts)]))


if __name__ == "__main__":
    found = constants()
    for name, bias, slopes in (("in use", BIAS, SLOPES), ("fitted", found[0], found[1:])):
        sys.stdout.write(f"{name}: BIAS = {bias}; SLOPES = {slopes}\n")
