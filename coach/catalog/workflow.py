"""A workflow as data: its phases and what each is for, its groups of points, its boards.

The rules of interviewer, debrief and authors' checks know no phase and no group by name. They ask
a phase what it does: whether it listens for questions, draws, probes, and what it drills.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from msgspec import Meta, Struct, field, structs, to_builtins

from coach.catalog.plan import boards_of, phases_of
from coach.session import events as ev

Words = Annotated[str, Meta(min_length=1, max_length=4000)]
Name = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Terms = Annotated[tuple[Words, ...], Meta(min_length=1)]
Level = Literal["mid", "senior", "staff"]


class Model(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Common ground of all content models: unknown keys are errors, values do not change."""

    def but(self, **changes: Any) -> Self:
        """The same with some fields changed; the new values are not checked."""
        return structs.replace(self, **changes)

    def data(self) -> dict[str, Any]:
        """The fields as a file would have them, in plain dictionaries and lists."""
        plain: dict[str, Any] = to_builtins(self)
        return plain


Drilling = Literal["questions", "numbers", "drawing", "depth", "failure"]
"""What a phase can drill: asking, estimating, drawing, deciding and being probed, breaking."""


class ObservableGroup(Model, frozen=True, kw_only=True):
    """A group of observables: its title in the debrief, what its weights add up to in a shipped
    prompt (`least` to `most` of 100), and whether only words with an amount count in it.

    What is `deep` weighs more from senior level on and is to be said unasked; where it is `gauged`,
    naming a thing earns half of what saying how it works does.
    """

    id: Name
    title: Words
    least: Annotated[float, Meta(ge=0, le=100)] = 0
    most: Annotated[float, Meta(ge=0, le=100)] = 100
    amounts: bool = False
    deep: bool = False
    gauged: bool = False


class ChecklistItem(Model, frozen=True, kw_only=True):
    """One line of a checklist, under the heading `group`."""

    id: Name
    text: Words
    group: str = ""


class WorkflowPhase(Model, frozen=True, kw_only=True):
    """A phase: its window [least, most] in minutes, what the interviewer says when it begins
    (`says`) and the question that leads on when it runs late (`late`).

    `listens`: facts are asked for here, by a bare name too, and hints lead to them. `draws`: the
    board that must not be empty once this phase was planned, and hints lead to its parts.
    `probes`: the deep dives are asked about here. `drills`: the exercise that is given to whom
    this phase went worst, one of `DRILLS`, or `exercise`, a text of the workflow's own for it.
    """

    id: Name
    title: Words
    least: Annotated[float, Meta(gt=0, le=120)]
    most: Annotated[float, Meta(gt=0, le=120)]
    boards: tuple[str, ...] = ()
    listens: bool = False
    draws: str = ""
    probes: bool = False
    drills: Drilling | None = None
    exercise: str = ""
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


class Workflow(Model, frozen=True, kw_only=True):
    """A way of working through a prompt; `starts` are the texts its boards begin with, `minutes`
    its length where no pace changes it.

    `wants` says how many of each table a shipped prompt holds, [least, most] by the table's name;
    without it a prompt is small and may be of any shape.
    """

    format: int = 1
    id: Name
    title: Words
    about: str = ""
    minutes: Annotated[int, Meta(ge=3, le=120)] | None = None
    boards: tuple[str, ...]
    starts: Mapping[str, str] = field(default_factory=dict)
    wants: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    groups: tuple[ObservableGroup, ...] = ()
    phases: Annotated[tuple[WorkflowPhase, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        ids = [phase.id for phase in self.phases]
        if len(set(ids)) != len(ids):
            raise ValueError("two phases share an id")
        groups = [group.id for group in self.groups]
        if len(set(groups)) != len(groups):
            raise ValueError("two groups share an id")
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

    def plan(self, pace: str) -> tuple[ev.Phase, ...]:
        """The phases as a session records them, windows scaled to the pace, in seconds."""
        return phases_of(self.data(), pace)

    def board_starts(self) -> tuple[ev.BoardStart, ...]:
        """The boards of a session with the texts they start with."""
        return boards_of(self.data())
