"""The prompts of a folder or a zip file that came from elsewhere, as texts.

A zip file is read in memory and never unpacked, within bounds that no bomb passes; in a folder no
link is followed.
"""

import stat
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from coach.catalog.content_source import FILE_LIMIT, Flaw, read
from coach.catalog.folders import NOT_PROMPTS
from coach.errors import ContentError
from coach.files import read_plain
from coach.frozen import dataclass
from coach.text import clean_line

MOST_FILES = 500
"""Prompts of one pack."""
MOST_LOOKED_AT = 5_000
"""Files and folders of one pack that are looked at."""
MOST_BYTES = 20_000_000
"""Bytes of one zip file, and of all that is read of it."""
DEEPEST = 4
"""Folders into one another that are looked into."""
_ENCRYPTED = 0x1
_SMALLER = "Add the folder that holds the prompts, not what is around it."


@dataclass(frozen=True, slots=True)
class Member:
    """One prompt of a pack as it came: where it stood, and its text, not looked at yet."""

    place: str
    text: str


def members_of(source: Path) -> Iterator[Member]:
    """The prompts of a folder or a zip file; ContentError where it is none, holds too much, or
    names what no honest pack does."""
    if source.is_dir():
        yield from _of_folder(source)
        return
    for place, text in _of_zip(source):
        yield Member(place, text)


def is_prompt(name: str) -> bool:
    """Whether a file's name is that of a prompt."""
    return name.endswith(".toml") and name not in NOT_PROMPTS and name != "pyproject.toml"


def _of_folder(root: Path) -> Iterator[Member]:
    """The prompts of a folder and of those inside it; hidden ones and links are passed over."""
    looked = count = 0
    waiting = [(root, 1)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            inside = sorted(folder.iterdir())
        except OSError as error:
            raise ContentError(f"{folder} cannot be looked into: {_lower(error)}.") from None
        for path in inside:
            looked += 1
            if looked > MOST_LOOKED_AT:
                raise ContentError(f"{root} holds more than {MOST_LOOKED_AT:,} files.", _SMALLER)
            if path.name.startswith(".") or path.is_symlink():
                continue
            if stat.S_ISDIR(path.stat().st_mode):
                if depth < DEEPEST:
                    waiting.append((path, depth + 1))
            elif is_prompt(path.name):
                count += 1
                if count > MOST_FILES:
                    raise ContentError(f"{root} holds more than {MOST_FILES} prompts.", _SMALLER)
                try:
                    yield Member(str(path.relative_to(root)), read(path, root))
                except Flaw as flaw:
                    raise ContentError(f"{path}: {flaw.reason}") from None


def _of_zip(path: Path) -> Iterator[tuple[str, str]]:
    """Where each prompt of a zip file stands in it, and its text."""
    try:
        raw = read_plain(path, MOST_BYTES)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ContentError(f"{clean_line(str(path), 200)} cannot be read: {reason}.") from None
    if len(raw) > MOST_BYTES:
        raise ContentError(f"{path.name} is bigger than {MOST_BYTES // 1_000_000} MB.")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            yield from _members(archive, path.name)
    except ContentError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a file from outside leads to
        raise ContentError(
            f"{clean_line(path.name, 200)} is no zip file that can be read "
            f"({type(error).__name__}).",
            "A pack is a folder of prompts or a zip file of one.",
        ) from None


def _members(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, str]]:
    members = archive.infolist()
    if len(members) > MOST_LOOKED_AT:
        raise ContentError(f"{name} holds more than {MOST_LOOKED_AT:,} files.")
    wanted = [member for member in members if is_prompt(PurePosixPath(member.filename).name)]
    wanted = [zip_info for zip_info in wanted if not _hidden(zip_info.filename)]
    if len(wanted) > MOST_FILES:
        raise ContentError(f"{name} holds more than {MOST_FILES} prompts.")
    left = MOST_BYTES
    for member in wanted:
        place = clean_line(member.filename, 200)
        if why := _dishonest(member):
            raise ContentError(f"{name}: {place} {why}; nothing was added.")
        with archive.open(member) as file:
            data = file.read(FILE_LIMIT + 1)
        left -= len(data)
        if len(data) > FILE_LIMIT or left < 0:
            raise ContentError(f"{name}: {place} unpacks to more than a prompt holds.")
        try:
            yield place, data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise ContentError(f"{name}: {place} is not UTF-8 text.") from None


def _hidden(place: str) -> bool:
    """Whether a file lies in a hidden folder, or in the one that a Mac adds for itself."""
    parts = place.replace("\\", "/").split("/")
    return any(p.startswith((".", "__MACOSX")) for p in parts if p not in ("..", "."))


def _dishonest(member: zipfile.ZipInfo) -> str:
    """Why a member is none of an honest pack; "" where it may be."""
    parts = member.filename.replace("\\", "/").split("/")
    if member.filename.startswith("/") or ".." in parts or ":" in parts[0]:
        return "names a place outside of the pack"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link"
    if member.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if member.file_size > FILE_LIMIT:
        return "is bigger than 300 kB"
    return ""


def _lower(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
