"""The review of tags as tests see it, and a text that changed under its tags."""

from reader.tui.screens.review import Review
from tests.support.under_test import Reader

FEW, NOBODY = "Few came to the hall.", "Nobody on the quay knows why that is so."
WAS = f"{FEW}\n\nThe ferry is late, as it often is.\n\n{NOBODY}\n\nShare this.\n"
NOW = f"Snow fell.\n\n{FEW}\n\nThe ferry is slow, as it often is.\n\n{NOBODY}\n"
TAGS = {FEW: "quote", "The ferry is late, as it often is.": "claim", "Share this.": "boilerplate"}


def review(pilot: Reader) -> Review:
    screen = pilot.app.screen
    assert isinstance(screen, Review)
    return screen


def listed(pilot: Reader) -> list[tuple[str, str]]:
    return [(each.status.value, each.annotation.exact) for each in review(pilot).found]


def texts(pilot: Reader) -> tuple[str, str]:
    """What stands there of the old text and of the new one."""
    return str(review(pilot)._was.render()), str(review(pilot)._now.render())


def about(pilot: Reader) -> str:
    """What is said of the tag and of what came along."""
    return str(review(pilot)._remarks.render())
