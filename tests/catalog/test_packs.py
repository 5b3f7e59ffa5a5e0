"""Packs are taken in as data: checked, under their name, removed again; nothing hostile gets by."""

import os
import stat
import zipfile
from pathlib import Path

import pytest

from coach.catalog import shelf
from coach.catalog.content_source import FILE_LIMIT
from coach.catalog.folders import PACKS, Folders
from coach.catalog.pack_files import MOST_FILES
from coach.catalog.packs import add, names, remove
from coach.errors import ContentError, NotFound, UsageError

LIGHT = (shelf.shipped_folder() / "template-light.toml").read_text("utf-8")


def prompt(slug: str) -> str:
    """A light prompt of that slug."""
    return LIGHT.replace('"lost-and-found"', f'"{slug}"')


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    own = tmp_path / "own"
    own.mkdir()
    return Folders(shelf.shipped_folder(), own)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "Team Prompts"
    (folder / "more").mkdir(parents=True)
    (folder / "bikes.toml").write_text(prompt("bikes"), "utf-8")
    (folder / "more" / "trains.toml").write_text(prompt("trains"), "utf-8")
    (folder / "README.md").write_text("# ours", "utf-8")
    (folder / "run.py").write_text("raise SystemExit(1)", "utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "hidden.toml").write_text("nonsense", "utf-8")
    return folder


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def test_a_folder_is_shown_under_its_name_and_removed_again(folders: Folders, pack: Path) -> None:
    added = add(pack, folders)
    assert added.name == "team-prompts"
    assert added.prompts == (("interview", "bikes"), ("interview", "trains"))
    heads = {one.slug: one.pack for one in shelf.headers(folders)[0] if one.pack}
    assert heads == {"bikes": "team-prompts", "trains": "team-prompts"}
    assert shelf.load("trains", folders).tier == "light"
    own = folders.own
    assert own is not None
    assert not list((own / PACKS).rglob("*.py")) and not list((own / PACKS).rglob("hidden*"))
    assert names(folders) == ("team-prompts",)
    assert remove("team-prompts", folders) == 2
    assert names(folders) == ()
    with pytest.raises(NotFound):
        shelf.load("trains", folders)


def test_a_zip_is_the_same(folders: Folders, tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "pack.zip",
        ("top/bikes.toml", prompt("bikes").encode()),
        ("__MACOSX/._bikes.toml", b"\0"),
        ("top/notes.txt", b"read me"),
    )
    assert add(path, folders, "ours").prompts == (("interview", "bikes"),)


@pytest.mark.parametrize(
    "name", ["../evil.toml", "/etc/evil.toml", "a/../../evil.toml", "..\\evil.toml", "C:/evil.toml"]
)
def test_a_member_that_names_a_place_outside_is_refused(
    name: str, folders: Folders, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "pack.zip", (name, prompt("evil").encode()))
    with pytest.raises(ContentError, match="outside"):
        add(path, folders)
    assert names(folders) == () and not (tmp_path / "evil.toml").exists()


def test_links_bombs_and_what_is_no_zip_are_refused(folders: Folders, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.toml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    bomb = zipped(tmp_path / "bomb.zip", ("big.toml", b"#" * (FILE_LIMIT * 40)))
    many = zipped(tmp_path / "many.zip", *((f"p{n}.toml", b"") for n in range(MOST_FILES + 1)))
    junk = tmp_path / "junk.zip"
    junk.write_bytes(b"PK\x03\x04" + os.urandom(200))
    latin = zipped(tmp_path / "latin.zip", ("l.toml", b'title = "\xe9"'))
    for path, told in (
        (tmp_path / "link.zip", "is a link"),
        (bomb, "bigger than 300 kB"),
        (many, "more than 500 prompts"),
        (junk, "no zip file"),
        (latin, "not UTF-8"),
        (tmp_path / "none.zip", "cannot be read"),
    ):
        with pytest.raises(ContentError, match=told):
            add(path, folders)
    assert names(folders) == ()


def test_a_size_that_lies_is_found_while_reading(folders: Folders, tmp_path: Path) -> None:
    path = zipped(tmp_path / "lie.zip", ("big.toml", b"#" * (FILE_LIMIT * 3)))
    raw = bytearray(path.read_bytes())
    size = (FILE_LIMIT * 3).to_bytes(4, "little")
    while (at := raw.find(size)) >= 0:
        raw[at : at + 4] = (100).to_bytes(4, "little")
    path.write_bytes(bytes(raw))
    with pytest.raises(ContentError):
        add(path, folders)
    assert names(folders) == ()


def test_links_in_a_folder_are_not_followed(folders: Folders, pack: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_text(prompt("secret"), "utf-8")
    (pack / "secret.toml").symlink_to(secret)
    (pack / "round").symlink_to(pack)
    slugs = [slug for _, slug in add(pack, folders).prompts]
    assert slugs == ["bikes", "trains"]


def test_one_bad_file_keeps_the_whole_pack_out_and_is_named(folders: Folders, pack: Path) -> None:
    (pack / "bad.toml").write_text(prompt("bad").replace('topic = "volume"', "", 1), "utf-8")
    with pytest.raises(ContentError, match=r"bad\.toml, line \d+: facts.0: .*a topic"):
        add(pack, folders)
    assert names(folders) == ()


def test_no_pack_takes_the_place_of_a_prompt(folders: Folders, pack: Path) -> None:
    (pack / "chat.toml").write_text(prompt("chat"), "utf-8")
    with pytest.raises(ContentError, match="a prompt called chat already"):
        add(pack, folders)
    (pack / "chat.toml").unlink()
    add(pack, folders)
    with pytest.raises(ContentError, match="a pack called team-prompts already"):
        add(pack, folders)
    own = folders.own
    assert own is not None
    (own / "bikes.toml").write_text(prompt("bikes").replace("City lost", "My lost"), "utf-8")
    assert shelf.load("bikes", folders).title.startswith("My lost")
    found, broken = shelf.headers(folders)
    assert [one.pack for one in found if one.slug == "bikes"] == [""]
    assert any("same slug" in bad.reason for bad in broken)


@pytest.mark.parametrize("name", ["../x", "", ".", "A B", "x" * 99, "team/../.."])
def test_a_strange_name_is_no_pack(name: str, folders: Folders, pack: Path) -> None:
    with pytest.raises(NotFound):
        remove(name, folders)
    if name:
        with pytest.raises(UsageError):
            add(pack, folders, name)
