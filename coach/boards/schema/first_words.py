"""How lines of a schema begin that give away what they are."""

import re

from coach.boards.patterns import lazy

BULLET = lazy(
    r"[ \t]*(?:(?:[-*•+▪◦–↳→]|->|\d{1,3}[.)]|\(\d\)|[☐□✓]"
    r"|[\U0001F300-\U0001FAFF](?<![🔑🔗])\ufe0f?)[ \t]+)?"
)
BUILT = lazy(
    r"create_table\b|add_index\b|(?:db\.)?\w+\.(?:index|createIndex|ensureIndex)\s*\(\s*\{|create\s+(?:table|(?:unique_)?index)\s*\(\s*:|Schema::"
    r"|[^(\n]{0,60}\bcreateTable\s*\(|\w+\.define\s*\(|(?:export\s+)?(?:const|let|var)\s+\w+\s*="
)
"""How a table begins that calls build."""
ANNOTATION = lazy(
    r"@(?:Entity|Table|Data|Document|Schema|ObjectType)\b(?:\(\s*[\"'](?P<said>\w+)[\"'])?"
    r"(?:[^\n]*?\bname\s*[:=]\s*[\"'](?P<name>\w+)[\"'])?[^\n{]*(?:\{[^}\n]*\}\)?)?\Z"
)
"""A line above a class that only says that it is a table's."""
SPOKEN = lazy(
    r"(?:(?:(?:and|also|then|so)\s+)*(?:we(?:'ll|\s+will)?|i|you)\s+(?:have|need|want|keep|use|add)\s+"
    r"|(?:and|also|then)\s+)(?:an?\s+|the\s+|one\s+)?(?=\w+\s*(?:\b(?:table|collection)\b|[:(]))",
    re.I,
)
"""How a sentence begins that says a table."""
TITLE = lazy(
    r"(?:#{1,6}\s*|\*\*)?(?P<title>[A-Za-z][A-Za-z -]*?)(?:\*\*)?\s*(?P<colon>:)?(?:\*\*)?\s*\Z"
)
MARKED = lazy(r"#\w+\s*[:(]")
"""The name of a table behind the mark that its keys have."""
