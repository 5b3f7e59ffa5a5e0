"""Questions that are typed without a question mark while requirements are clarified.

Some show by their order of words ("job due at noon, how late may it start"): they are firm.
Others are scraps that no sentence of one's own would be ("text only or pictures too", "max size
of a file"): they are answered where a fact is near, and met with silence where none is.
"""

import re

_AUX = r"(?:is|are|was|were|do|does|did|should|would|will|can|could|must|may|might|shall|has|have)"
_SUBJECT = (
    r"(?:i|we|you|it|they|he|she|there|that|this|these|those|the|an?|any(?:one|body)?|"
    r"some(?:one|body)?|every(?:one|body)|people|users?|all|each|every|our|my|your|its|their|his|"
    r"her|one|"
    r"two|other|new|old)"
)
_WH = r"(?:how|what|which|who|whose|where|when|why|whats|hows|whos)"
_LEAD = (
    r"(?:(?:so|and|ok|okay|also|well|hmm|um|then|but|now|next|plus|or|sorry|please|btw|for|in|at|"
    r"by|from|to|until|up to|after|before|within|with|on|over|under|of|about|roughly|every|each)"
    r"\s+)*"
)
_INVERTED = re.compile(
    rf"\W*{_LEAD}{_WH}\b(?:[ \t]+[\w'\u2019%/-]+){{0,6}}?[ \t]+{_AUX}[ \t]+{_SUBJECT}\b", re.I
)
"""An interrogative with the verb before its subject: "how soon does my friend see it"."""
_HELPED = re.compile(
    rf"\W*{_LEAD}(?:how(?: \w+)?|what|when|why|where)[ \t]+(?:do|does|did|can|should|would|will|"
    rf"could|must|may)[ \t]+(?!be\b|not\b|also\b)[a-z]",
    re.I,
)
"""The same with any subject, where the helping verb comes at once: "when can others watch"."""
_IN_CASE = re.compile(
    rf"\W*{_LEAD}(?:if|when|whenever|after|before|once|given|during|while|in|for|with|on)\b.*?\s"
    rf"(?:{_AUX} (?:we|you|it|they|he|she|i|there|the|his|her|its|their|my|others|users|people)\b"
    rf"|(?:how (?:many|much|often|long|big|fast|quick|quickly|soon|far|late|old)|what|which|who|"
    rf"where) \w+)",
    re.I,
)
"""A case, and without a comma what is asked of it: "after pressing play how long may it spin"."""
_ASKS_LATER = re.compile(
    rf"\W*{_LEAD}(?:how (?:many|much|often|long|big|large|fast|quick|quickly|soon|far|late|old|"
    rf"fresh|bad|frequent|precise|accurate|deep|slow)\b|(?:which|what) ones?\b|what then\b|"
    rf"which (?!is\b|are\b|means?\b|was\b)\w+ |"
    rf"what (?:shall|should|must|may|will|would|can|do|does)\b|"
    rf"(?:what|how|where|when) to\b|what happens\b|whats\b|what (?:is|are|about|if)\b|"
    rf"who\b(?!.* is)|{_AUX} {_SUBJECT}\b)",
    re.I,
)
"""How a later clause begins that asks about what the first one tells."""
_ASKS_FIRST = re.compile(rf"\W*{_LEAD}(?:how|what|which|who|whose|whats|hows|whos)\b", re.I)
_TELLS = re.compile(
    r"(?:what|how|where|when|why|which) (?:i|we)(?:'d|'ll|'m|'re)?\b"
    r"|(?:which|who|whose) (?:means?|is|are|was)\b|(?:when|where|while) (?:it|a|an|the)\b"
    r"|what \w+s (?:\w+ )?is\b"
    r"|how (?!\w+ly\b)(?:the|this|that|it|they|users?|people)\b.* (?:is|are|was|depends)\b"
    r"|(?:what|which|who|how (?!many|much|long|soon|fast|often|quick|far|big|large))\b"
    r".*\b(?:me|us|depends|unclear|another matter)\b",
    re.I,
)
_CLAUSE = re.compile(r"\s*(?:[,;:]\s+|\s[-\u2013\u2014]+\s+|\.\.+\s*|\s+(?:and|but)\s+)\s*")
_OWN = re.compile(
    r"(?:(?:so|and|ok|okay|also|then|well|now|first|next)\W+)*(?:i|we|let['\u2019]?s|let me|lets|"
    r"my|our|use|add|put|assume|assuming|suppose|start with|thanks|thank you|yes|no|sure|got it|"
    r"that(?:['\u2019]s| is| makes| gives| means))\b"
    r"|\b(?:i|we|i['\u2019]?d|we['\u2019]?d) (?:think|would|will|go with|use|put|choose|assume|"
    r"take|need|want|store|keep)\b|\b(?:i['\u2019](?:d|ll|m)|we['\u2019](?:d|ll|re))\b",
    re.I,
)
_TOLD = re.compile(
    r"\w (?:can|should|must|will|would|shall|may|might|could|cannot|can't|need to|have to|has to|"
    r"needs to|want to|wants to)(?: also| only| not)? [a-z]"
    r"|\b(?:it|they|that|this|there|these|which|everything|each)(?:['\u2019]s|['\u2019]re| is| are|"
    r" was| has| have| needs?| goes| means)\b"
    r"|\b\w+s (?:is|are|was|were|have|has) (?!how\b|what\b)",
    re.I,
)
"""A subject with its verb: a sentence that tells."""
_BEGINS_TELLING = re.compile(
    rf"\W*{_LEAD}(?:(?:if|when|whenever|once|because|since|that|this|these|those|it|they|there|"
    rf"he|she|users?|people|customers?|clients?)\b|{_WH}\b)",
    re.I,
)
"""How nothing begins that asks without an order of words that does."""
_IS_TOLD = r"\w (?:is|are|was|will be|matters?) \w"
_HEADED = re.compile(
    r"[\w -]{0,40}(?:functional|requirements?|scope|far|features|flows|recap)\s*:", re.I
)
"""The heading before a list of one's own."""
_CHOICE = re.compile(r"\b(?:or|vs|versus)\b", re.I)
_PLEADS = re.compile(r"(?:\.\.+|\u2026|\b(?:pls|plz|please))\W*$", re.I)
_ENDS_ASKING = re.compile(
    rf"\b(?:which ones?|what then|how (?:many|much|often|fast|long|slow|bad|quickly|soon|late|"
    rf"frequent(?:ly)?|accurate|precise)|okay|ok|fine|needed|required|allowed|possible|acceptable|"
    rf"in scope|too|as well|{_WH})\W*$",
    re.I,
)
_AMOUNT = re.compile(
    r"\W*(?:(?:so|and|ok|okay|also|then|the|our|any|what|whats)\s+)*(?:maximum|max|minimum|min|"
    r"average|avg|typical|usual|total|overall|number|nr|amount|amt|size|length|volume|count|rate|"
    r"share|percentage|ratio|fraction|biggest|largest|longest|smallest|shortest|highest|fastest|"
    r"slowest|worst|peak|specs?|time|delay|deadline|frequency|latency|throughput|expected|"
    r"estimated|target|budget|scale|growth|kinds?|types?|formats?|list|names?|characters?|chars)\b",
    re.I,
)
_EACH = re.compile(
    r"\b(?:a|each|every) (?:second|minute|hour|day|week|month|year)\b|\bper [a-z]+\b"
    r"|\bon average\b|\b(?:average|maximum|minimum|ballpark|daily|roughly|overall)\b",
    re.I,
)
LONGEST = 14
"""The most words of a scrap."""


def asks(sentence: str) -> bool:
    """Whether a sentence without a question mark asks by its order of words."""
    parts = [part.strip() for part in _CLAUSE.split(sentence) if part.strip(" .!")]
    if not parts:
        return False
    told = sentence.rstrip().endswith(".") and not sentence.rstrip().endswith("..")
    if told:
        return _inverted(parts[0])
    if any(_inverted(part) for part in parts):
        return True
    if any(_ASKS_LATER.match(part) and not _TELLS.match(part) for part in parts[1:]):
        return True
    if _OWN.match(sentence):
        return False
    first = parts[0]
    return (bool(_ASKS_FIRST.match(first)) and not _TELLS.match(first)) or bool(
        _IN_CASE.match(first)
    )


def _inverted(part: str) -> bool:
    return bool(_INVERTED.match(part) or _HELPED.match(part)) and not _TELLS.match(part)


def may_ask(text: str) -> bool:
    """Whether a text is a scrap that asks while requirements are clarified."""
    bare = text.strip()
    words = len(bare.split())
    if not 1 < words <= LONGEST or "\n" in bare or re.search(r"=|->|\w\.\s|[^.]\.$", bare):
        return False
    if _PLEADS.search(bare):
        return True
    if _BEGINS_TELLING.match(bare) or _HEADED.match(bare):
        return False
    if _AMOUNT.match(bare) and not re.search(_IS_TOLD, bare):
        return True
    if _OWN.search(bare) or _TOLD.search(bare):
        return False
    if _CHOICE.search(bare) or _ENDS_ASKING.search(bare):
        return True
    return bool(_EACH.search(bare)) and not re.search(r"\d", bare)


def tells_own(text: str) -> bool:
    """Whether a text begins by telling what the speaker does."""
    return bool(_OWN.match(text))
