"""What a light prompt has no fact for, known as such, so that its few facts are not grabbed.

The matcher takes the nearest of the facts there are. Beside six facts it is told of the topics of
the shared library that none of them is about; a question that is nearest to one of those is
declined as a thing that nobody has decided.
"""

from collections.abc import Collection, Iterator

from coach.catalog.prompt import Fact, Prompt
from coach.catalog.topics import TOPICS
from coach.interviewer.asking_back import wording
from coach.interviewer.clarifier import UNKNOWN, Reply
from coach.interviewer.common_askings import CUSTOMARY

OPEN = "open-"
"""How the ids of such facts begin; they are never revealed."""


def open_facts(prompt: Prompt, answered: Collection[str]) -> Iterator[Fact]:
    """A fact for each topic that a light prompt has none for; `answered` are ids of what its
    workflow answers. None for a prompt that was written out."""
    if prompt.tier != "light":
        return
    own = {topic for fact in prompt.facts for topic in (fact.id, fact.id.split("-")[0])}
    things = tuple(f"{entity}s" for entity in prompt.entities)
    for topic in TOPICS.values():
        if topic.id not in own and topic.id not in answered:
            yield Fact(
                id=OPEN + topic.id,
                name=topic.named(things),
                asks=(*topic.asked(things), *CUSTOMARY.get(topic.id, ())),
                answer=UNKNOWN[0],
                default=UNKNOWN[0],
                matters=topic.name,
            )


def declined(whole: Prompt, reply: Reply, turn: int) -> Reply:
    """A reply without what nobody has decided: that is said where nothing else is left of it."""
    if not any(id_.startswith(OPEN) for id_ in (*reply.facts, *reply.near)):
        return reply
    facts = tuple(id_ for id_ in reply.facts if not id_.startswith(OPEN))
    if facts:
        known = [fact.answer for fact in map(whole.fact, facts) if fact is not None]
        return Reply(facts, " ".join(known), reply.kind)
    near = tuple(id_ for id_ in reply.near if not id_.startswith(OPEN))
    if near and not reply.near[0].startswith(OPEN):
        return Reply((), wording(whole, near), reply.kind, near)
    return Reply((), UNKNOWN[turn % len(UNKNOWN)])
