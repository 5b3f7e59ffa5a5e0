"""Whether and where an observable shows in a session's record.

Any one way of showing earns it; within one way everything must hold, each with its own evidence.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coach.boards.api.model import Endpoint
from coach.catalog.observable import Observable, Shows
from coach.catalog.parts import Variant
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.debrief.asking import counted
from coach.debrief.evidence import Evidence, Record, Sentence, some_words
from coach.language.hearing import hears, places
from coach.language.kin import widened
from coach.language.smallwords import AMOUNTS
from coach.language.vocabulary import Vocabulary, vocabulary
from coach.match import listings, planned
from coach.match.components import Drawn, drawn
from coach.match.quantities import in_tolerance, judge
from coach.match.tables_seen import Seen
from coach.match.walks import broken_at

_GRACE = 1.02
_QUOTE = 220


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A prompt, its workflow and the record of one session on it, with the drawing as it stood at
    the end.

    `counted` are the facts that earn for the questions that drew them out.
    """

    prompt: Prompt
    workflow: Workflow
    record: Record
    drawn: Drawn
    honoured: tuple[tuple[Variant, Sentence], ...]
    counted: frozenset[str]

    @property
    def excused(self) -> frozenset[str]:
        """Components that an equally defensible variant does without."""
        return frozenset(part for variant, _ in self.honoured for part in variant.instead_of)

    def variant_for(self, parts: Sequence[str]) -> tuple[Variant, Sentence] | None:
        """The variant that stands in for one of these components."""
        return next((one for one in self.honoured if set(one[0].instead_of) & set(parts)), None)


def terms_of(prompt: Prompt) -> Vocabulary:
    """Every term the prompt's observables listen for."""
    return vocabulary(
        term
        for observable in prompt.observables
        for show in observable.shows
        for terms in show.said
        for term in widened(terms)
    )


def case_of(prompt: Prompt, workflow: Workflow, record: Record) -> Case:
    """The prompt and the record with the drawing matched and the variants recognised."""
    found = []
    designing = workflow.works_on("diagram")
    for variant in prompt.design.variants if prompt.design else ():
        meant = (one for one in record.sentences if one.phase in designing)
        sentence = next((one for one in meant if hears(one.words, variant.terms)), None)
        if sentence:
            found.append((variant, sentence))
    seen = drawn(prompt, record.text("diagram"))
    return Case(prompt, workflow, record, seen, tuple(found), counted(prompt, record.state))


def shown(case: Case, observable: Observable) -> tuple[Evidence, ...]:
    """The evidence of the first way that holds; empty when the observable was missed."""
    for show in observable.shows:
        found = _one_way(case, observable, show)
        if found:
            return found
    return ()


def elsewhere(case: Case, observable: Observable) -> Sentence | None:
    """A sentence that would have earned the observable, but in a phase where it does not count."""
    for show in observable.shows:
        if show.said:
            for sentence in case.record.sentences:
                if _shows_all(sentence, show.said):
                    return sentence
    return None


def _one_way(case: Case, observable: Observable, show: Shows) -> tuple[Evidence, ...]:
    ways = (
        (show.facts, _asked),
        (show.said, _said),
        (show.components, _components),
        (show.path, _path),
        (show.estimate, _estimate),
        (show.endpoint, _endpoint),
        (show.sound, _sound),
        (show.table, _table),
        (show.plan, _plan),
        (show.pace, _pace),
    )
    found: list[Evidence] = []
    for asked_for, look in ways:
        if not asked_for:
            continue
        evidence = look(case, observable, show)
        if not evidence:
            return ()
        found += evidence
    return tuple(found)


def _asked(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    state = case.record.state
    for fact in state.facts:
        if fact.fact in show.facts and fact.fact in case.counted:
            question = next((one for one in state.conversation if one.n == fact.question), None)
            if question:
                return [Evidence(question.n, "asked", _quote(question.text))]
            return [Evidence(fact.n, "asked", _quote(fact.answer))]
    return []


def _said(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    """The sentence that shows it best: one before two in a row, then the most terms, then early."""
    phases = show.phases or (observable.phase,)
    group = case.workflow.group(observable.group)
    amounts = group is not None and group.amounts
    found = [
        one
        for one in case.record.sentences
        if one.phase in phases and (not amounts or _has_amount(one)) and _shows_all(one, show.said)
    ]
    if not found:
        return []
    best = min(found, key=lambda one: (one.pair, -_telling(one, show.said), one.entry))
    return [Evidence(best.entry, best.how, _quote(best.text))]


def _has_amount(sentence: Sentence) -> bool:
    """Whether the sentence says how much, as one in a group of amounts must."""
    return any(word.isdigit() or word in AMOUNTS for word in sentence.words)


def _shows_all(sentence: Sentence, said: Sequence[Sequence[str]]) -> bool:
    """Whether a term of each list stands in the sentence, no word of it serving two lists."""
    if not all(hears(sentence.words, terms) for terms in said):
        return False
    return len(said) == 1 or _apart([places(sentence.words, terms) for terms in said], frozenset())


def _apart(groups: Sequence[Sequence[frozenset[int]]], taken: frozenset[int]) -> bool:
    """Whether one set of places can be chosen from each group so that none overlap."""
    if not groups:
        return True
    first, *rest = groups
    return any(not (one & taken) and _apart(rest, taken | one) for one in first)


def _telling(sentence: Sentence, said: Sequence[Sequence[str]]) -> int:
    """How many of the terms stand in the sentence: the more, the better it shows."""
    return sum(hears(sentence.words, (term,)) for terms in said for term in terms)


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE else line[: _QUOTE - 1].rstrip() + "…"


def _components(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    return _drawn(case, show.components, False)


def _path(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    return _drawn(case, show.path, True)


def _drawn(case: Case, parts: Sequence[str], walked: bool) -> list[Evidence]:
    """Components, as a walk or not; those a variant does without are stepped over."""
    missing = [part for part in parts if part not in case.drawn.present]
    found: list[Evidence] = []
    if missing:
        stand_in = case.variant_for(missing)
        if stand_in is None or not set(missing) <= case.excused:
            return []
        variant, sentence = stand_in
        text = f"{variant.name}: {_quote(sentence.text)}"
        found.append(Evidence(sentence.entry, "variant", text))
    rest = [part for part in parts if part in case.drawn.present]
    if not rest:
        return found

    def holds(text: str) -> bool:
        seen = drawn(case.prompt, text)
        if walked:
            return broken_at(seen, rest) is None
        return set(rest) <= seen.present

    n = case.record.since("diagram", holds)
    if n is None:
        return []
    joined = " -> " if walked else ", "
    return [*found, Evidence(n, "drew", joined.join(case.drawn.labels(part) for part in rest))]


def _estimate(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    quantity = case.prompt.quantity(show.estimate or "")
    if quantity is None:
        return []
    n = case.record.since("estimate", lambda text: in_tolerance(quantity, text))
    figure = judge(quantity, case.record.text("estimate"))
    return [Evidence(n, "estimated", figure.line)] if n and figure else []


def _endpoint(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    def look(text: str, wanted: str) -> Endpoint | None:
        return listings.endpoint(text, wanted, show.has, show.sound)

    return _listed(case, "api", look, show.endpoint or "")


def _sound(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    if show.endpoint:
        return _endpoint(case, observable, show)
    return _listed(case, "api", lambda text, _: listings.settled(text, show.sound), "")


def _table(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    return _listed(case, "schema", listings.table, show.table or "")


def _plan(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    wanted = show.plan or ""
    n = case.record.since("plan", lambda text: planned.standing(text, wanted) is not None)
    line = planned.standing(case.record.text("plan"), wanted)
    return [Evidence(n, "wrote on the plan board", _quote(line))] if n and line else []


def _listed(
    case: Case, board: str, look: Callable[[str, str], Endpoint | Seen | None], wanted: str
) -> list[Evidence]:
    """What stands on a board of lines, from the edit on that wrote it for good."""
    n = case.record.since(board, lambda text: look(text, wanted) is not None)
    if n is None:
        return []
    text = case.record.text(board)
    line = listings.line(text, look(text, wanted))
    return [Evidence(n, f"wrote on the {board} board", _quote(line))]


def _pace(case: Case, observable: Observable, show: Shows) -> list[Evidence]:
    record = case.record
    plan = record.state.phases
    if not plan or any(record.worked.get(phase.id, 0) < some_words(phase) for phase in plan):
        return []
    if show.pace == "all phases":
        return [Evidence(record.firsts[phase.id], "worked", phase.title) for phase in plan]
    total = sum(phase.most for phase in plan)
    if not record.state.closed or (total and record.state.elapsed() > total * _GRACE):
        return []
    return [Evidence(record.firsts[plan[-1].id], "in time", plan[-1].title)]
