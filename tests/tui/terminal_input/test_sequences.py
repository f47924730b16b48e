"""A control sequence counts if it is a key, or answers a question that the program has asked."""

import pytest

from reader.tui.terminal_input.questions import Questions
from reader.tui.terminal_input.sequences import KnownKeys, SequenceReader

SYNC, RESIZE = "\x1b[?2026;2$y", "\x1b[?2048;2$y"
SIZE = "\x1b[48;24;80;480;800t"


def reader(*written: str) -> SequenceReader:
    questions = Questions()
    for each in written:
        questions.note(each)
    return SequenceReader(KnownKeys({"\x1b[A", "\x1b[1;2R", "\x1b[1;5t"}, {"27u"}), questions)


@pytest.mark.parametrize(
    ("written", "reply"),
    [
        ("\x1b[?2026$p", SYNC),
        ("\x1b[?2048$p", RESIZE),
        ("\x1b[?2048h", SIZE),
        ("\x1b[?1004h", "\x1b[I"),
        ("\x1b[?1004h", "\x1b[O"),
        *((f"\x1b[?{mode}h", "\x1b[<0;3;4M") for mode in (1000, 1002, 1003, 1006)),
        ("\x1b[?1003;1006h", "\x1b[<35;3;4m"),
    ],
)
def test_a_reply_counts_while_its_question_is_open(written: str, reply: str) -> None:
    assert reader().read(reply) == ()
    assert reader(written).read(reply) == (reply,)
    assert reader(written.replace("h", "l").replace("p", "x"), "\x1b[?1h", "x" * 99 + written).read(reply) == ()
    assert reader(written, "\x1b[?9h", "\x1b[?9l").read(reply) == (reply,)
    assert reader(written, "\x1b[?1000;1002;1003;1004;1006;2048l").read(reply) == ((reply,) if "$p" in written else ())


def test_a_question_has_one_answer() -> None:
    asked = reader("\x1b[?2026$p")
    assert [asked.read(reply) for reply in (RESIZE, SYNC, SYNC)] == [(), (SYNC,), ()]


@pytest.mark.parametrize(("setting", "counts"), [(0, False), (1, True), (2, False), (3, True), (4, False)])
def test_sizes_count_if_the_answer_is_that_they_are_reported_already(setting: int, counts: bool) -> None:
    asked = reader("\x1b[?2048$p")
    assert asked.read(f"\x1b[?2048;{setting}$y")
    assert bool(asked.read(SIZE)) is counts


@pytest.mark.parametrize(
    ("size", "read"),
    [
        ("48;24;80;480;800t", "48;24;80;480;800t"),
        ("48;24:1;80:2;480:3;800:4t", "48;24;80;480;800t"),
        ("48;24;80;0;0t", "48;24;80;24;80t"),  # in cells, for Textual divides by them
        ("48;1;1;1;1t", "48;1;1;1;1t"),
        ("48;1000;1000;1;1t", "48;1000;1000;1;1t"),
        ("48;1001;1000;1;1t", ""),
        ("48;0;80;480;800t", ""),
        ("48;24;0;480;800t", ""),
        ("48;24;80;480t", ""),
        ("48;-1;80;480;800t", ""),
    ],
)
def test_a_size_is_one_that_a_screen_can_have(size: str, read: str) -> None:
    assert reader("\x1b[?2048h").read(f"\x1b[{size}") == ((f"\x1b[{read}",) if read else ())


UNASKED = [
    "[8;24;80t",
    "[>1;2;0c",
    "[?1;2c",
    "[?1u",
    "[0n",
    "[?997;1n",
    "[24;80R",
    "[1;5t",
    "[1;2R",
    "[?1;0;256S",
    "[?2027;1$y",
    "[32;10;10M",
    "OZ",
    "]11;rgb:0/0/0\x1b\\",
    "P1+r544e=78\x1b\\",
    "_Gi=1;OK\x1b\\",
    "^a\x1b\\",
    "[M!!!",
]


@pytest.mark.parametrize("reply", UNASKED)
def test_what_nobody_asked_for_counts_never(reply: str) -> None:
    everything = ("\x1b[?2026$p", "\x1b[?2048$p", "\x1b[?1000;1003;1004;1006;2004;2048h", "\x1b[18t", "\x1b[c")
    assert reader(*everything).read(f"\x1b{reply}") == ()


def test_keys_of_kittys_protocol_are_left_out_where_that_is_switched_off() -> None:
    assert reader().read("\x1b[27u") == ("\x1b[27u",)
    assert SequenceReader(KnownKeys({"\x1b[A"}, numbered=None), Questions()).read("\x1b[27u") == ()
    assert SequenceReader(KnownKeys({"\x1b[A"}, numbered=None), Questions()).read("\x1b[A") == ("\x1b[A",)
