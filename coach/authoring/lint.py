"""Whether a prompt is whole and true: its counts, names, weights, drawings, sheet and statement.

These checks read the prompt alone; playing it (clarifier and debrief) is proved elsewhere. Counts
and weights are rules for shipped interviews and advice for the user's own; a shorter workflow has
neither.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from coach.authoring.drawings import drawings
from coach.authoring.ids import ids
from coach.authoring.problem import Problem, Weight, error, warning
from coach.authoring.statement import statement
from coach.catalog.prompt import Prompt
from coach.match.sheets import stated

_GROUPS = {
    "requirements": (15, 20),
    "estimate": (10, 10),
    "high-level": (20, 25),
    "deep-dive": (25, 30),
    "failure": (15, 20),
    "communication": (5, 10),
}
INTERVIEW = "interview"
_PHASES = ("clarify", "estimate", "design", "deep-dive", "bottlenecks")
_HEAVIEST = 8
_RATE = re.compile(r"\b(?:rates?|peaks?|qps|rps|per second)\b", re.I)
_SHARE = re.compile(r"\b(?:factor|ratio|share|hit|miss|error|loss)\b", re.I)
"""Names of what is a number without a unit, though it speaks of a rate or a peak."""
_COUNTS: tuple[tuple[str, Callable[[Prompt], int], int, int], ...] = (
    ("facts", lambda p: len(p.facts), 12, 20),
    ("facts that a good candidate must ask", lambda p: sum(f.must for f in p.facts), 3, 10),
    ("requirements.functional", lambda p: len(p.requirements.functional), 3, 5),
    ("requirements.non_functional", lambda p: len(p.requirements.non_functional), 2, 6),
    ("estimates.quantities", lambda p: len(p.estimates.quantities), 3, 8),
    ("design.components", lambda p: len(p.design.components), 5, 16),
    ("design.walks", lambda p: len(p.design.walks), 1, 6),
    ("decisions", lambda p: len(p.decisions), 3, 7),
    ("deep_dives", lambda p: len(p.deep_dives), 3, 5),
    ("bottlenecks", lambda p: len(p.bottlenecks), 3, 7),
    ("curveballs", lambda p: len(p.curveballs), 3, 6),
    ("hints", lambda p: len(p.hints), 5, 10),
    ("observables", lambda p: len(p.observables), 15, 30),
)


def lint(prompt: Prompt, raw: str = "", shipped: bool = False) -> tuple[Problem, ...]:
    """All problems of a prompt, errors first; `raw` is its file's text, where there is one."""
    problems = [
        *_counts(prompt),
        *_weights(prompt),
        *_texts(prompt),
        *_units(prompt),
        *ids(prompt),
        *drawings(prompt),
        *statement(prompt),
        *_left_over(raw),
    ]
    if prompt.workflow != INTERVIEW:
        problems = [each for each in problems if not each.rule]
    elif not shipped:
        problems = [
            replace(each, weight=Weight.WARNING) if each.rule else each for each in problems
        ]
    return tuple(sorted(problems, key=lambda each: each.weight is not Weight.ERROR))


def _rule(where: str, sentence: str) -> Problem:
    return Problem(Weight.ERROR, where, sentence, rule=True)


def _counts(prompt: Prompt) -> Iterator[Problem]:
    for where, count, least, most in _COUNTS:
        number = count(prompt)
        if not least <= number <= most:
            yield _rule(where, f"there are {number}; {least} to {most} are wanted.")
    for fact in prompt.facts:
        if len(fact.asks) < 6:
            yield _rule(f"facts.{fact.id}.asks", f"{len(fact.asks)} ways to ask; 6 are wanted.")
    for phase in _PHASES:
        if not any(ladder.phase == phase for ladder in prompt.hints):
            yield _rule("hints", f"no ladder for the phase {phase}.")


def _weights(prompt: Prompt) -> Iterator[Problem]:
    total = sum(one.weight for one in prompt.observables)
    if abs(total - 100) > 0.01:
        yield error("observables", f"their weights add up to {total:g}, not 100.")
    for group, (least, most) in _GROUPS.items():
        weight = sum(one.weight for one in prompt.observables if one.group == group)
        if not least - 0.01 <= weight <= most + 0.01:
            wanted = f"{least}" if least == most else f"{least} to {most}"
            yield _rule(
                "observables", f"the group {group} weighs {weight:g}; it should be {wanted}."
            )
    for one in prompt.observables:
        if one.weight > _HEAVIEST:
            sentence = f"weighs {one.weight:g}; more than {_HEAVIEST} hangs too much on one thing."
            yield _rule(f"observables.{one.id}", sentence)
    carrying = sum(one.load_bearing for one in prompt.observables)
    if not 1 <= carrying <= 2:
        yield _rule("observables", f"{carrying} are load-bearing; one or two should be.")
    decisive = sum(one.load_bearing for one in prompt.decisions)
    if decisive != 1:
        yield _rule("decisions", f"{decisive} are load-bearing; exactly one should be.")


def _texts(prompt: Prompt) -> Iterator[Problem]:
    for ladder in prompt.hints:
        if "???" not in ladder.sketch:
            yield _rule(f"hints.{ladder.id}.sketch", "it should leave a ??? to fill in.")
        if not ladder.nudge.rstrip().endswith("?"):
            yield warning(f"hints.{ladder.id}.nudge", "a nudge is a question.")
    for name, answer in (("bar", prompt.bar), ("verdict", prompt.verdict)):
        words = list(answer.data().values())
        if len(set(words)) < len(words):
            yield error(name, "two levels say the same.")
    phases = {saying.phase for saying in prompt.answer.says}
    for phase in _PHASES:
        if phase not in phases:
            yield _rule("answer.says", f"the reference answer says nothing in the phase {phase}.")
    for observable in prompt.observables:
        for show in observable.shows:
            if len(show.said) == 1:
                short = [term for term in show.said[0] if len(term) < 2]
                if short:
                    where = f"observables.{observable.id}"
                    yield warning(where, f"the term {short[0]} is too short to mean anything.")


def _units(prompt: Prompt) -> Iterator[Problem]:
    """A rate without a unit: a candidate's figure a minute would count as one a second."""
    for one in prompt.estimates.quantities:
        value = stated(one.value)
        share = "%" in one.value or _SHARE.search(one.name)
        if value is not None and not value.unit and _RATE.search(one.name) and not share:
            sentence = f"{one.name} has no unit in {one.value}; add one, such as requests/s."
            yield warning(f"estimates.quantities.{one.id}", sentence)


def _left_over(raw: str) -> Iterable[Problem]:
    """What an author may have forgotten: a TODO."""
    found = re.search(r"^(?!\s*#).*\b(TODO|FIXME|XXX)\b", raw, re.M)
    if found:
        line = raw.count("\n", 0, found.start()) + 1
        yield warning(f"line {line}", f"{found[1]} is left over.")
