"""How deep a heard point goes: it is named, or it is said how it works.

A prompt may say itself what is more than naming (`Observable.how`). Where it does not, a sentence
says how when it has a number or a condition: by what it works, when it fails, what it costs. That
is no measure of a point that the reference answer itself makes without either.
"""

from functools import lru_cache

from coach.catalog.observable import Observable
from coach.debrief.case import Case
from coach.debrief.closeness import closeness
from coach.debrief.detect import ways
from coach.debrief.evidence import Evidence
from coach.language.normal import normal_stems
from coach.language.wordlists import stemmed
from coach.match.amounts import counted

NAMED = 0.5
"""What a point brings that is only named."""
_CONDITIONS = stemmed("conditions")
_SPOKEN = frozenset({"said", "wrote"})


def deep(case: Case, observable: Observable) -> bool:
    """Whether it matters for an observable how deep it goes, and can be told."""
    if observable.how:
        return True
    right = closeness(case.prompt).right.get(observable.id, ())
    group = case.workflow.group(observable.group)
    matters = observable.load_bearing or (group is not None and group.gauged)
    return matters and bool(right) and all(map(_says_how, right))


def depth(case: Case, observable: Observable, evidence: tuple[Evidence, ...]) -> bool:
    """Whether evidence of an observable says how, or need not.

    A drawing, a line of a board, never says how.
    """
    if not deep(case, observable):
        return True
    if observable.how:
        return bool(ways(case, observable, observable.how))
    spoken = [one for one in evidence if one.how in _SPOKEN]
    if any(_says_how(one.text) for one in spoken):
        return True
    if spoken or not any(show.said for show in observable.shows):
        return not spoken
    said = ways(case, observable, [show for show in observable.shows if show.said])
    return any(_says_how(one.text) for one in said)


@lru_cache(maxsize=4096)
def _says_how(text: str) -> bool:
    return counted(text) or not _CONDITIONS.isdisjoint(normal_stems(text))
