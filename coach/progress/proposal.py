"""What to practise next, with its reasons: one proposal of a few minutes, never a backlog.

At most two drills and one whole session a day. A drill is for the skill that is overdue longest,
of several the one that earned the least of its points lately,
on a prompt that was not in the last two sessions, one never seen before the others; no skill twice
in a row, and none that no phase of an interview practises. Where no skill is due the prompt that is
overdue longest is proposed as a whole session.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from coach.frozen import dataclass
from coach.journal.summary import DRILL, Summary
from coach.progress.due import PROMPT, SKILL, Card
from coach.progress.groups import drill_minutes, group_share, phase_of, practised_in, title
from coach.progress.series import Weakness, weakest

DRILLS_A_DAY = 2
WHOLE_A_DAY = 1
RECENT_PROMPTS = 2
WHOLE_MINUTES = 45
_OTHER_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to practise: the card it is for, the prompt, the phase ("" for a whole session), about
    how many minutes, and why, a sentence each that names session, day and share."""

    card: str
    prompt: str
    phase: str
    minutes: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """What is proposed next where a day asks for nothing more, and the day it is due."""

    day: date
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class ProposalOutcome:
    """What came of the last proposal: the sentence and the share before and after, in percent."""

    card: str
    before: float
    after: float
    day: str


def proposals(
    cards: Sequence[Card], summaries: Sequence[Summary], prompts: Sequence[str], today: date
) -> tuple[Proposal, ...]:
    """What today asks for, the most urgent first, within what one day takes.

    `summaries` are a library's, newest first; `prompts` the slugs of all interviews, in the order
    in which unseen ones should come.
    """
    done = [
        summary
        for summary in summaries
        if summary.counts and summary.wall[:10] == today.isoformat()
    ]
    drills = DRILLS_A_DAY - sum(summary.kind == DRILL for summary in done)
    whole = WHOLE_A_DAY - sum(summary.kind != DRILL for summary in done)
    proposed: list[Proposal] = []
    barred = {SKILL + skill for skill in last_drilled(summaries)}
    taken: set[str] = set()
    weak = {weakness.group: weakness for weakness in weakest(summaries)}
    for card in _by_need(cards, weak):
        practised = phase_of(card.card.removeprefix(SKILL)) != ""
        if drills > 0 and practised and card.card not in barred:
            slug = _prompt_for(summaries, prompts, taken)
            if slug:
                proposed.append(_drill(card, slug, summaries, weak))
                taken.add(slug)
                drills -= 1
    for card in cards:
        slug = card.card.removeprefix(PROMPT)
        if card.overdue >= 0 and card.card.startswith(PROMPT) and whole > 0 and slug in prompts:
            proposed.append(_whole(card, slug))
            whole -= 1
    return tuple(proposed)


def coming(
    cards: Sequence[Card], summaries: Sequence[Summary], prompts: Sequence[str], today: date
) -> Coming | None:
    """What the next day that asks for anything will ask for first, as things stand."""
    tomorrow = today + timedelta(days=1)
    for day in sorted({max(card.due, tomorrow) for card in cards}):
        then = [replace(card, overdue=(day - card.due).days) for card in cards]
        wanted = proposals(then, summaries, prompts, day)
        if wanted:
            return Coming(day, wanted[0])
    return None


def _by_need(cards: Sequence[Card], weak: Mapping[str, Weakness]) -> list[Card]:
    """The skills that are due, the longest overdue first, then the weakest."""

    def need(card: Card) -> tuple[int, float, str]:
        weakness = weak.get(card.card.removeprefix(SKILL))
        return -card.overdue, weakness.share if weakness else card.share, card.card

    return sorted((c for c in cards if c.overdue >= 0 and c.card.startswith(SKILL)), key=need)


def last_drilled(summaries: Sequence[Summary]) -> frozenset[str]:
    """The skills that the newest session of one's own practised, where it was a drill."""
    newest = next((summary for summary in summaries if summary.counts), None)
    if newest is None or newest.kind != DRILL:
        return frozenset()
    return practised_in(use.id for use in newest.phases)


def _prompt_for(summaries: Iterable[Summary], prompts: Sequence[str], taken: Iterable[str]) -> str:
    """A prompt that was not in the last sessions: one never seen, else the one seen longest ago."""
    mine = [summary.prompt for summary in summaries if summary.own]
    recent = {*mine[:RECENT_PROMPTS], *taken}
    age = {slug: place for place, slug in reversed([*enumerate(mine)])}
    free = [slug for slug in prompts if slug not in recent]
    unseen = [slug for slug in free if slug not in age]
    if unseen:
        return unseen[0]
    return max(free, key=lambda slug: age[slug], default="")


def _drill(
    card: Card, slug: str, summaries: Sequence[Summary], weak: Mapping[str, Weakness]
) -> Proposal:
    group = card.card.removeprefix(SKILL)
    phase = phase_of(group)
    seen = any(summary.prompt == slug for summary in summaries)
    other = (
        "Another prompt than in the last two sessions, so that nothing of it is remembered."
        if seen
        else "A prompt that you have not seen, so that nothing of it can be remembered."
    )
    why = (
        f"{title(group).capitalize()} brought {card.share:g} % of its points on "
        f"{card.last.isoformat()} (session {card.session}) and {_due(card)}.",
        *_lately(weak, group),
        other,
    )
    return Proposal(card.card, slug, phase, drill_minutes(phase) or _OTHER_MINUTES, why)


def _due(card: Card) -> str:
    return f"{'was' if card.overdue > 0 else 'is'} due on {card.due.isoformat()}"


def _lately(weak: Mapping[str, Weakness], group: str) -> tuple[str, ...]:
    """How a group stands over the last sessions, where these are several."""
    weakness = weak.get(group)
    if weakness is None or weakness.sessions < 2:
        return ()
    least = min(weak.values(), key=lambda other: other.share) is weakness
    rank = ", less than any other group" if least and len(weak) > 1 else ""
    return (f"In the last {weakness.sessions} sessions it earned {weakness.share:g} %{rank}.",)


def _whole(card: Card, slug: str) -> Proposal:
    told = (
        f"This prompt brought {card.share:g} of 100 points on {card.last.isoformat()} (session "
        f"{card.session}) and {_due(card)}."
    )
    return Proposal(card.card, slug, "", WHOLE_MINUTES, (told,))


def outcome(summaries: Sequence[Summary]) -> ProposalOutcome | None:
    """What came of the newest drill of one's own: the share of its skill then, and in the session
    before it; None where there is no such pair."""
    counted = [summary for summary in summaries if summary.counts and summary.score is not None]
    drill = next((summary for summary in counted[:3] if summary.kind == DRILL), None)
    if drill is None:
        return None
    earlier = counted[counted.index(drill) + 1 :]
    for group in _practised(drill):
        after = group_share(drill, group)
        before = next(
            (share for summary in earlier if (share := group_share(summary, group)) is not None),
            None,
        )
        if after is not None and before is not None:
            return ProposalOutcome(
                SKILL + group, round(100 * before, 1), round(100 * after, 1), drill.wall[:10]
            )
    return None


def _practised(drill: Summary) -> list[str]:
    """The groups that a drill had points of: those of its phase first, then what weighs most."""
    meant = practised_in(phase.id for phase in drill.phases)
    groups = [group for group, worth in drill.worth.items() if worth > 0]
    return sorted(groups, key=lambda group: (group not in meant, -drill.worth[group], group))
