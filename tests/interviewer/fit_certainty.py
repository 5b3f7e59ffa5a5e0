"""Fits the constants of `coach.interviewer.certainty`: `python tests/interviewer/fit_certainty.py`.

The data: the questions of tests/data/questions, each with the fact that a person named for it or
with none. The method: the conditional logit's likelihood with a small ridge, climbed by Newton's
steps, so the same data always give the same constants. Before that it fits on seven eighths of the
prompts and judges the rest, eight times over, and prints by round how many are right where the
likeliest fact is `surely` meant: that is what a prompt that nobody has tuned for may expect.
`--rounds` leaves each of the later rounds out instead, which is what the next stranger's may
expect. The constants it prints are copied into the module by hand; then run test_clarifier.py. It
takes some minutes; `--quick` prints the constants alone. They were last fitted on all eighteen
rounds, of which the fourteenth and the last three are in roundabout speech.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load, load_workflow
from coach.interviewer.common_answers import joined
from coach.interviewer.matcher import Guess, Matcher
from coach.interviewer.placing import setting, surely
from coach.interviewer.written_askings import written

QUESTIONS = Path(__file__).parents[1] / "data" / "questions"
RIDGE = 1.0
"""The pull to nought of what a measure is worth over its own spread."""
NONE = 1.6
"""What a question weighs that no fact answers: a fact given away is worse than none."""
WEIGHTS = {
    "ninth": 1.0,
    "tenth": 1.2,
    "eleventh": 1.3,
    "twelfth": 1.6,
    "thirteenth": 1.6,
    "fourteenth": 2.0,
    "fifteenth": 1.2,
    "sixteenth": 2.0,
    "seventeenth": 2.0,
    "eighteenth": 2.0,
    "pinned": 6.0,
}
EARLIER = 0.6
"""What a question weighs by its round: the words of earlier ones had been read when the word lists
were written, and teach that the words of fresh questions are known."""
FOLDS = 8
STEPS = 30
FAINT = 1e-4
"""The probability under which a fact bends nothing."""

Row = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A question: the measures of each fact and then of none, all in one width, of which the first
    `measures` are those of facts; which of them was asked for (none is the last), and the weight.
    """

    round: str
    prompt: str
    rows: tuple[Row, ...]
    measures: int
    right: int
    weight: float


def samples(folder: Path = QUESTIONS) -> Iterator[Sample]:
    """The samples of the written questions that ask for one fact or for none."""
    judges: dict[str, tuple[Prompt, Matcher]] = {}
    for path in sorted(folder.glob("*/*.json")):
        data = json.loads(path.read_text("utf-8"))
        slug = data["prompt"]
        if slug not in judges:
            prompt = load(slug, folders())
            prompt = joined(prompt, load_workflow(prompt.workflow, folders()).answers)
            judge = Matcher(prompt.facts, setting(prompt), written(f"{prompt.workflow}/{slug}"))
            judges[slug] = prompt, judge
        pairs = [(one["ask"], one["facts"]) for one in data["questions"]]
        pairs += [(text, []) for text in data["none"]]
        for text, facts in pairs:
            if len(facts) < 2:
                yield from _sample(path.parent.name, slug, judges[slug][1], text, facts)


def _sample(
    round_: str, slug: str, judge: Matcher, text: str, facts: Sequence[str]
) -> Iterator[Sample]:
    scores = judge.scores(text)
    if not scores:
        return
    by_fact, question = judge.measured(text, scores)
    if facts and facts[0] not in by_fact:
        return  # the prompt has renamed it since: nothing to learn from
    ids = list(by_fact)
    measures = len(by_fact[ids[0]])
    rows = [(*row, *(0.0,) * (len(question) + 1)) for row in by_fact.values()]
    rows.append((*(0.0,) * measures, 1.0, *question))
    weight = WEIGHTS.get(round_, EARLIER) * (1.0 if facts else NONE)
    right = ids.index(facts[0]) if facts else len(ids)
    yield Sample(round_, slug, tuple(rows), measures, right, weight)


def fitted(every: Sequence[Sample], ridge: float = RIDGE) -> Row:
    """The constants that make the samples likeliest, in the order of a sample's rows."""
    size = len(every[0].rows[0])
    pulls = [ridge * spread for spread in _spreads(every)]
    beta = [0.0] * size
    for _ in range(STEPS):
        slope = [-pull * b for pull, b in zip(pulls, beta, strict=True)]
        curve = [[0.0] * size for _ in range(size)]
        for i, pull in enumerate(pulls):
            curve[i][i] = pull + 1e-6
        for sample in every:
            _bend(sample, beta, slope, curve)
        for i in range(size):
            for j in range(i):
                curve[j][i] = curve[i][j]
        step, here = _solved(curve, slope), _likelihood(every, beta, pulls)
        share = 1.0
        while share > 1e-3:  # a whole step may leave the hill where few samples bend it
            tried = [b + share * s for b, s in zip(beta, step, strict=True)]
            if _likelihood(every, tried, pulls) > here:
                beta = tried
                break
            share /= 2
        if share <= 1e-3 or share * max(map(abs, step)) < 1e-4:
            break
    return tuple(beta)


def _likelihood(every: Sequence[Sample], beta: Sequence[float], pulls: Sequence[float]) -> float:
    """The weighted logarithm of what was asked for, less the ridge."""
    told = sum(
        sample.weight * log(max(1e-300, chances(sample, beta)[sample.right])) for sample in every
    )
    return told - sum(pull * b * b for pull, b in zip(pulls, beta, strict=True)) / 2


def _spreads(every: Sequence[Sample]) -> list[float]:
    """The variance of each measure; none for the constant of "none"."""
    measures = every[0].measures
    facts = [row for sample in every for row in sample.rows[:-1]]
    found = [_variance([row[i] for row in facts]) for i in range(measures)]
    asked = [sample.rows[-1] for sample in every]
    return found + [_variance([row[i] for row in asked]) for i in range(measures, len(asked[0]))]


def _variance(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / len(values)


def chances(sample: Sample, beta: Sequence[float]) -> list[float]:
    """The probability of each fact and of none."""
    worths = [sum(b * x for b, x in zip(beta, row, strict=True)) for row in sample.rows]
    most = max(worths)
    shares = [exp(worth - most) for worth in worths]
    whole = sum(shares)
    return [share / whole for share in shares]


def _bend(
    sample: Sample, beta: Sequence[float], slope: list[float], curve: list[list[float]]
) -> None:
    """Adds a sample's slope and curvature at `beta`."""
    sure = chances(sample, beta)
    likely = [(p, row) for p, row in zip(sure, sample.rows, strict=True) if p > FAINT]
    mean = [sum(p * row[i] for p, row in likely) for i in range(len(beta))]
    for i, value in enumerate(sample.rows[sample.right]):
        slope[i] += sample.weight * (value - mean[i])
    for p, row in likely:
        gap = [x - m for x, m in zip(row, mean, strict=True)]
        for i, value in enumerate(gap):
            scaled = sample.weight * p * value
            if scaled:
                line = curve[i]
                for j in range(i + 1):
                    line[j] += scaled * gap[j]


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


def folds(every: Sequence[Sample], by_round: bool) -> Iterator[Collection[int]]:
    """The numbers of the samples that are judged together, without having been fitted on."""
    slugs = sorted({sample.prompt for sample in every})
    for fold in WEIGHTS if by_round else range(FOLDS):
        kept = {fold} if isinstance(fold, str) else set(slugs[fold::FOLDS])
        yield {n for n, sample in enumerate(every) if kept & {sample.prompt, sample.round}}


def crossed(every: Sequence[Sample], by_round: bool) -> Iterator[str]:
    """What folds that were not fitted on come to, a line a round."""
    tally: defaultdict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for kept in folds(every, by_round):
        beta = fitted([sample for n, sample in enumerate(every) if n not in kept])
        for sample in (every[n] for n in kept):
            *facts, idle = chances(sample, beta)
            best, rival = sorted(range(len(facts)), key=facts.__getitem__)[:-3:-1]
            given = surely(Guess("", facts[best], facts[rival], idle))
            asked = sample.right < len(facts)
            right = best == sample.right
            told = (asked, given and right, asked and given and not right)
            none = (not asked, given and not asked)
            for at, holds in enumerate((*told, *none)):
                tally[sample.round][at] += holds
    for name, (of, hit, missed, unasked, fired) in sorted(tally.items()):
        yield f"{name}: {hit} right and {missed} wrong of {of}, {fired} of {unasked} fired\n"


def printed(beta: Row, measures: int) -> str:
    """The constants as the module has them; the first `measures` are those of facts."""
    rounded = [round(value, 3) for value in beta]
    slopes, none, rest = rounded[:measures], rounded[measures], rounded[measures + 1 :]
    return f"SLOPES = {tuple(slopes)}\nNONE = {none}\nNONE_SLOPES = {tuple(rest)}\n"


if __name__ == "__main__":
    known = list(samples())
    if "--quick" not in sys.argv:
        sys.stdout.writelines(crossed(known, "--rounds" in sys.argv))
    sys.stdout.write(printed(fitted(known), known[0].measures))
