"""Whether a prompt fits its workflow: its phases, groups and boards must be there."""

from collections.abc import Iterator

from coach.catalog.content_source import Flaw, Flaws, line_of
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow

Misfit = tuple[tuple[int | str, ...], str]
"""A place in a prompt's file, as `source.line_of` takes it, and a sentence about it."""

_PARTS = {
    "estimates": "estimate",
    "design": "diagram",
    "api": "api",
    "schema": "schema",
    "plan": "plan",
}
"""The board of each part."""


def misfits(prompt: Prompt, workflow: Workflow) -> tuple[Misfit, ...]:
    """The phases, groups and boards that a prompt uses and its workflow has not, with places."""
    return tuple(_misfits(prompt, workflow))


def fit(prompt: Prompt, workflow: Workflow, text: str) -> None:
    """Flaws, with the lines of the prompt's `text`, where it does not fit its workflow."""
    told = [Flaw(why, line_of(text, where)) for where, why in misfits(prompt, workflow)]
    if told:
        raise Flaws(told)


def _misfits(prompt: Prompt, workflow: Workflow) -> Iterator[Misfit]:
    phases = [phase.id for phase in workflow.phases]
    groups = [group.id for group in workflow.groups]
    for where, name in _phases(prompt):
        if name not in phases:
            known = ", ".join(phases)
            yield where, f"the workflow {workflow.id} has no phase {name} (phases: {known})."
    for part, board in _PARTS.items():
        if getattr(prompt, part) is not None and not workflow.works_on(board):
            sentence = f"no phase of the workflow {workflow.id} works on the {board} board"
            yield (part,), f"{sentence}; leave this part out."
    for place, observable in enumerate(prompt.observables):
        if observable.group not in groups:
            sentence = f"the workflow {workflow.id} has no group {observable.group}"
            yield ("observables", place, "group"), f"{sentence} (groups: {', '.join(groups)})."


def _phases(prompt: Prompt) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Every place in which a prompt names a phase."""
    for place, ball in enumerate(prompt.curveballs):
        if ball.phase:
            yield ("curveballs", place, "phase"), ball.phase
    for place, ladder in enumerate(prompt.hints):
        yield ("hints", place, "phase"), ladder.phase
    for place, observable in enumerate(prompt.observables):
        yield ("observables", place, "phase"), observable.phase
        for show in observable.shows:
            for phase in show.phases:
                yield ("observables", place, "shows"), phase
    for place, saying in enumerate(prompt.answer.says):
        yield ("answer", "says", place, "phase"), saying.phase
