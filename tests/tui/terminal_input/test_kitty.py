"""Keys as kitty's protocol reports them, in the form that Textual reads."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.terminal_input.kitty import readable
from reader.tui.textual_internals import NUMBERED_KEYS, message_maker


def read(report: str) -> Sequence[str] | None:
    sequences = readable(f"\x1b[{report}", NUMBERED_KEYS)
    return None if sequences is None else [each.removeprefix("\x1b[") for each in sequences]


@pytest.mark.parametrize(
    ("report", "sequences"),
    [
        ("113u", ["113;;113u"]),
        ("113;;113u", ["113;;113u"]),
        ("113;5u", ["113;5u"]),
        ("113;1:1u", ["113;;113u"]),
        ("113;1:2u", ["113;;113u"]),  # held down
        ("113;1:3u", []),  # released
        ("113;5:3u", []),
        ("1;1:3B", []),
        ("3;1:3~", []),
        ("1;1:1B", ["B"]),
        ("1;5:2B", ["1;5B"]),
        ("3;5~", ["3;5~"]),
        ("3;1~", ["3~"]),
        ("B", ["B"]),
        ("97:65;2u", ["97;2;65u"]),
        ("97:65;2;65u", ["97;2;65u"]),
        ("97;2u", ["97;2;65u"]),
        ("55:47;2u", ["55;2;47u"]),
        ("55;2u", ["55;2u"]),
        ("223;2u", ["223;2u"]),  # ß, which is two letters in capitals
        ("1081:1049:113;2u", ["1081;2;1049u"]),
        ("97;65u", ["97;65;97u"]),  # with caps lock
        ("1081::113;5u", ["113;5u"]),
        ("1081:1049:113;6u", ["113;6u"]),
        ("1081::113;3u", ["113;3u"]),
        ("1081::113;;1081u", ["1081;;1081u"]),
        ("1081;5u", ["1081;5u"]),
        ("97::113;5u", ["97;5u"]),  # ctrl+a of a French keyboard, whose a is where q is elsewhere
        ("1081::9;5u", ["1081;5u"]),
        ("97;5;97u", ["97;5u"]),  # ctrl types nothing
        ("113;7;64u", ["113;7;64u"]),  # but some terminals call AltGr ctrl and alt
        ("27;5;113~", ["113;5u"]),  # xterm's modifyOtherKeys
        ("27;2;65~", ["65;2;65u"]),
        ("27;2;13~", ["13;2u"]),
        ("13u", ["13u"]),
        ("13;129u", ["13;129u"]),
        ("57399;;48u", ["57399;;48u"]),
        ("0;;97:98u", ["97;;97u", "98;;98u"]),
        ("0;;27:98u", ["98;;98u"]),
        ("57500u", []),
        ("57500;;97u", ["97;;97u"]),
        ("1114112u", []),
        ("55296u", []),
        ("99999999u", None),
        ("7u", []),
        ("u", []),
        ("113;256u", ["113;256u"]),
        ("113;257u", []),
        ("57344u", []),
        ("113;0u", ["113;;113u"]),
        ("25~", []),
        ("5A", []),
        ("1;2;3;4u", None),
        ("?1u", None),
        ("1;2R", None),
    ],
)
def test_a_report_is_read_or_left_out(report: str, sequences: list[str] | None) -> None:
    assert read(report) == sequences


@given(st.text("0123456789:;", max_size=24), st.sampled_from("u~ABCDEFHPQS"))
def test_textual_reads_whatever_is_left_and_one_key_of_each(parameters: str, final: str) -> None:
    make = message_maker()
    for sequence in readable(f"\x1b[{parameters}{final}", NUMBERED_KEYS) or ():
        assert len([*make(sequence)]) == 1
    assert [each.key for each in make("j")] == ["j"]  # type: ignore[attr-defined]
