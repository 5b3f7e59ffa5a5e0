"""The QR code (ISO/IEC 18004) of a text, as dark and light modules."""

from coach.errors import CoachError

_QUIET = 2
"""Light modules around the code. The standard asks for four; two are read, and fit in 24 rows."""


def modules(text: str) -> list[list[bool]]:
    """The rows of the code of a text with its margin, True for dark. CoachError where the library
    that makes codes is not there."""
    try:
        import segno
    except ImportError:
        raise CoachError(
            "QR codes need one more package.",
            'python3 -m pip install "sysdesign-coach[mock]" adds it.',
        ) from None
    code = segno.make(text, error="l", micro=False, boost_error=False)
    return [[bool(module) for module in row] for row in code.matrix_iter(border=_QUIET)]
