"""Questions of the phase about failure, by arithmetic on what was drawn: not in pressure mode.

"You said 3,600 a second: which box goes first?" where the sheet names a peak, and "the primary
just died, what happens?" on the box whose death loses most. What the candidate has spoken of is
not asked again. The figures are those of `coach.boards.diagram.stress`; the interviewer keeps
them to itself, and the debrief holds the answers against them.
"""

from functools import lru_cache

from coach.boards.diagram.graph import Kind
from coach.catalog.workflow import Workflow
from coach.frozen import dataclass
from coach.interviewer import talk
from coach.language.hearing import hears
from coach.language.words import Stems, stems
from coach.match.boards_seen import Told, told
from coach.match.components import callers, graph_of
from coach.match.sheets import sheet
from coach.session.decide import Intent, Say, pressed
from coach.session.state import State

REF = "stress:"
"""How the references of these questions begin; then `first`, or `dead:` and the box's id."""
QUIET = 8.0
"""Seconds without a key before such a question."""
FIRST = 45.0
"""Seconds of the phase the candidate has to begin alone."""
SPACING = 70.0
"""Seconds between such a question and whatever the interviewer said of its own accord before;
fewer than a remark on a silent box waits, which would come first for ever otherwise."""
MOST_DEAD = 2
"""Boxes that die in one session."""
LOST = 0.05
"""The least share of all calls that a death must lose to be worth a question."""
_FAILING = ("down", "dies", "fails", "crash", "single point of failure", "failover", "standby")
_BREAKING = ("first", "bottleneck", "saturate", "breaks", "limit", "full")
_STORES = frozenset({Kind.DATABASE, Kind.BLOB_STORE, Kind.SEARCH_INDEX, Kind.REPLICA})


@dataclass(frozen=True, slots=True)
class Exposed:
    """Where a drawing hurts. `peak` is the sheet's calls a second, 0 where it names none; `first`
    the label of the box that fills first, "" for none; `hurting` the id, label and whether it is
    a store of each single box whose death loses calls, the most first."""

    peak: float
    first: str
    hurting: tuple[tuple[str, str, bool], ...]


@lru_cache(maxsize=8)
def exposed(diagram: str, estimate: str) -> Exposed:
    """Where the drawing of these boards hurts."""
    from coach.boards.diagram.stress.call_flows import flows_of
    from coach.boards.diagram.stress.from_sheet import load_of
    from coach.boards.diagram.stress.network import network_of
    from coach.boards.diagram.stress.outage import single_points
    from coach.boards.diagram.stress.station import Load

    graph = graph_of(diagram)
    load = load_of(sheet(estimate).values)
    labels = {node.id: node.label for node in graph.nodes}
    kinds = {node.id: node.kind for node in graph.nodes}
    design = network_of(graph, load if load.peak else Load(rps=1.0, capacities=load.capacities))
    outside = callers(graph)
    first = flows_of(design).first() if load.peak else None
    return Exposed(
        load.peak or 0.0,
        labels.get(first[0], "") if first else "",
        tuple(
            (box, labels.get(box, box), kinds.get(box) in _STORES)
            for box, lost in single_points(design)
            if lost >= LOST and kinds.get(box) is not Kind.EXTERNAL and box not in outside
        ),
    )


def question(state: State, workflow: Workflow, now: float, idle: float) -> tuple[Intent, ...]:
    """The question that is due, each asked once and the next only after an answer."""
    phase = workflow.phase(state.phase)
    if pressed(state) or phase is None or phase.drills != "failure" or idle < QUIET:
        return ()
    diagram = state.boards.get("diagram", "")
    if "diagram" not in phase.boards or not diagram.strip():
        return ()
    if state.seconds(phase.id, now) < FIRST or talk.since_unasked(state, now) < SPACING:
        return ()
    asked = [utterance for utterance in talk.said(state, "probe") if utterance.ref.startswith(REF)]
    if asked and now - asked[-1].at <= idle:
        return ()
    known = {utterance.ref for utterance in asked}
    here = exposed(diagram, state.boards.get("estimate", ""))
    heard = tuple(told_line for told_line in told(state) if told_line.phase in (phase.id, ""))
    due = _which_first(here, known, heard) or _died(here, known, heard)
    return (due,) if due else ()


def _which_first(here: Exposed, known: set[str], heard: tuple[Told, ...]) -> Say | None:
    ref = f"{REF}first"
    if ref in known or not here.peak or not here.first or _told_of(heard, here.first, _BREAKING):
        return None
    rate = f"{here.peak:,.0f}" if here.peak >= 1 else f"{here.peak:g}"
    text = (
        f"You said {rate} a second at the peak: which of your boxes goes first, and at what load?"
    )
    return Say(text, "probe", ref)


def _died(here: Exposed, known: set[str], heard: tuple[Told, ...]) -> Say | None:
    if sum(ref.startswith(f"{REF}dead:") for ref in known) >= MOST_DEAD:
        return None
    for box, label, store in here.hurting:
        ref = f"{REF}dead:{box}"
        if ref not in known and not _told_of(heard, label, _FAILING):
            after = "What happens to the reads, and what to the writes?" if store else ""
            text = f"Your {label} just died. {after or 'What still works, and what does not?'}"
            return Say(text, "probe", ref)
    return None


def _told_of(heard: tuple[Told, ...], label: str, terms: tuple[str, ...]) -> bool:
    """Whether one sentence names the box and says what such a question asks for."""
    name = set(stems(label))
    return bool(name) and any(
        _named(told_line.words, name) and hears(told_line.words, terms) for told_line in heard
    )


def _named(words: Stems, name: set[str]) -> bool:
    return name <= set(words)
