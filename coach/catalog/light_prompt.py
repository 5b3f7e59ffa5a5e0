"""A light prompt's file made whole: the same `Prompt` as a long one gives.

Pure: what is derived follows from the file alone. What cannot be derived (a component that no box
has, a line without a value) is left out, and the authors' checks name it.
"""

from collections import Counter
from collections.abc import Iterator

from coach.catalog.board_parts import Design
from coach.catalog.counted import with_counted
from coach.catalog.derived_design import design as derived_design
from coach.catalog.derived_hints import hints
from coach.catalog.derived_points import observables
from coach.catalog.derived_sheet import estimates as derived_estimates
from coach.catalog.ids import id_of, identified
from coach.catalog.light import LightDive, LightFact, LightPrompt
from coach.catalog.prompt import (
    Answer,
    Bar,
    Bottleneck,
    Curveball,
    Decision,
    DeepDive,
    Fact,
    NonFunctional,
    Option,
    Prompt,
    Requirements,
    Saying,
)
from coach.catalog.topics import TOPICS
from coach.catalog.workflow import DerivedPlace, DerivedPlaces


def whole(light: LightPrompt, places: DerivedPlaces) -> Prompt:
    """The prompt that a light one stands for, its parts in the places that its workflow names."""
    facts = tuple(_facts(light))
    sheet, design = derived_estimates(light.sheet, light.names), derived_design(light)
    prompt = Prompt(
        tier="light",
        slug=light.slug,
        workflow=light.workflow,
        title=light.title,
        statement=light.statement,
        difficulty=light.difficulty,
        minutes=light.minutes,
        tags=light.tags,
        levels=light.levels,
        related=light.related,
        pitfalls=light.pitfalls,
        entities=light.entities,
        facts=facts,
        requirements=_requirements(light),
        estimates=sheet,
        design=design,
        api=light.api,
        schema=light.schema,
        decisions=(_decision(light),),
        deep_dives=tuple(_dives(light, design)),
        bottlenecks=tuple(_bottlenecks(light)),
        curveballs=tuple(_curveballs(light)),
        hints=hints(light, facts, sheet, design, places),
        observables=observables(light, facts, sheet, design, places),
        bar=light.bar or _bar(light, facts),
        verdict=light.verdict,
        answer=_answer(light, facts, design, places),
        counted=light.counted,
    )
    return with_counted(prompt)


def _facts(light: LightPrompt) -> Iterator[Fact]:
    topics = Counter(fact.topic for fact in light.facts)
    for fact in light.facts:
        topic = TOPICS.get(fact.topic)
        shared = topic.asked(fact.of) if topic else ()
        name = fact.name or (topic.named(fact.of) if topic else fact.id.replace("-", " "))
        yield Fact(
            id=fact.id or _id(fact, topics[fact.topic] > 1),
            name=name,
            asks=tuple(dict.fromkeys((*fact.asks, *shared))),
            answer=fact.answer,
            default=fact.default or fact.answer,
            matters=fact.matters,
            must=fact.must,
        )


def _id(fact: LightFact, several: bool) -> str:
    return f"{fact.topic}-{id_of(fact.of[0])}" if several and fact.of else fact.topic


def _requirements(light: LightPrompt) -> Requirements:
    return Requirements(
        functional=light.functional,
        below_the_line=light.below_the_line,
        non_functional=tuple(NonFunctional(text=text) for text in light.quality),
    )


def _decision(light: LightPrompt) -> Decision:
    options = tuple(
        Option(
            name=option.name,
            grade=option.grade,
            holds=option.holds,
            fails=option.fails,
            says=option.says,
        )
        for option in light.decision.options
    )
    question = light.decision.question
    return Decision(id="decision", question=question, load_bearing=True, options=options)


def _dives(light: LightPrompt, design: Design | None) -> Iterator[DeepDive]:
    parts = {part.name: part.id for part in (design.components if design else ())}
    ids = identified(dive.topic for dive in light.deep_dives)
    for id_, dive in zip(ids, light.deep_dives, strict=True):
        answers = [probe.answer for probe in dive.probes]
        yield DeepDive(
            id=id_,
            topic=dive.topic,
            components=tuple(parts[name] for name in dive.on if name in parts),
            terms=dive.terms,
            probes=tuple(probe.ask for probe in dive.probes),
            mid=answers[0],
            senior=answers[-1],
            staff=_staff(dive),
        )


def _staff(dive: LightDive) -> str:
    told = " ".join(probe.ask for probe in dive.probes)
    return f"Answers unasked, each with what it costs: {told}"


def _bottlenecks(light: LightPrompt) -> Iterator[Bottleneck]:
    for bottleneck in light.bottlenecks:
        yield Bottleneck(
            what=bottleneck.what,
            kind=bottleneck.kind,
            why=bottleneck.why,
            remedies=bottleneck.helping,
        )


def _curveballs(light: LightPrompt) -> Iterator[Curveball]:
    ids = identified(" ".join(ball.change.split()[:5]) for ball in light.curveballs)
    for id_, ball in zip(ids, light.curveballs, strict=True):
        yield Curveball(id=id_, change=ball.change, good=ball.good)


def _bar(light: LightPrompt, facts: tuple[Fact, ...]) -> Bar:
    wanted = ", ".join(fact.name for fact in facts if fact.must)
    topics = " and ".join(dive.topic for dive in light.deep_dives)
    breaks = "; ".join(bottleneck.what for bottleneck in light.bottlenecks)
    return Bar(
        mid=f"Finds out what it depends on ({wanted or 'the facts'}), and has one way that holds "
        f"for this: {light.decision.question}",
        senior=f"Weighs two ways by what each costs, and answers the probes on {topics}.",
        staff=f"Comes to the same unasked, and to what breaks first: {breaks}.",
    )


def _answer(
    light: LightPrompt, facts: tuple[Fact, ...], design: Design | None, places: DerivedPlaces
) -> Answer:
    """What a very good candidate asks and says, of the sentences that the file has."""
    asks = tuple(fact.asks[0] for fact in facts)
    told = _says(light, design, places)
    says = tuple(Saying(phase=place.phase, text=text) for place, text in told if text)
    notes = [("Functional requirements", light.functional), ("Non-functional", light.quality)]
    lines = (f"# {title}\n" + "".join(f"- {text}\n" for text in texts) for title, texts in notes)
    return Answer(asks=asks, says=says, notes="\n".join(lines))


def _says(
    light: LightPrompt, design: Design | None, places: DerivedPlaces
) -> Iterator[tuple[DerivedPlace, str]]:
    left = [line[:1].lower() + line[1:].rstrip(".") for line in light.below_the_line]
    leaving = f"I leave out {', and '.join(left)}."
    yield places.questions, leaving if left else light.functional[0]
    sheet = derived_estimates(light.sheet, light.names)
    quantities = sheet.quantities if sheet else ()
    yield places.numbers, " ".join(quantity.decides for quantity in quantities)
    parts = design.components if design else ()
    drawn = (f"The {part.name}: {part.why}" for part in parts if part.essential)
    yield places.drawing, " ".join(drawn)
    chosen = next((option for option in light.decision.options if option.grade == "great"), None)
    chosen = chosen or light.decision.options[-1]
    answers = (probe.answer for dive in light.deep_dives for probe in dive.probes)
    yield places.depth, " ".join((chosen.says, *answers))
    breaking = " ".join(bottleneck.answer for bottleneck in light.bottlenecks)
    price = chosen.fails[:1].lower() + chosen.fails[1:]
    summing = f"To sum up, my way is {chosen.name}, and its price is: {price}"
    yield places.failure, f"{breaking} {summing}"
