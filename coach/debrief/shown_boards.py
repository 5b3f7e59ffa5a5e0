"""What a drawing, a sheet or a board of lines shows of an observable, and since which edit."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from coach.boards.api.api_model import Endpoint
from coach.catalog.board_parts import ReferenceQuantity
from coach.catalog.observable import Observable, Shows
from coach.catalog.prompt import Prompt
from coach.debrief.case import Case
from coach.debrief.doubts import ANOTHER_WAY, PLAIN
from coach.debrief.evidence import Evidence, Sentence, quoted
from coach.debrief.levels import is_deep
from coach.match import listings
from coach.match.amounts import amounts, restated, spoken, taken_back
from coach.match.components import drawn
from coach.match.plain_boxes import all_plain, named_plainly, plain
from coach.match.quantities import Figure, in_tolerance, judge
from coach.match.roles import in_place
from coach.match.tables_seen import Seen
from coach.match.walks import broken_at

VARIANT = "variant"
"""How a part is shown that a design does without: by the sentence that chooses so."""
BARE = "too bare"
"""The doubt about a board's line that has nothing of what is asked for."""
_ANOTHER = 10.0
"""How far off a later line of the sheet is that takes a spoken number back; one that is less far
off may be its mean or its peak."""
_WAY = re.compile(r"\bhow\b|\bways?\b|\binto\b|->|\b(?:reach|get)\w*\b", re.I)
"""What a point is about that is the way itself."""
_WORKING = re.compile(r"[*/+^-]|\bin\b")
_UNIT_TIME = re.compile(r"/\s?(?:day|s|second|year|user|month|d|min|hour)\b")


def by_components(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    """Components that are drawn."""
    return _drawn(case, show.components, False)


def by_path(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    """A walk that the drawing allows, one part of it by its kind and place; with a doubt where the
    boxes stand in any drawing: they show how something gets from one to the other, and nothing of
    what they are for; and where a point that goes deep is walked without one of its parts."""
    if shown := _drawn(case, show.path, True):
        if shown[0].how == VARIANT and is_deep(case.workflow, observable):
            return [replace(evidence, doubt=ANOTHER_WAY) for evidence in shown]
        walked = all(evidence.how == "drew" for evidence in shown)
        boxes = frozenset[str]().union(*(case.drawn.boxes.get(part, ()) for part in show.path))
        bare = walked and all_plain(case.drawn.graph, boxes)
    elif labels := in_place(case.prompt, case.drawn, show.path):

        def holds(text: str) -> bool:
            return bool(in_place(case.prompt, drawn(case.prompt, text), show.path))

        n = case.record.since("diagram", holds)
        shown = [Evidence(n, "drew", " -> ".join(labels))] if n else []
        named = zip(show.path, labels, strict=True)
        bare = all(plain(label) for part, label in named if part not in case.drawn.present)
    else:
        return []
    if not bare or _WAY.search(observable.text) or named_plainly(case.prompt, show.path):
        return shown
    return [replace(evidence, doubt=PLAIN) for evidence in shown]


def _drawn(case: Case, parts: Sequence[str], walked: bool) -> list[Evidence]:
    """Components, as a walk or not; those a variant does without are stepped over."""
    missing = [part for part in parts if part not in case.drawn.present]
    shown: list[Evidence] = []
    if missing:
        stand_in = case.variant_for(missing)
        if stand_in is None or not set(missing) <= case.excused:
            return []
        variant, sentence = stand_in
        text = f"{variant.name}: {quoted(sentence.text)}"
        shown.append(Evidence(sentence.entry, VARIANT, text))
    rest = [part for part in parts if part in case.drawn.present]
    if not rest:
        return shown
    boxes = frozenset[str]().union(*(case.drawn.boxes.get(part, frozenset()) for part in rest))
    if len(boxes) < min(2, len(rest)):
        return []  # one box is not two parts

    def holds(text: str) -> bool:
        seen = drawn(case.prompt, text)
        if walked:
            return broken_at(seen, rest) is None
        return set(rest) <= seen.present

    n = case.record.since("diagram", holds)
    if n is None:
        return []
    joined = " -> " if walked else ", "
    return [*shown, Evidence(n, "drew", joined.join(case.drawn.labels(part) for part in rest))]


def by_estimate(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    """A line of the sheet that works the quantity out, else a sentence that says it."""
    quantity = case.prompt.quantity(show.estimate or "")
    if quantity is None:
        return []
    figure = judge(quantity, case.record.text("estimate"))
    if figure and figure.off <= quantity.factor and not _repeats(case.prompt, figure):
        n = case.record.since("estimate", lambda text: in_tolerance(quantity, text))
        return [Evidence(n, "estimated", figure.line)] if n else []
    said = _said(case, quantity)
    if said is None or (figure and figure.off > _ANOTHER and _later(case, figure, said)):
        return []
    return [Evidence(said.entry, said.how, quoted(said.text))]


def _said(case: Case, quantity: ReferenceQuantity) -> Sentence | None:
    """The sentence that says a quantity and was not taken back by a later one."""
    said: Sentence | None = None
    since = 0
    for sentence in case.record.sentences:
        if said is None:
            if sentence.entry <= since or case.workflow.probes(sentence.phase):
                continue
            if spoken(case.prompt, quantity, sentence.text, sentence.words):
                said = sentence
        elif sentence.entry > said.entry and taken_back(quantity, sentence.text):
            said, since = None, sentence.entry
    return said


def _later(case: Case, figure: Figure, said: Sentence) -> bool:
    """Whether a line of the sheet was written after words that said another number: it takes them
    back."""
    n = case.record.since("estimate", lambda text: figure.line in text)
    return n is not None and n > said.entry


def _repeats(prompt: Prompt, figure: Figure) -> bool:
    """Whether a line only says again what the interviewer told: a number and no working."""
    worked = figure.line.partition("=")[2] or figure.line
    if _WORKING.search(_UNIT_TIME.sub("", worked)):
        return False
    return any(restated(prompt, amount.value) for amount in amounts(worked))


def by_endpoint(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    """An endpoint on the api board."""

    def look(text: str, wanted: str) -> Endpoint | None:
        return listings.endpoint(text, wanted, show.has, show.sound)

    return _listed(case, observable, "api", look, show.endpoint or "")


def by_sound(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    """An api board that holds some endpoints and has none of these findings."""
    if show.endpoint:
        return by_endpoint(case, observable, show)

    def look(text: str, _: str) -> Endpoint | None:
        return listings.settled(text, show.sound)

    return _listed(case, observable, "api", look, "")


def by_plan(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    """Something that stands on the plan board."""
    from coach.match import planned  # the plan board's readers are half of all that would be loaded

    wanted = show.plan or ""
    n = case.record.since("plan", lambda text: planned.standing(text, wanted) is not None)
    line = planned.standing(case.record.text("plan"), wanted)
    return [Evidence(n, "wrote on the plan board", quoted(line))] if n and line else []


def by_table(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    """A table on the schema board."""
    return _listed(case, observable, "schema", listings.table, show.table or "")


def _listed(
    case: Case,
    observable: Observable,
    board: str,
    look: Callable[[str, str], Endpoint | Seen | None],
    wanted: str,
) -> list[Evidence]:
    """What stands on a board of lines, from the edit on that wrote it for good."""
    n = case.record.since(board, lambda text: look(text, wanted) is not None)
    if n is None:
        return []
    text = case.record.text(board)
    line = listings.line(text, look(text, wanted))
    doubted = BARE if too_bare(observable, board, line) else ""
    return [Evidence(n, f"wrote on the {board} board", quoted(line), doubted)]


def too_bare(observable: Observable, board: str, line: str) -> bool:
    """Whether a board's line has nothing of what the observable's own sentence speaks of: fields
    where it says "with", a key where it says "key"."""
    text, low = observable.text.casefold(), line.casefold()
    if "idempotency" in text:
        return not re.search(r"key|idemp", low)
    if board == "api":
        asked = re.search(r"\bwith\b|\bits\b|\bkeys?\b", text)
        return bool(asked) and not re.search(r"[{(?]", low.split("->")[0])
    return bool(re.search(r"\bkeys?\b", text)) and not re.search(
        r"key|pk|index|unique|shard|partition", low
    )
