"""What a grader can see: observables, and the ways in which one shows in a session."""

from typing import Annotated, Literal

from coach.catalog.content_model import Bound, Level, Model, Name, Terms, Words
from coach.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shows(Model):
    """One way an observable shows; all keys given must hold.

    `facts`: one of these facts was asked for. `said`: in one sentence, one term of each list.
    `components`: all of these are drawn. `path`: the drawing leads along these components.
    `estimate`: the quantity stands in the sheet within its tolerance. `endpoint`: such a method
    and path stand on the api board. `table`: such a table stands on the schema board;
    with columns in brackets it has them, and keys, indexes, cuts and served queries may be named
    as `coach.match.tables_seen` tells.
    `plan`: the plan board shows that (`boards.plan.qualities` has the words: step backup, shares).
    `has`: the endpoint asks for each of these, as a header, a field, a key or in its query; of
    names between bars any one will do.
    `sound`: none of these findings of the api board is about the endpoint; without an endpoint,
    about any part of a board that holds some.
    `pace`: "all phases" entered with some work in each, or "on time" at the end.
    `phases`: where words count; the observable's own phase when empty.
    `examples` are sentences that show it this way and no other, `counterexamples` sentences that
    sound like it and do not: both are for the authors' checks.
    """

    facts: tuple[Name, ...] = ()
    said: tuple[Terms, ...] = ()
    components: tuple[Name, ...] = ()
    path: tuple[Name, ...] = ()
    estimate: Name | None = None
    endpoint: Words | None = None
    table: Words | None = None
    plan: Words | None = None
    has: tuple[Words, ...] = ()
    sound: tuple[Name, ...] = ()
    pace: Literal["all phases", "on time"] | None = None
    phases: tuple[Name, ...] = ()
    examples: tuple[Words, ...] = ()
    counterexamples: tuple[Words, ...] = ()

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
                self.plan,
                self.sound,
                self.pace,
            )
        ):
            raise ValueError("a way of showing needs at least one key")
        if self.has and not self.endpoint:
            raise ValueError("has says what an endpoint asks for; name the endpoint")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenError(Model):
    """A mechanism that fails, in sentences as candidates say it, and why it fails."""

    says: Annotated[tuple[Words, ...], Bound(1)]
    why: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Observable(Model):
    """A yes-or-no thing a grader can see; any one of `shows` earns its weight.

    `shows` are ways to name it; where `how` is given, those are ways to say how it works, and
    naming alone earns half. `errors` are what is said about it by whom it is not clear to.
    """

    id: Name
    group: Name
    phase: Name
    weight: Annotated[float, Bound(most=100, above=0)]
    level: Level = "mid"
    text: Words
    missed: Words
    load_bearing: bool = False
    shows: Annotated[tuple[Shows, ...], Bound(1)]
    how: tuple[Shows, ...] = ()
    errors: tuple[WrittenError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Model):
    """A sentence of which the author of a prompt said that it should have counted for a `point`."""

    point: Name
    says: Words
