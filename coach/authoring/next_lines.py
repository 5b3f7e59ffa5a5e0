"""What the next lines of a light prompt would buy, the most worth for the fewest lines first."""

from collections.abc import Iterator

from coach.catalog.observable import Observable
from coach.catalog.prompt import Prompt
from coach.catalog.topics import TOPICS
from coach.frozen import dataclass

LINES = 30
"""So many lines are planned ahead: half an hour's work."""
USUAL = (
    *("volume", "users", "peak", "latency", "availability", "retention", "consistency"),
    *("geography", "ratio", "size"),
)
"""The topics that are asked about in nearly every interview, the most frequent first."""
_FACT, _OPTION, _DIVE, _WRONG, _NAMES = 5, 7, 12, 2, 1
"""Lines that each takes in a light file."""
_ASKED = 2.0
"""What one more topic that is answered is worth, in points: it decides nothing, but is felt."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """Some lines and what they buy; `worth` in points of 100 that are judged better by them."""

    lines: int
    worth: float
    told: str


def purchases(prompt: Prompt) -> tuple[Purchase, ...]:
    """What the next lines of a light prompt would buy, up to `LINES`; nothing for another one."""
    if prompt.tier != "light":
        return ()
    chosen: list[Purchase] = []
    for purchase in sorted(_all(prompt), key=lambda purchase: -purchase.worth / purchase.lines):
        if sum(each.lines for each in chosen) + purchase.lines <= LINES:
            chosen.append(purchase)
    return tuple(chosen)


def _all(prompt: Prompt) -> Iterator[Purchase]:
    for observable in prompt.observables:
        if _by_counting(observable):
            point = _short(observable.text)
            told = f"lists of words (heard) for “{point}”, which is heard by chance now"
            yield Purchase(1, observable.weight, told)
        if observable.id.startswith("answers-") and not observable.errors:
            told = (
                f"what is said wrongly about “{_short(observable.text)}” (wrong, why): then named"
            )
            yield Purchase(_WRONG, observable.weight / 2, told)
    yield from _options(prompt)
    for quantity in prompt.quantities:
        if not quantity.aliases:
            told = f"other names of “{quantity.name}” under [names]"
            yield Purchase(_NAMES, _weight(prompt, f"estimates-{quantity.id}") / 2, told)
    own = {fact.id.split("-")[0] for fact in prompt.facts}
    for place, topic in enumerate(USUAL):
        if topic not in own:
            told = f"a fact on {TOPICS[topic].named(())}; now nobody has decided that"
            yield Purchase(_FACT, _ASKED + (len(USUAL) - place) / len(USUAL), told)
    if len(prompt.deep_dives) < 3:
        yield Purchase(_DIVE, 8.0, "a third topic to go down into, with two probes")


def _options(prompt: Prompt) -> Iterator[Purchase]:
    options = [
        option
        for decision in prompt.decisions
        if decision.load_bearing
        for option in decision.options
    ]
    if sum(option.grade != "naive" for option in options) < 2:
        told = "a second way to decide that holds: only one is heard now"
        yield Purchase(_OPTION, _weight(prompt, "decides"), told)
    if not any(option.grade == "naive" for option in options):
        told = "a naive way to decide, so that it is named when somebody says it"
        yield Purchase(_OPTION, _weight(prompt, "decides"), told)


def _by_counting(observable: Observable) -> bool:
    """Whether a point is heard by telling words alone: its lists are all the same."""
    return any(len(show.said) > 1 and len(set(show.said)) == 1 for show in observable.shows)


def _weight(prompt: Prompt, id_: str) -> float:
    return next(
        (observable.weight for observable in prompt.observables if observable.id == id_), 0.0
    )


def _short(text: str) -> str:
    told = text.partition("“")[2].rstrip("”") or text
    return told if len(told) <= 60 else f"{told[:57].rstrip()}…"
