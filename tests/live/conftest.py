"""The environment of the screens' tests serves a sitting without a screen too."""

from tests.journal.conftest import paths
from tests.ui.conftest import stage

__all__ = ["paths", "stage"]
