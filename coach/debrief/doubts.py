"""Why a sentence that holds the words of a point may be no evidence for it, and how a person who is
asked about it is told so (see `Evidence.doubt`)."""

from collections.abc import Mapping

DENIED = "denied"
OVERCLAIMED = "claims too much"
SUSPECTED = "sounds like a mechanism that fails"
IN_PASSING = "holds the words and is nearer to other points"
TORN = "alike to an error as well"
WEIGHED = "weighed and not taken"
PRAISED = "praises and tells no mechanism"
PLAIN = "boxes of any system"
ANOTHER_WAY = "drawn another way"

_TOLD: Mapping[str, str] = {
    DENIED: "You may have ruled it out with these words.",
    OVERCLAIMED: "They promise more than such a mechanism keeps.",
    SUSPECTED: "In these words it sounds like a mechanism that fails.",
    IN_PASSING: "They may be about something else.",
    WEIGHED: "You may have only weighed it.",
    PRAISED: "They praise it, and do not say how it is done.",
    ANOTHER_WAY: "Your drawing does without a part of this.",
    PLAIN: "Boxes of these names stand in any drawing.",
    TORN: "They are alike to an error about this.",
}


def told(doubt: str, missed: str) -> str:
    """What makes a question of a sentence, and what a yes would have to mean: `missed` is what is
    said to whoever did not make the point. "" where nothing speaks against the sentence."""
    reason = _TOLD.get(doubt, "")
    return f"{reason} Yes only if you meant: {missed}" if reason else ""
