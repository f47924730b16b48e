"""What tests of the terminal share that need no application: the styles of a theme."""

import pytest

from reader.tui.theme import DARK, complete
from reader.tui.theme_styles import ThemeStyles


@pytest.fixture(scope="session")
def theme_styles() -> ThemeStyles:
    """Return the styles of the dark theme."""
    return ThemeStyles.of(complete({**DARK.to_color_system().generate(), **DARK.variables}, is_dark=True))


@pytest.fixture(scope="session")
def plain_styles(theme_styles: ThemeStyles) -> ThemeStyles:
    """Return the styles of the dark theme on a screen without colours."""
    return ThemeStyles.of(theme_styles.variables, has_colours=False)
