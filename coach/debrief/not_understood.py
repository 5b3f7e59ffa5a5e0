"""Questions that the interviewer could not place: not understood is not the same as not asked."""

from collections.abc import Mapping, Sequence, Set

from coach.catalog.prompt import Fact, Prompt
from coach.frozen import dataclass
from coach.interviewer.asking_back import ASKED_BACK, UNPLACED, kept
from coach.interviewer.placing import scores
from coach.session.events import CANDIDATE, INTERVIEWER
from coach.session.state import State, Utterance


@dataclass(frozen=True, slots=True, eq=False)
class NotUnderstood:
    """A question that got no fact although it was not declined, and the fact that it comes nearest
    to, None where it is near to none."""

    entry: int
    text: str
    nearest: Fact | None


def not_understood(prompt: Prompt, state: State) -> tuple[NotUnderstood, ...]:
    """The questions that were not placed, were asked back about in vain, and were not put in
    other words, with success, in the very next line."""
    known = {fact.fact for fact in state.facts}
    return tuple(
        NotUnderstood(
            utterance.n, utterance.text, _nearest(prompt, utterance.text, known | offered - open_)
        )
        for utterance, offered, open_ in _left_open(state)
    )


def left_open(state: State) -> Mapping[str, Utterance]:
    """By fact the question for which the interviewer offered it when it asked back ("do you mean
    the number of users?"), where that was left open: it was asked about, perhaps. What was
    refused ("neither") is none of them."""
    known = {fact.fact for fact in state.facts}
    return {fact: utterance for utterance, _, open_ in _left_open(state) for fact in open_ - known}


def _left_open(state: State) -> list[tuple[Utterance, frozenset[str], frozenset[str]]]:
    """The questions without an answer, in order, the facts that were offered for each, and those
    of them that the candidate has not refused."""
    answered = {fact.question for fact in state.facts}
    said = {
        utterance.n: utterance
        for utterance in state.conversation
        if state.role(utterance.by) == CANDIDATE
    }
    offered: dict[int, frozenset[str]] = {}
    pending: dict[int, frozenset[str]] = {}
    last: dict[int, int] = {}
    for utterance in state.conversation:
        if state.role(utterance.by) == INTERVIEWER and utterance.kind in (ASKED_BACK, UNPLACED):
            number = _question(utterance)
            if number in said:
                back = kept(utterance) if utterance.kind == ASKED_BACK else None
                pending[number] = frozenset(back.offered if back else ())
                offered[number] = offered.get(number, frozenset()) | pending[number]
                last[number] = utterance.n
    open_ = (n for n in offered if n not in answered and _next(said, last[n]) not in answered)
    return [(said[n], offered[n], pending[n]) for n in sorted(open_)]


def _question(reply: Utterance) -> int:
    number = reply.ref.split(" ", 1)[0]
    return int(number) if number.isdecimal() else 0


def _next(said: Mapping[int, Utterance], after: int) -> int:
    """The entry of the candidate's next words, 0 where there are none."""
    return next((n for n in said if n > after), 0)


def _nearest(prompt: Prompt, text: str, refused: Set[str]) -> Fact | None:
    """The fact that a question comes nearest to, of those that were not given and not refused; one
    that was offered and left open is not."""
    ranked: Sequence[str] = [score.fact for score in scores(prompt, text) if score.total > 0]
    return next((prompt.fact(id_) for id_ in ranked[:2] if id_ not in refused), None)
