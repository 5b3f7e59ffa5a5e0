"""Signs that only adorn a line: the branches of a drawn tree, the sides of a box, pictograms."""

import re
from typing import Final

_TREE: Final = re.compile(r"^[\s│┃║|]*[├└┣┗╠╚╰┝┕╟╙╞╘][─━═╴╶\s]*")
_SIDES: Final = str.maketrans({"┃": "│", "║": "│"})
_PICTURE: Final = "[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_FIRST: Final = re.compile(rf"^(?:{_PICTURE}\s*)+(?=\S)")
_LAST: Final = re.compile(rf"(?:\s*{_PICTURE})+$")


def unadorned(text: str) -> str:
    """A normalised line without the branch it hangs on and the pictograms at its two ends."""
    if text.isascii():
        return text
    text = _TREE.sub("", text.translate(_SIDES))
    return _LAST.sub("", _FIRST.sub("", text)).strip()
