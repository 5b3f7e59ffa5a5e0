"""A session that ends without a drawing is no hire, however much was said."""

from dataclasses import replace

from coach.authoring.played_sessions import reference_entries
from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.score import score
from coach.session import events as ev
from coach.session.fold import fold
from coach.session.history import whole

INTERVIEW = load_workflow("interview", folders())


def test_an_erased_drawing_caps_the_verdict() -> None:
    prompt = load("url-shortener", folders())
    entries = reference_entries(prompt, load_workflow("interview", folders()))
    drawn = fold(entries).boards["diagram"]
    assert score(prompt, INTERVIEW, whole(entries)).verdict == "strong hire"
    closing = entries[-1]
    assert isinstance(closing.event, ev.SessionClosed)
    erased = replace(closing, event=ev.TextEdited("diagram", 0, drawn, ""))
    without = (*entries[:-1], erased, replace(closing, n=closing.n + 1))
    result = score(prompt, INTERVIEW, whole(without))
    assert result.tally.verdicts == ("lean hire",)
    assert "no drawing" in result.tally.because
