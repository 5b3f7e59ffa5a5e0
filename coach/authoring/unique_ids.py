"""Whether a prompt's ids are unique and lead somewhere."""

from collections import Counter
from collections.abc import Iterable, Iterator

from coach.authoring.problem import Problem, error
from coach.catalog.observable import Observable, Shows
from coach.catalog.prompt import Prompt
from coach.match import listings, planned


def ids(prompt: Prompt) -> Iterator[Problem]:
    """Ids that stand twice, and names of parts, endpoints and tables that are nowhere to be found.

    An endpoint or a table may be named in several ways; one of them must be the reference's.
    """
    components = {part.id for part in prompt.components}
    yield from _twice(prompt)
    for walk in prompt.walks:
        for id_ in walk.path:
            if id_ not in components:
                yield error(f"design.walks ({walk.name})", f"there is no component {id_}.")
    for variant in prompt.design.variants if prompt.design else ():
        for id_ in variant.instead_of:
            if id_ not in components:
                yield error(f"design.variants ({variant.name})", f"there is no component {id_}.")
    for dive in prompt.deep_dives:
        for id_ in dive.components:
            if id_ not in components:
                yield error(f"deep_dives.{dive.id}", f"there is no component {id_}.")
    for bottleneck in prompt.bottlenecks:
        for id_ in bottleneck.at:
            if id_ not in components:
                yield error(f"bottlenecks ({bottleneck.what})", f"there is no component {id_}.")
    points = {observable.id for observable in prompt.observables}
    for quantity in prompt.counted:
        if quantity.point not in points:
            yield error("counted", f"there is no observable {quantity.point}.")
    if prompt.slug in prompt.related:
        yield error("related", "a prompt is not its own relative.")
    for observable in prompt.observables:
        for show in observable.shows:
            yield from _shows(prompt, observable, show)
        yield from _boards(prompt, observable)


def _twice(prompt: Prompt) -> Iterator[Problem]:
    tables: dict[str, Iterable[str]] = {
        "facts": (fact.id for fact in prompt.facts),
        "estimates.quantities": (quantity.id for quantity in prompt.quantities),
        "design.components": (component.id for component in prompt.components),
        "decisions": (decision.id for decision in prompt.decisions),
        "deep_dives": (deep_dive.id for deep_dive in prompt.deep_dives),
        "curveballs": (curveball.id for curveball in prompt.curveballs),
        "hints": (hint.id for hint in prompt.hints),
        "observables": (observable.id for observable in prompt.observables),
    }
    for where, ids in tables.items():
        for id_, count in Counter(ids).items():
            if count > 1:
                yield error(where, f"the id {id_} stands {count} times.")


def _shows(prompt: Prompt, observable: Observable, show: Shows) -> Iterator[Problem]:
    where = f"observables.{observable.id}"
    for fact in show.facts:
        if prompt.fact(fact) is None:
            yield error(where, f"there is no fact {fact}.")
    for part in (*show.components, *show.path):
        if prompt.component(part) is None:
            yield error(where, f"there is no component {part}.")
    if show.estimate and prompt.quantity(show.estimate) is None:
        yield error(where, f"there is no quantity {show.estimate}.")


def _boards(prompt: Prompt, observable: Observable) -> Iterator[Problem]:
    where = f"observables.{observable.id}"
    endpoints = [show.endpoint for show in observable.shows if show.endpoint]
    board = prompt.reference("api")
    if endpoints and not any(
        listings.endpoint(board, show.endpoint, show.has, show.sound)
        for show in observable.shows
        if show.endpoint
    ):
        yield error(where, f"the api has none of its endpoints ({', '.join(endpoints)}).")
    tables = [show.table for show in observable.shows if show.table]
    if tables and not any(listings.table(prompt.reference("schema"), table) for table in tables):
        yield error(where, f"the schema has none of its tables ({', '.join(tables)}).")
    plans = [show.plan for show in observable.shows if show.plan]
    for wanted in plans:
        if not planned.known(wanted):
            yield error(where, f"nothing called {wanted} can be asked of a plan.")
    if plans and not any(planned.standing(prompt.reference("plan"), plan) for plan in plans):
        yield error(where, f"the plan shows none of these: {', '.join(plans)}.")
