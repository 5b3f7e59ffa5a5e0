"""Things named in a few words without asking: "read receipts", "search in history".

While requirements are being clarified, naming a thing is asking about it.
"""

import re

from coach.language.lexicon import heard
from coach.language.words import tokens

LONGEST = 4
"""The most words of such a phrase."""

_TELLING = frozenset(
    tokens(
        """i we you he she they it its this that these those there here im me my us our your
is are was were be been am do does did can could will would shall should must may might has
have had dont doesnt cant wont isnt arent
ok okay yes no yeah yep nope sure thanks thank great good cool fine nice perfect right alright
agreed understood noted correct exactly hello hi hey sorry please well hmm um bye done
sounds makes sense got see goes go going wait stop start let lets assume assuming assumed say
suppose add adding need needs want use using take takes store stores put keep pick choose
so then because if when while but thus therefore therefor not never only just maybe perhaps
first next now finally moving interesting true false enough draw drawing begin continue back
everything nothing something anything summary summarize summarise"""
    )
)
"""Words of a sentence, of courtesy or of thinking aloud; no name of a thing holds one."""


def names_thing(text: str) -> bool:
    """Whether a text is nothing but the name of a thing that a fact might be about."""
    words = tokens(text)
    if not 1 <= len(words) <= LONGEST or re.search(r"[.!:;=\d]|->|(?:^|\s)/", text):
        return False
    return not _TELLING.intersection(words) and bool(heard(text))
