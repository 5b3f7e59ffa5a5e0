"""The private parts of Textual that coach leans on are where they were."""

import textual
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.widgets import TextArea

from coach.ui import internals


def test_the_version_read_is_the_version_used() -> None:
    read = tuple(map(int, internals.READ_IN.split(".")))
    used = tuple(map(int, textual.__version__.split(".")[:3]))
    assert used >= read
    assert used[0] == read[0]


def test_the_private_parts_still_exist() -> None:
    assert hasattr(XTermParser(), "_timeout_time")
    for name in ("run_input_thread", "disable_input", "_run_input_thread", "process_message"):
        assert hasattr(LinuxDriver, name)
    for name in ("_watch_selection", "_on_resize", "_on_key", "_refresh_size", "edit"):
        assert hasattr(TextArea, name)
    area = TextArea("a\nb")
    assert area.wrapped_document._offset_to_line_info is not None
    assert isinstance(area._line_cache, object)
