"""What stands beside a missed point as the closest that somebody came."""

import pytest

from coach.catalog.shelf import folders, load
from coach.debrief.aptness import points_there
from coach.debrief.closeness import closeness
from coach.debrief.evidence import Evidence
from coach.debrief.likely import Asked
from coach.interviewer.placing import scores


def shown(slug: str, point: str, how: str, text: str) -> bool:
    prompt = load(slug, folders())
    observable = next(known for known in prompt.observables if known.id == point)
    guesses = tuple((score.fact, score.total) for score in scores(prompt, text)[:3])
    asked = [Asked(1, text, False, guesses)] if how == "asked" else []
    return points_there(closeness(prompt), asked, observable, Evidence(1, how, text))


@pytest.mark.parametrize(
    ("slug", "point", "how", "text"),
    [
        ("news-feed", "cursor", "said", "Pagination is by offset, since it is stable."),
        ("digital-wallet", "asks-audit", "asked", "Do we need a history?"),
        ("digital-wallet", "entries-kept", "wrote on the schema board", "history(id, amount)"),
        (
            "digital-wallet",
            "standby-commit",
            "said",
            "If a shard's master dies, the replica takes over at once and nothing is lost.",
        ),
    ],
)
def test_what_is_about_a_missed_point_is_quoted(slug: str, point: str, how: str, text: str) -> None:
    assert shown(slug, point, how, text)


@pytest.mark.parametrize(
    ("slug", "point", "how", "text"),
    [
        ("digital-wallet", "asks-repeats", "asked", "How many users?"),
        ("log-collection", "asks-burst", "asked", "How many users do we have?"),
        ("log-collection", "lag", "said", "Elasticsearch can be sharded, so it scales."),
        ("log-collection", "noisy-tenant", "said", "If a server dies, another one takes over."),
        (
            "file-sync",
            "safe-sweep",
            "said",
            "New saves wait on the laptop meanwhile, as it keeps a queue on its disk.",
        ),
    ],
)
def test_what_is_about_something_else_is_not_quoted(
    slug: str, point: str, how: str, text: str
) -> None:
    assert not shown(slug, point, how, text)
