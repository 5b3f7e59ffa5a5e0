"""The observables of a light prompt, each part's with its share of the 100 points.

To which group and phase a part belongs, and how much it weighs, its workflow says. They are derived
from its facts, sheet, drawing, boards, options, probes and bottlenecks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from coach.catalog.board_parts import Component, Design, Estimates
from coach.catalog.content_model import Level
from coach.catalog.derived_ear import stemmed, telling_words, ways
from coach.catalog.ids import id_of, identified
from coach.catalog.light import LightPrompt
from coach.catalog.observable import Observable, Shows, WrittenError
from coach.catalog.prompt import Fact
from coach.catalog.workflow import DerivedPlace, DerivedPlaces
from coach.language.sentences import split
from coach.tuples import NamedTuple

_DECISION = 8.0
"""What the load-bearing observable weighs of its part: the most that hangs on one thing."""
_ASKING = ("how", "what", "who", "where", "when", "which", "in")
_SUMMING = ("to sum up", "in summary", "overall", "to conclude", "summing up", "in short")
_PRICING = (
    *("trade", "cost", "price", "pay", "in exchange", "give up", "at the expense", "risk"),
    *("weak spot", "weakest", "accept", "compromise"),
)
_DOING = (
    *("ask", "call", "check", "feed", "fill", "get", "give", "hand", "insert", "look up", "pass"),
    *("publish", "push", "put", "read", "reply", "send", "take", "update", "write", "go", "goes"),
    *("written", "sent", "gone", "kept", "taken"),
)
"""What a part does to the next one, in the words of whoever walks through a drawing."""
_CALLING = {
    "POST": ("post", "create", "add", "send", "submit", "make", "place", "start"),
    "PUT": ("put", "set", "replace", "store", "write", "send"),
    "PATCH": ("patch", "change", "update", "set"),
    "DELETE": ("delete", "remove", "cancel", "end"),
    "GET": ("get", "read", "fetch", "ask", "list", "show", "return"),
}
_CALLED = (
    "call",
    "endpoint",
    "request",
    "return",
    "answer",
    "body",
    "response",
    "api",
    "201",
    "202",
)
_BEFORE_A_THING = ("", " a", " an", " the", " one", " his", " her", " their", " its", " for", " to")
_ROWS = ("table", "row", "record", "column", "field")
_KEYS = ("key", "primary key", "keyed", "index", "unique", "sorted by", "shard", "partition")
_I_LEAVE = ("i leave", "we leave", "i would leave", "i will leave", "i am leaving")
_LEAVING = (
    *("out of scope", "leave out", "leave aside", "not build", "below the line", "not part"),
    *("for later", "later version", "leave that out"),
)
_PASSING_OVER = ("skip", "ignore", "exclude", "postpone", "no need")
"""What also a part of a design does with something: said of the task only while that is settled."""


def observables(
    light: LightPrompt,
    facts: Sequence[Fact],
    sheet: Estimates | None,
    design: Design | None,
    places: DerivedPlaces,
) -> tuple[Observable, ...]:
    """All observables, their weights adding up to 100 where every part has some and its workflow's
    weights do."""
    ear = _Ear(
        stemmed((light.title, light.statement)),
        tuple(place.phase for place in (places.drawing, places.depth, places.failure)),
        tuple((name, *part.names) for name, part in light.components.items()),
    )
    before = tuple(place.phase for place in (places.questions, places.numbers, places.drawing))
    asking, drawing, depth = places.questions, places.drawing, places.depth
    parts: tuple[tuple[DerivedPlace, Iterable[Observable]], ...] = (
        (asking, (*_asked(facts, asking), *_left_out(light, asking, before, ear))),
        (places.numbers, _estimated(sheet, places.numbers)),
        (drawing, (*_walked(design, drawing, ear), *_written(light, drawing, ear))),
        (depth, (_decided(light, ear, depth), *_probed(light, ear, depth))),
        (places.failure, _foreseen(light, ear, places.failure)),
        (places.telling, _communicated(places.telling)),
    )
    return tuple(
        observable for place, points in parts for observable in _shared(place.weight, tuple(points))
    )


class _Ear(NamedTuple):
    """What words count: `known` stems say nothing here, what is said counts in these phases;
    `parts` are the names of each part of the drawing."""

    known: frozenset[str]
    phases: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]

    def ways(self, text: str, heard: Sequence[Sequence[str]]) -> tuple[Shows, ...]:
        """The ways by words in which a text shows a point."""
        return ways(text, [self._named(words) for words in heard], self.known, self.phases)

    def _named(self, words: Sequence[str]) -> tuple[str, ...]:
        """Words, and where one of them is a part's name or the last word of that part's alone, all
        that the part may be called."""
        ends = Counter(names[0].split()[-1] for names in self.parts)
        alone = {last for last, times in ends.items() if times == 1}
        meant = [
            names
            for names in self.parts
            if names[0] in words or names[0].split()[-1] in alone.intersection(words)
        ]
        return tuple(dict.fromkeys((*words, *(name for names in meant for name in names))))

    def telling(self, texts: Sequence[str]) -> tuple[str, ...]:
        """The words of some texts that carry meaning and say more than the statement does."""
        return telling_words(" ".join(texts), self.known)

    def told(self, parts: Iterable[Component]) -> Shows:
        """The way in which a walk along these parts is told in one sentence."""
        names = tuple((part.name, *part.names) for part in parts)
        return Shows(said=(*names, _DOING), phases=self.phases)


def _shared(whole: float, members: Sequence[Observable]) -> Iterator[Observable]:
    """The members with equal weights that add up to the whole; one that has a weight keeps it."""
    fixed = sum(member.weight for member in members if member.weight > 1)
    open_ones = [member for member in members if member.weight <= 1]
    each = round((whole - fixed) / len(open_ones), 2) if open_ones else 0.0
    rest = round(whole - fixed - each * (len(open_ones) - 1), 2)
    for member in members:
        if member.weight > 1:
            yield member
        else:
            yield member.but(weight=rest if member is open_ones[-1] else each)


def _point(
    id_: str, place: DerivedPlace, text: str, missed: str, shows: tuple[Shows, ...]
) -> Observable:
    """An observable of a place, which gets its weight later."""
    group, phase = place.group, place.phase
    return Observable(
        id=id_, group=group, phase=phase, weight=1, text=text, missed=missed, shows=shows
    )


def _asked(facts: Sequence[Fact], place: DerivedPlace) -> Iterator[Observable]:
    """One for each fact that must be asked for, and one for any of the others."""
    for fact in facts:
        if fact.must:
            about = _about(fact.name)
            missed = f"Ask {about}. {fact.matters}"
            yield _point(
                f"asks-{fact.id}", place, f"Asks {about}", missed, (Shows(facts=(fact.id,)),)
            )
    others = [fact for fact in facts if not fact.must]
    if others:
        names = ", or ".join(_about(fact.name) for fact in others)
        shows = (Shows(facts=tuple(fact.id for fact in others)),)
        yield _point("asks-beyond", place, f"Asks {names}", f"Ask {names}.", shows)


def _about(name: str) -> str:
    return name if name.split(" ", 1)[0] in _ASKING else f"about {name}"


def _left_out(
    light: LightPrompt, place: DerivedPlace, phases: tuple[str, ...], ear: "_Ear"
) -> Iterator[Observable]:
    """That something is said to be left out, in one of these phases: of what the file leaves out
    with any word for it, anything else by just that one."""
    if not light.below_the_line:
        return
    words = ear.telling(light.below_the_line)
    shows = (
        Shows(said=(_LEAVING, words), phases=phases),
        Shows(said=(_PASSING_OVER, words), phases=(place.phase,)),
        Shows(said=(_I_LEAVE, ("out", "aside")), phases=phases),
        Shows(said=(("leaving out", "leaving aside"),), phases=phases),
    )
    missed = f"Say what you leave out, such as: {'; '.join(light.below_the_line)}."
    point = _point("leaves-out", place, "Says what is left out", missed, shows)
    yield point.but(weight=3, level="senior")


def _estimated(sheet: Estimates | None, place: DerivedPlace) -> Iterator[Observable]:
    for quantity in sheet.quantities if sheet else ():
        missed = f"Work out {quantity.name}: {quantity.value}. {quantity.decides}"
        yield _point(
            f"estimates-{quantity.id}",
            place,
            f"Works out {quantity.name}",
            missed,
            (Shows(estimate=quantity.id),),
        )


def _walked(design: Design | None, place: DerivedPlace, ear: _Ear) -> Iterator[Observable]:
    """One for each way through the drawing, and one for the parts that no way has; who tells it in
    one sentence, with all its parts and a word of what one does to the next, has shown it too."""
    if design is None:
        return
    parts = {part.id: part for part in design.components}
    ids = identified(f"draws {parts[walk.path[-1]].name}" for walk in design.walks)
    for id_, walk in zip(ids, design.walks, strict=True):
        way = " -> ".join(parts[part].name for part in walk.path)
        missed = f"Draw {way}. {parts[walk.path[-1]].why}"
        shows = (Shows(path=walk.path), ear.told(parts[part] for part in walk.path))
        yield _point(id_, place, f"Draws {way}", missed, shows)
    walked = {part for walk in design.walks for part in walk.path}
    for part in design.components:
        if part.essential and part.id not in walked:
            missed = f"Draw the {part.name}. {part.why}"
            shows = (Shows(components=(part.id,)), ear.told((part,)))
            drawn = f"Draws the {part.name}"
            yield _point(f"draws-the-{part.id}", place, drawn, missed, shows)


def _written(light: LightPrompt, place: DerivedPlace, ear: _Ear) -> Iterator[Observable]:
    """One for the first call that changes something, one for the first table, each on its board or
    told: a verb of the call, what it is about and that it is one; the table and its key."""
    calls = [line.strip() for line in light.api.board.split("\n")] if light.api else []
    verbs = ("POST ", "PUT ", "PATCH ", "DELETE ", "GET ")
    written = [line for verb in verbs for line in calls if line.startswith(verb)]
    if written:
        verb, path = written[0].split()[:2]
        call = f"{verb} {path}"
        about = tuple(part for part in path.split("/") if part and "{" not in part)[-1:]
        said = (_asked_of(_CALLING[verb], about[0]) if about else _CALLING[verb], _CALLED)
        missed = f"Write the main call on the API board: {written[0]}"
        shows = (Shows(endpoint=call), Shows(said=said, phases=ear.phases))
        yield _point("main-call", place, "Writes the main call down", missed, shows)
    for line in light.schema.board.split("\n") if light.schema else ():
        name, bracket, _ = line.strip().partition("(")
        if bracket and " " not in name:
            missed = f"Write the main table on the schema board: {line.strip()}"
            told = tuple(dict.fromkeys((name, name.replace("_", " "))))
            shows = (Shows(table=name), Shows(said=(told, _ROWS, _KEYS), phases=ear.phases))
            yield _point("main-table", place, f"Writes the table {name} down", missed, shows)
            return


def _asked_of(verbs: Sequence[str], thing: str) -> tuple[str, ...]:
    """A verb of a call and the thing right behind it ("posts a vote", "asks for the votes"), or
    whither one calls ("to votes")."""
    thing = thing.replace("-", " ").replace("_", " ")
    called = (f"{verb}{word} {thing}" for verb in verbs for word in _BEFORE_A_THING)
    return (*called, f"to {thing}", f"to the {thing}")


def _decided(light: LightPrompt, ear: _Ear, place: DerivedPlace) -> Observable:
    """The load-bearing one: any option that holds, by its own words."""
    holding = [option for option in light.decision.options if option.grade != "naive"]
    best = next((option for option in holding if option.grade == "great"), None)
    best = best or (holding or list(light.decision.options))[0]
    shows = tuple(way for option in holding for way in ear.ways(option.says, option.heard))
    question = light.decision.question
    errors = tuple(
        WrittenError(says=tuple(split(option.says)), why=option.fails)
        for option in light.decision.options
        if option.grade == "naive"
    )
    return _point(
        "decides",
        place,
        f"Has a way that holds for “{question}”",
        f"{question} For instance: {best.name}. {best.holds}",
        shows or _never(),
    ).but(weight=_DECISION, load_bearing=True, errors=errors)


def _probed(light: LightPrompt, ear: _Ear, place: DerivedPlace) -> Iterator[Observable]:
    probes = [probe for dive in light.deep_dives for probe in dive.probes]
    ids = identified(f"answers {probe.ask}" for probe in probes)
    for at, (id_, probe) in enumerate(zip(ids, probes, strict=True)):
        shows = ear.ways(probe.answer, probe.heard)
        errors = (WrittenError(says=probe.wrong, why=probe.why),) if probe.wrong else ()
        yield _point(
            id_,
            place,
            f"Has an answer to “{probe.ask}”",
            f"To “{probe.ask}”: {probe.answer}",
            shows or _never(),
        ).but(level=probe.level or _usual(at), errors=errors)


def _foreseen(light: LightPrompt, ear: _Ear, place: DerivedPlace) -> Iterator[Observable]:
    ids = identified(f"foresees {bottleneck.what}" for bottleneck in light.bottlenecks)
    for at, (id_, bottleneck) in enumerate(zip(ids, light.bottlenecks, strict=True)):
        shows = ear.ways(bottleneck.answer, bottleneck.heard)
        what = bottleneck.what[:1].lower() + bottleneck.what[1:]
        yield _point(
            id_,
            place,
            f"Foresees what becomes of {what}, and what helps",
            bottleneck.answer,
            shows or _never(),
        ).but(level=bottleneck.level or _usual(at))


def _usual(at: int) -> Level:
    """The level of what stands at a place among its like: the first is everybody's."""
    return "mid" if at == 0 else "senior"


def _communicated(place: DerivedPlace) -> Iterator[Observable]:
    yield _point(
        "every-phase",
        place,
        "Does some work in every phase",
        "Leave each phase in time to reach the last one.",
        (Shows(pace="all phases"),),
    ).but(weight=4)
    shows = (Shows(said=(_SUMMING, _PRICING)),)
    yield _point(
        "sums-up",
        place,
        "Sums the design up with its main trade-off",
        "End with two sentences: what the design is good at and what it pays for it.",
        shows,
    ).but(level="senior")


def _never() -> tuple[Shows, ...]:
    """The way of a point of which too little is known to hear it: no sentence has this."""
    return (Shows(said=((id_of("nothing known of it"),),)),)
