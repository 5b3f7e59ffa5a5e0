"""What to practise next, with its reasons: one proposal of a few minutes, never a backlog.

At most two drills and one whole session a day. A drill is for the skill that is overdue longest,
on a prompt that was not in the last two sessions, one never seen before the others; no skill twice
in a row. Where no skill is due the prompt that is overdue longest is proposed as a whole session.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coach.journal.summary import DRILL, Summary
from coach.progress.due import PROMPT, SKILL, Card
from coach.progress.groups import PHASE_OF, group_share, title

DRILLS_A_DAY = 2
WHOLE_A_DAY = 1
RECENT_PROMPTS = 2
WHOLE_MINUTES = 45
DRILL_MINUTES = {"clarify": 5, "estimate": 5, "design": 10, "deep-dive": 15, "bottlenecks": 8}
"""Minutes that a drill of a phase takes, with reading what came of it."""
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
class Outcome:
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
    done = [one for one in summaries if one.counts and one.wall[:10] == today.isoformat()]
    drills = DRILLS_A_DAY - sum(one.kind == DRILL for one in done)
    whole = WHOLE_A_DAY - sum(one.kind != DRILL for one in done)
    found: list[Proposal] = []
    barred = {SKILL + skill for skill in last_drilled(summaries)}
    taken: set[str] = set()
    for card in cards:
        if card.overdue < 0:
            continue
        if card.card.startswith(SKILL) and drills > 0 and card.card not in barred:
            slug = _prompt_for(summaries, prompts, taken)
            if slug:
                found.append(_drill(card, slug, summaries))
                taken.add(slug)
                drills -= 1
    for card in cards:
        slug = card.card.removeprefix(PROMPT)
        if card.overdue >= 0 and card.card.startswith(PROMPT) and whole > 0 and slug in prompts:
            found.append(_whole(card, slug))
            whole -= 1
    return tuple(found)


def last_drilled(summaries: Sequence[Summary]) -> frozenset[str]:
    """The skills that the newest session of one's own practised, where it was a drill."""
    newest = next((one for one in summaries if one.counts), None)
    if newest is None or newest.kind != DRILL:
        return frozenset()
    phases = {use.id for use in newest.phases}
    return frozenset(group for group, phase in PHASE_OF.items() if phase in phases)


def _prompt_for(summaries: Iterable[Summary], prompts: Sequence[str], taken: Iterable[str]) -> str:
    """A prompt that was not in the last sessions: one never seen, else the one seen longest ago."""
    mine = [one.prompt for one in summaries if one.own]
    recent = {*mine[:RECENT_PROMPTS], *taken}
    age = {slug: place for place, slug in reversed([*enumerate(mine)])}
    free = [slug for slug in prompts if slug not in recent]
    unseen = [slug for slug in free if slug not in age]
    if unseen:
        return unseen[0]
    return max(free, key=lambda slug: age[slug], default="")


def _drill(card: Card, slug: str, summaries: Sequence[Summary]) -> Proposal:
    group = card.card.removeprefix(SKILL)
    phase = PHASE_OF.get(group, "")
    seen = any(one.prompt == slug for one in summaries)
    other = (
        "Another prompt than in the last two sessions, so that nothing of it is remembered."
        if seen
        else "A prompt that you have not seen, so that nothing of it can be remembered."
    )
    why = (
        f"{title(group).capitalize()} brought {card.share:g} % of its points on "
        f"{card.last.isoformat()} (session {card.session}) and was due on {card.due.isoformat()}.",
        other,
    )
    return Proposal(card.card, slug, phase, DRILL_MINUTES.get(phase, _OTHER_MINUTES), why)


def _whole(card: Card, slug: str) -> Proposal:
    told = (
        f"This prompt brought {card.share:g} of 100 points on {card.last.isoformat()} (session "
        f"{card.session}) and was due on {card.due.isoformat()}."
    )
    return Proposal(card.card, slug, "", WHOLE_MINUTES, (told,))


def outcome(summaries: Sequence[Summary]) -> Outcome | None:
    """What came of the newest drill of one's own: the share of its skill then, and in the session
    before it; None where there is no such pair."""
    counted = [one for one in summaries if one.counts and one.score is not None]
    drill = next((one for one in counted[:3] if one.kind == DRILL), None)
    if drill is None:
        return None
    earlier = counted[counted.index(drill) + 1 :]
    for group in sorted(_practised(drill)):
        after = group_share(drill, group)
        before = next(
            (share for one in earlier if (share := group_share(one, group)) is not None), None
        )
        if after is not None and before is not None:
            return Outcome(
                SKILL + group, round(100 * before, 1), round(100 * after, 1), drill.wall[:10]
            )
    return None


def _practised(drill: Summary) -> Mapping[str, float]:
    return {group: worth for group, worth in drill.worth.items() if worth > 0}
