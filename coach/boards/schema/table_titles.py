"""The shapes of a title that names the table whose columns stand below it."""

import re

from coach.boards.patterns import lazy
from coach.boards.schema.sketch_words import NAME

NAMES = rf"[\"`]?{NAME}(?:[ ]{NAME}){{0,2}}[\"`]?"
STRONG = tuple(
    lazy(pattern, re.I)
    for pattern in (
        rf"\#{{1,6}}\s*(?:\d+[.)]\s*)?(?:(?:table|entity)\s*:?\s+)?[*`]*(?P<name>{NAMES}?)[*`]*(?:\s+\(?(?:table|collection)\)?)?\s*:?\s*\Z",
        rf"(?:\*\*|__)(?P<name>{NAMES})(?:\*\*|__)\s*(?:\(?table\)?)?\s*:?\Z",
        rf"\*\*(?P<name>{NAMES}):\*\*\Z",
        rf"\[(?P<name>{NAMES})\]\s*:?\Z",
        rf"(?:={{2,}}|-{{2,}})\s*(?P<name>{NAMES})\s*(?:={{2,}}|-{{2,}})\Z",
        rf"(?:table|entity|collection|bucket|column\s+family)\s*(?::|\s)\s*(?P<name>{NAMES})\s*:?\Z",
        rf"(?P<name>{NAMES}?)\s+\(?(?:table|entity|collection)\)?\s*:?\Z",
        rf"(?P<name>{NAMES})\s*:\Z",
    )
)
WEAK = lazy(rf"(?P<name>{NAMES})\Z")
KEPT = lazy(rf"(?P<name>{NAME})\s+(?:in|on)\s+{NAME}\s*\Z")
"""A table and the store it is in, where its key stands on the line below."""
