"""What tests of the terminal share that need no application: the styles of a theme."""

import pytest

from reader.tui.theme import DARK, ThemeStyles, complete


@pytest.fixture(scope="session")
def theme_styles() -> ThemeStyles:
    """Return the styles of the dark theme."""
    return ThemeStyles.of(complete({**DARK.to_color_system().generate(), **DARK.variables}, is_dark=True))
