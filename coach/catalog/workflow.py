"""A workflow as data: its phases and what each is for, its groups of points, its boards.

The rules of interviewer, debrief and authors' checks know no phase and no group by name. They ask
a phase what it does: whether it listens for questions, draws, probes, and what it drills.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Literal

from coach.boards.registry import NAMES
from coach.catalog.content_model import Bound, Level, Model, Name, Terms, Words
from coach.catalog.observable import Observable
from coach.catalog.plan import boards_of, phases_of
from coach.frozen import dataclass
from coach.session import events as ev

Drilling = Literal["questions", "numbers", "drawing", "depth", "failure"]
"""What a phase can drill: asking, estimating, drawing, deciding and being probed, breaking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservableGroup(Model):
    """A group of observables: its title in the debrief, what its weights add up to in a shipped
    prompt (`least` to `most` of 100), and whether only words with an amount count in it.

    What is `deep` weighs more from senior level on and is to be said unasked; where it is `gauged`,
    naming a thing earns half of what saying how it works does. What is said in it is of the `whole`
    (a summing-up, what breaks first), and no part of the design. `phase` is where it is practised,
    `spoken` what it is called in a sentence where that is not its title.
    """

    id: Name
    title: Words
    least: Annotated[float, Bound(0, 100)] = 0
    most: Annotated[float, Bound(0, 100)] = 100
    amounts: bool = False
    deep: bool = False
    gauged: bool = False
    whole: bool = False
    phase: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedPlace(Model):
    """Where points and hints that are derived of a light prompt belong: their group, their phase,
    and what they weigh together, of 100 points."""

    group: Name
    phase: Name
    weight: Annotated[float, Bound(most=100, above=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedPlaces(Model):
    """Where a light prompt's parts belong: what is asked for and left out, the numbers, the drawing
    with its boards, the decision with its probes, what breaks, and how all of it is told."""

    questions: DerivedPlace
    numbers: DerivedPlace
    drawing: DerivedPlace
    depth: DerivedPlace
    failure: DerivedPlace
    telling: DerivedPlace

    @property
    def every(self) -> tuple[DerivedPlace, ...]:
        """The places in the order of their parts."""
        return (
            *(self.questions, self.numbers, self.drawing),
            *(self.depth, self.failure, self.telling),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem(Model):
    """One line of a checklist, under the heading `group`, at these `levels`; at the others it is
    among what more could be asked."""

    id: Name
    text: Words
    group: str = ""
    levels: tuple[Level, ...] = ("mid", "senior", "staff")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowPhase(Model):
    """A phase: its window [least, most] in minutes, what the interviewer says when it begins
    (`says`) and the question that leads on when it runs late (`late`).

    `listens`: facts are asked for here, by a bare name too, and hints lead to them. `draws`: the
    board that must not be empty once this phase was planned, and hints lead to its parts.
    `probes`: the deep dives are asked about here. `drills`: the exercise that is given to whom
    this phase went worst, one of `Drilling`, or `exercise`, a text of the workflow's own for it.
    `drill_minutes`: how long that takes, with reading what came of it.
    """

    id: Name
    title: Words
    least: Annotated[float, Bound(most=120, above=0)]
    most: Annotated[float, Bound(most=120, above=0)]
    boards: tuple[str, ...] = ()
    listens: bool = False
    draws: str = ""
    probes: bool = False
    drills: Drilling | None = None
    exercise: str = ""
    drill_minutes: Annotated[int, Bound(1, 120)] | None = None
    says: str = ""
    late: str = ""
    questions: tuple[Words, ...] = ()
    items: tuple[ChecklistItem, ...] = ()

    def __post_init__(self) -> None:
        if self.least > self.most:
            raise ValueError("least must not be more than most")
        ids = [item.id for item in self.items]
        if len(set(ids)) != len(ids):
            raise ValueError("two checklist items share an id")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonAnswer(Model):
    """What the interviewer answers in every prompt that has no fact of its own about it: a neutral
    name, ways to ask for it, the answer. `stands` are the ids of facts that stand in its place;
    `words` those that name the matter, so that a question with one of them is at least asked back.
    """

    id: Name
    name: Words
    asks: Annotated[tuple[Words, ...], Bound(1)]
    answer: Words
    stands: tuple[Name, ...] = ()
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenQuality(Model):
    """How a quality that a board shows is said: the names `of` it that a way of showing asks for by
    `plan` or `sound`, all of them, and in one sentence a term of each list, in these phases (the
    point's own where there are none)."""

    of: Annotated[tuple[Words, ...], Bound(1)]
    said: Annotated[tuple[Terms, ...], Bound(1)]
    phases: tuple[Name, ...] = ()
    examples: tuple[Words, ...] = ()
    counterexamples: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity(Model):
    """What one machine of a kind carries, as the interviewer gives it out where a prompt says
    nothing: from `least` to `most` of `unit`, the source of these and its year.

    It is asked about by one of its `machines` ("one database"), or a product by its name alone;
    where `of` is given only together with one of these words ("connections"). The first that fits
    answers. `stands` are the ids of facts that stand in its place.
    """

    id: Name
    name: Words
    machines: Annotated[tuple[Words, ...], Bound(1)]
    products: tuple[Words, ...] = ()
    of: tuple[Words, ...] = ()
    stands: tuple[Name, ...] = ()
    least: float
    most: float
    unit: Words
    answer: Words
    source: Words
    year: Annotated[int, Bound(1980, 2100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityTable(Model):
    """The dated table of what machines carry that all workflows share."""

    capacities: tuple[Capacity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow(Model):
    """A way of working through a prompt; `starts` are the texts its boards begin with, `minutes`
    its length where no pace changes it.

    `wants` says how many of each table a shipped prompt holds, [least, most] by the table's name;
    without it a prompt is small and may be of any shape. `observables` are what is heard for with
    every prompt beside its own: they add to a score and are never held against it. `spoken` are
    words for what its boards show, for points that have none of their own. `capacities`
    are the shared table's where a workflow writes none. `light` says where the parts of a light
    prompt belong; a workflow without it has no light prompts.
    """

    format: int = 1
    id: Name
    title: Words
    about: str = ""
    minutes: Annotated[int, Bound(3, 120)] | None = None
    boards: tuple[str, ...]
    starts: Mapping[str, str] = field(default_factory=dict)
    wants: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    groups: tuple[ObservableGroup, ...] = ()
    observables: tuple[Observable, ...] = ()
    spoken: tuple[SpokenQuality, ...] = ()
    light: DerivedPlaces | None = None
    phases: Annotated[tuple[WorkflowPhase, ...], Bound(1)]
    answers: tuple[CommonAnswer, ...] = ()
    capacities: tuple[Capacity, ...] = ()

    def __post_init__(self) -> None:
        ids = [phase.id for phase in self.phases]
        if len(set(ids)) != len(ids):
            raise ValueError("two phases share an id")
        groups = [group.id for group in self.groups]
        if len(set(groups)) != len(groups):
            raise ValueError("two groups share an id")
        unknown = [name for name in self.boards if name not in NAMES]
        if unknown:
            raise ValueError(f"there is no board {unknown[0]} (boards: {', '.join(NAMES)})")
        placed = self.light.every if self.light else ()
        if not {place.group for place in placed} <= set(groups):
            raise ValueError("a part of light prompts belongs to a group that there is not")
        practised = {group.phase for group in self.groups if group.phase}
        practised |= {phase for quality in self.spoken for phase in quality.phases}
        if not practised | {place.phase for place in placed} <= set(ids):
            raise ValueError("a group or a shared part is of a phase that there is not")
        used = {name for phase in self.phases for name in (*phase.boards, phase.draws) if name}
        if not used <= set(self.boards):
            raise ValueError("a phase uses a board that the workflow has not")

    def phase(self, id: str) -> WorkflowPhase | None:
        """The phase of that id."""
        return next((phase for phase in self.phases if phase.id == id), None)

    def group(self, id: str) -> ObservableGroup | None:
        """The group of observables of that id."""
        return next((group for group in self.groups if group.id == id), None)

    def listens(self, phase: str) -> bool:
        """Whether facts are asked for in that phase."""
        known = self.phase(phase)
        return known is not None and known.listens

    def probes(self, phase: str) -> bool:
        """Whether the deep dives are asked about in that phase."""
        known = self.phase(phase)
        return known is not None and known.probes

    def works_on(self, board: str) -> tuple[str, ...]:
        """The ids of the phases in which that board is worked on, in order."""
        return tuple(phase.id for phase in self.phases if board in phase.boards)

    @property
    def deepest(self) -> str:
        """The id of the phase that goes deepest: the first that probes, else the last."""
        probing = (phase.id for phase in self.phases if phase.probes)
        return next(probing, self.phases[-1].id)

    def plan(self, pace: str, level: str = "") -> tuple[ev.Phase, ...]:
        """The phases as a session of a level records them ("": with all items), windows scaled to
        the pace, in seconds."""
        return phases_of(self.data(), pace, level)

    def board_starts(self) -> tuple[ev.BoardStart, ...]:
        """The boards of a session with the texts they start with."""
        return boards_of(self.data())
