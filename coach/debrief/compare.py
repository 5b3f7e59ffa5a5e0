"""A session beside the reference: questions, estimates, design, minutes, hints, prediction."""

from collections.abc import Mapping

from coach.boards import registry
from coach.boards.board import Context, Finding, Severity
from coach.catalog.board_parts import Component, ReferenceQuantity, Walk
from coach.catalog.prompt import Fact
from coach.debrief.case import Case
from coach.debrief.not_understood import NotUnderstood, not_understood
from coach.debrief.stressed import Stressed, stressed
from coach.debrief.tally import Tally
from coach.errors import NotFound
from coach.frozen import dataclass
from coach.match.components import Drawn
from coach.match.quantities import Figure, judge_all
from coach.match.walks import broken_at, wanted
from coach.session.events import CANDIDATE
from coach.session.pacing import PhasePace, pace
from coach.session.state import Hint, State, Utterance

_CLOSE = 10
_OPEN_LIMIT = 6


@dataclass(frozen=True, slots=True)
class Compared:
    """A quantity of the prompt and the sheet's line for it, None when there is none."""

    quantity: ReferenceQuantity
    figure: Figure | None

    @property
    def within(self) -> bool:
        """Whether the sheet has it within the tolerance."""
        return self.figure is not None and self.figure.off <= self.quantity.factor


@dataclass(frozen=True, slots=True)
class BrokenWalk:
    """A walk the drawing does not allow, and a sentence on where it breaks."""

    walk: Walk
    sentence: str


@dataclass(frozen=True, slots=True)
class Honoured:
    """A variant the candidate meant, with the words and the entry that show it."""

    name: str
    why: str
    entry: int
    text: str


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding that was still on a board at the end."""

    board: str
    finding: Finding


@dataclass(frozen=True, slots=True, eq=False)
class Thrown:
    """A curveball, the candidate's first words after it (None when there were none), and what a
    good reply does ("" for one the prompt does not know)."""

    entry: int
    text: str
    reply: Utterance | None
    good: str


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Everything of the session that has a counterpart in the prompt."""

    unasked: tuple[Fact, ...]
    not_understood: tuple[NotUnderstood, ...]
    asked: int
    estimates: tuple[Compared, ...]
    missing: tuple[Component, ...]
    walks: tuple[BrokenWalk, ...]
    honoured: tuple[Honoured, ...]
    drawn_text: str
    reference_text: str
    unanswered: tuple[Utterance, ...]
    open_findings: tuple[OpenFinding, ...]
    pace: tuple[PhasePace, ...]
    paused: float
    away: float
    hints: tuple[Hint, ...]
    thrown: tuple[Thrown, ...]
    calibration: str
    stressed: Stressed | None = None


def compare(case: Case, tally: Tally) -> Comparison:
    """The comparison of a case whose tally is known."""
    prompt, record, state = case.prompt, case.record, case.record.state
    known = {fact.fact for fact in state.facts}
    unplaced = not_understood(prompt, state)
    near = {asking.nearest.id for asking in unplaced if asking.nearest}
    missing = tuple(fact for fact in prompt.facts if fact.id not in known)
    unasked = tuple(fact for fact in missing if fact.id not in near)
    return Comparison(
        tuple(sorted(unasked, key=lambda fact: not fact.must)),
        unplaced,
        len(prompt.facts) - len(missing),
        tuple(
            Compared(quantity, figure)
            for quantity, figure in judge_all(prompt.quantities, record.text("estimate"))
        ),
        _missing(case),
        broken_walks(case),
        tuple(
            Honoured(variant.name, variant.why, sentence.entry, sentence.text)
            for variant, sentence in case.honoured
        ),
        record.text("diagram"),
        prompt.reference("diagram"),
        unanswered(state),
        open_findings(state),
        pace(state, state.at).phases,
        state.paused_total,
        state.away_total,
        tuple(state.hints),
        _thrown(case),
        calibration(tally),
        stressed(case),
    )


def _missing(case: Case) -> tuple[Component, ...]:
    """Parts that are neither drawn nor excused, the essential ones first."""
    components = [
        part
        for part in case.prompt.components
        if part.id not in case.drawn.present and part.id not in case.excused
    ]
    return tuple(sorted(components, key=lambda part: not part.essential))


def _thrown(case: Case) -> tuple[Thrown, ...]:
    state = case.record.state
    good = {ball.id: ball.good for ball in case.prompt.curveballs}
    thrown = []
    for ball in state.curveballs:
        after = (
            utterance
            for utterance in state.conversation
            if utterance.n > ball.n and _own(state, utterance)
        )
        reply = next(after, None)
        thrown.append(Thrown(ball.n, ball.text, reply, good.get(ball.curveball, "")))
    return tuple(thrown)


def unanswered(state: State) -> tuple[Utterance, ...]:
    """The interviewer's probes that the candidate let pass: no words of theirs came before the
    next one, the next phase or the end."""
    questions = []
    for place, utterance in enumerate(state.conversation):
        if _own(state, utterance) or utterance.kind != "probe":
            continue
        for after in state.conversation[place + 1 :]:
            if after.phase != utterance.phase or after.kind in ("probe", "announcement"):
                questions.append(utterance)
                break
            if _own(state, after):
                break
        else:
            questions.append(utterance)
    return tuple(questions)


def _own(state: State, said: Utterance) -> bool:
    """Whether the candidate said it."""
    return state.role(said.by) == CANDIDATE


def broken_walks(case: Case) -> tuple[BrokenWalk, ...]:
    """The prompt's walks that the drawing does not allow; components that are excused, or that a
    design need not have, are stepped over."""
    broken = []
    design = case.prompt.design
    spared = case.excused | (design.optional if design else frozenset())
    names = {part.id: part.name for part in case.prompt.components}
    for walk in case.prompt.walks:
        path = wanted(walk.path, case.drawn.present, spared)
        at = broken_at(case.drawn, path)
        if at is not None:
            broken.append(BrokenWalk(walk, break_sentence(case.drawn, names, path, at)))
    return tuple(broken)


def break_sentence(drawn: Drawn, names: Mapping[str, str], path: list[str], at: int) -> str:
    """Where a walk breaks: a part that is not drawn, or an arrow that is missing."""
    here = path[at]
    if here not in drawn.present:
        return f"there is no {names.get(here, here)}"
    before = drawn.labels(path[at - 1])
    return f"no arrow leads from {before} to {drawn.labels(here)}"


def open_findings(state: State) -> tuple[OpenFinding, ...]:
    """Errors and warnings that the boards still had at the end, the gravest first."""
    starts = {board.name: board.text for board in state.opened.boards} if state.opened else {}
    still_open = []
    for name, text in state.boards.items():
        if text.strip() and text != starts.get(name):
            still_open += [OpenFinding(name, finding) for finding in _findings(name, text, state)]
    grave = [finding for finding in still_open if finding.finding.severity is not Severity.HINT]
    grave.sort(key=lambda finding: finding.finding.severity is not Severity.ERROR)
    return tuple(grave[:_OPEN_LIMIT])


def _findings(name: str, text: str, state: State) -> tuple[Finding, ...]:
    try:
        board = registry.board(name)
    except NotFound:
        return ()
    return board.findings(board.parse(text), Context(texts=dict(state.boards)))


def calibration(tally: Tally) -> str:
    """What the prediction was worth, in a sentence."""
    if tally.predicted is None:
        return "No prediction was made."
    off = tally.predicted - tally.total
    if abs(off) <= _CLOSE:
        return f"You predicted {tally.predicted}: {abs(off):.0f} off, you know where you stand."
    if off > 0:
        return f"You predicted {tally.predicted}, {off:.0f} too high: look at the missed points."
    return f"You predicted {tally.predicted}, {-off:.0f} too low: it went better than it felt."
