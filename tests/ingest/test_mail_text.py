"""The plain text of an e-mail."""

from email import message_from_string

import pytest

from reader.errors import ReaderError
from reader.ingest.mail_text import payload_of, unflowed


@pytest.mark.parametrize(
    ("text", "is_spaced", "joined"),
    [
        ("The tide \nwas \nhigh.\nSo.", True, "The tide was high.\nSo."),
        ("The ti \nde.", False, "The tide."),
        ("> The tide \n> was high. \nYes.\n>> No", True, "> The tide was high. \nYes.\n>> No"),
        ("High. \n-- \nAnn", True, "High. \n-- \nAnn"),
        ("  indented\n >quoted", True, " indented\n>quoted"),
        ("High. \n\nLow.", True, "High. \n\nLow."),
    ],
)
def test_lines_that_a_program_broke_are_joined(text: str, is_spaced: bool, joined: str) -> None:
    assert unflowed(text, is_spaced=is_spaced) == joined


def test_a_text_that_cannot_be_unpacked_is_refused() -> None:
    part = message_from_string("Content-Transfer-Encoding: base64\n\nR3L23!=====\n")
    with pytest.raises(ReaderError, match=r"a\.eml: its text is damaged"):
        payload_of(part, "a.eml")
