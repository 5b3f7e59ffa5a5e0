"""Pastes in the terminal's input, however it is cut into pieces."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.ui.terminal import PASTE_END, PASTE_MOST, PASTE_START, Pasted, Pastes

TEXTS = st.text(st.sampled_from("ab\x1b[20~1;5C\n"), max_size=12).filter(
    lambda text: PASTE_START not in text and PASTE_END not in text
)


def arrived(pieces: list[str]) -> list[str | Pasted]:
    """What came out, keys that follow one another joined."""
    pastes = Pastes()
    found: list[str | Pasted] = []
    for piece in pieces:
        for part in pastes.split(piece):
            if found and isinstance(part, str) and isinstance(found[-1], str):
                found[-1] += part
            else:
                found.append(part)
    return found


@given(TEXTS, TEXTS, TEXTS, st.lists(st.integers(0, 40), max_size=4))
def test_a_paste_comes_out_whole_and_in_order(
    before: str, pasted: str, after: str, cuts: list[int]
) -> None:
    head = before + PASTE_START
    rest = pasted + PASTE_END + after
    if (pasted + PASTE_END).index(PASTE_END) != len(pasted):
        return
    places = sorted({min(cut, len(rest)) for cut in cuts} | {0, len(rest)})
    pieces = [head, *(rest[a:b] for a, b in pairwise(places))]
    wanted: list[str | Pasted] = [before] if before else []
    wanted.append(Pasted(pasted))
    wanted += [after] if after else []
    assert arrived(pieces) == wanted


def test_a_paste_without_an_end_is_given_up_and_bounded() -> None:
    pastes = Pastes()
    assert list(pastes.split(PASTE_START + "half")) == []
    assert list(pastes.give_up()) == [Pasted("half")]
    assert list(pastes.give_up()) == []
    huge = "x" * (PASTE_MOST + 10)
    assert list(pastes.split(PASTE_START + huge)) == []
    assert list(pastes.split("yyyyyyyyy" + PASTE_END + "k")) == [Pasted("x" * PASTE_MOST), "k"]
