"""Whether words are a question to the interviewer, and where one question ends in them.

Without a question mark it is the first words that decide: "how many users do we have" asks,
"what I would do is cache it" tells, and so does what ends in a full stop but for "tell me ...".
"""

import re
from collections.abc import Sequence

from coach.interviewer import unmarked
from coach.interviewer.bare_names import names_thing
from coach.language.lexicon import heard

_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\d)[^.!?\n]*)*[.!?\n]*")
_BEGGING = re.compile(
    r"(?:\w+[\s,]+){0,4}(?:tell me|give me|explain|clarify|remind me|know|ask|understand|"
    r"wonder\w*)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"(?:\bi(?:['\u2019]d| would)(?: \w+)? (?:like|love|want|need) to "
    r"(?:know|ask|find out|understand|hear)"
    r"|\bi(?: \w+)? (?:want|wanted|need|have) to ask|\blet me(?: \w+)? ask"
    r"|\b(?:my(?: \w+)?|another|one more) question (?:is|would be)"
    r"|\bwhat i(?:['\u2019]?m| am)(?: \w+)? after is"
    r"|\bi(?:['\u2019]?m| am| was)(?: \w+){0,2} (?:trying to find out|wondering)"
    r"|\bi(?: \w+)? wonder)"
    r"\b[^.]{0,40}?\b(?:whether|if|how|what|which|who|whose|when|where|why)\b",
    re.IGNORECASE,
)
"""How a sentence asks without the order of words or the mark that asks: "..., so I'd like to know
whether we keep it." Wherever it stands in the sentence, what comes before is its scene."""
_ASKING_START = re.compile(
    r"(?:(?:so|and|ok|okay|also|well|hmm|um|right|now|first|next|then|but|sorry|great|cool|good|"
    r"alright|thanks|got it|one more(?: thing| question)?|another question|quick question|"
    r"(?:a |my )?(?:first |next |last )?question)\b[\s,:;-]*)*"
    r"(?:how (?:many|much|often|long|big|large|fast|quick|quickly|soon|far|old|fresh|high|low|"
    r"small|"
    r"short|about|accurate|consistent|available|reliable|durable|bad|strict|spiky|bursty|deep|"
    r"wide|busy|heavy|likely|exact|important|popular|is|are|do|does|did|should|would|will|can|"
    r"could|must|may|frequently|global|recent|up to date|real)"
    r"|(?:what|which|who|whose|whom|where|when|why) "
    r"(?:is|are|was|were|do|does|did|should|would|will|can|could|must|may|has|have|had|about|if|"
    r"else|kind|kinds|type|types|sort|sorts|size|scale|volume|happens|counts|matters|uses|sees|"
    r"pays|gets|decides|makes|level|levels|percentage|fraction|share|part|parts|number|ratio|"
    r"latency|availability|consistency|uptime|countries|regions|platforms|devices|operations|"
    r"features|users|uses|traffic|load|growth|peak|time|format|formats|rate|of|one|ones|"
    r"guarantees?)"
    r"|(?:what|which|whose|why|how)(?=(?:\s+[\w/'-]+){1,9}\W*$)"
    r"|(?:where|when)(?=(?:\s+[\w/'-]+){1,4}\W*$)"
    r"|what(?:'s|s)|who(?:'s|s)|where(?:'s|s)|how(?:'s|s)"
    r"|(?:is|are|was|were|do|does|did|can|could|should|would|will|must|may|shall|has|have|am|"
    r"isn'?t|aren'?t|don'?t|doesn'?t|can'?t|couldn'?t|shouldn'?t|won'?t)\s+[\"'\u201c]?"
    r"(?:i|we|you|it|they|he|she|there|that|this|these|those|the|a|an|any|anyone|anybody|someone|"
    r"somebody|everyone|everybody|people|users?|all|some|every|each|old|new|two|one|both|data|"
    r"our|its|their|[a-z]+s|[a-z]+)\b"
    r"|(?:tell me|give me|could you|can you|please (?:tell|give|explain|clarify|describe)|"
    r"remind me|"
    r"i'?d like to (?:know|ask|understand|clarify)|i would like to (?:know|ask|understand|clarify)|"
    r"i want to (?:know|ask|understand|clarify)|i wonder|i'?m wondering|i was wondering|"
    r"wondering|let me ask|may i ask|can i ask|any (?:idea|limit|limits|constraint|constraints|"
    r"requirement|requirements|target|targets|need|particular|special|sla|numbers?)\b|"
    r"do you know|curious)"
    r")",
    re.IGNORECASE,
)
_TELLING_START = re.compile(
    r"(?:what|how|where|when|why|which) (?:i|we)(?:'d|'ll|'m|'re)?\b"
    r"|(?:when|where|while|which|who|whose) (?:a|an|the|someone|somebody|users?|it|they|this|that|"
    r"means?)\b"
    r"|(?:what|which|how|why)\b.*\b(?:me|us|my|our|i|i'm|i'd|we'd|we'll)\b"
    r"|what \w+s (?:\w+ )?is\b|how (?!\w+ly\b)(?:the|this|that|it|they|users?|people)\b"
    r".* (?:is|are|was|depends)\b"
    r"|(?:have|has) (?:a|an|the|one|two)\b"
    r"|(?:may|will|can|must|do|does|is|are|has) (?:be|not)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r",?\s*(?:right|ok|okay|yes|no|correct|makes sense|you know)\?$", re.IGNORECASE)
_CONFIRMING = re.compile(
    r",?\s*(?:right|ok|okay|yes|no|correct|true|agreed|am i right|is that right|isn'?t it|"
    r"don'?t we)\s*\?\W*$|,?\s*unless you (?:object|disagree|say otherwise)\W*$"
    r"|,\s*(?:right|correct|yes|agreed|isn['\u2019]?t it)\W*$"
    r"|[,\s-]+(?:(?:is|that['\u2019]?s|would be) my (?:guess|assumption|bet|understanding)|"
    r"(?:please )?(?:correct|stop) me(?: (?:if|when|otherwise)\b.{0,20})?|or am i wrong)\s*\W*$"
    r"|[,\s]+i(?:['\u2019]?d| would)? (?:assume|suppose|guess|hope|think|say|imagine|reckon|expect|"
    r"believe|presume|take it)\W*$"
    r"|[,\s]+i (?:suppose|hope|presume|take it)\s*,[^,]*$",
    re.IGNORECASE,
)
"""How a statement ends that asks to be confirmed."""
_UNSURE = re.compile(
    r"\W*(?:(?:so|and|ok|okay|also|then|well|hmm|now)\W+)*(?:i (?:guess|suppose)|presumably)\b",
    re.IGNORECASE,
)
"""How one begins that does so without a question mark; "I assume" notes an assumption."""
_SUPPOSING = re.compile(
    r"\W*(?:(?:so|and|ok|okay|also|then|well|hmm|now)\W+)*(?:(?:i|we)(?:['\u2019]?(?:d|ll|m)|"
    r" would| will| can| could| am)?\s+(?:just |then |probably |safely )*(?:assum\w+|guess\w*|"
    r"suppos\w+|presum\w+|take it|imagin\w+|expect\w*|figure|reckon|bet|think)|assuming|presumably|"
    r"let(?:['\u2019]?s| us| me) (?:assume|say|suppose))\b[\s,:]*(?:that\b|it(?:['\u2019]s| is)\b|"
    r"there(?:['\u2019]s| is| are)\b|this is\b)?[\s,:]*",
    re.IGNORECASE,
)
"""How a sentence begins that supposes something, up to the thing it supposes."""
_OWN_ANSWER = re.compile(
    r"\b(?:i'?d|i would|i'?ll|i will|we'?d|we would|we'?ll|i think|i'?m going to|let'?s|i go|i use|"
    r"i put|i choose|we use|we put|so i|then i)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"\W*(?:(?:then|because|nothing|never)\b|(?:yes|yeah|yep|no|nope)\b[,.;:])", re.IGNORECASE
)
"""How the sentence right after a question begins where the speaker answers it."""
_AND = re.compile(r"\s*(?:,\s*(?:and|plus|or|also)?|\b(?:and|plus|or|as well as)\b|&)\s+", re.I)
_BREAK = re.compile(
    r"\s*(?:\s[-\u2013\u2014]+\s|[;:]\s|,?\s+(?:but|because|since|i mean|meaning|i\.e\.)\b)\s*",
    re.I,
)
_GIVEN = re.compile(
    r"\W*(?:(?:so|and|ok|okay|also|then|now)\W+)*(?:if|whenever|once|after|before|while|as soon as|"
    r"assuming|given|suppose|when(?! (?:is|are|do|does|did|should|must|can|will|may|would)\b))\b",
    re.IGNORECASE,
)
"""How a clause begins that only says in which case the next one is asked."""
_PLACED = re.compile(
    r"\W*(?:in|on|at|from|for|over|during|within|between|throughout|across|out of|of|among|with|"
    r"without|to)\b[^,]*,(?!\s*(?:and|plus|or|also)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that names a time, a place or a case and goes on after a comma."""
_CHOICE = re.compile(r"\bor\b", re.IGNORECASE)
"""What joins two answers to one question rather than two things that are asked for."""
_LED = re.compile(r"(?:\W|\w+\W+){0,4}(?:how|what|which|who|where|when|is|are|do|does|can)\b", re.I)
_ASKS_ANEW = re.compile(
    r"(?:and |also |then |so )*(?:how|what|which|who|where|when|why|is|are|do|does|can|could|"
    r"should|will|would|must|may|any)\b",
    re.I,
)

_ASPECT = re.compile(r"\W*(?:and\s+)?(?:(?:how|what|which|when|where|who|why)(?: \w+)?)\W*$", re.I)
"""A clause of a word or two, which asks one more thing of what the one before names: "how fast"."""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each with its mark, none empty."""
    return tuple(part.strip() for part in _SENTENCE.findall(text) if part.strip(" .!?\n"))


def is_question(text: str, listening: bool = False) -> bool:
    """Whether a text asks the interviewer something, rather than thinks aloud or tells."""
    return bool(asked(text, listening))


def asked(text: str, listening: bool = False) -> tuple[str, ...]:
    """The sentences of a text that are questions to the interviewer.

    In a phase that listens (`listening`), the bare name of a thing asks about it, and an order of
    words that asks needs no mark. A question
    that the speaker goes on to answer ("how do I shard? I'd go by user") is none, nor is a
    statement with "right?" at its end.
    """
    parts = sentences(text)
    questions = []
    for index, part in enumerate(parts):
        answered = any(_OWN_ANSWER.search(later) for later in parts[index + 1 :])
        answered = answered or any(
            _ANSWERED.match(after) and not after.endswith("?")
            for after in parts[index + 1 : index + 2]
        )
        if not answered and (_asks(part) or (listening and unmarked.asks(part))):
            questions.append(part)
    if not questions and listening and names_thing(text):
        return (text.strip(),)
    return tuple(questions)


def assumption(text: str) -> str:
    """What a statement supposes that asks to be confirmed, as a question; "" for any other text.

    "I'd assume a single region, right?" supposes a single region.
    """
    parts = sentences(text)
    if not parts:
        return ""
    said = parts[-1]
    if len(parts) > 1 and not said.rstrip(" ?").count(" "):
        said = f"{parts[-2].rstrip(' .')}, {said}"
    tagged = _CONFIRMING.search(said)
    supposed = _SUPPOSING.match(said)
    asks = said.endswith("?") or _UNSURE.match(said)
    if not tagged and not (supposed and asks):
        return ""
    begins = supposed.end() if supposed else 0
    claim = said[begins : tagged.start() if tagged else None].strip(" ,.?")
    return f"{claim}?" if claim else ""


def supposing(text: str) -> bool:
    """Whether the last sentence of a text says that it supposes something."""
    parts = sentences(text)
    return bool(parts) and bool(_SUPPOSING.match(parts[-1]))


def told_before(text: str, questions: tuple[str, ...]) -> tuple[str, ...]:
    """The sentence before the first of a text's questions, if there is one: "it" may mean that."""
    parts = sentences(text)
    at = parts.index(questions[0]) if questions[0] in parts else 0
    return parts[at - 1 : at] if at else ()


_CODE = re.compile(
    r"[=<>(,]\s*\?(?=\s*(?:[,);]|$|and\b|or\b|order\b|limit\b))"
    r"|(?:^|[;:(`])\s*select\b.+\bfrom\b.+(?:\bwhere\b|;)|\binsert\s+into\b|\bdelete\s+from\b"
    r"|\bupdate\b\s+\w+\s+set\b|\b(?:GET|POST|PUT|PATCH|DELETE)\s+/\S*\?$",
    re.I,
)
"""A statement of SQL, a placeholder in one, or an endpoint: its question mark asks nobody."""


def _asks(sentence: str) -> bool:
    if _CODE.search(sentence):
        return False
    if _TAG.search(sentence) and not _ASKING_START.match(sentence):
        return False
    if sentence.endswith("?"):
        return not re.match(
            r"(?:what|how|where|which) (?:i|we) (?:do|would do) is\b", sentence, re.I
        )
    if _INDIRECT.search(sentence):
        return True
    if sentence.endswith(".") and not _BEGGING.match(sentence):
        return False
    return bool(_ASKING_START.match(sentence)) and not _TELLING_START.match(sentence)


def clauses(question: str) -> tuple[tuple[str, ...], bool]:
    """The parts of one question between commas and ands, and whether each asks anew.

    "How many users and how many posts?" has two parts that ask anew; "latency and availability?"
    has two that do not, and so may be one thing, as is "who gets it, and how fast?".
    """
    parts = tuple(part for part in _AND.split(question) if part.strip(" ?.,"))
    anew: list[str] = []
    if len(parts) > 1 and _circumstance(question, parts):
        parts = (f"{parts[0]}, {parts[1]}", *parts[2:])
    for part in parts:
        if not anew or asks_anew(part):
            anew.append(part)
        else:
            anew[-1] += f" and {part}"
    begins = bool(anew) and bool(_LED.match(anew[0]))
    if len(anew) > 1 and begins:
        return tuple(anew), True
    whole = _CHOICE.search(question) or any(map(_ASPECT.match, parts[1:]))
    return ((question,) if whole else parts), False


def _circumstance(question: str, parts: Sequence[str]) -> bool:
    """Whether the first part of a question only says when or where the second one asks: "in the
    course of a day, how many are there?" asks one thing."""
    if _GIVEN.match(question):
        return True
    led = _LED.match(parts[0]) or not asks_anew(parts[1])
    return bool(_PLACED.match(question)) and not led


def asks_anew(part: str) -> bool:
    """Whether a part of what was said is a question by its first word."""
    return _ASKS_ANEW.match(part.strip()) is not None and not _ASPECT.match(part)


def heart(question: str) -> str:
    """The asking part of a sentence that has a telling one before or after it.

    "I guess it is small, but how many users do we have?" asks how many users there are; so does
    "how many users do we have - I mean every day?".
    """
    parts = [part for part in _BREAK.split(question) if part.strip(" ?.,")]
    asking = [part for part in parts if _ASKING_START.match(part.strip(" ,"))]
    if len(parts) < 2 or len(asking) != 1 or _GIVEN.match(parts[0]):
        return question
    return asking[0].strip(" ,") if heard(asking[0]) else question
