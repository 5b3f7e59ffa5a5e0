"""Fits `coach.debrief.recognition`: `python -m tests.debrief.fit_recognition [--without ROUND]`.

The data: the examples of all prompts' points, held against the prompt without those of the same
way, their counterexamples, and strangers' sentences with the points that they make
(`tests/data/hearing/strangers.jsonl`); each with every point that it may make or comes near to. The
method: a logistic over words (`telling`, see `coach.debrief.leaning`) that parts sentences which
make a point from those which make none, then one over what it says of a sentence of a prompt that
it has not seen and over the measures of the pair. It writes `coach/debrief/data/telling.txt` and
prints the constants, which are copied by hand, and for each round, or the one that was left out,
how many points are heard by terms and at the module's bounds.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from coach.catalog.observable import Observable
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, headers, load
from coach.debrief import leaning, recognition
from coach.debrief.detect import doubt, usual_doubts
from coach.debrief.neighbours import likenesses
from coach.language.hearing import shows_all
from coach.language.normal import normal_stems
from coach.language.sentences import split
from coach.language.words import Stems
from tests.debrief.fit_suspicion import FOLDS, HEARING, RIDGE, Row, fitted, known, listed, value

LISTED = Path(leaning.__file__).parent / "data" / f"{leaning.TELLS}.txt"
WORDS = {"own": 1.0, "stranger": 2.0}
"""What a sentence weighs by its source in the fit of words."""
WEIGHTS = {"own": 0.25, "stranger": 1.0}
LIKE, CLOSE, SHARE = 0.12, 1.2, 0.66
"""From which likeness, closeness or share of the lists on a point is a candidate."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a whole text: its prompt, source, round (None for a prompt's own), the points
    that it makes, its state, and what is left out when it is measured."""

    prompt: str
    source: str
    round: int | None
    whole: str
    text: str
    due: frozenset[str]
    state: str
    left_out: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and a point: whether it makes it, its measures, whether the terms are held."""

    said: Said
    point: str
    due: bool
    row: Row
    held: bool


def pairs() -> Iterator[Pair]:
    """All pairs of all prompts."""
    said: dict[str, list[dict[str, object]]] = {}
    for line in (HEARING / "strangers.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        said.setdefault(told["prompt"], []).append(told)
    for header in headers(folders())[0]:
        if header.workflow == "interview":
            prompt = load(header.slug, folders())
            yield from _own(prompt)
            for told in said.get(header.slug, ()):
                yield from _strangers(prompt, told)


def _own(prompt: Prompt) -> Iterator[Pair]:
    for one in prompt.observables:
        for number, show in enumerate((*one.shows, *one.how)):
            place = f"{one.id} way {number}"
            for texts, due, state in (
                (show.examples, frozenset((one.id,)), "shown"),
                (show.counterexamples, frozenset[str](), "near"),
            ):
                for text in texts:
                    left_out = frozenset((place, text))
                    yield from _paired(
                        prompt, Said(prompt.slug, "own", None, text, text, due, state, left_out)
                    )


def _strangers(prompt: Prompt, told: dict[str, object]) -> Iterator[Pair]:
    state, points, whole = str(told["state"]), told["points"], str(told["sentence"])
    assert isinstance(points, list) and isinstance(told["round"], int)
    if state == "said" or (state == "shown" and not points):
        return
    due = frozenset(map(str, points)) if state == "shown" else frozenset[str]()
    for text in split(whole):
        said = Said(prompt.slug, "stranger", told["round"], whole, text, due, state, frozenset())
        yield from _paired(prompt, said)


def _paired(prompt: Prompt, said: Said) -> Iterator[Pair]:
    text, due = said.text, said.due
    like = likenesses(prompt, text, said.left_out)
    for one in prompt.observables:
        if any(show.said for show in one.shows):
            held = _held(prompt, one, text, like.words)
            row = recognition.measures(like, one, held)
            near = row["right"] >= LIKE or row["close"] >= CLOSE or row["share"] >= SHARE
            if near or one.id in due:
                yield Pair(said, one.id, one.id in due, row, held)


def _held(prompt: Prompt, observable: Observable, text: str, words: Stems) -> bool:
    """Whether some way's terms are held without doubt."""
    usual = {"", *usual_doubts(prompt).get(observable.id, ())}
    ways = (show.said for show in (*observable.shows, *observable.how) if show.said)
    return any(shows_all(words, said) and doubt(text, words, said) in usual for said in ways)


def tellings(every: Sequence[Pair], taught: Sequence[Pair]) -> tuple[dict[str, float], Row]:
    """What each text leans to by a fit that has not seen its prompt, and the fit of all that are
    taught."""
    prompts = sorted({pair.said.prompt for pair in every})
    folds = {slug: at % FOLDS for at, slug in enumerate(prompts)}
    said = list({(pair.said.prompt, pair.said.text): pair.said for pair in taught}.values())
    rows = known([worded(each.text) for each in said])

    def fit(left_out: int | None) -> dict[str, float]:
        kept = [at for at, each in enumerate(said) if folds[each.prompt] != left_out]
        return fitted(
            [rows[at] for at in kept],
            [said[at].state == "shown" for at in kept],
            [WORDS[said[at].source] for at in kept],
            RIDGE,
        )

    by_fold = [fit(fold) for fold in range(FOLDS)]
    leans = {
        pair.said.text: value(by_fold[folds[pair.said.prompt]], worded(pair.said.text))
        for pair in every
    }
    return leans, fit(None)


def worded(text: str) -> Row:
    """The features of the fit of words."""
    names = leaning.features(normal_stems(text))
    return dict.fromkeys(names, 1 / leaning.scale(names))


def main(without: int | None) -> None:
    """Fits, writes and prints."""
    every = list(pairs())
    taught = [one for one in every if without is None or one.said.round != without]
    leans, words = tellings(every, taught)
    rows: Mapping[int, Row] = {
        id(one): {**one.row, "telling": leans[one.said.text]} for one in every
    }
    beta = fitted(
        [rows[id(one)] for one in taught],
        [one.due for one in taught],
        [WEIGHTS[one.said.source] for one in taught],
        0.0,
    )
    if without is None:
        LISTED.write_text(listed(words, "fit_recognition"), "utf-8")
    slopes = {name: round(weight, 3) for name, weight in sorted(beta.items()) if name}
    sys.stdout.write(f"BIAS = {beta['']:.3f}\nSLOPES = {slopes}\n")
    rounds = {one.said.round for one in every if one.said.round is not None}
    for round_ in sorted(rounds if without is None else {without}):
        told: Counter[str] = Counter()
        best: dict[tuple[str, str], tuple[float, bool, bool, str]] = {}
        for one in (one for one in every if one.said.round == round_):
            sure = 1 / (1 + exp(-value(beta, rows[id(one)])))
            key = one.said.whole, one.point
            row = (sure, one.held, one.due, one.said.state)
            best[key] = max(best.get(key, row), row, key=lambda row: (row[0], row[1]))
        held = {
            (one.said.whole, one.point) for one in every if one.said.round == round_ and one.held
        }
        for key, (sure, _, due, _state) in best.items():
            by_terms = key in held
            kept = by_terms and sure >= recognition.DOUBTED
            gained = not by_terms and sure >= recognition.UNTOLD
            for name, holds in (
                ("all", True),
                ("terms", by_terms),
                ("kept", kept),
                ("gained", gained),
            ):
                told[f"{name} {'due' if due else 'not due'}"] += 1 if holds else 0
        sys.stdout.write(f"round {round_}: {dict(told)}\n")


if __name__ == "__main__":
    main(int(sys.argv[2]) if sys.argv[1:2] == ["--without"] else None)
