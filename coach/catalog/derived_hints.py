"""The hint ladders of a light prompt: a question, then a part or a number, then a line with a hole.

The question is a probe or what a part is there against; the prescription names the part; the
sketch is a line of the sheet, the drawing or the answer in which something is left out.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from coach.boards.diagram.diagram_text import read
from coach.boards.diagram.graph import fold_name
from coach.catalog.board_parts import Design, Estimates
from coach.catalog.ids import id_of
from coach.catalog.light import LightPrompt
from coach.catalog.prompt import Fact, HintLadder
from coach.catalog.workflow import DerivedPlaces
from coach.language.sentences import split

HOLE = "???"


def hints(
    light: LightPrompt,
    facts: Sequence[Fact],
    sheet: Estimates | None,
    design: Design | None,
    places: DerivedPlaces,
) -> tuple[HintLadder, ...]:
    """At least one ladder for each part of the prompt, in the phase that its workflow names."""
    return (
        _asking(facts, places.questions.phase),
        *_numbers(sheet, places.numbers.phase),
        *_parts(light, design, places.drawing.phase),
        *_depths(light, places.depth.phase),
        *_failures(light, places.failure.phase),
    )


def _asking(facts: Sequence[Fact], phase: str) -> HintLadder:
    wanted = [fact.name for fact in facts if fact.must] or [fact.name for fact in facts]
    return HintLadder(
        id="scope",
        phase=phase,
        about="what the design depends on",
        nudge="Which answers would change what you draw?",
        prescribe=f"Find out: {'; '.join(wanted)}.",
        sketch="\n".join(f"{name} = {HOLE}" for name in wanted),
    )


def _numbers(sheet: Estimates | None, phase: str) -> Iterator[HintLadder]:
    if sheet is None:
        return
    names = [quantity.name for quantity in sheet.quantities]
    yield HintLadder(
        id="numbers",
        phase=phase,
        about="the numbers that decide something",
        nudge="Which numbers decide how large this has to be built?",
        prescribe=f"Work out: {'; '.join(names)}.",
        sketch="\n".join(f"{name} = {HOLE}" for name in names),
    )


def _parts(light: LightPrompt, design: Design | None, phase: str) -> Iterator[HintLadder]:
    """A ladder for each part that is wanted, those first that most arrows lead to or from."""
    if design is None:
        return
    graph = read(light.design)
    ends = Counter(end for edge in graph.edges for end in (edge.source, edge.target))
    boxes = {fold_name(node.label): node.id for node in graph.nodes}
    parts = [part for part in design.components if part.essential]
    parts.sort(key=lambda part: -ends[boxes.get(fold_name(part.name), "")])
    for part in parts:
        lines = [line for line in light.design.strip().split("\n") if part.name in line]
        yield HintLadder(
            id=f"part-{part.id}",
            phase=phase,
            about=part.name,
            nudge=f"What in your drawing keeps this from happening: {_quoted(part.without)}?",
            prescribe=f"Draw the {part.name}. {part.why}",
            sketch="\n".join(line.replace(part.name, HOLE) for line in lines) or HOLE,
        )


def _quoted(text: str) -> str:
    return f"“{text.rstrip('.!?')}”"


def _depths(light: LightPrompt, phase: str) -> Iterator[HintLadder]:
    best = next((option for option in light.decision.options if option.grade == "great"), None)
    best = best or light.decision.options[-1]
    yield HintLadder(
        id="decision",
        phase=phase,
        about="what the design turns on",
        nudge=light.decision.question,
        prescribe=f"Think of this way: {best.name}. {best.holds}",
        sketch=_holed(best.says),
    )
    for dive in light.deep_dives:
        probe = dive.probes[0]
        yield HintLadder(
            id=f"dive-{id_of(dive.topic)}",
            phase=phase,
            about=dive.topic,
            nudge=probe.ask,
            prescribe=f"{split(probe.answer)[0].rstrip('.;')}.",
            sketch=_holed(probe.answer),
        )


def _failures(light: LightPrompt, phase: str) -> Iterator[HintLadder]:
    first = light.bottlenecks[0]
    yield HintLadder(
        id=f"break-{id_of(first.what)}",
        phase=phase,
        about=first.what,
        nudge=f"What do you do about {first.what[:1].lower() + first.what[1:]}?",
        prescribe=f"{first.why} What helps: {', '.join(first.helping)}.",
        sketch=_holed(first.answer),
    )


def _holed(text: str) -> str:
    """The first sentence of a text with its second half left out."""
    words = split(text)[0].split()
    return " ".join((*words[: (len(words) + 1) // 2], HOLE))
