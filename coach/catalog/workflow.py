"""A workflow as data: phases with windows in minutes, checklists, questions, boards and starts."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from msgspec import Meta, Struct, field, structs, to_builtins

from coach.catalog.plan import boards_of, phases_of
from coach.session import events as ev

Words = Annotated[str, Meta(min_length=1, max_length=4000)]
Name = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Model(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Common ground of all content models: unknown keys are errors, values do not change."""

    def but(self, **changes: Any) -> Self:
        """The same with some fields changed; the new values are not checked."""
        return structs.replace(self, **changes)

    def data(self) -> dict[str, Any]:
        """The fields as a file would have them, in plain dictionaries and lists."""
        plain: dict[str, Any] = to_builtins(self)
        return plain


class ChecklistItem(Model, frozen=True, kw_only=True):
    """One line of a checklist, under the heading `group`."""

    id: Name
    text: Words
    group: str = ""


class WorkflowPhase(Model, frozen=True, kw_only=True):
    """A phase: its window [least, most] in minutes, what the interviewer says when it begins
    (`says`) and the question that leads on when it runs late (`late`)."""

    id: Name
    title: Words
    least: Annotated[float, Meta(gt=0, le=120)]
    most: Annotated[float, Meta(gt=0, le=120)]
    boards: tuple[str, ...] = ()
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
    its length where no pace changes it."""

    format: int = 1
    id: Name
    title: Words
    about: str = ""
    minutes: Annotated[int, Meta(ge=3, le=120)] | None = None
    boards: tuple[str, ...]
    starts: Mapping[str, str] = field(default_factory=dict)
    phases: Annotated[tuple[WorkflowPhase, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        ids = [phase.id for phase in self.phases]
        if len(set(ids)) != len(ids):
            raise ValueError("two phases share an id")

    def phase(self, id: str) -> WorkflowPhase | None:
        """The phase of that id."""
        return next((phase for phase in self.phases if phase.id == id), None)

    def plan(self, pace: str) -> tuple[ev.Phase, ...]:
        """The phases as a session records them, windows scaled to the pace, in seconds."""
        return phases_of(self.data(), pace)

    def board_starts(self) -> tuple[ev.BoardStart, ...]:
        """The boards of a session with the texts they start with."""
        return boards_of(self.data())
