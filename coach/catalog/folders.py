"""Where prompts and workflows lie, and how a file is named that cannot be used."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.catalog.content_source import Flaw
from coach.errors import CoachError, ContentError
from coach.frozen import dataclass
from coach.text import clean_line

WORKFLOW_FILE = "workflow.toml"
PACKS = "packs"
"""The folder among own prompts in which the packs lie."""
CAPACITIES_FILE = "capacities.toml"
"""Beside the shipped workflows: what one machine carries, for all of them."""
LIGHT_TEMPLATE = "template-light.toml"
NOT_PROMPTS = frozenset({WORKFLOW_FILE, "template.toml", LIGHT_TEMPLATE})
"""Files beside prompts that are none."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where prompts lie: the shipped ones, and the user's own (which may not exist yet)."""

    shipped: Path
    own: Path | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that cannot be used: why, and on which line where that is known (0: not known)."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        path, reason = clean_line(str(self.path), 1000), clean_line(self.reason, 1000)
        return f"{path}, line {self.line}: {reason}" if self.line else f"{path}: {reason}"


def shipped_folder() -> Path:
    """The folder of the shipped prompts: inside an installed package, or beside it in a source
    tree."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_prompts"
    return installed if installed.is_dir() else package.parent / "prompts"


def folders(own: Path | None = None) -> Folders:
    """The shipped folder with the user's own one."""
    return Folders(shipped_folder(), own)


def watched(folders: Folders, workflow: str, slug: str) -> list[Path]:
    """The files and folders without a change of which a slug means the same prompt and begins with
    the same words; many folders of one's own are not all looked at."""
    prompt = f"{slug}.toml"
    paths = [folders.shipped / workflow / name for name in (prompt, WORKFLOW_FILE)]
    if (own := folders.own) is None:
        return paths
    nested = [path for path in (*own.glob("*"), *own.glob(f"{PACKS}/*/*")) if path.is_dir()]
    paths += [own, own / prompt]
    for folder in sorted(nested)[:40]:
        paths += [folder, folder / prompt, folder / WORKFLOW_FILE]
    return paths


def unforeseen(path: Path, error: Exception) -> Broken:
    """A file that led to an error nobody foresaw."""
    return Broken(path, 0, f"it cannot be used ({type(error).__name__}).")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Whatever a file from outside leads to, as ContentError with file, line and reason."""
    try:
        yield
    except Flaw as flaw:
        count = len(flaw.flaws)
        hint = f"`coach prompts check` names all {count} faults of it." if count > 1 else ""
        raise ContentError(str(Broken(path, flaw.line, flaw.reason)), hint) from None
    except CoachError:
        raise
    except Exception as error:
        raise ContentError(str(unforeseen(path, error))) from error
