"""The rows of annotations in lists: a tag without a key is named, for its letter is that of others, too."""

import pytest

from reader.annotation.model.annotation import Annotation
from reader.settings import TAGS, Tag
from reader.tui.theme_styles import ThemeStyles
from reader.tui.widgets.tag_rows import TagRows

NUMBER = Tag("claim/number", "", "", "", "bold", "blue", inherited_letter="c")


@pytest.mark.parametrize(
    ("tag", "letter", "about"),
    [
        ("claim", "c", "Ann"),
        ("claim/number", "c", "claim/number · Ann"),
        ("unknown", "?", "unknown · Ann"),
        ("quote/x", "q", "quote/x · Ann"),
    ],
)
def test_a_row_names_a_tag_that_has_no_key(tag: str, letter: str, about: str, theme_styles: ThemeStyles) -> None:
    rows = TagRows({each.name: each for each in (*TAGS, NUMBER)}, theme_styles)
    each = Annotation(id="1", source="a", start=0, end=1, exact="words", tag=tag, creator="Ann")
    first, second = rows.first_row(each, 40, is_chosen=False), rows.second_row(each, 40)
    assert "".join(segment.text for segment in first).split() == [letter, "words"]
    assert "".join(segment.text for segment in second).strip() == about
