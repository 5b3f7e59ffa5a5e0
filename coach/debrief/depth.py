"""How deep a heard point goes: it is named, or it is said how it works.

A prompt may say itself what is more than naming (`Observable.how`). Where it does not, words say
how when they have a condition, a cause or a cost, or are a whole sentence with a number: by what it
works, when it fails. A number in a fragment ("lease 30 s") names it only. That is no measure of a
point that the reference answer itself makes without either.
"""

from coach.catalog.observable import Observable
from coach.debrief.case import Case
from coach.debrief.closeness import closeness
from coach.debrief.detect import ways
from coach.debrief.evidence import Evidence
from coach.debrief.explaining import says_how

NAMED = 0.5
"""What a point brings that is only named."""
_SPOKEN = frozenset({"said", "wrote"})


def deep(case: Case, observable: Observable) -> bool:
    """Whether it matters for an observable how deep it goes, and can be told."""
    if observable.how:
        return True
    right = closeness(case.prompt).right.get(observable.id, ())
    group = case.workflow.group(observable.group)
    matters = observable.load_bearing or (group is not None and group.gauged)
    return matters and bool(right) and all(map(says_how, right))


def depth(case: Case, observable: Observable, evidence: tuple[Evidence, ...]) -> bool:
    """Whether evidence of an observable says how, or need not.

    A drawing, a line of a board, never says how.
    """
    if not deep(case, observable):
        return True
    if observable.how:
        return bool(ways(case, observable, observable.how))
    spoken = [evidence for evidence in evidence if evidence.how in _SPOKEN]
    if any(says_how(evidence.text) for evidence in spoken):
        return True
    if spoken or not any(show.said for show in observable.shows):
        return not spoken
    said = ways(case, observable, [show for show in observable.shows if show.said])
    return any(says_how(sentence.text) for sentence in said)
