"""Sheets such as hurried people type: nouns, units, rates above and below the line, arrows, times.

Grammatical more often than not, which is where mutation of characters never comes.
"""

import random

NOUNS = (
    "users", "req", "requests", "queries", "reads", "writes", "photos", "pages", "servers", "cores",
    "shards", "messages", "rows", "widgets", "drivers", "conns", "QPS", "rps", "tokens", "replicas",
)  # fmt: skip
SIZES = ("B", "KB", "MB", "GB", "TB", "bit", "Mb", "KiB", "bytes", "Gbps", "Mbps", "MB/s", "GB/day")
TIMES = ("ms", "us", "s", "sec", "min", "h", "hours", "day", "days", "weeks", "months", "year")
MONEY = ("$5", "$0.023", "$2,190", "$10k")
NUMBERS = (
    "1", "2", "3", "7", "10", "24", "60", "100", "365", "500", "1000", "86400", "86,400", "0.5",
    "1.5", "2.4", "10k", "4K", "10M", "2.5M", "6B", "1.5 B", "20 million", "3 billion", "10^9",
    "1e6", "12 kk", "1.000.000", "3-5", "10..20", "5 ± 2", "0", "-3", "100:1", "4x", "3x", "20%",
    "99.95%", "~40", "72 000", "1/3",
)  # fmt: skip
NAMES = (
    "DAU",
    "peak",
    "avg qps",
    "size",
    "day",
    "storage per day",
    "orders",
    "rate",
    "99th",
    "p99",
)
SIGNS = (" * ", " / ", " x ", " × ", " + ", " - ", "/", "*", " per ", " of ", " ^ ", " over ")
ENDS = (
    "", "", " in GB", " in $/year", " to hours", " in days", " as %", " -> GB/day", " per month",
    " (3)", " (peak)", " headroom", " each", " for 5 years", ", 5 GB", "; 3 users", " - 2B reads",
    " total", ".", " \\~= 48 GB", " in flight", " -> downtime per year", " on average",
)  # fmt: skip
CALLS = ("ceil", "floor", "round", "sqrt", "log2", "log10", "log", "max", "min", "sum", "abs")


def amount(rng: random.Random) -> str:
    """A number with what may stand behind it."""
    number = rng.choice(NUMBERS)
    kind = rng.randrange(12)
    if kind < 2:
        return number
    if kind < 4:
        return f"{number} {rng.choice(SIZES)}"
    if kind < 6:
        return f"{number} {rng.choice(TIMES)}"
    if kind == 6:
        return rng.choice(MONEY) + rng.choice(("", "/GB", "/month", " per million", " per 1000"))
    if kind == 7:
        return f"{number} {rng.choice(NOUNS)}/{rng.choice(TIMES)}"
    if kind == 8:
        return f"{number} {rng.choice(SIZES)}/{rng.choice(NOUNS)}"
    if kind == 9:
        return f"{number} {rng.choice(NOUNS)} per {rng.choice((*TIMES, *NOUNS))}"
    if kind == 10:
        return f"{number} {rng.choice(TIMES)} {rng.choice(NUMBERS)} {rng.choice(TIMES)}"
    return f"{number} {rng.choice(NOUNS)}"


def term(rng: random.Random, deep: int = 0) -> str:
    """An amount, a name, a call or something in brackets."""
    kind = rng.randrange(10)
    if kind < 2:
        return rng.choice(NAMES)
    if kind == 2 and deep < 3:
        return f"({calculation(rng, deep + 1)})" + rng.choice(("", " GB", "/s", " * 8", "%"))
    if kind == 3 and deep < 3:
        inner = ", ".join(calculation(rng, deep + 1) for _ in range(rng.randint(1, 2)))
        return f"{rng.choice(CALLS)}({inner})"
    return amount(rng)


def calculation(rng: random.Random, deep: int = 0) -> str:
    """Some terms with signs between them."""
    out = term(rng, deep)
    for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3))):
        out += rng.choice(SIGNS) + term(rng, deep)
    return out


def line(rng: random.Random) -> str:
    """A definition, a labelled line, a claim, a fact, a row of a table or a list of columns."""
    if rng.random() < 0.3:
        return f"{rng.choice(NAMES)} = {amount(rng)} {rng.choice('/*')} {amount(rng)}"
    begun = rng.choice(
        ("", "", "- ", "* ", "1. ", "= ", "=> ", "→ ", "> ", "**", "| a | ", "~", "# ")
    )
    head = rng.choice(
        ("", f"{rng.choice(NAMES)} = ", f"{rng.choice(NAMES)}: ", f"{rng.choice(NAMES)} -> ",
         f"{rng.choice(NAMES)} (GB) = ", f"- {rng.choice(NAMES)} - ")
    )  # fmt: skip
    out = begun + head + calculation(rng) + rng.choice(ENDS)
    for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
        out += rng.choice((" = ", " ≈ ", " => ", " -> ", " ~ ", " ~= ")) + (
            amount(rng) if rng.random() < 0.7 else calculation(rng)
        )
    if rng.random() < 0.05:
        out = f"{rng.choice(NAMES)} = {amount(rng)} | {amount(rng)} | {calculation(rng)}"
    return out


def sheet(rng: random.Random) -> str:
    """One to six lines, which may use each other."""
    return "\n".join(line(rng) for _ in range(rng.randint(1, 6)))
