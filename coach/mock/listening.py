"""What an interviewer listens for, draws from the boards, and has marked: the console's left side.

Pure: a state, its entries and the interviewer's pack in, plain values out. The looking of the
checks may take some tens of milliseconds on a long session; `look_closely` is for a thread.
"""

from collections.abc import Mapping, Sequence

from coach.boards.registry import PROSE, spec
from coach.catalog.observable import Observable
from coach.debrief.case import case_of, terms_of
from coach.debrief.detect import shown
from coach.debrief.evidence import BY_CLOCK, gather
from coach.debrief.wrongs import Wrong, wrongs
from coach.frozen import dataclass
from coach.match.boards_seen import present
from coach.match.components import drawn
from coach.match.quantities import bytes_in, judge_all
from coach.match.walks import broken_at, wanted
from coach.mock.dossier import Dossier
from coach.session.entry import Entry
from coach.session.events import Event, TextEdited
from coach.session.state import State
from coach.text import clean_line

MARK_SIGNS: Mapping[str, str] = {"yes": "+", "no": "-", "partly": "~", "unseen": "·"}
_RANK = ("mid", "senior", "staff")


@dataclass(frozen=True, slots=True)
class ListenedPoint:
    """One observable of the phase: its number on the screen, the interviewer's mark ("" for
    none), whether the checks see it, and where (an entry of this file, 0 for nowhere); what was
    said of it by a mechanism that fails, and not taken back since."""

    number: int
    id: str
    text: str
    mark: str
    note: str
    seen: bool
    entry: int
    wrong: Wrong | None = None

    @property
    def sign(self) -> str:
        """+ - ~ by the interviewer, × where the checks hear what fails, ≈ where they see evidence,
        · for nothing yet."""
        return MARK_SIGNS.get(self.mark) or ("×" if self.wrong else "≈" if self.seen else "·")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the checks see: by observable, the entry that shows it, and what is wrong about it."""

    n: int = 0
    evidence: Mapping[str, int] | None = None
    wrong: Mapping[str, Wrong] | None = None


@dataclass(frozen=True, slots=True)
class HeardNumber:
    """A quantity of the reference beside what stands on the sheet."""

    name: str
    reference: str
    hers: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Boards:
    """What of the reference stands on the boards."""

    drawn: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    paths: tuple[tuple[str, str], ...] = ()
    numbers: tuple[HeardNumber, ...] = ()


def look_closely(dossier: Dossier, entries: Sequence[Entry]) -> Seen:
    """Which observables the checks see in a session so far."""
    record = gather(entries, terms_of(dossier.prompt))
    case = case_of(dossier.prompt, dossier.workflow, record)
    seen_points, last = {}, {}
    for observable in dossier.prompt.observables:
        evidence = shown(case, observable)
        if evidence and not any(each.doubt for each in evidence):
            timed = evidence[0].how in BY_CLOCK
            seen_points[observable.id] = 0 if timed else evidence[0].entry
            last[observable.id] = max(show.entry for show in evidence)
    wrong = {
        wrong.observable: wrong
        for wrong in wrongs(case)
        if not wrong.doubtful and last.get(wrong.observable, 0) <= wrong.sentence.entry
    }
    return Seen(entries[-1].n if entries else 0, seen_points, wrong)


def cited(event: Event) -> str:
    """What an entry shows by, short: words as they stand, of a sheet or a drawing its name."""
    board = getattr(event, "board", "")
    if board and board not in PROSE:
        return f"(on the board {spec(board).title})"
    return clean_line(getattr(event, "text", "") or getattr(event, "inserted", ""), 240)


def listened(state: State, dossier: Dossier, seen: Seen) -> tuple[ListenedPoint, ...]:
    """The observables of the present phase, at this session's level, in the prompt's order; then
    all others of which something was said that fails."""
    marks = {grade.observable: grade for grade in state.grades}
    evidence, wrong = seen.evidence or {}, seen.wrong or {}
    told: list[ListenedPoint] = []
    here = [point for point in of_level(state, dossier) if point.phase == state.phase]
    rest = [point for point in dossier.prompt.observables if point not in here]
    for observable in (*here, *rest):
        if observable in here or observable.id in wrong:
            mark = marks.get(observable.id)
            told.append(
                ListenedPoint(
                    len(told) + 1,
                    observable.id,
                    observable.text,
                    mark.mark if mark else "",
                    mark.note if mark else "",
                    observable.id in evidence,
                    evidence.get(observable.id, 0),
                    wrong.get(observable.id),
                )
            )
    return tuple(told)


def last_board(state: State, entries: Sequence[Entry]) -> str:
    """The board that was written on last; the first one where none was."""
    edits = (entry.event for entry in reversed(entries))
    last = next((edit.board for edit in edits if isinstance(edit, TextEdited)), "")
    return last if last in state.boards else next(iter(state.boards), "")


def of_level(state: State, dossier: Dossier) -> list[Observable]:
    """The prompt's observables that the session's level expects."""
    level = state.opened.level if state.opened else "mid"
    most = _RANK.index(level) if level in _RANK else 0
    return [o for o in dossier.prompt.observables if _RANK.index(o.level) <= most]


def boards(state: State, dossier: Dossier) -> Boards:
    """Components, walks and numbers of the reference, as far as they stand on the boards."""
    prompt = dossier.prompt
    there = present(state, prompt)
    names = {part.id: part.name for part in prompt.components}
    missing = tuple(
        part.name for part in prompt.components if part.essential and part.id not in there
    )
    return Boards(
        tuple(name for id_, name in names.items() if id_ in there),
        missing,
        _paths(state, dossier, names),
        _numbers(state, dossier),
    )


def _paths(state: State, dossier: Dossier, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    text = state.boards.get("diagram", "")
    design = dossier.prompt.design
    if design is None or not text.strip():
        return ()
    seen = drawn(dossier.prompt, text)
    told = []
    for walk in design.walks:
        path = wanted(walk.path, seen.present, design.optional)
        at = broken_at(seen, path)
        if at is None:
            told.append((walk.name, "yes" if path else "not drawn, and need not be"))
        elif at == 0:
            told.append((walk.name, f"no: no {names.get(path[0], path[0])}"))
        else:
            told.append((walk.name, f"no: ends at {names.get(path[at - 1], '')}"))
    return tuple(told)


def _numbers(state: State, dossier: Dossier) -> tuple[HeardNumber, ...]:
    estimates = dossier.prompt.estimates
    text = state.boards.get("estimate", "")
    if estimates is None:
        return ()
    told = []
    for quantity, figure in judge_all(estimates.quantities, text):
        if figure is None:
            told.append(HeardNumber(quantity.name, quantity.value, "", ""))
        else:
            told.append(
                HeardNumber(
                    quantity.name,
                    quantity.value,
                    figure.shown,
                    how_far(figure.factor, quantity.factor, figure.bare, bytes_in(quantity.value)),
                )
            )
    return tuple(told)


CAUSES: tuple[tuple[float, str], ...] = (
    (8.0, "bits for bytes?"),
    (86_400.0, "a day for a second?"),
    (3_600.0, "an hour for a second?"),
    (365.0, "a day for a year?"),
    (24.0, "an hour for a day?"),
    (1_000.0, "a prefix slipped?"),
    (1_000_000.0, "two prefixes slipped?"),
)
"""Factors by which an estimate is often off, and why; the first one where data are counted."""


STRANGE = 1000.0
"""A bare number so many times off is no wrong answer but another figure."""


def how_far(factor: float, tolerance: float, bare: bool = False, data: bool = True) -> str:
    """ "ok" within the tolerance, else by how much it is off, with one cause where one fits.
    `bare` is a number without a unit, where the reference has one; `data` says that it counts
    bytes or bits."""
    if factor <= 0:
        return "other unit"
    off = max(factor, 1 / factor)
    if off <= tolerance:
        return "ok"
    if bare and off >= STRANGE:
        return "no unit: ask what it counts"
    causes = CAUSES if data else CAUSES[1:]
    cause = next((why for size, why in causes if size / 1.3 <= off <= size * 1.3), "")
    told = f"{off:.0f} x too {'much' if factor > 1 else 'little'}"
    return f"{told}, {cause}" if cause else told
