"""Lines of a page that are neither headline nor text, and what reports begin with."""

import pytest

from reader.text.page_lines import is_page_line, without_dateline


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("12 March 2024", True),
        ("2024-05-03", True),
        ("10.30", True),
        ("3 hours ago", True),
        ("Published 3 May 2021 at 10:15 am", True),
        ("Updated", True),
        ("Updated 2 plans", False),
        ("Updated plans", False),
        ("LISBON, 12 March", True),  # with the place before it
        ("LISBON 12", False),  # which alone is no date
        ("LISBON, March", False),
        ("LISBON harbour, 12 March", False),
        ("12 boats in March", False),
        ("March on the harbour", False),
    ],
)
def test_a_date_has_a_number_and_no_other_words(line: str, is_one: bool) -> None:
    assert is_page_line(line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("By Lena Finch", True),
        ("Von Ludwig van der Berg", True),
        ("By Lena Finch, our reporter", True),
        ("By , reporter", True),
        ("By reporter", True),
        ("By the harbour", False),
        ("By nightfall, they had left", False),
        ("By Lena May", True),
        ("By Monday", False),
        ("By Monday, our reporter", False),
        ("By Ann Bea Cid Dan Eve Fay Gil", True),
        ("By Ann Bea Cid Dan Eve Fay Gil Hal", False),  # eight names are a list
    ],
)
def test_a_byline_names_an_author_and_nothing_else(line: str, is_one: bool) -> None:
    assert is_page_line(line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("", True),
        ("* * *", True),
        ("• Photo: Lena Finch •", True),
        ("© Lena Finch", True),
        ("Photo finish at the regatta", False),
        ("  www.example.org  ", True),
        ("desk@example.org", True),
        ("Write to desk@example.org", False),
        ("4 min read.", True),
        ("4 minutes that shook it", False),
        ("Home » Harbour » Ferries", True),
        ("Share Tweet Print", True),
        ("Share prices", False),
        ("share " * 14, True),
        ("share " * 15, False),  # it is too long for a row of buttons
    ],
)
def test_credits_addresses_menus_and_buttons_are_not_text(line: str, is_one: bool) -> None:
    assert is_page_line(line) is is_one


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("MOSCOW, November 12. /Example Wire/. The ferry is late.", "The ferry is late."),
        ("LONDON (Example) - The ferry is late.", "The ferry is late."),
        ("BERLIN, 3 May — The ferry is late.", "The ferry is late."),
        ("The ferry is late.", "The ferry is late."),
        ("BERLIN — ", "BERLIN — "),  # nothing would be left
    ],
)
def test_a_report_may_begin_with_its_place_date_and_agency(text: str, rest: str) -> None:
    assert without_dateline(text) == rest
