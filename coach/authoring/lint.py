"""Whether a prompt is whole and true: its counts, names, weights, drawings, sheet and statement.

These checks read the prompt and its workflow; playing it (clarifier and debrief) is proved
elsewhere. What a workflow wants of counts and weights is a rule for shipped prompts and advice for
the user's own; a workflow that wants nothing has neither.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from coach.authoring.drawings import drawings
from coach.authoring.problem import Problem, Weight, error, warning
from coach.authoring.statement import statement
from coach.authoring.unique_ids import ids
from coach.catalog.fitting import misfits
from coach.catalog.observable import Observable
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.match.sheets import stated

_HEAVIEST = 8
_RATE = re.compile(r"\b(?:rates?|peaks?|qps|rps|per second)\b", re.I)
_SHARE = re.compile(r"\b(?:factor|ratio|share|hit|miss|error|loss)\b", re.I)
"""Names of what is a number without a unit, though it speaks of a rate or a peak."""
_COUNTS: Mapping[str, Callable[[Prompt], int]] = {
    "facts": lambda p: len(p.facts),
    "musts": lambda p: sum(fact.must for fact in p.facts),
    "functional": lambda p: len(p.requirements.functional),
    "non_functional": lambda p: len(p.requirements.non_functional),
    "quantities": lambda p: len(p.quantities),
    "components": lambda p: len(p.components),
    "walks": lambda p: len(p.walks),
    "decisions": lambda p: len(p.decisions),
    "deep_dives": lambda p: len(p.deep_dives),
    "bottlenecks": lambda p: len(p.bottlenecks),
    "curveballs": lambda p: len(p.curveballs),
    "hints": lambda p: len(p.hints),
    "observables": lambda p: len(p.observables),
}
"""What a workflow may want a number of, by the name it has in `wants`."""
LIGHT_WANTS: Mapping[str, tuple[int, int]] = {
    "facts": (6, 9),
    "musts": (3, 6),
    "functional": (2, 5),
    "quantities": (2, 6),
    "components": (4, 12),
    "walks": (1, 4),
    "deep_dives": (2, 3),
    "bottlenecks": (2, 4),
    "curveballs": (2, 4),
}
"""The same for a light prompt; what is derived has no bounds."""


def lint(
    prompt: Prompt, workflow: Workflow, raw: str = "", shipped: bool = False
) -> tuple[Problem, ...]:
    """All problems of a prompt in its workflow, errors first; `raw` is its file's text, where there
    is one."""
    problems = [
        *(error(_place(prompt, where), told) for where, told in misfits(prompt, workflow)),
        *_counts(prompt, workflow),
        *_weights(prompt, workflow),
        *_texts(prompt, workflow),
        *_units(prompt),
        *ids(prompt),
        *drawings(prompt),
        *statement(prompt),
        *_left_over(raw),
    ]
    if not workflow.wants:
        problems = [each for each in problems if not each.rule]
    elif not shipped:
        problems = [
            replace(each, weight=Weight.WARNING) if each.rule else each for each in problems
        ]
    return tuple(sorted(problems, key=lambda each: each.weight is not Weight.ERROR))


def _rule(where: str, sentence: str) -> Problem:
    return Problem(Weight.ERROR, where, sentence, rule=True)


def _place(prompt: Prompt, where: Sequence[int | str]) -> str:
    """The name of a place in a prompt: a table in a list by its id where it has one."""
    names = []
    value: Any = prompt
    for step in where:
        value = value[step] if isinstance(step, int) else getattr(value, step)
        names.append(str(getattr(value, "id", step)))
    return ".".join(names)


def _counts(prompt: Prompt, workflow: Workflow) -> Iterator[Problem]:
    wants = LIGHT_WANTS if prompt.tier == "light" else workflow.wants
    for where, (least, most) in wants.items():
        count = _COUNTS.get(where)
        if count is None:
            yield error("wants", f"the workflow {workflow.id} wants {where}, which is no count.")
            continue
        number = count(prompt)
        if not least <= number <= most:
            yield _rule(where, f"there are {number}; {least} to {most} are wanted.")
    for fact in prompt.facts:
        if len(fact.asks) < 6:
            yield _rule(f"facts.{fact.id}.asks", f"{len(fact.asks)} ways to ask; 6 are wanted.")
    for phase in workflow.phases:
        if not any(ladder.phase == phase.id for ladder in prompt.hints):
            yield _rule("hints", f"no ladder for the phase {phase.id}.")


def _weights(prompt: Prompt, workflow: Workflow) -> Iterator[Problem]:
    total = sum(observable.weight for observable in prompt.observables)
    if abs(total - 100) > 0.01:
        yield error("observables", f"their weights add up to {total:g}, not 100.")
    for group in workflow.groups:
        weight = sum(
            observable.weight for observable in prompt.observables if observable.group == group.id
        )
        least, most = group.least, group.most
        if not least - 0.01 <= weight <= most + 0.01:
            wanted = f"{least:g}" if least == most else f"{least:g} to {most:g}"
            yield _rule(
                "observables", f"the group {group.id} weighs {weight:g}; it should be {wanted}."
            )
    for observable in prompt.observables:
        if observable.weight > _HEAVIEST:
            sentence = (
                f"weighs {observable.weight:g}; more than {_HEAVIEST} hangs too much on one thing."
            )
            yield _rule(f"observables.{observable.id}", sentence)
    carrying = sum(observable.load_bearing for observable in prompt.observables)
    if not 1 <= carrying <= 2:
        yield _rule("observables", f"{carrying} are load-bearing; one or two should be.")
    decisive = sum(decision.load_bearing for decision in prompt.decisions)
    if decisive != 1:
        yield _rule("decisions", f"{decisive} are load-bearing; exactly one should be.")


def _texts(prompt: Prompt, workflow: Workflow) -> Iterator[Problem]:
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
    for phase in workflow.phases:
        if phase.id not in phases:
            sentence = f"the reference answer says nothing in the phase {phase.id}."
            yield _rule("answer.says", sentence)
    for observable in prompt.observables:
        for show in observable.shows:
            if len(show.said) == 1:
                short = [term for term in show.said[0] if len(term) < 2]
                if short:
                    where = f"observables.{observable.id}"
                    yield warning(where, f"the term {short[0]} is too short to mean anything.")
        for term in _terms(observable):
            if term.startswith("000"):
                sentence = f"the term {term} begins inside a number: write 5,000 in one piece."
                yield error(f"observables.{observable.id}", sentence)


def _terms(observable: Observable) -> Iterator[str]:
    for way in (*observable.shows, *observable.how):
        for group in way.said:
            yield from group


def _units(prompt: Prompt) -> Iterator[Problem]:
    """A rate without a unit: a candidate's figure a minute would count as one a second."""
    for quantity in prompt.quantities:
        value = stated(quantity.value)
        share = "%" in quantity.value or _SHARE.search(quantity.name)
        if value is not None and not value.unit and _RATE.search(quantity.name) and not share:
            sentence = (
                f"{quantity.name} has no unit in {quantity.value}; add one, such as requests/s."
            )
            yield warning(f"estimates.quantities.{quantity.id}", sentence)


def _left_over(raw: str) -> Iterable[Problem]:
    """What an author may have forgotten: a TODO."""
    match = re.search(r"^(?!\s*#).*\b(TODO|FIXME|XXX)\b", raw, re.M)
    if match:
        line = raw.count("\n", 0, match.start()) + 1
        yield warning(f"line {line}", f"{match[1]} is left over.")
