"""Questions about the interview itself, and questions that the candidate must answer themselves."""

import re

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.technologies import PHRASES
from coach.catalog.prompt import Prompt
from coach.language.words import stems, tokens, topics, within

_TECHNIQUES = """sql, nosql, relational, shard, sharding, partition, replicate, replica,
microservice, microservices, monolith, rest, grpc, graphql, websocket,
websockets, long polling, polling, sse, index, base62, base 62, hash, hashing,
consistent hashing, cache, redis, queue, kafka, cdn, load balancer, database,
bloom filter, denormalize, normalise, normalize, fan out, fanout, event
sourcing, cqrs, pub sub, saga, two phase commit, raft, paxos, lambda,
kubernetes, docker, uuid, snowflake, trie, geohash, quadtree, crdt, serverless,
blob store, object storage, key value store, document store, graph database,
cron, map reduce, mapreduce, spark, flink, token bucket"""

_EVERYDAY = frozenset(
    {"store", "archive", "partner", "bank", "client", "clock", "carrier", "front"}
)
_SINGLE_WORDS = frozenset(
    word
    for word, kind in PHRASES.items()
    if " " not in word and len(word) > 2 and kind is not Kind.CLIENT and word not in _EVERYDAY
)
_TECHNIQUE_TERMS = (
    *(name.strip() for name in _TECHNIQUES.replace("\n", " ").split(",")),
    *(word for word in _SINGLE_WORDS if not word.isalpha()),
)

_DESIGN = re.compile(
    r"\b(?:should|shall|can|could|may|do|would) (?:i|we|you)\b.{0,30}\b(?:use|using|add|put|go "
    r"with|"
    r"pick|choose|introduce|split|cache|shard|partition|replicate|start with|"
    r"recommend|suggest|prefer|design|model|build|implement|draw|want)\b"
    r"|\b(?:is|would|are|will) .{0,40}\b(?:better|a good idea|good enough|a good choice|good "
    r"fit|ok here|"
    r"overkill|the right choice|enough here|sensible)\b"
    r"|\b(?:which|what) (?:database|db|cache|queue|technology|tech|stack|store|algorithm|protocol|"
    r"framework|language|cloud|data structure|architecture|pattern|approach)\b"
    r"|\bhow (?:should|would|do|can|could|shall|to) (?:i|we|you)\b"
    r"|\b(?:should|would|could) (?:it|this|that) be\b.{0,30}\b(?:or)\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"\b(?:should|shall|can|could|would|may) (?:i|we|you)\b|\bhow (?:should|would|do|can|to)\b"
    r"|\b(?:better|good|overkill|right|sensible)\b|\buse\b",
    re.IGNORECASE,
)
_HESITANT = frozenset(
    tokens("maybe perhaps probably possibly like just a an the some with and more of um hmm or so")
)
_STORES = frozenset(tokens("db dbs database databases server servers service services"))
_EITHER = re.compile(r"\b\w[\w ]{1,25} (?:or|vs\.?|versus) \w", re.IGNORECASE)

_TIME = ("The clock beside you shows it, for this part and for the whole.",)
_TASK = ("{statement}",)
_ASK = ("Of course. Ask.",)
_SELF = ("I am here: a script that knows this problem and answers what you ask about it.",)
HELP = "Say what you know and what you would try."
"""To who asks for help; the interviewer says before it what hints there are."""
UNJUDGED = (
    "I follow. The verdict comes at the end.",
    "Go on; I will stop you when I cannot follow.",
)
"""What is said to somebody who wants to hear whether it is right."""

_SURE = frozenset({_TIME, _TASK, _ASK, _SELF})
"""Answers to questions that can only be about the interview."""

_PROCEDURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"\bhow (?:much )?(?:time|long|many minutes)\b.{0,25}\b(?:(?:do i|do we) have(?! to)|"
        r"have i|have we|"
        r"left|remain\w*|is the interview|will this take|should i (?:spend|take))\b"
        r"|\b(?:time|minutes) (?:left|remaining)\b|\btime check\b|\bwhat time is it\b"
        r"|\bam i (?:on|out of|running out of) time\b|\bhow am i doing on time\b"
        r"|\bhow long (?:is|are) (?:this|the|each) (?:interview|session|phase|part|round)",
        _TIME,
    ),
    (
        r"\b(?:repeat|say again|restate|rephrase|read)\b.{0,25}\b(?:question|problem|prompt|task|"
        r"statement|that|again)\b|\bwhat (?:was|is) the (?:question|problem|task|prompt|"
        r"assignment)\b"
        r"|\bwhat (?:am i|are we|do i|do you want me to|should i|shall we) "
        r"(?:designing|design|building|build|supposed to (?:design|build))\b",
        _TASK,
    ),
    (
        r"\b(?:what|where|how) (?:should|shall|do|would|can|must) (?:i|we|you (?:want|like|expect)"
        r"(?: me)?)\b.{0,20}\b(?:do|start|begin|go|next|first|proceed|continue|focus|see|hear|"
        r"from here)"
        r"\b(?! with \w+ (?:database|cache))"
        r"|\bwhat(?:'s| is|s)? (?:the )?(?:next|first)(?: step)?\b|\bwhat now\b|\bwhere to "
        r"(?:start|begin)\b"
        r"|\bwhat do you (?:expect|want)(?: from me| to see| to hear| me to do)?\b"
        r"|\bhow (?:do|does) (?:this|the interview|it) (?:work|go)\b",
        (
            "You lead. Find out what is needed, put numbers on it, draw it, then go deep.",
            "That is yours to decide; the list beside you says what this part is for.",
        ),
    ),
    (
        r"\b(?:hint|clue|tip)s?\b|\b(?:can|could|would|will) you (?:please )?help\b|\bhelp me\b|"
        r"\bi(?:'m| am) (?:stuck|lost)\b|\bnudge me\b|\bgive me the (?:answer|solution)\b|"
        r"\bwhat(?:'s| is) the (?:answer|solution|right answer)\b|\bwhat would you do\b"
        r"|\b(?:not sure|no idea|unsure|(?:don'?t|do not) know) (?:what|how|where) (?:else )?"
        r"(?:to|i (?:should|could|can))\b"
        r"|^\W*(?:(?:um+|uh+|hmm+|well|sorry)\W+)*i (?:really )?(?:don'?t|do not) know\W*$",
        (HELP,),
    ),
    (
        r"\b(?:does|did|do) (?:that|this|it|i|what i (?:said|say))\b.{0,15}\b(?:make sense|"
        r"sound|look|"
        r"work for you|answer)\b|\b(?:is|was) (?:that|this|it) (?:right|correct|ok|okay|good|"
        r"fine|enough|"
        r"clear|what you (?:want\w*|meant?|expect\w*))\b|\bam i (?:right|wrong|correct|on the "
        r"right track|"
        r"missing (?:something|anything))\b|\bhow am i doing\b|\bwhat do you think\b|\bsounds? "
        r"(?:good|ok|"
        r"okay|right|reasonable)\s*\?|\bany (?:feedback|thoughts|questions|concerns)\b|\bagree\s*\?"
        r"|\bare you (?:happy|ok|okay|fine|satisfied) with\b|\bdid i (?:miss|forget)\b|"
        r"\bok(?:ay)? (?:with|for) you\b",
        UNJUDGED,
    ),
    (
        r"\b(?:can|may|should|shall|could|do|would you like me to|do you want me to) (?:i|"
        r"we)?\b.{0,20}\b"
        r"(?:move on|go on|continue|proceed|start|begin|draw|sketch|write|skip|take notes|think|"
        r"have a (?:minute|"
        r"moment)|pause|go deeper|dive|come back|calculate|estimate|walk you|share|use the "
        r"(?:board|editor|"
        r"notes|whiteboard|calculator))\b|\bready to (?:start|begin|move on)\b|\bshall we\b"
        r"|\b(?:want|like) me to\b",
        ("As you like; it is your interview to lead.", "Yes, go ahead."),
    ),
    (
        r"\b(?:can|may|could|should) (?:i|we|you) (?:ask|have)\b.{0,15}\b(?:question|"
        r"something)\b"
        r"|\bcan (?:i|we) (?:clarify|ask)\b\s*(?:something|a few things)?\s*\?*$",
        _ASK,
    ),
    (
        r"\b(?:can|could|may|should|shall|do) (?:i|we) (?:just |simply |safely )?(?:assume|make "
        r"(?:an |some )?assumptions?|"
        r"pick|choose|suppose|take it)\b",
        ("Yes: say the assumption aloud, and what would change if it were wrong.",),
    ),
    (
        r"\bare you (?:there|a (?:bot|robot|human|person|real|machine|computer)|an? (?:ai|llm)|"
        r"chatgpt|human|real)\b"
        r"|\bwho are you\b|\bcan you hear me\b|\bwhat(?:'s| is) your name\b|\bare you listening\b",
        _SELF,
    ),
    (
        r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|nice to meet you|greetings)\b"
        r"|\bhow are you\b|\bhow(?:'s| is) it going\b|\bhow do you do\b",
        ("Hello. Whenever you are ready: ask, or begin.",),
    ),
)

_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), texts) for pattern, texts in _PROCEDURES)

_TALKERS = re.compile(r"\b(?:i|me|we|shall)\b", re.IGNORECASE)

TURNED_BACK = (
    "What would you choose, and why?",
    "You tell me: what speaks for it here, and what does it cost?",
    "Both can be defended. Which one do you take, and what do you give up?",
    "That is the designer's decision. Make it, and give me your reason.",
)

TAKEN_UP = (
    "Say what it would do for you here, and what it costs.",
    "That is yours to say. What speaks for it?",
)
"""What is said to a means that is put forward with a question mark."""


def about_interview(prompt: Prompt, question: str, turn: int, surely: bool = False) -> str:
    """The answer to a question about the interview itself or a greeting, "" if it is none.

    `surely` leaves out what may as well be a question about the system: what names a thing
    besides, or has neither of the two who talk in it.
    """
    for pattern, texts in _COMPILED:
        match = pattern.search(question)
        if match and (not surely or texts in _SURE or _alone(match)):
            return texts[turn % len(texts)].format(statement=prompt.statement)
    return ""


def _alone(match: re.Match[str]) -> bool:
    """Whether a sentence says nothing but what was found in it, of the two who talk."""
    rest = match.string[: match.start()] + " " + match.string[match.end() :]
    return bool(_TALKERS.search(match.group())) and not topics(rest)


def about_design(question: str) -> bool:
    """Whether a question asks the interviewer to make a decision of the design."""
    technical = names_technology(question)
    return bool(_DESIGN.search(question) and technical) or bool(
        technical and _EITHER.search(question)
    )


def proposes(text: str) -> bool:
    """Whether a few words with a question mark are nothing but a means ("maybe a cache?"): put
    forward with hesitation, and asking for nothing."""
    words = [word for word in tokens(text) if word not in _HESITANT]
    return bool(words) and all(names_technology(word) or word in _STORES for word in words)


def decides(question: str) -> bool:
    """Whether a question about a means asks in so many words what the candidate should do."""
    return bool(_DECIDES.search(question))


def open_design(question: str) -> bool:
    """Whether a question asks how to design something, with no technology in it."""
    return bool(_DESIGN.search(question))


def names_technology(question: str) -> bool:
    """Whether a technology or a technique is named."""
    words = stems(question)
    return any(word in _SINGLE_WORDS for word in tokens(question)) or any(
        within(stems(name), words) for name in _TECHNIQUE_TERMS
    )
