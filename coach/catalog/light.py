"""A light prompt as its file holds it: an evening's work, a question for an interview.

What a whole prompt writes out (observables, hints, quantities, components, askings, the answer) is
derived from it by `coach.catalog.light_prompt`, and comes out as the same `Prompt`.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Literal

from coach.catalog.board_parts import ApiPart, SchemaPart
from coach.catalog.content_model import Bound, Level, Model, Name, NameOrNone, Terms, Words
from coach.catalog.observable import Counted
from coach.catalog.prompt import Bar, Verdict
from coach.catalog.topics import TOPICS
from coach.frozen import dataclass

MOST = 12
"""The most of what is repeated in a light prompt: who has more to say writes a whole one."""
MOST_BOXES = 40
"""The most components that are explained, and numbers that have other names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LightFact(Model):
    """An answer held back until it is asked for: ways to ask come from the `topic` of the shared
    library, about the things in `of`, and from `asks`. `id` is needed where a topic stands twice.
    """

    id: NameOrNone = ""
    topic: NameOrNone = ""
    of: tuple[Words, ...] = ()
    name: str = ""
    asks: tuple[Words, ...] = ()
    answer: Words
    default: str = ""
    matters: Words
    must: bool = False

    def __post_init__(self) -> None:
        if not self.topic and not (self.asks and self.id):
            raise ValueError("a fact needs a topic, or an id and ways to ask (asks) of its own")
        if self.topic and self.topic not in TOPICS:
            known = ", ".join(TOPICS)
            raise ValueError(f"there is no topic {self.topic} (topics: {known})")


@dataclass(frozen=True, slots=True, kw_only=True)
class LightPart(Model):
    """A box of the drawing: why it is there, what breaks without it, what else it may be called."""

    why: Words
    without: Words
    names: tuple[Words, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LightOption(Model):
    """A way to decide: as `prompt.Option`, and `heard`: words of which a sentence that says it
    has one of each list."""

    name: Words
    grade: Literal["naive", "good", "great"]
    holds: Words
    fails: Words
    says: Words
    heard: tuple[Terms, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LightDecision(Model):
    """The question that the design turns on."""

    question: Words
    options: Annotated[tuple[LightOption, ...], Bound(2)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LightProbe(Model):
    """A question down into a topic and a good answer to it in a sentence or two; `heard` as for an
    option, `wrong` what those say to whom it is not clear, `why` that fails."""

    ask: Words
    answer: Words
    heard: tuple[Terms, ...] = ()
    wrong: tuple[Words, ...] = ()
    why: str = ""
    level: Level | None = None

    def __post_init__(self) -> None:
        if self.wrong and not self.why:
            raise ValueError("what is wrong needs a why: a sentence on why it fails")


@dataclass(frozen=True, slots=True, kw_only=True)
class LightDive(Model):
    """A topic to go down into; its probes are asked when `terms` or a box in `on` come up."""

    topic: Words
    on: tuple[Words, ...] = ()
    terms: tuple[Words, ...] = ()
    probes: Annotated[tuple[LightProbe, ...], Bound(1, MOST)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LightBottleneck(Model):
    """What breaks and what helps; `answer` says both in one sentence, `heard` as for an option.
    The `remedies` may be left to the last of these lists; levels are as for a probe."""

    what: Words
    kind: Literal["scale", "single point", "hot spot", "network", "other"] = "scale"
    why: Words
    remedies: tuple[Words, ...] = ()
    answer: Words
    heard: tuple[Terms, ...] = ()
    level: Level | None = None

    def __post_init__(self) -> None:
        if not (self.remedies or self.heard):
            raise ValueError("what breaks needs remedies, or heard lists whose last one names them")

    @property
    def helping(self) -> tuple[str, ...]:
        """What helps, in a few words each."""
        return self.remedies or self.heard[-1][:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class LightCurveball(Model):
    """A change of the requirements in mid-session, and a good reply."""

    change: Words
    good: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LightPrompt(Model):
    """One question to practise in its short form.

    `sheet`: lines of the estimate; one that ends in "# what it decides" is a number worth having.
    `components` explain the boxes of `design` by their names; `names` gives numbers other names.
    """

    format: int = 1
    tier: Literal["light"]
    slug: Name
    workflow: Name = "interview"
    title: Words
    statement: Words
    difficulty: Literal["easy", "medium", "hard"]
    minutes: Annotated[int, Bound(3, 120)] = 45
    tags: tuple[Words, ...] = ()
    levels: tuple[Level, ...] = ("mid", "senior", "staff")
    related: tuple[Name, ...] = ()
    pitfalls: tuple[Words, ...] = ()
    functional: Annotated[tuple[Words, ...], Bound(1, MOST)]
    quality: tuple[Words, ...] = ()
    below_the_line: tuple[Words, ...] = ()
    entities: tuple[Words, ...] = ()
    sheet: Words
    design: Words
    api: ApiPart | None = None
    schema: SchemaPart | None = None
    facts: Annotated[tuple[LightFact, ...], Bound(1, MOST)]
    names: Mapping[Words, tuple[Words, ...]] = field(default_factory=dict)
    components: Mapping[Words, LightPart]
    decision: LightDecision
    deep_dives: Annotated[tuple[LightDive, ...], Bound(1, MOST)]
    bottlenecks: Annotated[tuple[LightBottleneck, ...], Bound(1, MOST)]
    curveballs: tuple[LightCurveball, ...] = ()
    bar: Bar | None = None
    verdict: Verdict
    counted: tuple[Counted, ...] = ()

    def __post_init__(self) -> None:
        if max(len(self.components), len(self.names)) > MOST_BOXES:
            raise ValueError(f"a light prompt explains {MOST_BOXES} boxes at most")
