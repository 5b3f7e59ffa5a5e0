"""The form of a question: how many, how long, who, what if, may it, ...

Facts are asked for in few forms each, so the form tells them apart where words do not: "who may
read it" and "how soon can it be read" share every word that carries a topic.
"""

import re
from functools import lru_cache

_FORMS = {
    "how many": r"\bhow (?:many|numerous)|number of|\bcount of",
    "how much": r"\bhow much",
    "how long": r"\bhow long",
    "how fast": r"\bhow (?:fast|quick|quickly|soon|slow)|how much time|in time|seconds",
    "how often": r"\bhow (?:often|frequent)",
    "how big": r"\bhow (?:big|large|small)|size",
    "who": r"\bwho(?:se|m)?\b",
    "where": r"\bwhere\b",
    "when": r"\bwhen\b",
    "what if": r"\bwhat (?:if|happens|then)|\bif\b|suppose|say ",
    "may": r"\b(?:may|can|could|allowed|ok|okay|fine|acceptable|tolerable)\b",
    "need": r"\b(?:do|does) (?:we|it|they|i)\b.*\b(?:need|have to|want|support|care)|in scope|"
    r"required|needed|worry|my job|ours",
    "must": r"\bmust|have to|should",
    "which": r"\bwhich|what kind|what sort|what type",
    "most": r"\bmax|most|longest|largest|biggest|limit|at most|worst",
    "usual": r"\baverage|typical|usual|normal|ordinary",
    "why": r"\bwhy\b|what for",
    "not": r"\bnot\b|n't\b|never|\bno\b",
    "or": r"\bor\b",
}
_PATTERNS = {f"q:{name}": re.compile(form, re.IGNORECASE) for name, form in _FORMS.items()}
_YES_OR_NO = re.compile(
    r"\W*(?:(?:so|and|ok|also)\W+)*(?:do|does|did|is|are|can|could|should|will|would|must|may|"
    r"has|have)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def forms(text: str) -> frozenset[str]:
    """The forms that a text has, each as a feature "q:...": none or several."""
    return frozenset(name for name, form in _PATTERNS.items() if form.search(text))


def closed(question: str) -> bool:
    """Whether a question begins as one that is answered by yes or no."""
    return _YES_OR_NO.match(question) is not None
