"""Whether a source is an article to read or an original."""

import pytest

from reader.text.role import is_in_originals, is_original


@pytest.mark.parametrize(
    ("id", "text", "expected"),
    [
        ("originals/a.txt", "", True),
        ("storm/originals/a.md", "", True),
        ("originals/2024/a.md", "", True),
        ("originals.txt", "", False),
        ("storm/originals", "", False),
        ("my-originals/a.txt", "", False),
        ("a.md", "---\ntitle: A\nrole: original\n---\nText", True),
        ("a.md", "\ufeff---\r\nRole: 'original'\r\n---\r\nText", True),
        ("a.txt", "---\nrole: original\n---\nText", True),
        ("a.md", "---\nrole: originality\n---\nText", False),
        ("a.md", "---\nrole: article\n---\nrole: original", False),
        ("a.md", "role: original\n", False),
        ("a.md", "---\nrole: original\n", False),
    ],
)
def test_an_original_is_recognised_by_its_folder_or_its_front_matter(id: str, text: str, expected: bool) -> None:
    assert is_original(id, text) is expected
    assert is_in_originals(id) is (expected and "originals/" in id)
