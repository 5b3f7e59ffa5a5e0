"""How lines of a schema begin that give away what they are."""

import re
from collections.abc import Sequence

from coach.boards.patterns import lazy
from coach.boards.schema.sketch_words import SECTIONS, bag

BULLET = lazy(
    r"[ \t]*(?:(?:[-*•+▪◦–↳→]|->|\d{1,3}[.)]|\(\d\)|[☐□✓]"
    r"|[\U0001F300-\U0001FAFF](?<![🔑🔗])\ufe0f?)[ \t]+)?"
)
BUILT = lazy(
    r"create_table\b|add_index\b|(?:db\.)?\w+\.(?:index|createIndex|ensureIndex)\s*\(\s*\{|create\s+(?:table|(?:unique_)?index)\s*\(\s*:|Schema::"
    r"|[^(\n]{0,60}\bcreateTable\s*\(|\w+\.define\s*\(|(?:export\s+)?(?:const|let|var)\s+\w+\s*="
    r"|\w+[ \t]*=[ \t]*(?:\w+\.)?Table\(|db\.createCollection\("
)
"""How a table begins that calls build."""
ANNOTATION = lazy(
    r"@(?:Entity|Table|Data|Document|Schema|ObjectType)\b(?:\(\s*[\"'](?P<said>\w+)[\"'])?"
    r"(?:[^\n]*?\bname\s*[:=]\s*[\"'](?P<name>\w+)[\"'])?[^\n{]*(?:\{[^}\n]*\}\)?)?\Z"
)
"""A line above a class that only says that it is a table's."""
SPOKEN = lazy(
    r"(?:(?:(?:and|also|then|so)\s+)*(?:we(?:'ll|\s+will)?|i|you)\s+(?:have|need|want|keep|use|add)\s+"
    r"|(?:and|also|then)\s+)(?:an?\s+|the\s+|one\s+)?"
    r"(?=[`\"]?\w+[`\"]?\s*(?:\b(?:table|collection)\b|[:(]|->|→))",
    re.I,
)
"""How a sentence begins that says a table."""
TITLE = lazy(
    r"(?:#{1,6}\s*|\*\*)?(?P<title>[A-Za-z][A-Za-z -]*?)(?:\*\*)?\s*(?P<colon>:)?(?:\*\*)?\s*\Z"
)
MARKED = lazy(r"#\w+\s*[:(]")
"""The name of a table behind the mark that its keys have."""

WORD = lazy(r"[A-Za-z_]+")
SQL = bag(
    """create alter select with insert update delete drop begin commit set comment use pragma
    grant explain go"""
)
ASKS = bag(
    """query queries q get list find fetch lookup look read select load show search scan count
    join access"""
)
INDEXES = bag(
    """index indexes unique idx ix secondary composite covering compound partial gsi lsi global
    local"""
)
DECLARES = bag("export public abstract final open data sealed case class record")
AMOUNTS = bag("rows grow grows growth values share update updates")
STORE = lazy(
    r"(?:[\w ]{0,30}(?:[:-]|->|→)[ \t]*)?(?:pk|partition[ ]key)\b|[gl]si\w*\b"
    r"|[^\n]{0,40}\bPK\b.{0,80}\bSK\b",
    re.I,
)
"""How lines of a key-value store begin."""


def section_of(inner: str, masked: str, below: Sequence[tuple[int, int]]) -> str:
    """What a title says of the lines below it: `Access patterns`, `tables so far:`; "" for none.
    `below` is the next line, if there is one."""
    said = inner.rstrip(":").strip(" *#").lower()
    if inner[-1] != ":":
        known = SECTIONS.get(said, "") if " " in said else ""
        return known if known and _listed(masked, below) else ""
    first = said.split(" ", 1)[0]
    plural = said.count(" ") < 4 and first in ("tables", "entities", "indexes", "queries")
    return SECTIONS.get(said) or (SECTIONS[first] if plural and _listed(masked, below) else "")


def _listed(masked: str, below: Sequence[tuple[int, int]]) -> bool:
    """Whether the next line is an item of a list."""
    bullet = BULLET.match(masked, below[0][0]) if below else None
    return bullet is not None and bool(bullet[0].strip())


def titles(title: re.Match[str], masked: str, below: Sequence[tuple[int, int]]) -> bool:
    """Whether a title stands above a list, and is no table called so with columns below."""
    if title["colon"] or title[0].startswith(("#", "**")):
        return True
    return bool(below) and bool(masked[slice(*below[0])].strip())
