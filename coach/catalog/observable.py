"""What a grader can see: observables, and the ways in which one shows in a session."""

from typing import Annotated, Literal

from msgspec import Meta

from coach.catalog.workflow import Level, Model, Name, Terms, Words


class Shows(Model, frozen=True, kw_only=True):
    """One way an observable shows; all keys given must hold.

    `facts`: one of these facts was asked for. `said`: in one sentence, one term of each list.
    `components`: all of these are drawn. `path`: the drawing leads along these components.
    `estimate`: the quantity stands in the sheet within its tolerance. `endpoint`: such a method
    and path stand on the api board. `table`: such a table stands on the schema board.
    `pace`: "all phases" entered with some work in each, or "on time" at the end.
    `phases`: where words count; the observable's own phase when empty.
    """

    facts: tuple[Name, ...] = ()
    said: tuple[Terms, ...] = ()
    components: tuple[Name, ...] = ()
    path: tuple[Name, ...] = ()
    estimate: Name | None = None
    endpoint: Words | None = None
    table: Words | None = None
    pace: Literal["all phases", "on time"] | None = None
    phases: tuple[Name, ...] = ()

    def __post_init__(self) -> None:
        if not any(
            (
                self.facts,
                self.said,
                self.components,
                self.path,
                self.estimate,
                self.endpoint,
                self.table,
                self.pace,
            )
        ):
            raise ValueError("a way of showing needs at least one key")


class WrittenError(Model, frozen=True, kw_only=True):
    """A mechanism that fails, in sentences as candidates say it, and why it fails."""

    says: Annotated[tuple[Words, ...], Meta(min_length=1)]
    why: Words


class Observable(Model, frozen=True, kw_only=True):
    """A yes-or-no thing a grader can see; any one of `shows` earns its weight.

    `shows` are ways to name it; where `how` is given, those are ways to say how it works, and
    naming alone earns half. `errors` are what is said about it by whom it is not clear to.
    """

    id: Name
    group: Name
    phase: Name
    weight: Annotated[float, Meta(gt=0, le=100)]
    level: Level = "mid"
    text: Words
    missed: Words
    load_bearing: bool = False
    shows: Annotated[tuple[Shows, ...], Meta(min_length=1)]
    how: tuple[Shows, ...] = ()
    errors: tuple[WrittenError, ...] = ()
