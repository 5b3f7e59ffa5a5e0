"""The exercise of a few minutes for a phase: what to do with the same problem once more.

A workflow says what each of its phases drills; an exercise that needs a part of the prompt which
is not there gives way to the workflow's own words for the phase, and those to a plain repetition.
"""

from collections.abc import Callable, Mapping, Sequence

from coach.catalog.prompt import DeepDive, Prompt
from coach.catalog.workflow import Drilling, Workflow
from coach.debrief.point import Point
from coach.language.words import stems


def exercise(prompt: Prompt, workflow: Workflow, phase: str, lost: Sequence[Point]) -> str:
    """What to do about that phase; `lost` are the missed points, the dearest first."""
    known = workflow.phase(phase)
    if known is None:
        return _again(prompt, "")
    mine = [point for point in lost if point.phase == phase]
    text = _EXERCISES[known.drills](prompt, mine) if known.drills else ""
    return text or known.exercise or _again(prompt, known.title)


def _again(prompt: Prompt, title: str) -> str:
    part = f"“{title}” of " if title else ""
    return (
        f"Go through {part}“{prompt.title}” once more against the clock, with nothing but the "
        "checklist in sight. Say of every line what it decides."
    )


def _questions(prompt: Prompt, lost: Sequence[Point]) -> str:
    musts = sum(fact.must for fact in prompt.facts)
    return (
        f"Set 3 minutes. Read only “{prompt.statement}” and write ten questions, numbers first. "
        f"Then compare with the list above: {musts} of them should always be there. "
        "For each question say what the answer would change; drop those that change nothing."
    )


def _numbers(prompt: Prompt, lost: Sequence[Point]) -> str:
    if prompt.estimates is None:
        return ""
    lines = prompt.estimates.sheet.split("\n")
    first = next((line.strip() for line in lines if "=" in line), lines[0].strip())
    names = ", ".join(quantity.name for quantity in prompt.quantities[:3])
    return (
        f"Redo the estimate in 3 minutes with ten times as much of the first line “{first}”"
        f": {names}. End every number with a sentence that begins “so”: what does it decide?"
    )


def _drawing(prompt: Prompt, lost: Sequence[Point]) -> str:
    if prompt.design is None:
        return ""
    walks = " and ".join(f"“{walk.name}”" for walk in prompt.walks[:2])
    target = walks or "one read and one write"
    return (
        f"Set 5 minutes and an empty diagram. Draw only what {target} need, then tell it aloud "
        "box by box, with what happens when the box you are at does not have the answer. "
        "Every box you cannot give a reason for goes."
    )


def _depth(prompt: Prompt, lost: Sequence[Point]) -> str:
    dive = _nearest(prompt, lost)
    if dive is None:
        return "Take the part you trust least, 10 minutes: two ways to build it, one cost of each."
    probes = " ".join(f"“{probe}”" for probe in dive.probes[:2])
    return (
        f"Take 10 minutes on “{dive.topic}”. Say two ways to do it and what each costs, choose "
        f"one, then answer aloud without notes: {probes}"
    )


def _nearest(prompt: Prompt, lost: Sequence[Point]) -> DeepDive | None:
    """The deep dive that shares most words with the missed points."""
    words = {word for point in lost for word in stems(f"{point.text} {point.missed}")}

    def shared(dive: DeepDive) -> int:
        own = {word for text in (dive.topic, *dive.terms) for word in stems(text)}
        return len(own & words)

    return max(prompt.deep_dives, key=shared, default=None)


def _failure(prompt: Prompt, lost: Sequence[Point]) -> str:
    if not prompt.bottlenecks:
        return ""
    whats = "; ".join(each.what[:1].lower() + each.what[1:] for each in prompt.bottlenecks[:3])
    return (
        f"Set 5 minutes. For each of these say who notices first, what the user sees, and what "
        f"you do in the first hour and in the first month: {whats}."
    )


_EXERCISES: Mapping[Drilling, Callable[[Prompt, Sequence[Point]], str]] = {
    "questions": _questions,
    "numbers": _numbers,
    "drawing": _drawing,
    "depth": _depth,
    "failure": _failure,
}
