"""What only a board shows of a prompt, heard in words too: the ways that its workflow shares.

Pure. A quality of a plan or of an API is told in much the same words whatever the system is, so a
workflow writes them once (`Workflow.spoken`), and each of its prompts listens for them in those
points that it has no words of its own for.
"""

from collections.abc import Iterable

from coach.catalog.observable import Observable, Shows
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import SpokenQuality


def with_spoken(prompt: Prompt, spoken: Iterable[SpokenQuality]) -> Prompt:
    """The prompt with a way by words beside each board's quality that has none."""
    library = {frozenset(quality.of): quality for quality in spoken}
    observables = tuple(_with(observable, library) for observable in prompt.observables)
    return prompt.but(observables=observables)


def _with(observable: Observable, library: dict[frozenset[str], SpokenQuality]) -> Observable:
    known = [library[of] for of in _asked(observable) if of in library]
    if not known:
        return observable
    return observable.but(shows=(*observable.shows, *(_way(quality) for quality in known)))


def _way(quality: SpokenQuality) -> Shows:
    return Shows(
        said=quality.said,
        phases=quality.phases,
        examples=quality.examples,
        counterexamples=quality.counterexamples,
    )


def _asked(observable: Observable) -> tuple[frozenset[str], ...]:
    """The sets of qualities that show a point without anything else; none where words do."""
    if any(show.said for show in observable.shows):
        return ()
    return tuple(dict.fromkeys(filter(None, map(_qualities, observable.shows))))


def _qualities(show: Shows) -> frozenset[str]:
    others = (show.facts, show.components, show.path, show.estimate, show.endpoint, show.table)
    if any(others) or show.pace:
        return frozenset()
    return frozenset(filter(None, (show.plan, *show.sound)))
