"""What is said where a library that coach needs is not there, or is not the one it was made for."""

from coach import __version__


def told_of(error: ImportError) -> tuple[str, str]:
    """A sentence that names the part which could not be loaded, and a way out."""
    part = (error.name or "").partition(".")[0]
    missing = isinstance(error, ModuleNotFoundError)
    if part in ("", "coach"):
        fault = f"coach: This installation of coach {__version__} is not whole: {error}."
    elif missing:
        fault = f"coach: {part} is missing, and this part of coach {__version__} needs it."
    else:
        fault = f"coach: {part} is there but does not fit coach {__version__}: {error}."
    again = "python -m pip install --force-reinstall sysdesign-coach"
    return fault, f"       Install coach again: {again} (in a clone: pip install -e .)"
