"""No reply of a terminal changes a tag; `python -m tests.torture.terminal_input` tries thousands."""

from itertools import islice

from tests.support.control_sequences import control_sequences
from tests.torture.terminal_input import in_terminal, problems_of

CASES = (
    *("\x1b[8;24;80t", "\x1b[>1;2;0c", "\x1b]11;rgb:1111/bbbb/cccc\x1b\\", "\x1bP1+r544e=78\x1b\\", "\x1b[?1;2c"),
    *("\x1b_Gi=1;OK\x1b\\", "\x1b[106;1:3u", "\x1b[1;1:3B"),
)


def test_no_reply_is_a_key_whole_or_cut_anywhere() -> None:
    replies = [*CASES, *islice(control_sequences(3), 60)]
    assert [problem for reply in replies for problem in problems_of(reply)] == []


def test_no_reply_changes_a_tag_in_a_real_terminal() -> None:
    replies = [*CASES, *islice(control_sequences(4), 52)]
    assert in_terminal(replies, late=15) == []
