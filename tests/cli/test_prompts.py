"""`coach prompts` from the command line."""

import argparse
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.catalog import shelf
from coach.cli import prompts
from coach.errors import ContentError, NotFound, UsageError

Run = Callable[..., tuple[int, str]]
TEMPLATE = shelf.shipped_folder() / "template.toml"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    return tmp_path / "data" / "prompts"


@pytest.fixture
def run(home: Path) -> Run:
    def go(*words: str, stdin: str = "") -> tuple[int, str]:
        parser = argparse.ArgumentParser()
        prompts.add(parser.add_subparsers())
        args = parser.parse_args(["prompts", *words])
        out = io.StringIO()
        code: int = args.run(args, io.StringIO(stdin), out)
        return code, out.getvalue()

    return go


def test_the_list_names_shipped_prompts_and_marks_own_ones(run: Run, home: Path) -> None:
    home.mkdir(parents=True)
    text = TEMPLATE.read_text(encoding="utf-8")
    (home / "lost-and-found.toml").write_text(text, encoding="utf-8")
    (home / "chat.toml").write_text(text.replace('"lost-and-found"', '"chat"'), encoding="utf-8")
    (home / "broken.toml").write_text('slug = "broken"\n', encoding="utf-8")
    code, out = run("list")
    assert code == 0
    lines = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    assert "easy" in lines["url-shortener"]
    assert "your own" not in lines["url-shortener"]
    assert "(your own)" in lines["lost-and-found"]
    assert "in place of the shipped one" in lines["chat"]
    assert "title is missing" in lines["broken:"] or "is missing" in lines["broken:"]


def test_the_list_can_be_narrowed_and_read_by_programs(run: Run) -> None:
    code, out = run("list", "--json", "shortener")
    (row,) = [json.loads(line) for line in out.splitlines()]
    assert (code, row["slug"], row["own"]) == (0, "url-shortener", False)
    assert run("list", "no-such-word")[1] == "No prompt has these words.\n"


def test_show_tells_the_statement_but_no_answers(run: Run) -> None:
    prompt = shelf.load("url-shortener", shelf.folders())
    code, out = run("show", "url-shortener")
    assert code == 0
    assert prompt.statement in out
    assert "45 minutes" in out
    secrets = [fact.answer for fact in prompt.facts]
    secrets += [part.name for part in prompt.components]
    assert not any(secret in out for secret in secrets)
    everything = run("show", "url-shortener", "--all")[1]
    assert all(secret in everything for secret in secrets)


def test_an_unknown_slug_is_no_prompt(run: Run) -> None:
    with pytest.raises(NotFound, match="url-shortener"):
        run("show", "url-shortner")
    with pytest.raises(UsageError, match="no file"):
        run("check", "nowhere/at-all.toml")


def test_check_proves_a_shipped_prompt(run: Run) -> None:
    assert run("check", "url-shortener") == (0, "url-shortener: sound\n")


def test_check_names_what_is_wrong_and_fails(run: Run, tmp_path: Path) -> None:
    source = shelf.find("url-shortener", shelf.folders())[0].read_text(encoding="utf-8")
    path = tmp_path / "url-shortener.toml"
    ask = '"what availability do we need?",'
    assert ask in source
    spoiled = source.replace(ask, '"how many links are created per day?",')
    spoiled = spoiled.replace('"How fast must the redirect be?"', '"Which mascot do we have?"')
    path.write_text(spoiled, encoding="utf-8")
    code, out = run("check", str(path))
    assert code == 1
    assert '"how many links are created per day?" is answered with new-links' in out
    assert '"Which mascot do we have?" is answered with no fact' in out


def test_check_goes_on_after_a_file_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("slug = \n", encoding="utf-8")
    code, out = run("check", str(bad), "url-shortener")
    assert code == 1
    assert "bad.toml: error:" in out
    assert "line 1" in out
    assert "url-shortener: sound" in out


def test_a_reference_answer_that_falls_short_is_named(run: Run, tmp_path: Path) -> None:
    source = shelf.find("url-shortener", shelf.folders())[0].read_text(encoding="utf-8")
    path = tmp_path / "url-shortener.toml"
    cut = source.index("[[answer.says]]", source.index("[[answer.says]]") + 20)
    path.write_text(source[:cut], encoding="utf-8")
    code, out = run("check", str(path))
    assert code == 1
    assert "the reference answer scores" in out
    assert "Missed: " in out


def test_new_prints_the_template_or_writes_it_once(run: Run, home: Path) -> None:
    assert run("new") == (0, TEMPLATE.read_text(encoding="utf-8"))
    code, out = run("new", "bike-sharing")
    path = home / "bike-sharing.toml"
    assert code == 0
    assert str(path) in out
    assert shelf.load_file(path).slug == "bike-sharing"
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    assert first == "#:schema ./prompt.schema.json"
    assert rest == TEMPLATE.read_text(encoding="utf-8").replace("lost-and-found", "bike-sharing", 1)
    form = run("schema", "--workflow", "interview")[1]
    assert (home / "prompt.schema.json").read_text(encoding="utf-8") == form
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ContentError, match="nothing was written"):
        run("new", "bike-sharing")
    assert path.read_text(encoding="utf-8") == "mine"


def test_the_untouched_template_is_called_so(run: Run, home: Path) -> None:
    run("new", "bike-sharing")
    code, out = run("check", "bike-sharing")
    assert code == 1
    assert out.startswith("bike-sharing: still the template;")
    assert str(home / "bike-sharing.toml") in out
    assert out.count("\n") == 2
    whole = run("check", "--all", "bike-sharing")
    assert whole[0] == 1
    assert whole[1].startswith("bike-sharing: error: facts: still the template's")


def test_a_prompt_of_which_only_the_title_is_new_is_not_called_sound(run: Run, home: Path) -> None:
    run("new", "demo")
    path = home / "demo.toml"
    text = path.read_text("utf-8").replace("City lost-and-found", "Recipe box")
    path.write_text(re.sub("statement = .*", 'statement = "Design a recipe box."', text), "utf-8")
    code, out = run("check", "demo")
    assert code == 1
    first, second, *_ = out.splitlines()
    assert first.startswith("demo: error: facts: still the template's")
    assert "facts.volume (name, asks, answer, default, matters)" in first
    assert second.startswith("demo: warning: template: still the template's: ")
    for table in ("decisions.matching", "verdict.hire", "design.reference", "bar.mid", "answer"):
        assert table in second
    assert "sound" not in out


def test_a_prompt_near_the_template_is_sound_with_advice_in_parts(run: Run, home: Path) -> None:
    run("new", "bike-sharing")
    path = home / "bike-sharing.toml"
    text = path.read_text("utf-8").replace("City lost-and-found", "Bikes")
    facts = text[text.index("[[facts]]") : text.index("[requirements]")]
    mine = re.sub('"(.*)",', r'"\1 and bikes",', facts)
    mine = re.sub('^(name|answer|default|matters) = "', r'\1 = "In the city, ', mine, flags=re.M)
    path.write_text(text.replace(facts, mine), "utf-8")
    code, out = run("check", "bike-sharing")
    assert code == 0
    assert ": error" not in out
    assert "12 to 20 are wanted" in out
    whole = run("check", "--all", "bike-sharing")[1].splitlines()
    *warnings, verdict = whole
    assert verdict == f"bike-sharing: sound, {len(warnings)} warnings"
    rest = f"bike-sharing: and {len(warnings) - 10} warnings more; --all shows them"
    assert out.splitlines() == [*warnings[:10], rest, verdict]


def test_check_names_all_faults_of_a_file_in_one_run(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('slug = "bad"\ntitle = 3\nminuts = 4\n', encoding="utf-8")
    code, out = run("check", str(bad))
    assert code == 1
    told = [line.removeprefix(f"bad.toml: error: {bad}") for line in out.splitlines()]
    assert told[:2] == [
        ", line 2: title: expected text, got a whole number.",
        ", line 3: minuts: there is no such field; did you mean minutes?",
    ]
    rest = ("statement", "difficulty", "facts", "requirements", "observables", "bar", "verdict")
    assert set(told[2:]) == {f": {name}: is missing." for name in (*rest, "answer")}


@pytest.mark.parametrize("of", ["prompt", "workflow"])
def test_the_schema_is_printed_as_json(run: Run, of: str) -> None:
    code, out = run("schema", of)
    assert code == 0
    assert json.loads(out)["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_questions_that_are_no_text_are_refused(home: Path) -> None:
    parser = argparse.ArgumentParser()
    prompts.add(parser.add_subparsers())
    args = parser.parse_args(["prompts", "ask", "url-shortener"])
    stdin = io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n"), "utf-8")
    with pytest.raises(UsageError, match="standard input is not UTF-8"):
        args.run(args, stdin, io.StringIO())


def test_a_list_that_asks_for_nothing_more_is_advice(run: Run, tmp_path: Path) -> None:
    source = shelf.find("url-shortener", shelf.folders())[0].read_text(encoding="utf-8")
    path = tmp_path / "url-shortener.toml"
    show = 'shows = [{ said = [["cache", "lru"], ["redis"]] }, '
    path.write_text(source.replace("shows = [", show, 1), "utf-8")
    code, out = run("check", str(path))
    assert code == 0
    assert "the other list of its sentence has every word of: redis." in out
    assert out.endswith("url-shortener: sound, 2 warnings\n")


@pytest.mark.parametrize("slug", ["Bike", "../bike", "a b", "", "template", "-", "x" * 61])
def test_a_bad_slug_writes_nothing(run: Run, home: Path, slug: str) -> None:
    with pytest.raises(UsageError):
        run("new", slug)
    assert not home.exists()


def test_ask_answers_one_object_a_line(run: Run) -> None:
    questions = "How many people use it daily?\n\nWhat colour is the mascot?\nI use a cache.\n"
    code, out = run("ask", "url-shortener", "--json", stdin=questions)
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [set(row) for row in rows] == [{"question", "facts", "answer"}] * 3
    assert [row["facts"] for row in rows] == [["users"], [], []]
    assert rows[0]["answer"].startswith("About 2 million")
    assert rows[1]["answer"]
    assert rows[2]["answer"] == ""


def test_ask_speaks_plainly_too(run: Run) -> None:
    out = run("ask", "url-shortener", stdin="Do links expire?\nI use a cache.\n")[1]
    assert "[lifetime] Five years" in out
    assert "silence" in out


def test_a_light_prompt_is_begun_checked_and_advised(run: Run, home: Path) -> None:
    code, out = run("new", "bikes", "--light")
    assert code == 0 and "coach prompts check bikes" in out
    assert (home / "light.schema.json").is_file()
    path = home / "bikes.toml"
    assert path.read_text("utf-8").startswith("#:schema ./light.schema.json\n")
    assert "still the template" in run("check", "bikes")[1]
    path.write_text(path.read_text("utf-8").replace("City lost-and-found", "Bikes"), "utf-8")
    assert "a light prompt; the next" in run("check", "bikes")[1]
    assert json.loads(run("schema", "light")[1])["properties"]["tier"]["const"] == "light"
    with pytest.raises(UsageError):
        run("new", "trains", "--light", "--workflow", "api-design")


def test_a_pack_comes_and_goes_and_a_sentence_is_written_down(
    run: Run, home: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "team"
    pack.mkdir()
    text = (shelf.shipped_folder() / "template-light.toml").read_text("utf-8")
    (pack / "lost-and-found.toml").write_text(text, "utf-8")
    assert "team: 1 prompt added" in run("add", str(pack))[1]
    assert "(pack team)" in run("list", "lost")[1]
    says = "The turnstile keeps a ledger and reports it at dusk."
    assert "heard by" in run("counts", "lost-and-found", "decides", says)[1]
    assert run("remove", "team")[1] == "team: 1 prompt removed\n"
    with pytest.raises(UsageError, match="shipped"):
        run("counts", "chat", "decides", says)
    with pytest.raises(UsageError, match="There is no"):
        run("add", str(tmp_path / "nowhere"))
