"""A prompt as data: everything an interviewer who has never met the problem needs.

It is a core (facts, observables, hints, the answer, ...) and one part a board that its workflow
uses: `estimates`, `design`, `api`, `schema`; a part may be left out. Phases and groups are named
by their ids in the prompt's workflow; `coach.catalog.fitting` tells which do not exist there.

`prompts/template.toml` explains every field to authors; `coach prompts check` proves a file by
its own reference answer. Components are named by their `id` everywhere but in the diagrams, where
they stand under their `name`.
"""

from typing import Annotated, Literal

from msgspec import Meta

from coach.catalog.header import INTERVIEW
from coach.catalog.observable import Observable
from coach.catalog.parts import ApiPart, Component, Design, Estimates, Quantity, SchemaPart, Walk
from coach.catalog.workflow import Level, Model, Name, Terms, Words


class Fact(Model, frozen=True, kw_only=True):
    """An answer the interviewer holds back until it is asked for."""

    id: Name
    asks: Annotated[tuple[Words, ...], Meta(min_length=1)]
    answer: Words
    default: Words
    matters: Words
    must: bool = False


class NonFunctional(Model, frozen=True, kw_only=True):
    """A quality with its number, and the words for the mechanisms that can serve it."""

    text: Words
    mechanisms: tuple[Words, ...] = ()


class Requirements(Model, frozen=True, kw_only=True):
    """What is asked for, what is left out, and how well it must work."""

    functional: Annotated[tuple[Words, ...], Meta(min_length=1)]
    below_the_line: tuple[Words, ...] = ()
    non_functional: tuple[NonFunctional, ...] = ()


class Option(Model, frozen=True, kw_only=True):
    """One way to decide, from naive to great; `says` is how candidates say it, in two to four
    sentences."""

    name: Words
    grade: Literal["naive", "good", "great"]
    holds: Words
    fails: Words
    says: str = ""


class Decision(Model, frozen=True, kw_only=True):
    """A question the design turns on; exactly one of a prompt is load-bearing."""

    id: Name
    question: Words
    load_bearing: bool = False
    options: Annotated[tuple[Option, ...], Meta(min_length=2)]


class DeepDive(Model, frozen=True, kw_only=True):
    """A topic to go down into; probes are asked when `terms` or a component bring it up."""

    id: Name
    topic: Words
    components: tuple[Name, ...] = ()
    terms: tuple[Words, ...] = ()
    probes: Annotated[tuple[Words, ...], Meta(min_length=1)]
    mid: Words
    senior: Words
    staff: Words


class Bottleneck(Model, frozen=True, kw_only=True):
    """What breaks, why, and what to do about it."""

    what: Words
    kind: Literal["scale", "single point", "hot spot", "network", "other"] = "scale"
    why: Words
    remedies: Terms


class Curveball(Model, frozen=True, kw_only=True):
    """A change of requirements in mid-session: the interviewer's words, and a good reply. Without
    a `phase` it comes in the deepest one."""

    id: Name
    change: Words
    phase: Annotated[str, Meta(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$")] = ""
    good: Words


class HintLadder(Model, frozen=True, kw_only=True):
    """Three rungs about one thing: a question, a component with its edges, a sketch with ???."""

    id: Name
    phase: Name
    about: Words
    nudge: Words
    prescribe: Words
    sketch: Words


class Bar(Model, frozen=True, kw_only=True):
    """What is expected at each level, in a sentence or three."""

    mid: Words
    senior: Words
    staff: Words


class Verdict(Model, frozen=True, kw_only=True):
    """What each verdict means for this prompt, anchored on the load-bearing decision."""

    strong_hire: Words
    hire: Words
    lean_hire: Words
    no_hire: Words


class Saying(Model, frozen=True, kw_only=True):
    """Words of the reference answer, in the phase where they are said."""

    phase: Name
    text: Words


class Answer(Model, frozen=True, kw_only=True):
    """The reference answer: what a very good candidate asks and says; its boards are the
    prompt's own estimate sheet, reference design, api and schema."""

    asks: Annotated[tuple[Words, ...], Meta(min_length=1)]
    says: Annotated[tuple[Saying, ...], Meta(min_length=1)]
    notes: str = ""


class Prompt(Model, frozen=True, kw_only=True):
    """One question to practise, with all that its interviewer knows."""

    format: int = 1
    slug: Name
    workflow: Name = INTERVIEW
    title: Words
    statement: Words
    difficulty: Literal["easy", "medium", "hard"]
    minutes: Annotated[int, Meta(ge=3, le=120)] = 45
    tags: tuple[Words, ...] = ()
    levels: tuple[Level, ...] = ("mid", "senior", "staff")
    related: tuple[Name, ...] = ()
    pitfalls: tuple[Words, ...] = ()
    entities: tuple[Words, ...] = ()
    facts: Annotated[tuple[Fact, ...], Meta(min_length=1)]
    requirements: Requirements
    estimates: Estimates | None = None
    design: Design | None = None
    api: ApiPart | None = None
    schema: SchemaPart | None = None
    decisions: tuple[Decision, ...] = ()
    deep_dives: tuple[DeepDive, ...] = ()
    bottlenecks: tuple[Bottleneck, ...] = ()
    curveballs: tuple[Curveball, ...] = ()
    hints: tuple[HintLadder, ...] = ()
    observables: Annotated[tuple[Observable, ...], Meta(min_length=1)]
    bar: Bar
    verdict: Verdict
    answer: Answer

    def fact(self, id: str) -> Fact | None:
        """The fact of that id."""
        return next((fact for fact in self.facts if fact.id == id), None)

    def component(self, id: str) -> Component | None:
        """The component of that id."""
        return next((part for part in self.components if part.id == id), None)

    def quantity(self, id: str) -> Quantity | None:
        """The quantity of that id."""
        return next((quantity for quantity in self.quantities if quantity.id == id), None)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers worth estimating; none without an estimate."""
        return self.estimates.quantities if self.estimates else ()

    @property
    def components(self) -> tuple[Component, ...]:
        """The parts of the reference design; none without a design."""
        return self.design.components if self.design else ()

    @property
    def walks(self) -> tuple[Walk, ...]:
        """The paths that the drawing must allow; none without a design."""
        return self.design.walks if self.design else ()

    def reference(self, board: str) -> str:
        """What the reference answer has on a board; "" where the prompt has no such part."""
        match board:
            case "notes":
                return self.answer.notes
            case "estimate":
                return self.estimates.sheet if self.estimates else ""
            case "diagram":
                return self.design.reference if self.design else ""
            case "api":
                return self.api.board if self.api else ""
            case "schema":
                return self.schema.board if self.schema else ""
            case _:
                return ""
