"""A prompt as data: everything an interviewer who has never met the problem needs.

It is a core (facts, observables, hints, the answer, ...) and one part a board that its workflow
uses: `estimates`, `design`, `api`, `schema`, `plan`; a part may be left out. Phases and groups are
named by their ids in the prompt's workflow; `coach.catalog.fitting` tells which are not there.

`prompts/template.toml` explains every field to authors; `coach prompts check` proves a file by
its own reference answer. Components are named by their `id` everywhere but in the diagrams, where
they stand under their `name`.
"""

from typing import Annotated, Literal

from coach.catalog.board_parts import (
    ApiPart,
    Component,
    Design,
    Estimates,
    PlanPart,
    ReferenceQuantity,
    SchemaPart,
    Walk,
)
from coach.catalog.content_model import Bound, Level, Model, Name, NameOrNone, Terms, Words
from coach.catalog.header import INTERVIEW
from coach.catalog.observable import Counted, Observable
from coach.frozen import dataclass

Tier = Literal["whole", "light"]
"""Whether a prompt was written out, or derived from a short file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Model):
    """An answer the interviewer holds back until it is asked for; `name` is what it is about, in
    two or three words that give nothing away ("how many links")."""

    id: Name
    name: str = ""
    asks: Annotated[tuple[Words, ...], Bound(1)]
    answer: Words
    default: Words
    matters: Words
    must: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NonFunctional(Model):
    """A quality with its number, and the words for the mechanisms that can serve it."""

    text: Words
    mechanisms: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirements(Model):
    """What is asked for, what is left out, and how well it must work."""

    functional: Annotated[tuple[Words, ...], Bound(1)]
    below_the_line: tuple[Words, ...] = ()
    non_functional: tuple[NonFunctional, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Model):
    """One way to decide, from naive to great; `says` is how candidates say it, in two to four
    sentences."""

    name: Words
    grade: Literal["naive", "good", "great"]
    holds: Words
    fails: Words
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Model):
    """A question the design turns on; exactly one of a prompt is load-bearing."""

    id: Name
    question: Words
    load_bearing: bool = False
    options: Annotated[tuple[Option, ...], Bound(2)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeepDive(Model):
    """A topic to go down into; probes are asked when `terms` or a component bring it up."""

    id: Name
    topic: Words
    components: tuple[Name, ...] = ()
    terms: tuple[Words, ...] = ()
    probes: Annotated[tuple[Words, ...], Bound(1)]
    mid: Words
    senior: Words
    staff: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottleneck(Model):
    """What breaks, why, and what to do about it; `at` are the ids of the components that it
    breaks at. What fills first in the reference under its own load is one of them."""

    what: Words
    kind: Literal["scale", "single point", "hot spot", "network", "other"] = "scale"
    at: tuple[Name, ...] = ()
    why: Words
    remedies: Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Curveball(Model):
    """A change of requirements in mid-session: the interviewer's words, and a good reply. Without
    a `phase` it comes in the deepest one."""

    id: Name
    change: Words
    phase: NameOrNone = ""
    good: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class HintLadder(Model):
    """Three rungs about one thing: a question, a component with its edges, a sketch with ???."""

    id: Name
    phase: Name
    about: Words
    nudge: Words
    prescribe: Words
    sketch: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar(Model):
    """What is expected at each level, in a sentence or three."""

    mid: Words
    senior: Words
    staff: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Model):
    """What each verdict means for this prompt, anchored on the load-bearing decision."""

    strong_hire: Words
    hire: Words
    lean_hire: Words
    no_hire: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying(Model):
    """Words of the reference answer, in the phase where they are said."""

    phase: Name
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Model):
    """The reference answer: what a very good candidate asks and says; its boards are the
    prompt's own estimate sheet, reference design, api and schema."""

    asks: Annotated[tuple[Words, ...], Bound(1)]
    says: Annotated[tuple[Saying, ...], Bound(1)]
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt(Model):
    """One question to practise, with all that its interviewer knows. One of the light tier was
    derived from a short file (`coach.catalog.light`): it knows few ways of saying each thing."""

    format: int = 1
    tier: Tier = "whole"
    slug: Name
    workflow: Name = INTERVIEW
    title: Words
    statement: Words
    difficulty: Literal["easy", "medium", "hard"]
    minutes: Annotated[int, Bound(3, 120)] = 45
    tags: tuple[Words, ...] = ()
    levels: tuple[Level, ...] = ("mid", "senior", "staff")
    related: tuple[Name, ...] = ()
    pitfalls: tuple[Words, ...] = ()
    entities: tuple[Words, ...] = ()
    facts: Annotated[tuple[Fact, ...], Bound(1)]
    requirements: Requirements
    estimates: Estimates | None = None
    design: Design | None = None
    api: ApiPart | None = None
    schema: SchemaPart | None = None
    plan: PlanPart | None = None
    decisions: tuple[Decision, ...] = ()
    deep_dives: tuple[DeepDive, ...] = ()
    bottlenecks: tuple[Bottleneck, ...] = ()
    curveballs: tuple[Curveball, ...] = ()
    hints: tuple[HintLadder, ...] = ()
    observables: Annotated[tuple[Observable, ...], Bound(1)]
    bar: Bar
    verdict: Verdict
    answer: Answer
    counted: tuple[Counted, ...] = ()

    def __hash__(self) -> int:
        """Quick, for what is remembered of a prompt is looked up by it: not a walk of its tree."""
        return hash((self.slug, self.workflow, self.title))

    def fact(self, id: str) -> Fact | None:
        """The fact of that id."""
        return next((fact for fact in self.facts if fact.id == id), None)

    def component(self, id: str) -> Component | None:
        """The component of that id."""
        return next((part for part in self.components if part.id == id), None)

    def quantity(self, id: str) -> ReferenceQuantity | None:
        """The quantity of that id."""
        return next((quantity for quantity in self.quantities if quantity.id == id), None)

    @property
    def quantities(self) -> tuple[ReferenceQuantity, ...]:
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
            case "plan":
                return self.plan.board if self.plan else ""
            case _:
                return ""
