"""Fits `coach.debrief.suspicion`: `python tests/debrief/fit_suspicion.py`.

The data: all prompts' own material (examples, errors, what options say, counterexamples), what is
right in every system (`right_anywhere.txt`, a sentence in every fourth prompt), and what strangers
said of the prompts (`strangers.jsonl`: round, prompt, sentence, state, points; "said" are unmarked
lines of candidates whose design holds). The method: a logistic over words
(`coach.debrief.leaning`), then one over its leaning and the likeness to what the prompt holds. For
the second every sentence is weighed by a first that has not seen its kin (the sentences of one way
or error; for strangers all sentences on one prompt), and held against the prompt without them.

It writes `coach/debrief/data/leaning.txt` and prints the constants, which are copied by hand, and
what is named and asked of each kind at the module's bounds. With `--without ROUND` it leaves a
round of strangers out of the fit and tells of that one alone. It takes some minutes.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt
from pathlib import Path

from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, headers, load
from coach.debrief import leaning, suspicion
from coach.debrief.neighbours import likenesses
from coach.language.normal import normal_stems
from coach.language.sentences import split

HEARING = Path(__file__).parents[1] / "data" / "hearing"
LISTED = Path(leaning.__file__).parent / "data" / "leaning.txt"
LEAST = 4
"""Sentences in which a feature must stand."""
LIGHT = 0.35
"""Weights under this are left out of the list."""
EVERY = 4
FOLDS = 4
EPOCHS = 12
STRIDE = 7919
"""A prime by which the samples are gone through, so that neighbours do not follow each other."""
PACE = 0.3
WORDS = {"own": 1.0, "near": 0.5, "anywhere": 0.1, "stranger": 2.0}
WHOLE = {"own": 0.3, "near": 0.1, "anywhere": 0.06, "stranger": 2.0}
"""What a sentence weighs by its source in the first and in the second fit."""
RIDGE = 0.12

Row = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence: its source, prompt, kin, round of strangers, whether it is wrong, and
    the texts and places that are left out when it is measured."""

    source: str
    prompt: str
    kin: str
    round: int | None
    state: str
    text: str
    left_out: frozenset[str]

    @property
    def wrong(self) -> bool:
        return self.state == "wrong"


def samples() -> Iterator[Sample]:
    """All sentences, one by one."""
    slugs = [one.slug for one in headers(folders())[0] if one.workflow == "interview"]
    for slug in slugs:
        yield from own(load(slug, folders()))
    lines = (HEARING / "right_anywhere.txt").read_text("utf-8").splitlines()
    right = [line for line in lines if line and not line.startswith("#")]
    for number, text in enumerate(right):
        for slug in slugs[number % EVERY :: EVERY]:
            yield Sample("anywhere", slug, f"anywhere {number}", None, "shown", text, frozenset())
    for line in (HEARING / "strangers.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        slug = told["prompt"]
        for text in split(told["sentence"]):
            yield Sample("stranger", slug, slug, told["round"], told["state"], text, frozenset())


def own(prompt: Prompt) -> Iterator[Sample]:
    """A prompt's own sentences."""

    def made(source: str, place: str, state: str, texts: Sequence[str]) -> Iterator[Sample]:
        for text in texts:
            left_out = frozenset((place, text))
            kin = f"{prompt.slug} {place}"
            yield Sample(source, prompt.slug, kin, None, state, text, left_out)

    for one in prompt.observables:
        for number, show in enumerate((*one.shows, *one.how)):
            yield from made("own", f"{one.id} way {number}", "shown", show.examples)
            yield from made("near", f"{one.id} way {number}", "near", show.counterexamples)
        for number, error in enumerate(one.errors):
            yield from made("own", f"{one.id} error {number}", "wrong", error.says)
    for saying in prompt.answer.says:
        yield from made("own", "answer", "shown", split(saying.text))
    for decision in prompt.decisions:
        for option in decision.options:
            state = "wrong" if option.grade == "naive" else "shown"
            yield from made("own", f"{decision.id} {option.name}", state, split(option.says))


def worded(sample: Sample) -> Row:
    """The features of the first fit."""
    names = leaning.features(normal_stems(sample.text))
    return dict.fromkeys(names, 1 / leaning.scale(names))


def fitted(
    rows: Sequence[Row], wrong: Sequence[bool], weights: Sequence[float], ridge: float
) -> dict[str, float]:
    """The constants of a logistic ("" is its constant), by steps that shrink as a feature is met
    (Duchi, Hazan and Singer 2011); `ridge` is spread over the samples."""
    names = ["", *sorted({name for row in rows for name in row})]
    places = {name: at for at, name in enumerate(names)}
    beta, met, counts = [0.0] * len(names), [1e-6] * len(names), [0] * len(names)
    placed = [[(0, 1.0), *((places[name], each) for name, each in row.items())] for row in rows]
    for features in placed:
        for at, _ in features:
            counts[at] += 1
    pulls = [0.0, *(ridge / count for count in counts[1:])]
    for epoch in range(EPOCHS):
        for turn in range(len(rows)):
            here = (turn * STRIDE + epoch) % len(rows)
            worth = sum(beta[at] * each for at, each in placed[here])
            miss = weights[here] * (1 / (1 + exp(-max(-30.0, min(30.0, worth)))) - wrong[here])
            for at, each in placed[here]:
                slope = miss * each + pulls[at] * beta[at]
                met[at] += slope * slope
                beta[at] -= PACE * slope / sqrt(met[at])
    return dict(zip(names, beta, strict=True))


def value(beta: Mapping[str, float], row: Row) -> float:
    """The logarithm of the odds of a row."""
    return beta[""] + sum(beta.get(name, 0.0) * each for name, each in row.items())


def known(rows: Sequence[Row]) -> list[Row]:
    """The rows without what stands in too few of them."""
    counts = Counter(name for row in rows for name in row)
    return [{name: v for name, v in row.items() if counts[name] >= LEAST} for row in rows]


def leanings(every: Sequence[Sample], taught: Sequence[bool]) -> tuple[list[float], Row]:
    """What each sample leans to by a fit that has not seen its kin, and the fit of all that are
    taught."""
    rows = known([worded(one) for one in every])
    kins = {kin: at % FOLDS for at, kin in enumerate(sorted({one.kin for one in every}))}
    found = [0.0] * len(every)
    for fold in range(FOLDS):
        teach = [at for at, one in enumerate(every) if taught[at] and kins[one.kin] != fold]
        beta = _fit(every, rows, teach, WORDS, RIDGE)
        for at, one in enumerate(every):
            if kins[one.kin] == fold:
                found[at] = value(beta, rows[at])
    return found, _fit(every, rows, [at for at in range(len(every)) if taught[at]], WORDS, RIDGE)


def _fit(
    every: Sequence[Sample],
    rows: Sequence[Row],
    teach: Sequence[int],
    weights: Mapping[str, float],
    ridge: float,
) -> dict[str, float]:
    return fitted(
        [rows[at] for at in teach],
        [every[at].wrong for at in teach],
        [weights[every[at].source] for at in teach],
        ridge,
    )


@lru_cache(maxsize=2)
def _prompt(slug: str) -> Prompt:
    return load(slug, folders())


def measured(sample: Sample, lean: float) -> tuple[Row, float]:
    """The measures of the second fit, and the likeness of the nearest error."""
    like = likenesses(_prompt(sample.prompt), sample.text, sample.left_out)
    row = suspicion.measures(like, sample.text)
    return {**row, "leaning": lean}, row["wrong"]


def listed(beta: Mapping[str, float], by: str = "fit_suspicion") -> str:
    """The list of weights as the package has it, and by which module it is made."""
    lines = [
        f"# Weights of stems and pairs of stems; made by tests/debrief/{by}.py, no edits.",
        f"{beta['']:.3f}",
    ]
    heavy = {name: weight for name, weight in beta.items() if name and abs(weight) >= LIGHT}
    lines += [f"{weight:.2f} {name}" for name, weight in sorted(heavy.items())]
    return "\n".join(lines) + "\n"


def told(
    every: Sequence[Sample], chances: Sequence[float], likes: Sequence[float]
) -> Iterator[str]:
    """By source, round and state how many are named and asked at the module's bounds."""
    tally: defaultdict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for sample, chance, like in zip(every, chances, likes, strict=True):
        row = tally[sample.source, f"{sample.round or 0}", sample.state]
        long = len(normal_stems(sample.text)) >= suspicion.LEAST_WORDS
        named = long and chance >= suspicion.NAMED and like >= suspicion.ALIKE
        for at, holds in enumerate((True, named, long and chance >= suspicion.ASKED)):
            row[at] += 1 if holds else 0
    for (source, round_, state), (of, called, doubted) in sorted(tally.items()):
        yield f"{source} {round_} {state}: {of}, may be named {called}, asked {doubted}\n"


def main(without: int | None) -> None:
    """Fits, writes and prints."""
    every = sorted(samples(), key=lambda one: one.prompt)
    taught = [without is None or one.round != without for one in every]
    leans, words = leanings(every, taught)
    pairs = [measured(one, lean) for one, lean in zip(every, leans, strict=True)]
    rows = [row for row, _ in pairs]
    beta = _fit(every, rows, [at for at in range(len(every)) if taught[at]], WHOLE, 0.0)
    chances = [1 / (1 + exp(-value(beta, row))) for row in rows]
    if without is None:
        LISTED.write_text(listed(words), "utf-8")
    slopes = {name: round(weight, 3) for name, weight in sorted(beta.items()) if name}
    sys.stdout.write(f"BIAS = {beta['']:.3f}\nSLOPES = {slopes}\n")
    sys.stdout.writelines(told(every, chances, [like for _, like in pairs]))


if __name__ == "__main__":
    main(int(sys.argv[2]) if sys.argv[1:2] == ["--without"] else None)
