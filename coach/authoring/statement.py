"""Whether a prompt's statement gives away what the candidate should find out or decide."""

import re
from collections.abc import Iterator

from coach.authoring.problem import Problem, error, warning
from coach.boards.diagram.technologies import PRODUCTS
from coach.catalog.prompt import Prompt
from coach.language.wordlists import SMALL
from coach.language.words import tokens

_PARTS = """cache, caching, cdn, queue, database, shard, sharding, replica, replication, load
balancer, partition, partitioning, index, websocket, polling, kafka, redis, sql,
nosql, microservice, blob store, object storage, hash, hashing, fan out, eventual
consistency, rate limit"""
_EVERYDAY = frozenset(
    re.findall(
        r"\w+",
        """stripe square segment wise beam spark storm flume ups neon chroma ambassador
        temporal cadence unbound elastic presto druid hive oracle aurora beanstalk
        temporal iris plaid ignite caffeine squid flink trino athena neptune spanner
        fauna loki thanos mimir consul sphinx vespa swift haystack dragonfly front
        door airflow quartz step functions traffic manager open connect dynamo mongo
        bind9 rabbit artemis rds dax emr fax nas nfs data lake archive segment slack
        twitter facebook github google maps visa mastercard celery kong caddy janus
        snowflake""",
    )
)
_NUMBER = re.compile(
    r"\d|\b(?:hundreds?|thousands?|millions?|billions?|trillions?|milliseconds?|kilobytes?|"
    r"megabytes?|gigabytes?|terabytes?|petabytes?)\b",
    re.I,
)
_TELLING = 0.6
_LEAST = 4


def statement(prompt: Prompt) -> Iterator[Problem]:
    """Technologies, numbers and clarifications' answers that the statement names."""
    text = prompt.statement
    title = _folded(prompt.title)
    for name in sorted({*PRODUCTS, *(part.strip() for part in _PARTS.split(","))}):
        parts = name.split()
        if name in _EVERYDAY or (len(parts) > 1 and set(parts) <= _EVERYDAY):
            continue
        if _folded(name) in _folded(text) and _folded(name) not in title:
            yield error("statement", f"it names a technology or a part of the answer: {name}.")
    if _NUMBER.search(text):
        yield error("statement", "it holds a number; numbers are for those who ask.")
    known = _content(text)
    for fact in prompt.facts:
        for what, said in (("answer", fact.answer), ("default", fact.default)):
            words = _content(said)
            if len(words) >= _LEAST and len(words & known) >= _TELLING * len(words):
                yield error("statement", f"it prints the {what} of the fact {fact.id}.")
                break
    ends = len(re.findall(r"[.!?](?:\s|$)", text))
    if ends > 2:
        yield warning("statement", f"it has {ends} sentences; one or two leave more to ask.")


def _folded(text: str) -> str:
    """The words of a text with a space around each, for finding a name among them."""
    return f" {' '.join(tokens(text))} "


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in tokens(text) if len(word) > 2 and word not in SMALL)
