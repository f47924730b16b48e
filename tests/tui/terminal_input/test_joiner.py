"""Keys, pasted text and control sequences are told apart, however their characters come; the clock is our own."""

from collections.abc import Sequence
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.terminal_input.joiner import LATEST, LONGEST, OPEN, WAIT, InputKind, InputPiece, Joiner
from reader.tui.terminal_input.questions import BACKGROUND, DARK_REPORT, Questions
from reader.tui.terminal_input.sequences import KnownKeys, SequenceReader
from reader.tui.textual_internals import KEY_SEQUENCES, NUMBERED_KEYS
from tests.support.control_sequences import control_sequences

ESCAPE = 0.1  # seconds until `esc` is a key
LATE = 0.2  # seconds after which `esc` has been handed out, and what follows may still belong to it
Part = str | float  # what is read, or a pause in seconds


class Typing:
    """A joiner with a clock: `Typing().read("\\x1b", 0.2, "[A")`."""

    def __init__(self, with_alt: str = "") -> None:
        self.now = 0.0
        questions = Questions()
        questions.note("\x1b[?1004h")
        self.joiner = Joiner(SequenceReader(KnownKeys(KEY_SEQUENCES, NUMBERED_KEYS, with_alt), questions), ESCAPE)

    def read(self, *parts: Part) -> list[InputPiece]:
        """The pieces that come of this."""
        pieces = list[InputPiece]()
        for part in parts:
            pieces += self.joiner.feed(part, self.now) if isinstance(part, str) else self.wait(part)
        return pieces

    def wait(self, seconds: float) -> list[InputPiece]:
        """Lets time pass, and looks at each deadline, as the thread that reads the terminal does."""
        end, pieces = self.now + seconds, list[InputPiece]()
        while (deadline := self.joiner.deadline) is not None and deadline <= end:
            self.now = deadline
            pieces += self.joiner.expire(deadline)
        self.now = end
        return pieces


def keys_of(*parts: Part, with_alt: str = "") -> list[str]:
    """The texts of all pieces in the end."""
    return [piece.text for piece in Typing(with_alt).read(*parts, 2 * LONGEST)]


UP, ESC = "\x1b[A", "\x1b"


@pytest.mark.parametrize(
    ("parts", "keys"),
    [
        (["q"], ["q"]),
        (["qé日🙂\r\x01\x7f"], [*"qé日🙂\r\x01\x7f"]),
        ([UP], [UP]),
        ([ESC, 0.01, "[", 0.01, "A"], [UP]),
        ([ESC], [ESC]),
        ([ESC, "j"], [ESC, "j"]),
        ([ESC, ESC], [ESC, ESC]),
        ([ESC + UP], [ESC, UP]),
        ([ESC + "b"], ["\x1bb"]),  # what macOS sends for alt with an arrow
        ([ESC, LATE, "[A"], [ESC, UP]),
        ([ESC, LATE, "[", 0.4, "A"], [ESC, UP]),
        ([ESC, LATE, "OB"], [ESC, "\x1bOB"]),
        ([ESC, LATE, "[", 0.4, "8;", 0.4, "24", 0.4, ";80", 0.4, "t"], [ESC]),
        ([ESC, LATE, "[q"], [ESC]),
        ([ESC, LATE, "j"], [ESC, "j"]),
        ([ESC, LATE, "j[A"], [ESC, "j", "[", "A"]),
        ([ESC, 0.6, "[A"], [ESC, "[", "A"]),
        ([ESC, LATE, "[["], [ESC, "[", "["]),
        ([ESC, LATE, "[[q"], [ESC, "[", "[", "q"]),
        ([ESC, LATE, "]]q"], [ESC, "]", "]", "q"]),
        ([ESC, LATE, "[é"], [ESC, "[", "é"]),
        ([ESC, LATE, "]", ESC, LATE, "q"], [ESC, "]", ESC, "q"]),
        ([ESC, LATE, "]11;rgb:1e1e/1e1e/1e1e\x07"], [ESC]),
        ([ESC, LATE, "]any words\x1b\\"], [ESC]),
        ([ESC, LATE, "P", LATE, "1+r", LATE, "544e=78", LATE, ESC, LATE, "\\"], [ESC]),
        (["\x1b[[A"], ["\x1b[[A"]),  # the Linux console's F1
        (["\x1b[3$q"], ["\x1b[3$", "q"]),  # rxvt's shift with delete
        (["\x1b[M !!q"], ["q"]),
        (["\x1b[12;", UP], [UP]),
        (["\x1b]0;a\x1b[A"], [UP]),
        (["\x1b]0;a\x18q"], ["q"]),
        (["\x1b[201~q"], ["q"]),
        (["\x1b]\x1b\\q"], ["q"]),
        (["\x1b]\x07\x1bP\x9c\x1b_\udc9cq"], ["q"]),
        (["\x1bP\x07\x1b\\q"], [ESC, "P", "\x07", ESC, "\\", "q"]),
        (["\x9b?1;2cq"], ["q"]),
        (["\x8fAq"], ["\x1bOA", "q"]),
        (["\x1b[1@q"], ["q"]),
        (["\x1bP a\x1b\\q"], ["q"]),
        (["\udc9b?1;2cq"], ["q"]),
        (["\x9d11;rgb:1\x9cq"], ["q"]),
        (["\udce9q\x80\x85"], ["q"]),  # a key of a terminal that speaks Latin-1
    ],
    ids=ascii,
)
def test_what_is_typed_and_what_is_not(parts: Sequence[Part], keys: list[str]) -> None:
    assert keys_of(*parts) == keys


@pytest.mark.parametrize("beginning", "[]OP_^")
def test_with_nothing_after_them_the_beginnings_are_the_keys_that_they_are(beginning: str) -> None:
    assert keys_of(ESC + beginning) == [ESC, beginning]
    typing = Typing()
    assert [each.text for each in typing.read(ESC, LATE)] == [ESC]
    assert typing.read(beginning, WAIT - 0.01) == []
    assert typing.read(0.02) == [InputPiece(InputKind.KEY, beginning)]


@pytest.mark.parametrize("key", [*"jqcbx:/ ", "\r", "\x7f", "é"])
def test_any_other_key_after_esc_is_there_at_once(key: str) -> None:
    for gap in (0.0, 0.05, LATE):
        typing = Typing()
        pieces = typing.read(ESC, gap, key)
        if ESC + key not in KEY_SEQUENCES:
            assert [each.text for each in pieces] == [ESC, key]
        assert typing.joiner.deadline is None


def test_esc_alone_is_a_key_after_a_tenth_of_a_second() -> None:
    typing = Typing()
    assert typing.read(ESC, ESCAPE - 0.01) == []
    assert typing.joiner.expire(typing.now) == [], "the thread may look too early"
    assert typing.read(0.02) == [InputPiece(InputKind.KEY, ESC)]


def test_a_letter_with_alt_is_one_key_only_if_it_is_bound() -> None:
    assert Typing("x").read("\x1bx") == [InputPiece(InputKind.ALT, "x")]
    assert keys_of("\x1bx", with_alt="y") == [ESC, "x"]
    assert Typing().read("\x1bd") == [InputPiece(InputKind.ALT, "d")], "macOS sends it to delete a word"


@pytest.mark.parametrize(
    ("beginning", "rest"),
    [
        ("\x1b]11;rgb:1e1e", "/1e1e/1e1e\x1b\\"),
        ("\x1bP1+r54", "=78\x1b\\"),
        ("\x1b[8;24", ";80t"),
        ("\x1b]11;a", "b\x07"),
    ],
)
def test_the_rest_of_a_reply_that_comes_too_late_is_not_a_key_either(beginning: str, rest: str) -> None:
    assert keys_of(beginning, WAIT + LATE, rest + "q") == ["q"]
    assert keys_of(beginning, WAIT + LATE, "q", rest)[0] == "q"
    assert len(keys_of(beginning, WAIT + LATEST, rest)) == len(rest)


def test_a_string_without_an_end_does_not_take_keys_for_ever() -> None:
    held_down: list[Part] = ["q", 0.25] * 200
    assert keys_of("\x1b]0;", *held_down).count("q") == 200 - LONGEST / 0.25


def test_a_long_reply_is_dropped_and_little_of_it_is_kept() -> None:
    assert keys_of(f"\x1b]52;c;{'q' * 10_000}\x1b\\j") == ["j"]
    assert keys_of(f"\x1b[{'1;' * 10_000}tj") == ["j"]
    assert keys_of(f"\x1b[{'9' * 10_000};5uj") == ["j"]


# Pasting


@pytest.mark.parametrize(
    ("parts", "pieces"),
    [
        (["\x1b[200~jq\x1b[201~c"], [(InputKind.PASTE, "jq"), (InputKind.KEY, "c")]),
        (["\x1b[20", "0~j", "q\x1b", LATE, "[20", "1~c"], [(InputKind.PASTE, "jq"), (InputKind.KEY, "c")]),
        (["\x1b[200~", 60.0, "jq\x1b[201~"], [(InputKind.PASTE, "jq")]),
        (["\x1b[200~a\x1b[Bq\x1b]0;x\x07 \x1bq\0\x1b[201~"], [(InputKind.PASTE, "a\x1b[Bq\x1b]0;x\x07 \x1bq")]),
        (["\x1b[200~\x1b[201~q"], [(InputKind.PASTE, ""), (InputKind.KEY, "q")]),
        (["\x1b[200~a", 1.0, "b\x1b[201~q"], [(InputKind.PASTE, "ab"), (InputKind.KEY, "q")]),
        (["\x1b[200~a", 3.0, "q", "j"], [(InputKind.PASTE, "a"), (InputKind.KEY, "q"), (InputKind.KEY, "j")]),
        (["\x1b[200~a", 3.0, UP], [(InputKind.PASTE, "a"), (InputKind.KEY, UP)]),
        (["\x1b[200~a", 3.0, "\x1b[201~q"], [(InputKind.PASTE, "a"), (InputKind.KEY, "q")]),
    ],
    ids=ascii,
)
def test_pasted_text_is_text(parts: Sequence[Part], pieces: list[InputPiece]) -> None:
    assert Typing().read(*parts, 1.0) == pieces


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), st.integers(1, 9))
def test_pasted_text_arrives_whole_however_it_is_cut(text: str, size: int) -> None:
    stream = f"\x1b[200~{text.replace(ESC, '')}\x1b[201~j"
    typing = Typing()
    pieces = [piece for start in range(0, len(stream), size) for piece in typing.read(stream[start : start + size])]
    assert pieces == [InputPiece(InputKind.PASTE, text.replace(ESC, "")), InputPiece(InputKind.KEY, "j")]


# Whole kinds


@given(st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cc"])))
def test_what_is_typed_without_esc_is_typed(text: str) -> None:
    assert keys_of(text) == [*text]


KEYS = sorted(key for key in KEY_SEQUENCES if isinstance(key, str) and keys_of(key) == [key])  # type: ignore[attr-defined]


def test_a_key_that_is_cut_anywhere_is_the_same_key() -> None:
    assert len(KEYS) > 250
    for key in KEYS:
        for place in range(1, len(key)):
            assert keys_of(key[:place], 0.05, key[place:]) == [key]
            if key[1] in "[O":
                assert keys_of(key[:place], 0.3, key[place:]) == [*[ESC][: place == 1], key]


def test_no_reply_is_a_key_whole_or_cut_anywhere() -> None:
    for reply in islice(control_sequences(1), 200):
        assert {*keys_of(reply)} <= {"\x1b[I", "\x1b[O"}, reply
        assert keys_of(reply, "j")[-1] == "j"
        for place in range(1, len(reply)):
            keys = keys_of(reply[:place], LATE, reply[place:], "j")
            assert {*keys} <= {"\x1b[I", "\x1b[O", *([ESC] if place == 1 else []), "j"}, (reply, place)


ANY = st.one_of(
    st.sampled_from([key for key in KEYS if key != ESC]),
    st.sampled_from("jqcbx /:[]OP_^é日"),
    st.sampled_from([*islice(control_sequences(2), 99)]),
)


@given(st.lists(ANY, max_size=6), st.data())
def test_the_same_pieces_come_of_the_same_characters_however_they_are_cut(
    inputs: list[str], data: st.DataObject
) -> None:
    stream = "".join(inputs)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(stream)), max_size=5)))
    parts = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert keys_of(*parts) == keys_of(stream)


# The answer of a terminal to the question which background it has, in any number of parts

ANSWER = "\x1b]11;rgb:1e1e/2f2f/c0b0\x1b\\"


def asking() -> Typing:
    typing = Typing()
    typing.joiner._reader.questions.note(BACKGROUND)
    return typing


@given(st.sets(st.integers(1, len(ANSWER) - 1)), st.data())
def test_an_answer_in_any_number_of_parts_types_nothing_but_its_first_characters(
    cuts: set[int], data: st.DataObject
) -> None:
    ends = [*sorted(cuts), len(ANSWER)]
    parts = [ANSWER[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    pauses = data.draw(st.lists(st.floats(0, LONGEST / len(parts) - 0.1), min_size=len(parts), max_size=len(parts)))
    typing = asking()
    pieces = [each for pause, part in zip(pauses, parts, strict=True) for each in typing.read(pause, part)]
    typed = [each.text for each in pieces]
    assert typed in ([DARK_REPORT], [ESC, DARK_REPORT], [ESC, "]", DARK_REPORT])
    assert 1 in cuts or 2 in cuts or typed == [DARK_REPORT]
    assert typing.read("jq") == [InputPiece(InputKind.KEY, "j"), InputPiece(InputKind.KEY, "q")]


@pytest.mark.parametrize(
    ("parts", "keys"),
    [
        ([ESC, 1.0, "]", 1.0, "j", 1.0, "1"], [ESC, "]", "j", "1"]),
        ([ESC, 1.0, "]", 1.0, "]", 1.0, "1"], [ESC, "]", "]", "1"]),
        ([ESC, 1.0, "]q"], [ESC, "]", "q"]),
        ([ESC, 1.0, "]1q"], [ESC, "]", "1", "q"]),
        ([ESC, 1.0, "]", LONGEST, "1"], [ESC, "]", "1"]),
        (["j", OPEN, ESC, 1.0, "]", 1.0, "1"], ["j", ESC, "]", "1"]),
        ([ESC, 1.0, "]", 1.0, "1", 1.0, "j", "1"], [ESC, "]", "j", "1"]),
    ],
    ids=ascii,
)
def test_what_is_not_an_answer_is_typed(parts: Sequence[Part], keys: list[str]) -> None:
    assert [each.text for each in asking().read(*parts, 2 * LONGEST)] == keys
    assert [each.text for each in Typing().read(ESC, 1.0, "]", 1.0, "1")] == [ESC, "]", "1"], "nothing was asked"
