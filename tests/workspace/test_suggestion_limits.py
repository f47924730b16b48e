"""The limits below which suggestions are looked for unasked."""

from reader.tui.controllers import suggestions
from reader.workspace import accept_service, source_survey


def test_the_article_the_list_and_accepting_have_the_same_limits() -> None:
    limits = {(each.LARGEST, each.MOST_SOURCES) for each in (suggestions, accept_service, source_survey)}
    assert limits == {(100_000, 5000)}
