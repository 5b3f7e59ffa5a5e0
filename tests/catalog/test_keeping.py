"""A sentence that should have counted is written into one's own prompt, and heard from then on."""

from pathlib import Path

import pytest

from coach.catalog import shelf
from coach.catalog.prompt_text import checked_prompt
from coach.catalog.prompt_widening import count_from_now
from coach.errors import ContentError, NotFound, UsageError
from coach.language.hearing import shows_all
from coach.language.normal import normal_stems

SAYS = 'The turnstile keeps a "ledger" of its own and reports it at dusk.'


@pytest.fixture(params=["template.toml", "template-light.toml"])
def own(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    text = (shelf.shipped_folder() / request.param).read_text("utf-8")
    path = tmp_path / "lost-and-found.toml"
    path.write_text(text, "utf-8")
    return path


def test_what_is_written_is_heard_and_the_rest_of_the_file_stays(own: Path) -> None:
    before = own.read_text("utf-8")
    point = checked_prompt(before).observables[-1].id
    words = count_from_now(own, own.parent, point, SAYS)
    after = own.read_text("utf-8")
    assert after.startswith(before.rstrip())
    ways = next(one for one in checked_prompt(after).observables if one.id == point).shows
    assert shows_all(normal_stems(SAYS), ways[-1].said)
    assert ways[-1].said == tuple((word,) for word in words)
    other = "At dusk each turnstile reports the ledger that it keeps."
    assert shows_all(normal_stems(other), ways[-1].said)
    assert not shows_all(normal_stems("The turnstile is green."), ways[-1].said)


def test_what_cannot_be_written_changes_nothing(own: Path, tmp_path: Path) -> None:
    before = own.read_text("utf-8")
    point = checked_prompt(before).observables[-1].id
    with pytest.raises(NotFound, match="no point called nonsense"):
        count_from_now(own, own.parent, "nonsense", SAYS)
    with pytest.raises(UsageError):
        count_from_now(own, own.parent, point, "It is so.")
    with pytest.raises(ContentError, match="link to elsewhere"):
        count_from_now(own, tmp_path / "elsewhere", point, SAYS)
    assert own.read_text("utf-8") == before
    own.write_text(before + "\n[[", "utf-8")
    with pytest.raises(ContentError, match="cannot be used"):
        count_from_now(own, own.parent, point, SAYS)


def test_hostile_sentences_stay_one_line_of_text(own: Path) -> None:
    point = checked_prompt(own.read_text("utf-8")).observables[-1].id
    says = 'a """ turnstile\n[[facts]]\n\x1b[31m ledger \\u0000 dusk "quotes" \u2028 reports'
    count_from_now(own, own.parent, point, says)
    assert len(checked_prompt(own.read_text("utf-8")).counted) == 1
