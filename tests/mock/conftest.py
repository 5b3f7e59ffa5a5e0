"""The environment of the screens' tests serves the mock's too."""

from tests.ui.conftest import stage

__all__ = ["stage"]
