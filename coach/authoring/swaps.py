"""The swap test: does the debrief judge a design by its mechanism rather than by its words?

The reference answer is played again with the sentences that carry it exchanged for those of each
option of the load-bearing decision. With one that is great, or good, the verdict must stay; with
a naive one it must fall to lean hire or below, and the sentence must be named as wrong.
"""

from collections.abc import Iterator
from dataclasses import replace

from coach.authoring.played_sessions import reference_entries
from coach.authoring.problem import Problem, error, warning
from coach.catalog.observable import Observable
from coach.catalog.prompt import Answer, Decision, Option, Prompt, Saying
from coach.catalog.workflow import Workflow
from coach.debrief.closeness import closeness
from coach.debrief.score import tallied
from coach.debrief.tally import Tally
from coach.debrief.verdicts import LEAN, VERDICTS
from coach.language.hearing import shows_all
from coach.language.normal import normal_stems
from coach.language.sentences import split
from coach.session.history import whole

LEVEL = "senior"
"""The level at which options are exchanged."""


def swaps(prompt: Prompt, workflow: Workflow) -> Iterator[Problem]:
    """Options of the load-bearing decision that are misjudged (a warning where one that holds is
    heard by its own words alone); of a prompt in which any option
    says how candidates say it, those that do not."""
    decisive = [decision for decision in prompt.decisions if decision.load_bearing]
    if not any(option.says for decision in decisive for option in decision.options):
        return
    reference = tallied(prompt, workflow, whole(reference_entries(prompt, workflow)), LEVEL)
    for decision in decisive:
        for option in decision.options:
            where = f"decisions.{decision.id} ({option.name})"
            if not option.says:
                yield warning(where, "it does not say how candidates say it.")
                continue
            played = _played(prompt, workflow, decision, option)
            yield from _judged(where, option, played, reference)


def _judged(where: str, option: Option, played: Tally, reference: Tally) -> Iterator[Problem]:
    got = played.low.verdict if option.grade == "naive" else played.high.verdict
    if option.grade == "naive":
        if VERDICTS.index(got) < LEAN:
            yield error(where, f"said instead of the reference's own, it stays a {got}.")
        told = " ".join(option.says.split())
        quoted = (point.wrong.said.text.rstrip("…") for point in played.points if point.wrong)
        if not any(text in told for text in quoted):
            yield error(where, "none of its sentences is named as wrong.")
        return
    if VERDICTS.index(got) > VERDICTS.index(reference.low.verdict):
        had = {point.id for point in reference.points if point.met}
        missed = ", ".join(p.id for p in played.points if p.id in had and not p.met)
        why = f" Missed: {missed}." if missed else ""
        yield warning(where, f"said instead of the reference's own, it falls to {got}.{why}")
    for point in played.points:
        if point.wrong:
            yield error(where, f"“{point.wrong.said.text}” is called wrong.")


def _played(prompt: Prompt, workflow: Workflow, decision: Decision, option: Option) -> Tally:
    """The debrief of the reference with what carries it exchanged for an option. One that holds is
    judged as if the prompt did not have its words, for nobody else will say just those; and what is
    asked about counts, for there it was not called missed."""
    answer = exchanged(prompt, decision, option)
    entries = reference_entries(prompt.but(answer=answer), workflow)
    judge = prompt if option.grade == "naive" else _silent(prompt, decision, option)
    return tallied(judge, workflow, whole(entries), LEVEL)


def _silent(prompt: Prompt, decision: Decision, option: Option) -> Prompt:
    """The prompt in which an option says nothing."""
    options = tuple(
        replace(each, says="") if each.name == option.name else each for each in decision.options
    )
    silent = replace(decision, options=options)
    return prompt.but(
        decisions=tuple(silent if each.id == decision.id else each for each in prompt.decisions)
    )


def carried(prompt: Prompt, decision: Decision) -> tuple[Observable, ...]:
    """The load-bearing points that a decision decides: those that one of its options that hold
    shows, by its own words; all where none does. Of two such points the other stays."""
    every = tuple(observable for observable in prompt.observables if observable.load_bearing)
    said = [
        normal_stems(text)
        for option in decision.options
        if option.grade != "naive"
        for text in split(option.says)
    ]
    decided = tuple(
        observable
        for observable in every
        if any(
            show.said and shows_all(words, show.said) for show in observable.shows for words in said
        )
    )
    return decided or every


def exchanged(prompt: Prompt, decision: Decision, option: Option) -> Answer:
    """The reference answer in which an option's sentences stand for those that carry what the
    decision decides."""
    right = closeness(prompt).right
    carrying = [observable.id for observable in carried(prompt, decision)]
    gone = {text for name in carrying for text in right.get(name, ())}
    says: list[Saying] = []
    placed = False
    for saying in prompt.answer.says:
        kept: list[str] = []
        for text in split(saying.text):
            if text not in gone:
                kept.append(text)
            elif not placed:
                kept.append(option.says)
                placed = True
        if kept:
            says.append(saying.but(text=" ".join(kept)))
    if not placed:
        last = next((s.phase for s in reversed(says)), prompt.answer.says[0].phase)
        says.append(prompt.answer.says[0].but(phase=last, text=option.says))
    return prompt.answer.but(says=tuple(says))
