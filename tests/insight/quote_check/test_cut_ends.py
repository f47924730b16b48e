"""Ends of a quotation that are shown as those of a sentence, while the sentence goes on in the original."""

import pytest

from reader.insight.quote_check.cut_ends import END, START, cut_ends
from reader.insight.quote_check.quotation import read_quotation
from reader.text.span import Span


def cut(quoted: str, original: str, *, goes_on: bool = False) -> tuple[str, ...]:
    """Return at which ends a quotation is cut; its words stand between the bars of the original."""
    quotation = read_quotation("a.txt", Span(0, len(quoted)), quoted, goes_on=goes_on)
    place = Span(original.index("|"), original.rindex("|") - 1)
    return cut_ends(quotation, original.replace("|", ""), place)


@pytest.mark.parametrize(
    ("quoted", "original", "ends"),
    [
        ("“We go home.”", "|We go home|.", ()),
        ("“We go home.”", "|We go home|", ()),
        ("“We go home.”", "But |we go home|.", (START,)),
        ("“We go home.”", "Today |We go home|.", (START,)),
        ("“We go home”", "Today |We go home|.", ()),
        ("“we go home.”", "But |we go home|.", ()),
        ("“[W]e go home.”", "But |we go home|.", ()),
        ("“We go home.”", "She says: |We go home|.", ()),
        ("“We go home.”", "She says, |We go home|.", (START,)),
        ("“We go home.”", "She says *|We go home|.*", (START,)),
        ("“We go home.”", "She says “|We go home|.”", ()),
        ("“… we go home”", "But |we go home|.", (START,)),
    ],
)
def test_a_beginning_with_a_capital_is_that_of_a_sentence(quoted: str, original: str, ends: tuple[str, ...]) -> None:
    assert cut(quoted, original) == ends


@pytest.mark.parametrize(
    ("quoted", "original", "ends"),
    [
        ("“We go home.”", "|We go home|, and sleep.", (END,)),
        ("“We go home!”", "|We go home| and sleep.", (END,)),
        ("“We go home”", "|We go home| and sleep.", ()),
        ("“We go home.”", "|We go home|; and sleep.", (END,)),
        ("“We go home.”", "|We go home|: all.", ()),
        ("“We go home.”", "“|We go home|” — so be it.", ()),
        ("“We go home.”", "*|We go home|* and sleep.", (END,)),
        ("“We go home.”", "“|We go home|” and sleep.", ()),
        ("“We go home.”", "|Go “home”, we|” and sleep.", (END,)),
        ("“We go home,”", "|We go home| and sleep.", (END,)),
        ("“we go home,”", "|we go home| and sleep.", ()),
        ("“we go home …”", "|we go home| and sleep.", (END,)),
        ("“…”", "||", (START, END)),
    ],
)
def test_a_stop_or_the_comma_before_who_said_it_is_the_end_of_a_sentence(
    quoted: str, original: str, ends: tuple[str, ...]
) -> None:
    assert cut(quoted, original) == ends


def test_before_a_quotation_that_goes_on_with_the_sentence_a_comma_is_no_end() -> None:
    assert cut("“We go home,”", "|We go home| and sleep.", goes_on=True) == ()
    assert cut("“We go home.”", "|We go home| and sleep.", goes_on=True) == (END,)


@pytest.mark.parametrize(
    ("between", "ends"),
    [("\n", (START, END)), ("\n\n", ()), ("\n \n", ()), (" " * 39, (START, END)), (" " * 40, ()), ("*\n\n", ())],
)
def test_a_paragraph_or_forty_blanks_part_a_sentence_from_what_is_around_it(
    between: str, ends: tuple[str, ...]
) -> None:
    assert cut("“We go home.”", f"Today{between}|We go home|{between}and sleep") == ends
