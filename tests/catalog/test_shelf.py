"""The shelf: listing and loading prompts, shipped and own, good and bad."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter

import pytest

from coach.catalog import header as header_module
from coach.catalog import shelf, shipped, strict
from coach.catalog.checking import faults
from coach.catalog.light import LightPrompt
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import Folders
from coach.catalog.workflow import Workflow
from coach.errors import ContentError, NotFound, UsageError

TEMPLATE = shelf.shipped_folder() / "template.toml"
WORKFLOW = shelf.shipped_folder() / "interview" / "workflow.toml"

HEAD = """
slug = "{slug}"
title = "{title}"
statement = "Design a thing."
difficulty = "easy"
tags = ["one", "two"]
"""


def place(folder: Path, slug: str, text: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{slug}.toml"
    path.write_text(HEAD.format(slug=slug, title=slug.title()) if text is None else text)
    return path


def of(workflow: str, slug: str) -> str:
    return f'workflow = "{workflow}"' + HEAD.format(slug=slug, title=slug.title())


@pytest.fixture
def two(tmp_path: Path) -> Folders:
    place(tmp_path / "shipped" / "interview", "chat")
    place(tmp_path / "shipped" / "api-design", "orders", of("api-design", "orders"))
    for workflow in ("interview", "api-design"):
        shutil.copy(WORKFLOW, tmp_path / "shipped" / workflow)
    place(tmp_path / "own", "kites")
    return Folders(tmp_path / "shipped", tmp_path / "own")


def test_own_prompts_stand_beside_the_shipped_ones(two: Folders) -> None:
    found, broken = shelf.headers(two)
    assert [(one.slug, one.own) for one in found] == [
        ("orders", False),
        ("chat", False),
        ("kites", True),
    ]
    assert broken == ()
    assert found[1].tags == ("one", "two")
    assert found[1].levels == ("mid", "senior", "staff")
    assert found[1].minutes == 45


def test_an_own_prompt_takes_a_shipped_ones_place_and_says_so(two: Folders) -> None:
    assert two.own is not None
    place(two.own / "interview", "chat", HEAD.format(slug="chat", title="My chat"))
    found, broken = shelf.headers(two)
    chat = next(one for one in found if one.slug == "chat")
    assert (chat.title, chat.own, chat.hides, broken) == ("My chat", True, True, ())
    assert shelf.find("chat", two)[1] is True


def test_a_missing_own_folder_is_no_fault(two: Folders, tmp_path: Path) -> None:
    found, broken = shelf.headers(Folders(two.shipped, tmp_path / "nowhere"))
    assert len(found) == 2
    assert broken == ()


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('slug = "bad"\ntitle = "x\n', 2, "not valid TOML"),
        ('slug = "other"\ntitle = "x"\n', 1, 'the slug is "other"'),
        ('slug = "bad"\nstatement = "y"\n', 0, "is missing"),
        (HEAD.format(slug="bad", title="x") + "minutes = 2\n", 7, "from 3 to 120"),
        (HEAD.format(slug="bad", title="x") + "minutes = true\n", 7, "from 3 to 120"),
        (HEAD.format(slug="bad", title="x") + 'levels = ["boss"]\n', 7, "mid, senior and staff"),
        (HEAD.format(slug="bad", title="x") + "levels = 3\n", 7, "mid, senior and staff"),
        (HEAD.format(slug="bad", title="x").replace("easy", "soft"), 5, "easy, medium or hard"),
        ("[[facts]]\n", 0, "slug is missing"),
        ("x = " + "[" * 3000, 0, "TOML"),
    ],
)
def test_a_bad_file_is_named_with_line_and_reason_and_the_rest_load(
    two: Folders, text: str, line: int, reason: str
) -> None:
    assert two.own is not None
    path = place(two.own, "bad", text)
    found, broken = shelf.headers(two)
    assert len(found) == 3
    (one,) = broken
    assert one.path == path
    if line:
        assert one.line == line
        assert f"line {line}" in str(one)
    assert reason in str(one)


def test_files_that_are_no_plain_text_are_refused(two: Folders, tmp_path: Path) -> None:
    assert two.own is not None
    secret = tmp_path / "secret.toml"
    secret.write_text(HEAD.format(slug="linked", title="x"))
    (two.own / "linked.toml").symlink_to(secret)
    (two.own / "dangling.toml").symlink_to(tmp_path / "gone.toml")
    (two.own / "loop.toml").symlink_to(two.own / "loop.toml")
    (two.own / "latin.toml").write_bytes(b'slug = "latin"\ntitle = "caf\xe9"\n')
    (two.own / "huge.toml").write_bytes(b"#" * (shelf.FILE_LIMIT + 1))
    os.mkfifo(two.own / "pipe.toml")
    (two.own / "folder.toml").mkdir()
    found, broken = shelf.headers(two)
    assert len(found) == 3
    reasons = {one.path.stem: str(one) for one in broken}
    assert "link to elsewhere" in reasons["linked"]
    assert "link to elsewhere" in reasons["dangling"]
    assert "loop" in reasons
    assert "line 2: it is not UTF-8" in reasons["latin"]
    assert "bigger than 300 kB" in reasons["huge"]
    assert "not a plain file" in reasons["pipe"]
    assert "folder" in reasons


def test_a_file_twice_under_one_slug_is_named(two: Folders) -> None:
    assert two.own is not None
    place(two.own / "toys", "kites")
    found, broken = shelf.headers(two)
    assert len(found) == 3
    assert "same slug" in str(broken[0])


def test_a_slug_belongs_to_its_workflow(two: Folders) -> None:
    assert two.own is not None
    place(two.shipped / "schema-design", "orders", of("schema-design", "orders"))
    shutil.copy(WORKFLOW, two.shipped / "schema-design")
    place(two.shipped / "api-design", "chat", of("api-design", "chat"))
    place(two.own / "api-design", "orders", of("api-design", "orders"))
    found, broken = shelf.headers(two)
    assert broken == ()
    assert [(one.workflow, one.slug, one.hides) for one in found] == [
        ("api-design", "chat", False),
        ("api-design", "orders", True),
        ("interview", "chat", False),
        ("interview", "kites", False),
        ("schema-design", "orders", False),
    ]
    assert shelf.header("chat", two).workflow == "interview"
    assert shelf.header("chat", two, "api-design").workflow == "api-design"
    assert shelf.header("orders", two, "api-design").own
    with pytest.raises(UsageError, match="Several workflows") as caught:
        shelf.header("orders", two)
    assert "api-design, schema-design" in caught.value.hint
    with pytest.raises(NotFound, match="interview has no prompt called orders"):
        shelf.header("orders", two, "interview")


def test_a_prompt_in_another_workflows_folder_is_named(two: Folders) -> None:
    assert two.own is not None
    place(two.shipped / "interview", "orders", of("api-design", "orders"))
    place(two.own / "interview", "trays", of("api-design", "trays"))
    place(two.own / "mine", "cups", of("api-design", "cups"))
    place(two.own / "mine", "forks", of("fork-design", "forks"))
    found, broken = shelf.headers(two)
    assert [one.path.stem for one in broken] == ["orders", "trays", "forks"]
    assert "no workflow fork-design (workflows: api-design, interview)" in str(broken[2])
    assert "lies in the folder of interview, but its workflow is api-design" in str(broken[0])
    assert "cups" in [one.slug for one in found]


def test_what_a_prompt_names_and_its_workflow_has_not_is_told_with_its_line(two: Folders) -> None:
    assert two.own is not None
    sound = TEMPLATE.read_text()
    for old, new, told in (
        ('phase = "design"', 'phase = "depth"', "has no phase depth (phases: clarify, est"),
        ('group = "requirements"', 'group = "depth"', "has no group depth (groups: requirements"),
    ):
        text = sound.replace(old, new, 1)
        line = text[: text.index(new)].count("\n") + 1
        place(two.own, "lost-and-found", text)
        with pytest.raises(ContentError, match=f", line {line}: the workflow interview") as caught:
            shelf.load("lost-and-found", two)
        assert told in caught.value.message


def test_a_part_may_be_left_out_or_be_a_text_alone(two: Folders) -> None:
    assert two.own is not None
    board = '[api]\nboard = """'
    text = TEMPLATE.read_text()
    assert board in text
    start = text.index("[design]")
    core = text[:start] + text[text.index("[api]", start) :]
    api = core[core.index("[api]") : core.index("# The tables")]
    schema = core[core.index("[schema]") : core.index("# What the design turns on")]
    core = core.replace(api, "").replace(schema, "")
    place(two.own, "lost-and-found", 'api = "GET /a"\nschema = ""\n' + core)
    prompt = shelf.load("lost-and-found", two)
    assert (prompt.design, prompt.schema, prompt.components) == (None, None, ())
    assert [prompt.reference(name) for name in ("api", "schema", "diagram")] == ["GET /a", "", ""]


def test_texts_are_made_harmless(two: Folders) -> None:
    assert two.own is not None
    place(two.own, "sly", HEAD.format(slug="sly", title="a\\u001b[31mred\\u202e"))
    found, _ = shelf.headers(two)
    assert next(one for one in found if one.slug == "sly").title == "a␛[31mred"


def test_a_bracket_inside_a_long_text_does_not_end_the_head(two: Folders) -> None:
    assert two.own is not None
    text = 'api = """\n[not a table]\n"""\n' + HEAD.format(slug="odd", title="Odd")
    place(two.own, "odd", text)
    found, broken = shelf.headers(two)
    assert "odd" in [one.slug for one in found]
    assert broken == ()


def test_the_template_is_a_whole_prompt() -> None:
    prompt = shelf.load_file(TEMPLATE)
    assert prompt.title == "City lost-and-found"
    assert prompt.reference("schema").startswith("reports(")


def test_a_prompt_is_loaded_by_its_slug(two: Folders) -> None:
    assert two.own is not None
    place(two.own, "lost-and-found", TEMPLATE.read_text())
    assert shelf.load("lost-and-found", two).facts[0].id == "volume"


def test_a_fault_deep_in_a_file_has_its_line(two: Folders) -> None:
    assert two.own is not None
    text = TEMPLATE.read_text().replace('grade = "great"', 'grade = "grand"')
    path = place(two.own, "lost-and-found", text)
    line = text[: text.index('grade = "grand"')].count("\n") + 1
    with pytest.raises(ContentError) as caught:
        shelf.load("lost-and-found", two)
    assert f"{path}, line {line}: decisions.0.options.1.grade" in caught.value.message


FAULTS = [
    ('grade = "great"', 'grade = "grand"', "'grand' is not one of 'naive', 'good', 'great'"),
    ("must = true", "must = 1", "facts.0.must: expected true or false, got a whole number"),
    ("factor = 3", "factor = 0.3", "factor: expected a number > 1"),
    (
        "load_bearing = true",
        "loadbearing = true",
        "decisions.0.loadbearing: there is no such field",
    ),
    ("difficulty = ", "difficulty_ = ", "difficulty"),
    ("decides = ", "decided = ", "decid"),
]


@pytest.mark.parametrize(("sound", "faulty", "reason"), FAULTS)
def test_a_fault_is_told_in_the_words_of_who_writes_toml(
    two: Folders, sound: str, faulty: str, reason: str
) -> None:
    assert two.own is not None
    text = TEMPLATE.read_text()
    assert sound in text
    place(two.own, "lost-and-found", text.replace(sound, faulty, 1))
    with pytest.raises(ContentError) as caught:
        shelf.load("lost-and-found", two)
    assert reason in caught.value.message
    assert "`" not in caught.value.message
    assert ", line " in caught.value.message


def test_an_unknown_slug_names_the_nearest(two: Folders) -> None:
    with pytest.raises(NotFound, match="kites"):
        shelf.load("kite", two)
    with pytest.raises(NotFound, match="no prompt"):
        shelf.load("../../etc/passwd", two)


def test_workflows_load_by_id(two: Folders) -> None:
    shipped = shelf.folders()
    assert "interview" in shelf.workflow_ids(shipped)
    assert shelf.load_workflow("interview", shipped).phases[0].id == "clarify"
    with pytest.raises(NotFound):
        shelf.load_workflow("../interview", shipped)
    (two.shipped / "interview" / "workflow.toml").write_text('id = "interview"\ntitle = 3\n')
    with pytest.raises(ContentError, match=r"workflow.toml, line 2: title"):
        shelf.load_workflow("interview", two)


def test_no_shipped_file_needs_the_slow_reader() -> None:
    code = (
        "import sys; from coach.catalog import shelf; folders = shelf.folders()\n"
        "for header in shelf.headers(folders)[0][::8]:\n"
        "    shelf.load(header.slug, folders, header.workflow)\n"
        "    shelf.load_workflow(header.workflow, folders)\n"
        "sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


BAD_WORKFLOWS = [
    ('id = "toys"', 'id = "tools"', "line 2: its id is tools, but its folder is called toys"),
    ('boards = ["notes"]', 'boards = ["notes", "chalk"]', "there is no board chalk (boards: "),
    ("least = 1", "least = 9", "line 8: phases.0: least must not be more than most"),
    ("listens = true", "hears = true", "line 13: phases.0.hears: there is no such field."),
    ('draws = "notes"', 'draws = "diagram"', "a phase uses a board that the workflow has not"),
    ("[[phases]]", "[phases]", "phases"),
]
TOYS = """title = "Toys"
id = "toys"
boards = ["notes"]

[[groups]]
id = "all"
title = "All"
[[phases]]
id = "play"
title = "Play"
least = 1
most = 2
listens = true
boards = ["notes"]
draws = "notes"
"""


@pytest.mark.parametrize(("sound", "faulty", "reason"), BAD_WORKFLOWS)
def test_a_workflow_of_ones_own_is_listed_or_refused_with_the_reason(
    two: Folders, sound: str, faulty: str, reason: str
) -> None:
    assert two.own is not None
    (two.own / "toys").mkdir()
    path = two.own / "toys" / "workflow.toml"
    path.write_text(TOYS)
    usable, refused = shelf.outlines(two)
    assert [outline.title for outline in usable][-1] == "Toys"
    assert (usable[-1].minutes, refused) == ("1-2 min", ())
    assert shelf.load_workflow("toys", two).phases[0].listens
    assert sound in TOYS
    path.write_text(TOYS.replace(sound, faulty))
    with pytest.raises(ContentError) as caught:
        shelf.load_workflow("toys", two)
    assert reason in caught.value.message
    with suppress(ContentError):
        shelf.plan("toys", two, "45")
    usable, refused = shelf.outlines(two)
    assert len(usable) + len(refused) == 3


def test_listing_needs_no_models() -> None:
    code = (
        "import sys; from coach.catalog import shelf; shelf.headers(shelf.folders());"
        "sys.exit('msgspec' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_shipped_header_is_sound() -> None:
    found, broken = shelf.headers(shelf.folders())
    assert broken == ()
    assert all(not one.own for one in found)


BODY = HEAD.format(slug="bad", title="x")
HOSTILE = {
    "digits": BODY + "minutes = " + "9" * 5_000,
    "digits inside": BODY + '[[facts]]\nid = "a"\nmust = ' + "9" * 5_000,
    "date": BODY + "minutes = 9999-99-99",
    "offset": BODY + "minutes = 2026-01-01T00:00:00+99:99",
    "hexadecimal": BODY + "minutes = 0x" + "f" * 300_000,
    "dots": "a" + ".a" * 200_000 + " = 1\n" + BODY,
    "spaced dots": "a" + " . a" * 100_000 + " = 1\n" + BODY,
    "quoted dots": "a" + '."a"' * 100_000 + " = 1\n" + BODY,
    "lines of dots": "".join(f"k{n}{'.a' * 480} = 1\n" for n in range(900)) + BODY,
    "dots in a table": BODY + "[" + "a." * 100_000 + "a]\nx = 1\n",
    "dots in braces": "x = {" + "a." * 100_000 + "a = 1}\n" + BODY,
    "brackets": "x = " + "[" * 100_000 + "]" * 100_000 + "\n" + BODY,
    "braces": "x = " + "{a=" * 5_000 + "1" + "}" * 5_000 + "\n" + BODY,
    "quotes": '"' * 300_000,
    "numbers": BODY + "tags = [" + "1," * 200_000 + "]",
    "nothing": "\0" * 1_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_neither_hides_the_others_nor_keeps_them_waiting(
    kind: str, two: Folders
) -> None:
    assert two.own is not None
    path = place(two.own, "bad", HOSTILE[kind])
    start = perf_counter()
    found, broken = shelf.headers(two)
    assert {one.slug for one in found} >= {"chat", "orders", "kites"}
    assert [one.path for one in broken] in ([], [path])
    for use in (shelf.header, shelf.load):
        with suppress(ContentError):
            use("bad", two)
    assert perf_counter() - start < 10


def test_what_nobody_foresaw_in_a_file_is_told_of_that_file_alone(
    two: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert two.own is not None
    path = place(two.own, "bad", BODY)

    def header_of(one: Path, own: bool, root: Path) -> shelf.Header:
        if one == path:
            raise ArithmeticError("odd")
        return real(one, own, root)

    real = header_module.header_of
    monkeypatch.setattr(shelf, "header_of", header_of)
    found, (one,) = shelf.headers(two)
    assert found
    assert str(one) == f"{path}: it cannot be used (ArithmeticError)."
    with pytest.raises(ContentError, match="cannot be used"):
        shelf.header("bad", two)


def test_a_folder_of_own_prompts_that_cannot_be_listed_is_told(
    two: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert two.own is not None
    iterdir = Path.iterdir

    def closed(self: Path) -> Iterator[Path]:
        if self == two.own:
            raise PermissionError(13, "Permission denied")
        return iterdir(self)

    monkeypatch.setattr(Path, "iterdir", closed)
    found, (one,) = shelf.headers(two)
    assert found
    assert str(one) == f"{two.own}: the prompts in it cannot be listed: permission denied."


def test_all_faults_are_named_in_one_run_with_their_lines(two: Folders) -> None:
    assert two.own is not None
    path = place(two.own, "kites", HEAD.format(slug="kites", title="Kites") + "minuts = 45\n")
    with pytest.raises(ContentError) as caught:
        shelf.load("kites", two)
    told = f"{path}, line 7: minuts: there is no such field; did you mean minutes?"
    assert caught.value.message == told
    assert caught.value.hint == "`coach prompts check` names all 7 faults of it."
    tables = ("facts", "requirements", "observables", "bar", "verdict", "answer")
    missing = [f"{path}: {table}: is missing." for table in tables]
    assert [str(fault) for fault in faults(path, two)] == [told, *missing]


def test_faults_of_every_table_are_named_together(two: Folders) -> None:
    assert two.own is not None
    text = TEMPLATE.read_text()
    for sound, faulty, _ in FAULTS:
        text = text.replace(sound, faulty, 1)
    text = text.replace('phase = "design"', 'phase = "drawing"', 1)
    path = place(two.own, "lost-and-found", text)
    told = [str(fault) for fault in faults(path, two)]
    assert all(any(reason in fault for fault in told) for _, _, reason in FAULTS)
    lines = [fault.line for fault in faults(path, two)]
    assert sorted(lines, key=lambda line: (line == 0, line)) == lines
    text = TEMPLATE.read_text().replace('phase = "design"', 'phase = "drawing"', 2)
    path = place(two.own, "lost-and-lost", text)
    assert [fault.reason.split("(")[0].strip() for fault in faults(path, two)] == [
        'the slug is "lost-and-found" but the file is called lost-and-lost.toml; they must agree.',
        "the workflow interview has no phase drawing",
        "the workflow interview has no phase drawing",
    ]


def test_of_a_file_of_nothing_but_faults_some_are_named_and_the_others_counted(
    two: Folders,
) -> None:
    assert two.own is not None
    path = place(two.own, "kites", "".join(f"x{number} = 1\n" for number in range(1_200)))
    told = faults(path, two)
    assert len(told) == 51
    assert told[-1].reason == "and 1,160 faults more."


@pytest.mark.parametrize("path", sorted(shelf.shipped_folder().glob("*/*.toml")), ids=str)
def test_every_shipped_file_keeps_the_bounds_that_reading_it_takes_for_proved(path: Path) -> None:
    light = 'tier = "light"' in path.read_text(encoding="utf-8")[:200]
    kind = Workflow if path.name == "workflow.toml" else LightPrompt if light else Prompt
    text = path.read_text(encoding="utf-8")
    assert shipped.model(text, kind) == strict.model(text, kind)
    assert kind is Workflow or faults(path, shelf.folders()) == ()
