"""The offset map: where a span of an old text is in the new one, and what is said of it.

A passage is written in brackets, in the old text and in the new one.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.anchoring.offset_map import EDGE_ROOM, GRAM, MAX_SLIDE, SHORTEST, OffsetMap, visible_length
from reader.text.normalize import normalize
from reader.text.patience_diff import Match
from reader.text.span import Span

PIECES = ["One. ", "The ferry is late. ", "Nobody knows why. ", "It is so. ", "ferry ", "late ", "so\n", "a", " "]
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
FILLER = "Before it there are words of another kind. "
CLOSING = " After it there is still more to be said."


def marked(text: str) -> tuple[str, Span]:
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), Span(start, end)


def a_map(old: str, new: str) -> OffsetMap:
    return OffsetMap(normalize(old), normalize(new))


# Where the span is


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The [old ferry] is late.", "Now the [old ferry] is late."),
        ("The [old ferry] is late.", "The [old ferry] is very late."),
        # a first word that was replaced belongs to the passage
        ("The [small boat was late] today.", "The [large boat was late] today."),
        ("The [small boat was late] today.", "The [smallish boat was late] today."),
        # and so does a last one
        ("The [boat was late] today.", "The [boat was slow] today."),
        ("The [boat was late] today.", "The [boat was late]ly today."),
        # but not a word that was inserted beside it
        ("The [boat was late] today.", "The big [boat was late] today."),
        ("The [boat was late] today.", "The [boat was late] again today."),
        # words inside it may change
        ("The [boat was late] today.", "The [boat, as ever, was late] today."),
        ("The [boat, as ever, was late] today.", "The [boat was late] today."),
    ],
)
def test_a_span_is_mapped_with_the_words_that_replace_its_own(old: str, new: str) -> None:
    (old_text, span), (new_text, expected) = marked(FILLER + old + CLOSING), marked(FILLER + new + CLOSING)
    mapped = a_map(old_text, new_text).map_span(span)
    assert mapped
    assert mapped.span.of(new_text) == expected.of(new_text)
    assert mapped.span == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # where nothing stands before the passage, and where what stands there was replaced, too
        ("[Small boat was late] today.", "[Large boat was late] today."),
        ("A [small boat was late] today.", "The [large boat was late] today."),
        ("A [small boat was late] today.", 'The "[ boat was late] today.'),
        # several words may replace one
        ("The [boat was late] that day, they say.", "The [boat was ten days behind] that day, they say."),
        # but a word does not replace a sign
        ("The [boat was late!!] It sank.", "The [boat was late]ly and by far too much for it. It sank."),
    ],
)
def test_so_it_is_wherever_it_stands(old: str, new: str) -> None:
    (old_text, span), (new_text, expected) = marked(old), marked(new)
    mapped = a_map(old_text, new_text).map_span(span)
    assert mapped and mapped.span.of(new_text) == expected.of(new_text)


def test_a_span_of_which_nothing_survives_is_not_mapped() -> None:
    old, span = marked(FILLER + "[A boat came in.]" + CLOSING)
    assert a_map(old, FILLER + CLOSING).map_span(span) is None
    assert a_map("abc", "xyz").map_span(Span(0, 3)) is None


@given(st.text("ab ."), st.text("ab .\n", max_size=30), st.text("ab .", max_size=10), st.data())
def test_a_mapped_span_lies_in_the_new_text(before: str, old: str, new: str, data: st.DataObject) -> None:
    one, two = normalize(before + old), normalize(before + new)
    start = data.draw(st.integers(0, max(0, len(one.text) - 1)))
    span = Span(start, data.draw(st.integers(start, len(one.text))))
    mapped = OffsetMap(one, two).map_span(span)
    if mapped:
        assert 0 <= mapped.span.start <= mapped.span.end <= len(two.text)
        assert 0 <= mapped.surviving <= 1


@given(texts, texts)
def test_a_character_that_survives_is_mapped_to_its_like(old: str, new: str) -> None:
    one, two = normalize(old), normalize(new)
    the_map = OffsetMap(one, two)
    for at, character in enumerate(one.text):
        mapped = the_map.map_span(Span(at, at + 1))
        if mapped and character not in " \n":
            assert mapped.span.of(two.text) == character


@given(st.text("ab. \n", min_size=1, max_size=60), st.data())
def test_in_an_equal_text_every_span_maps_to_itself(text: str, data: st.DataObject) -> None:
    whole = normalize(text)
    if not whole.text:
        return
    start = data.draw(st.integers(0, len(whole.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(whole.text))))
    mapped = OffsetMap(whole, whole).map_span(span)
    assert mapped and (mapped.span, mapped.surviving, mapped.is_ambiguous) == (span, 1.0, False)


# How much of it survives


@pytest.mark.parametrize(
    ("old", "new", "surviving"),
    [
        ("[alphabet betagamma]", "[alphabet betagamma]", 1.0),
        ("[alphabet betagamma]", "[alphabet]", 8 / 17),
        ("[alphabet one betagamma]", "[alphabet betagamma]", 17 / 20),
        # of several pieces one of fewer than six code points does not count
        ("[alphabet five5 zz betagamma]", "[alphabet xx five5 yy betagamma]", 17 / 24),
        ("[alphabet sixsix zz betagamma]", "[alphabet xx sixsix yy betagamma]", 23 / 25),
    ],
)
def test_the_surviving_share_counts_pieces_that_are_recognised(old: str, new: str, surviving: float) -> None:
    (old_text, span), (new_text, _) = marked(FILLER + old + CLOSING), marked(FILLER + new + CLOSING)
    mapped = a_map(old_text, new_text).map_span(span)
    assert mapped and mapped.surviving == pytest.approx(surviving)


def test_of_one_piece_every_code_point_counts_and_of_white_space_all() -> None:
    old, span = marked(FILLER + "[ab] is one of them." + CLOSING)
    mapped = a_map(old, "Well. " + old).map_span(span)
    assert mapped and mapped.surviving == 1.0
    blank = Span(len(FILLER) - 1, len(FILLER))
    mapped = a_map(old, "Well. " + old).map_span(blank)
    assert mapped and mapped.surviving == 1.0


def test_weight_is_the_number_of_characters_that_are_not_white_space() -> None:
    assert (visible_length("a b\nc"), visible_length(" \n"), visible_length("")) == (3, 0, 0)


# Ambiguity: which of two equal sentences is gone?


@pytest.mark.parametrize(
    ("old", "new", "is_ambiguous"),
    [
        ("It is so. [It is so.] It is not.", "It is so. It is not.", True),
        ("It is so. [It is so.] It is not.", "It is so. It is so. It is so. It is not.", True),
        ("It was so. [It is so.] It is not.", "It is so. It is not.", False),
        ("It is so. [It is so.] It is not.", "It is so. It is so. It is not. Never.", False),
    ],
)
def test_a_span_beside_its_like_is_ambiguous_where_one_was_inserted_or_deleted(
    old: str, new: str, is_ambiguous: bool
) -> None:
    old_text, span = marked(FILLER + old + CLOSING)
    mapped = a_map(old_text, FILLER + new + CLOSING).map_span(span)
    assert mapped is None or mapped.is_ambiguous is is_ambiguous


def test_an_insertion_begins_at_a_sentence() -> None:
    old, span = marked("He said so. [The ferry came.] All went home.")
    new = "He said so. The boat left. The ferry came. All went home."
    mapped = a_map(old, new).map_span(span)
    assert mapped and (mapped.span.of(new), mapped.is_ambiguous) == ("The ferry came.", False)


def test_of_two_ambiguous_places_each_is_known() -> None:
    old, span = marked(f"{FILLER}It is so. [It is so.] It is not.{CLOSING} He came. He came. He went.")
    new = f"{FILLER}It is so. It is not.{CLOSING} He came. He went."
    the_map = a_map(old, new)
    mapped = [the_map.map_span(each) for each in (span, Span(0, 6), Span(old.rindex("He came"), old.rindex(" He")))]
    assert [each is None or each.is_ambiguous for each in mapped] == [True, False, True]


def test_a_deletion_begins_rather_at_a_sentence_than_at_a_line() -> None:
    old = "One two\nthree. Four two\nthree. Five."
    the_map = a_map(old, "One two\nthree. Five.")
    mapped = the_map.map_span(Span(8, 14))
    assert mapped and (mapped.span, mapped.is_ambiguous) == (Span(8, 14), False)
    assert the_map.map_span(Span(15, 30)) is None


# Where the stretches that both texts have are given, it is known how the gap between two of them moves


def map_of(old: str, new: str, *matches: Match) -> OffsetMap:
    assert all(old[each.old : each.old_end] == new[each.new : each.new_end] for each in matches)
    return OffsetMap(normalize(old), normalize(new), matches)


def test_a_gap_moves_by_one_sign_to_the_beginning_of_a_sentence() -> None:
    the_map = map_of("一。二。三。", "一。三。", Match(0, 0, 1), Match(3, 1, 3))
    assert [the_map.map_span(Span(at, at + 2)) for at in (0, 4)] == [
        (Span(0, 2), 1.0, False),
        (Span(2, 4), 1.0, False),
    ]
    assert the_map.map_span(Span(2, 4)) is None


def test_a_gap_moves_to_the_beginning_of_the_text() -> None:
    the_map = map_of("aab", "ab", Match(0, 0, 1), Match(2, 1, 1))
    assert the_map.map_span(Span(0, 1)) is None
    assert the_map.map_span(Span(1, 3)) == (Span(0, 2), 1.0, False)


def test_a_gap_moves_no_further_than_the_stretches_beside_it() -> None:
    the_map = map_of("abababab", "zzababzz", Match(2, 2, 2), Match(6, 4, 2))
    assert the_map.map_span(Span(0, 2)) is None
    mapped = the_map.map_span(Span(2, 8))
    assert mapped and mapped.span == Span(2, 6)


def test_a_stretch_that_a_gap_has_moved_over_is_none_any_more() -> None:
    """The gap ` qr` becomes `qr `, and the piece after it is the only one that is left."""
    the_map = map_of("p。qr qr s", "p!qr s", Match(0, 0, 1), Match(2, 2, 2), Match(7, 4, 2))
    assert the_map.map_span(Span(1, 9)) == (Span(1, 6), 3 / 6, False)


@pytest.mark.parametrize(("size", "is_found"), [(2 * SHORTEST - 1, True), (2 * SHORTEST, False)])
def test_a_short_stretch_within_inserted_text_is_chance(size: int, is_found: bool) -> None:
    word = "f" * size
    the_map = map_of(f"{word} - red {word} left", f"red {word} left", Match(0, 4, size))
    passage = Span(size + 3, 2 * size + 12)
    assert the_map.find_reinserted(passage) == (Span(0, size + 9) if is_found else None)


# Text that is taken


OLD = "One two three four five six. Seven eight nine ten eleven. "


def test_a_span_that_comes_from_elsewhere_in_the_old_text_is_taken() -> None:
    the_map = a_map(OLD, "New. " + OLD)
    whole = Span(5, 5 + len("One two three four five six."))
    assert the_map.is_taken(whole, besides=Span(40, 50))
    assert not the_map.is_taken(whole, besides=Span(0, 10))
    assert not the_map.is_taken(Span(0, 4), besides=Span(40, 50))


@pytest.mark.parametrize(("length", "is_taken"), [(6, True), (8, False), (10, False)])
def test_most_of_a_taken_span_comes_from_there(length: int, is_taken: bool) -> None:
    """Four code points of it are old."""
    the_map = a_map("abcdefghij", "abcdefghij" + "0123456789")
    assert the_map.is_taken(Span(6, 6 + length), besides=Span(0, 1)) is is_taken


@pytest.mark.parametrize(("start", "is_taken"), [(7, True), (6, False), (0, False)])
def test_so_it_does_if_it_begins_with_what_is_new(start: int, is_taken: bool) -> None:
    """Its last four code points are old."""
    the_map = a_map("abcdefghij", "0123456789" + "abcdefghij")
    assert the_map.is_taken(Span(start, 14), besides=Span(9, 10)) is is_taken


# Text that was reinserted


MOVED = "the red ferry left for the island at noon on Monday"


def reinserted(old_passage: str, inserted: str) -> str | None:
    base = "First there is a line of its own here. Then a second one comes along there. "
    old = base + old_passage + "."
    new = "To begin with, " + inserted + ". " + base
    found = a_map(old, new).find_reinserted(Span(len(base), len(old) - 1))
    return found.of(normalize(new).text) if found else None


def test_a_passage_that_was_moved_and_edited_is_found_among_inserted_text() -> None:
    assert reinserted(MOVED, MOVED) == MOVED
    assert reinserted(MOVED, "some say " + MOVED.replace("noon", "night") + " or so") is not None


@pytest.mark.parametrize(
    ("words", "is_found"),
    [("the red ferry left for", True), ("the red ferry left", False), ("red boats for the island", False)],
)
def test_a_third_of_its_runs_of_three_words_must_stand_together(words: str, is_found: bool) -> None:
    """The passage has nine such runs, of which these words hold three, two and one."""
    assert GRAM == 3
    assert (reinserted(MOVED, words) is not None) is is_found


@pytest.mark.parametrize(("distance", "is_found"), [(2 * len(MOVED) - 1, True), (2 * len(MOVED), False)])
def test_they_stand_together_within_twice_the_length_of_the_passage(distance: int, is_found: bool) -> None:
    start = "the red ferry left "  # two of the runs; the third one is at the given distance
    words = f"{start}{'x' * (distance - len(start) - 1)} noon on Monday"
    assert (reinserted(MOVED, words) is not None) is is_found


def test_words_that_stand_there_twice_are_not_evidence() -> None:
    assert reinserted(MOVED, MOVED + " and again " + MOVED) is None


# Bounds


@pytest.mark.parametrize(("room", "belongs"), [(2 * 4 + EDGE_ROOM, True), (2 * 4 + EDGE_ROOM + 1, False)])
def test_what_replaces_the_edge_of_a_paragraph_belongs_to_the_passage_up_to_a_length(room: int, belongs: bool) -> None:
    """Four code points are lost: `late`. `room` replace them, in several words."""
    replacement = ("ab " * room)[: room - 1] + "c"
    old, span = marked(FILLER + "[A boat was late]")
    new = FILLER + "A boat was " + replacement
    mapped = a_map(old, new).map_span(span)
    first_word = "A boat was " + replacement.split()[0]
    assert mapped and mapped.span.of(new) == ("A boat was " + replacement if belongs else first_word)


@pytest.mark.parametrize(("room", "belongs"), [(2 * 5 + EDGE_ROOM, True), (2 * 5 + EDGE_ROOM + 1, False)])
def test_so_it_does_at_the_beginning(room: int, belongs: bool) -> None:
    """Five code points are lost: `Late `, of which the blank is not in the new text either."""
    replacement = "c" + (" ab" * room)[-(room - 2) :] + "-"
    old, span = marked(FILLER + "[Late was a boat] that came in." + CLOSING)
    new = FILLER + replacement + "was a boat that came in." + CLOSING
    mapped = a_map(old, new).map_span(span)
    assert mapped and mapped.span.of(new).endswith("was a boat")
    assert (mapped.span.start == len(FILLER)) is belongs


def test_the_bounds_are_these() -> None:
    assert (SHORTEST, GRAM, MAX_SLIDE, EDGE_ROOM) == (6, 3, 500, 8)
