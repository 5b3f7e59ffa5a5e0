"""A whole prompt as plain text: everything its interviewer knows."""

from collections.abc import Iterator

from coach.catalog.prompt import Prompt

_BOARDS = {
    "Estimate": "estimate",
    "API": "api",
    "Schema": "schema",
    "Plan": "plan",
    "Reference design": "diagram",
}


def everything(prompt: Prompt) -> str:
    """Facts, numbers, design, decisions, probes, hints and observables as readable lines."""
    return "\n".join(_lines(prompt)) + "\n"


def _lines(prompt: Prompt) -> Iterator[str]:
    yield "Facts held back"
    for fact in prompt.facts:
        must = " (must be asked)" if fact.must else ""
        yield f"  {fact.id}{must}: {fact.answer}"
        yield f"    matters: {fact.matters}"
    yield "\nRequirements"
    yield from (f"  - {text}" for text in prompt.requirements.functional)
    yield from (
        f"  - {non_functional.text}" for non_functional in prompt.requirements.non_functional
    )
    yield from (f"  - not: {text}" for text in prompt.requirements.below_the_line)
    for title, board in _BOARDS.items():
        if text := prompt.reference(board):
            yield f"\n{title}"
            yield from _indented(text)
            yield from _explained(prompt, board)
    yield "\nDecisions"
    for decision in prompt.decisions:
        yield f"  {decision.question}{' (load-bearing)' if decision.load_bearing else ''}"
        for option in decision.options:
            yield f"    {option.grade}: {option.name}. {option.holds} {option.fails}"
    yield "\nDeep dives"
    for dive in prompt.deep_dives:
        yield f"  {dive.topic}"
        yield from (f"    ? {text}" for text in dive.probes)
        yield from (f"    {level}: {getattr(dive, level)}" for level in ("mid", "senior", "staff"))
    yield "\nBottlenecks"
    for bottleneck in prompt.bottlenecks:
        remedies = ", ".join(bottleneck.remedies)
        yield f"  {bottleneck.what} ({bottleneck.kind}): {bottleneck.why} Remedies: {remedies}."
    yield "\nCurveballs"
    yield from (f"  {curveball.change} Good: {curveball.good}" for curveball in prompt.curveballs)
    yield "\nHints"
    for ladder in prompt.hints:
        yield f"  {ladder.phase}, {ladder.about}: {ladder.nudge} / {ladder.prescribe}"
    yield "\nObservables"
    for observable in prompt.observables:
        yield f"  {observable.weight:g} {observable.group} ({observable.level}): {observable.text}"
    yield "\nVerdict"
    for name, text in prompt.verdict.data().items():
        yield f"  {name.replace('_', ' ')}: {text}"


def _explained(prompt: Prompt, board: str) -> Iterator[str]:
    """What the prompt says of the numbers of its estimate, or of the parts of its design."""
    if board == "estimate":
        for quantity in prompt.quantities:
            yield f"  {quantity.name}: {quantity.value}. {quantity.decides}"
    if board == "diagram":
        for part in prompt.components:
            yield f"  {part.name}: {part.why} Without it: {part.without}"


def _indented(text: str) -> Iterator[str]:
    return (f"  {line}" for line in text.strip().split("\n"))
