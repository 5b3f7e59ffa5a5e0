"""The environment of the screens' tests serves a sitting without a screen too."""

from tests.ui.conftest import stage

__all__ = ["stage"]
