"""Whether and where an observable shows in a session's record.

Any one way of showing earns it; within one way everything must hold, each with its own evidence.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from coach.catalog.observable import Observable, Shows
from coach.catalog.prompt import Prompt
from coach.debrief.case import Case
from coach.debrief.closeness import given
from coach.debrief.doubts import DENIED, IN_PASSING, OVERCLAIMED, PRAISED, SUSPECTED, WEIGHED
from coach.debrief.evidence import BY_CLOCK, Evidence, Sentence, quoted, some_words
from coach.debrief.explaining import says_how
from coach.debrief.recognition import CARRIED, LIKELY, UNTOLD, chance, in_passing, taught, untold
from coach.debrief.shown_boards import (
    by_components,
    by_endpoint,
    by_estimate,
    by_path,
    by_plan,
    by_sound,
    by_table,
)
from coach.debrief.suspicion import held
from coach.language.denial import denied_at, negative, overclaims, praises, weighed
from coach.language.hearing import apart, hears, places, shows_all
from coach.language.normal import normal_stems
from coach.language.sentences import split
from coach.language.smallwords import AMOUNTS
from coach.language.words import Stems

_GRACE = 1.02
_STEPS = 5
"""Steps of likelihood: less apart are as likely."""


def shown(case: Case, observable: Observable) -> tuple[Evidence, ...]:
    """The evidence of the first way that holds without doubt, else a sentence that makes the point
    in words of one's own, else of the first way that holds at all; empty when the observable was
    missed. Saying how it works names it too."""
    evidence = ways(case, observable, (*observable.shows, *observable.how))
    if evidence and not any(shows.doubt for shows in evidence):
        return evidence
    return _recognised(case, observable) or evidence


def _recognised(case: Case, observable: Observable) -> tuple[Evidence, ...]:
    """The sentence that most likely makes a point without its terms, where one does for sure."""
    if not taught(case.prompt, observable.id):
        return ()
    said = [show for show in observable.shows if show.said]
    phases = {phase for show in said for phase in show.phases or (observable.phase,)}
    best: tuple[float, Sentence] | None = None
    least = CARRIED if observable.load_bearing else UNTOLD
    for sentence in case.record.sentences:
        if (
            sentence.phase not in phases
            or sentence.pair
            or _lacks_amount(case, observable, sentence)
        ):
            continue
        sure = untold(case.prompt, sentence.text, observable)
        if sure >= least and (best is None or sure > best[0]):
            suspected = held(case.prompt, sentence.text)
            doubtful = suspected or hollow(sentence.text)
            best = best if doubtful else (sure, sentence)
    return (Evidence(best[1].entry, best[1].how, quoted(best[1].text)),) if best else ()


def hollow(text: str) -> bool:
    """Whether a sentence claims too much, decides nothing or only praises."""
    return overclaims(text) or weighed(text) or praises(text)


def ways(case: Case, observable: Observable, shows: Sequence[Shows]) -> tuple[Evidence, ...]:
    """The evidence of the first of these ways that holds without doubt, else at all."""
    doubted: tuple[Evidence, ...] = ()
    for show in shows:
        evidence_seen = _one_way(case, observable, show)
        if evidence_seen and not any(evidence.doubt for evidence in evidence_seen):
            return evidence_seen
        doubted = doubted or evidence_seen
    return doubted


def first_shown(case: Case, observable: Observable) -> int | None:
    """The entry that showed an observable first, without doubt; None where none did."""
    entries: list[int] = []
    for show in (*observable.shows, *observable.how):
        if not show.said:
            entries += (
                [max(evidence.entry for evidence in way)]
                if (way := _one_way(case, observable, show))
                else []
            )
            continue
        phases = show.phases or (observable.phase,)
        entries += [
            sentence.entry
            for sentence in case.record.sentences
            if sentence.phase in phases
            and shows_all(sentence.words, show.said)
            and not _doubted(case, observable, sentence, show)
        ][:1]
    return min(entries, default=None)


def elsewhere(case: Case, observable: Observable) -> Sentence | None:
    """A sentence that would have earned the observable without doubt, but in a phase where it does
    not count."""
    for show in observable.shows:
        if show.said:
            phases = show.phases or (observable.phase,)
            for sentence in case.record.sentences:
                if (
                    sentence.phase not in phases
                    and shows_all(sentence.words, show.said)
                    and not _doubted(case, observable, sentence, show)
                ):
                    return sentence
    return None


def _one_way(case: Case, observable: Observable, show: Shows) -> tuple[Evidence, ...]:
    ways = (
        (show.facts, _asked),
        (show.said, _said),
        (show.components, by_components),
        (show.path, by_path),
        (show.estimate, by_estimate),
        (show.endpoint, by_endpoint),
        (show.sound, by_sound),
        (show.table, by_table),
        (show.plan, by_plan),
        (show.pace, _pace),
    )
    evidence_seen: list[Evidence] = []
    for asked_for, look in ways:
        if not asked_for:
            continue
        evidence = look(case, observable, show)
        if not evidence:
            return ()
        evidence_seen += evidence
    return tuple(evidence_seen)


def _asked(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    state = case.record.state
    for fact in state.facts:
        if fact.fact in show.facts and fact.fact in case.counted:
            question = next(
                (utterance for utterance in state.conversation if utterance.n == fact.question),
                None,
            )
            if question:
                return [Evidence(question.n, "asked", quoted(question.text))]
            return [Evidence(fact.n, "asked", quoted(fact.answer))]
    return []


def _said(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    """The sentence that shows it best: one that nothing speaks against before others, then one that
    likely makes the point, one that says how, the likeliest, one before two in a row, the most
    terms, early."""
    phases = show.phases or (observable.phase,)
    matched = [
        (_doubted(case, observable, sentence, show), sentence)
        for sentence in case.record.sentences
        if sentence.phase in phases
        and not _lacks_amount(case, observable, sentence)
        and shows_all(sentence.words, show.said)
    ]
    if not matched:
        return []
    doubted, best = min(
        matched,
        key=lambda row: (bool(row[0]), *_merits(case, observable, row[1], show)),
    )
    return [Evidence(best.entry, best.how, quoted(best.text), doubted)]


def _merits(
    case: Case, observable: Observable, sentence: Sentence, show: Shows
) -> tuple[float, ...]:
    """By what sentences that hold a point's terms are ordered, the best first; how likely they make
    it counts only where the prompt can tell."""
    plain = (sentence.pair, -_telling(sentence, show.said), sentence.entry)
    if not taught(case.prompt, observable.id):
        return plain
    sure = chance(case.prompt, sentence.text, observable, True)
    return sure < LIKELY, not says_how(sentence.text), -int(_STEPS * sure), *plain


def _doubted(case: Case, observable: Observable, sentence: Sentence, show: Shows) -> str:
    """What speaks against a sentence that holds all the terms, unless it speaks against the
    reference's own sentences as well: what is denied there is meant so. Else that it sounds like
    what fails, or is hardly about the point."""
    reason = doubt(sentence.text, sentence.words, show.said)
    if reason and reason not in usual_doubts(case.prompt).get(observable.id, ()):
        return reason
    parts = split(sentence.text) if sentence.pair else (sentence.text,)
    if any(held(case.prompt, part) for part in parts):
        return SUSPECTED
    if not taught(case.prompt, observable.id):
        return ""
    passing = in_passing(case.prompt, (sentence.text, *parts), observable)
    return IN_PASSING if passing else ""


def doubt(text: str, words: Stems, said: Sequence[Sequence[str]]) -> str:
    """What speaks against a sentence that holds all the terms: that one is denied in it, that it
    claims too much, decides nothing, or only praises; "" where nothing does."""
    if overclaims(text):
        return OVERCLAIMED
    if weighed(text):
        return WEIGHED
    if praises(text):
        return PRAISED
    if not negative(words):
        return ""
    kept = [
        [place for place in places(words, terms) if not denied_at(text, words, place)]
        for terms in said
    ]
    return "" if all(kept) and apart(kept) else DENIED


@lru_cache(maxsize=4)
def usual_doubts(prompt: Prompt) -> Mapping[str, frozenset[str]]:
    """By observable what speaks against sentences that the prompt itself gives as right."""
    doubts: dict[str, frozenset[str]] = {}
    for observable in prompt.observables:
        ways = (*observable.shows, *observable.how)
        for text in given(prompt, observable):
            words = normal_stems(text)
            for show in ways:
                if show.said and shows_all(words, show.said):
                    said = doubt(text, words, show.said)
                    doubts[observable.id] = doubts.get(observable.id, frozenset()) | {said}
    return doubts


def _lacks_amount(case: Case, observable: Observable, sentence: Sentence) -> bool:
    """Whether a sentence does not say how much, as one in a group of amounts must."""
    group = case.workflow.group(observable.group)
    if group is None or not group.amounts:
        return False
    return not any(word.isdigit() or word in AMOUNTS for word in sentence.words)


def _telling(sentence: Sentence, said: Sequence[Sequence[str]]) -> int:
    """How many of the terms stand in the sentence: the more, the better it shows."""
    return sum(hears(sentence.words, (term,)) for terms in said for term in terms)


def _pace(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    record = case.record
    plan = record.state.phases
    if not plan or any(record.worked.get(phase.id, 0) < some_words(phase) for phase in plan):
        return []
    if show.pace == "all phases":
        return [Evidence(record.firsts[phase.id], BY_CLOCK[0], phase.title) for phase in plan]
    total = sum(phase.most for phase in plan)
    if not record.state.closed or (total and record.state.elapsed() > total * _GRACE):
        return []
    return [Evidence(record.firsts[plan[-1].id], BY_CLOCK[1], plan[-1].title)]
