"""A workflow as data: phases with windows in minutes, checklists, questions, boards and starts."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from coach.catalog.plan import boards_of, phases_of
from coach.session import events as ev

Words = Annotated[str, Field(min_length=1, max_length=4000)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Model(BaseModel):
    """Common ground of all content models: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class ChecklistItem(Model):
    """One line of a checklist, under the heading `group`."""

    id: Name
    text: Words
    group: str = ""


class WorkflowPhase(Model):
    """A phase: its window [least, most] in minutes, what the interviewer says when it begins
    (`says`) and the question that leads on when it runs late (`late`)."""

    id: Name
    title: Words
    least: Annotated[float, Field(gt=0, le=120)]
    most: Annotated[float, Field(gt=0, le=120)]
    boards: tuple[str, ...] = ()
    says: str = ""
    late: str = ""
    questions: tuple[Words, ...] = ()
    items: tuple[ChecklistItem, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> "WorkflowPhase":
        if self.least > self.most:
            raise ValueError("least must not be more than most")
        ids = [item.id for item in self.items]
        if len(set(ids)) != len(ids):
            raise ValueError("two checklist items share an id")
        return self


class Workflow(Model):
    """A way of working through a prompt; `starts` are the texts its boards begin with."""

    format: int = 1
    id: Name
    title: Words
    about: str = ""
    boards: tuple[str, ...]
    starts: Mapping[str, str] = Field(default_factory=dict)
    phases: Annotated[tuple[WorkflowPhase, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _distinct(self) -> "Workflow":
        ids = [phase.id for phase in self.phases]
        if len(set(ids)) != len(ids):
            raise ValueError("two phases share an id")
        return self

    def phase(self, id: str) -> WorkflowPhase | None:
        """The phase of that id."""
        return next((phase for phase in self.phases if phase.id == id), None)

    def plan(self, pace: str) -> tuple[ev.Phase, ...]:
        """The phases as a session records them, windows scaled to the pace, in seconds."""
        return phases_of(self.model_dump(), pace)

    def board_starts(self) -> tuple[ev.BoardStart, ...]:
        """The boards of a session with the texts they start with."""
        return boards_of(self.model_dump())
