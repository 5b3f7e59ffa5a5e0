"""A prompt as data: everything an interviewer who has never met the problem needs.

`prompts/template.toml` explains every field to authors; `coach prompts check` proves a file by
its own reference answer. Components are named by their `id` everywhere but in the diagrams, where
they stand under their `name`.
"""

from typing import Annotated, Literal

from msgspec import Meta, field

from coach.catalog.workflow import Model, Name, Words

Level = Literal["mid", "senior", "staff"]
Group = Literal["requirements", "estimate", "high-level", "deep-dive", "failure", "communication"]
PhaseName = Literal["clarify", "estimate", "design", "deep-dive", "bottlenecks"]
Terms = Annotated[tuple[Words, ...], Meta(min_length=1)]


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


class Quantity(Model, frozen=True, kw_only=True):
    """A number worth estimating: the reference value, its names, its tolerance as a factor."""

    id: Name
    name: Words
    aliases: tuple[Words, ...] = ()
    value: Words
    factor: Annotated[float, Meta(gt=1, le=20)] = 3
    decides: Words


class Estimates(Model, frozen=True, kw_only=True):
    """The reference estimate as the estimator's lines, and what counts in it."""

    sheet: Words
    quantities: Annotated[tuple[Quantity, ...], Meta(min_length=1)]


class Component(Model, frozen=True, kw_only=True):
    """A part of the reference design; a candidate's box counts for it by name or by kind."""

    id: Name
    name: Words
    names: tuple[Words, ...] = ()
    kinds: tuple[Words, ...] = ()
    why: Words
    without: Words
    essential: bool = True


class Walk(Model, frozen=True, kw_only=True):
    """A path through the design, by component ids, that the drawing must allow."""

    name: Words
    path: Annotated[tuple[Name, ...], Meta(min_length=2)]


class Variant(Model, frozen=True, kw_only=True):
    """An equally defensible design: what it does without, and the words that show it was meant."""

    name: Words
    instead_of: tuple[Name, ...] = ()
    terms: Terms
    why: Words


class Design(Model, frozen=True, kw_only=True):
    """The smallest version that works, the reference, and what both are made of."""

    smallest: Words
    reference: Words
    components: Annotated[tuple[Component, ...], Meta(min_length=1)]
    walks: tuple[Walk, ...] = ()
    variants: tuple[Variant, ...] = ()


class Option(Model, frozen=True, kw_only=True):
    """One way to decide, from naive to great."""

    name: Words
    grade: Literal["naive", "good", "great"]
    holds: Words
    fails: Words


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
    """A change of requirements in mid-session: the interviewer's words, and a good reply."""

    id: Name
    change: Words
    phase: PhaseName = "deep-dive"
    good: Words


class HintLadder(Model, frozen=True, kw_only=True):
    """Three rungs about one thing: a question, a component with its edges, a sketch with ???."""

    id: Name
    phase: PhaseName
    about: Words
    nudge: Words
    prescribe: Words
    sketch: Words


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
    phases: tuple[PhaseName, ...] = ()

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


class Observable(Model, frozen=True, kw_only=True):
    """A yes-or-no thing a grader can see; any one of `shows` earns its weight."""

    id: Name
    group: Group
    phase: PhaseName
    weight: Annotated[float, Meta(gt=0, le=100)]
    level: Level = "mid"
    text: Words
    missed: Words
    load_bearing: bool = False
    shows: Annotated[tuple[Shows, ...], Meta(min_length=1)]


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

    phase: PhaseName
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
    workflow: Name = "interview"
    title: Words
    statement: Words
    difficulty: Literal["easy", "medium", "hard"]
    minutes: Annotated[int, Meta(ge=3, le=120)] = 45
    tags: tuple[Words, ...] = ()
    levels: tuple[Level, ...] = ("mid", "senior", "staff")
    related: tuple[Name, ...] = ()
    pitfalls: tuple[Words, ...] = ()
    entities: tuple[Words, ...] = ()
    api: str = ""
    schema_: str = field(default="", name="schema")
    facts: Annotated[tuple[Fact, ...], Meta(min_length=1)]
    requirements: Requirements
    estimates: Estimates
    design: Design
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
        return next((part for part in self.design.components if part.id == id), None)

    def quantity(self, id: str) -> Quantity | None:
        """The quantity of that id."""
        return next((one for one in self.estimates.quantities if one.id == id), None)
