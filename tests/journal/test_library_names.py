"""Names that come from the command line are cleaned before they are looked up."""

from pathlib import Path

import pytest

from coach.errors import CoachError, NotFound
from coach.journal.library import Library
from coach.paths import Paths, find


@pytest.mark.parametrize("wanted", ["\udc80", "a\x00b", "\x1b[31m", "x" * 5000])
def test_an_odd_name_is_simply_not_there(tmp_path: Path, wanted: str) -> None:
    library = Library(Paths(tmp_path / "data", tmp_path / "cache", tmp_path / "config"))
    with pytest.raises(NotFound):
        library.find(wanted)
    library.close()


def test_a_home_that_is_no_folder_is_a_sentence() -> None:
    with pytest.raises(CoachError, match="COACH_HOME"):
        find({"COACH_HOME": "~nobody-by-that-name/x"})
