"""Re-anchoring: each way to a passage, and each bound at which another way is taken."""

from dataclasses import replace

import pytest

from reader.annotation.anchoring import haystack, reanchor, snapshots
from reader.annotation.anchoring.anchor import relocated
from reader.annotation.anchoring.haystack import Haystack
from reader.annotation.anchoring.reanchor import (
    BESIDE,
    CONTEXT_OF_SHORT,
    EDGE,
    HALF,
    HINT,
    NEARLY_SAME,
    SHORT,
    Reanchorer,
)
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.system.threads import run_to_end
from reader.text.span import Span
from tests.support.spies import spy
from tests.support.stores import an_annotation

BEFORE = "A line of other words comes first here. "
AFTER = " A line of more words comes after it all."


def found(old: str, new: str, *, with_snapshot: bool = True) -> tuple[str, str] | None:
    """What becomes of the passage in brackets: its status, and its words in the new text."""
    start, end = old.index("["), old.index("]") - 1
    old = old.replace("[", "").replace("]", "")
    annotation = replace(relocated(an_annotation("a"), Span(start, end), old), digest="old")
    outcome = Reanchorer(new, "new", {"old": old if with_snapshot else None}.get).find(annotation)
    return outcome and (outcome[0].value, outcome[1].of(new))


def test_the_bounds_are_these() -> None:
    assert (SHORT, HALF, CONTEXT_OF_SHORT, HINT, EDGE) == (12, 0.5, 0.6, 0.25, 4)
    assert (NEARLY_SAME, BESIDE) == (0.9, 8)


# With the text that was annotated


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # a long passage may change by half
        ("[alphabet betagamma]", "alphabet xxxxxxxxx", None),
        ("[alphabets betagamma]", "alphabets xxxxxxxxx", ("edited", "alphabets xxxxxxxxx")),
        ("[alphabets betagamma]", "alphabets xxxxxxxxxx", None),
        # a short one must stay as it is
        ("[alpha beta]", "alpha beta", ("shifted", "alpha beta")),
        ("[alphabet xy]", "alphabet xz", None),
        ("[alphabet xyz]", "alphabet xzz", ("edited", "alphabet xzz")),
    ],
)
def test_how_much_of_a_passage_must_survive(old: str, new: str, expected: tuple[str, str] | None) -> None:
    outcome = found(f"{BEFORE}{old}.{AFTER}", f"So. {BEFORE}{new}.{AFTER}")
    if expected is None:
        assert outcome is None or outcome[0] == "review"
    else:
        assert outcome == expected


def test_a_short_passage_that_changed_with_what_follows_is_never_taken_for_sure() -> None:
    outcome = found(
        f"{BEFORE}[alphabet xy].{AFTER}", f"So. {BEFORE}alphabet xz. Nothing of it is said in this sentence."
    )
    assert outcome is None or outcome[0] == "review"


def test_where_only_the_encoding_changed_every_passage_is_exact() -> None:
    text = BEFORE + "[alpha]" + AFTER
    assert found(text, text.replace("[", "").replace("]", "")) == ("exact", "alpha")


def test_a_passage_that_was_moved_as_a_whole_has_moved() -> None:
    passage = "The red ferry left for the island at noon on Monday."
    assert found(f"[{passage}]{AFTER} {BEFORE}{BEFORE}", f"{AFTER} {BEFORE}{BEFORE}{passage}") == ("moved", passage)


def test_a_passage_that_was_moved_and_edited_is_for_a_person_to_review() -> None:
    passage = "The red ferry left for the island at noon on Monday."
    edited = "The red ferry left for the island at dusk on Monday."
    outcome = found(f"[{passage}]{AFTER} {BEFORE}{BEFORE}", f"{AFTER} {BEFORE}{BEFORE}{edited}")
    assert outcome and outcome[0] == "review"
    assert outcome[1].startswith("The red ferry left for the island")


@pytest.mark.parametrize(("surviving", "is_offered"), [("alphabets", True), ("alphabe", False)])
def test_a_quarter_of_a_passage_is_a_hint(surviving: str, is_offered: bool) -> None:
    """The passage has 32 characters, of which nine or seven survive."""
    old = f"{BEFORE}[{surviving} {'zq' * 5} {'kv' * 4} {'jw' * 2}{'y' * (9 - len(surviving)) or 'y'}].{AFTER}"
    new = f"{BEFORE}{surviving} {'0' * 60}.{AFTER}"
    outcome = found(old, new)
    assert (outcome is not None) is is_offered
    assert outcome is None or outcome[0] == "review"


def test_of_two_equal_sentences_of_which_one_is_gone_a_person_decides() -> None:
    both, one = "{}It is so, he said. It is so, he said.{}", f"{BEFORE}It is so, he said.{AFTER}"
    assert found(both.replace("It", "[It", 1).replace("said.", "said.]", 1).format(BEFORE, AFTER), one) == (
        "review",
        "It is so, he said.",
    )


@pytest.mark.parametrize("after", ["It is so, he said. It is not.", "It is not. It is not."])
def test_of_a_sentence_that_was_doubled_a_person_confirms_the_one_to_which_the_diff_leads(after: str) -> None:
    old, new = f"He came late. {after}", f"He came late. He came late. {after}"
    annotation = replace(relocated(an_annotation("a"), Span(0, 13), old), digest="old")
    assert Reanchorer(new, "new", {"old": old}.get).find(annotation) == (Status.REVIEW, Span(0, 13))


OTHER = "Nobody there had seen the ship, or knew of it. "


@pytest.mark.parametrize(
    "passage", ["No comment.", "The red ferry left at noon.", "The red ferry left for the island at noon."]
)
@pytest.mark.parametrize(
    ("new", "status"),
    [
        ("So. {BEFORE}{passage}{AFTER} {passage}", "shifted"),  # it has kept its context
        ("So. {BEFORE}{passage} {OTHER}{passage}", "review"),  # before it only
        ("{OTHER}{passage}{AFTER} {OTHER}{passage}", "review"),  # behind it only
        ("{OTHER}{passage} {OTHER}{OTHER}{passage}", "review"),  # or not at all
    ],
)
def test_where_a_passage_stands_several_times_its_context_must_be_the_same(passage: str, new: str, status: str) -> None:
    now = new.format(passage=passage, BEFORE=BEFORE, AFTER=AFTER, OTHER=OTHER)
    outcome = found(f"{BEFORE}[{passage}]{AFTER}", now)
    assert (outcome and outcome[0]) == status or (status == "review" and outcome is None)


def test_a_text_is_normalized_once_for_all_annotations(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    normalized: list[object] = []
    spy(monkeypatch, reanchor, "normalize_in_steps", normalized.append)

    def snapshot(digest: str) -> str:
        asked.append(digest)
        return BEFORE + "alpha" + AFTER

    reanchorer = Reanchorer("So. " + BEFORE + "alpha" + AFTER, "new", snapshot)
    annotation = replace(relocated(an_annotation("a"), Span(len(BEFORE), len(BEFORE) + 5), snapshot("")), digest="old")
    asked.clear()
    outcome = Status.SHIFTED, Span(len(BEFORE) + 4, len(BEFORE) + 9)
    assert [reanchorer.find(annotation) for _ in range(3)] == [outcome] * 3
    assert asked == ["old"]
    assert len(normalized) == 2, "the text that was annotated, and the one that is there now"


def test_a_short_passage_that_is_there_without_its_context_is_for_review() -> None:
    assert found(f"{BEFORE}[alpha]{AFTER}", f"The alpha{'0' * 40} alpha") == ("review", "alpha")


# Without it


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        # it stands there, and its context is the same on both sides
        (f"{BEFORE}alpha{AFTER}", ("exact", "alpha")),
        # on one side, and it occurs once
        (f"{BEFORE}alpha{'0' * 40}", ("exact", "alpha")),
        # on one side, and it occurs again
        (f"{BEFORE}alpha{'0' * 40} alpha", ("review", "alpha")),
        # on neither
        (f"{'0' * len(BEFORE)}alpha{'0' * 40}", None),
    ],
)
def test_without_the_text_a_passage_stays_if_its_context_did(new: str, expected: tuple[str, str] | None) -> None:
    assert found(f"{BEFORE}[alpha]{AFTER}", new, with_snapshot=False) == expected


def test_without_the_text_a_unique_quote_has_moved_and_another_is_for_review() -> None:
    passage = "The red ferry left for the island at noon."
    assert found(f"{BEFORE}[{passage}]{AFTER}", f"So: {passage}", with_snapshot=False) == ("moved", passage)
    assert found("[alpha] is late, says Ann, who came", "So alpha is late, says Ann, who", with_snapshot=False) == (
        "review",
        "alpha",
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [("A ferry or", Status.REVIEW), ("A ferry or ", Status.REVIEW), ("A ferry or t", Status.EXACT)],
)
def test_a_short_word_of_another_text_without_context_is_not_proof_where_it_stands(words: str, status: Status) -> None:
    bare = replace(an_annotation("a"), start=0, end=len(words), exact=words, prefix="", suffix="")
    text = "A ferry or two came. A ferry or two left."
    reanchorer = Reanchorer(text, "new", {"old": None}.get)
    assert reanchorer.find(replace(bare, digest="old")) == (status, bare.span)
    assert reanchorer.find(replace(bare, digest="")) == (Status.EXACT, bare.span)


@pytest.mark.parametrize(
    ("start", "prefix", "suffix", "which"),
    [
        (0, "", "", 0),
        (60, "", "", 1),
        (999, "", "", 1),
        (-1, "", "", 0),
        (0, "and so it was that the ", " was seen again", 1),  # the context counts more than the offset
    ],
)
def test_without_any_text_the_place_that_is_nearest_or_has_the_context_is_for_review(
    start: int, prefix: str, suffix: str, which: int
) -> None:
    new = "So the ferry was late by an hour there, and so it was that the ferry was seen again."
    annotation = replace(
        an_annotation("a"), exact="ferry", start=start, end=start + 5, prefix=prefix, suffix=suffix, digest=""
    )
    place = (new.index("ferry"), new.rindex("ferry"))[which]
    assert Reanchorer(new, "new", lambda _digest: None).find(annotation) == (Status.REVIEW, Span(place, place + 5))


@pytest.mark.parametrize("digest", ["", "old"])
@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_in_a_text_without_words_nothing_is_found(text: str, digest: str) -> None:
    annotation = replace(an_annotation("a"), exact="ferry", start=0, end=5, digest=digest)
    assert Reanchorer(text, "new", lambda _digest: None).find(annotation) is None


@pytest.mark.parametrize(("before", "expected"), [("", (Status.EXACT, 36)), ("Oh, ", (Status.MOVED, 40))])
def test_of_words_that_stand_twice_the_one_in_the_better_context_is_meant(
    before: str, expected: tuple[Status, int]
) -> None:
    old = "It went on like this for hours. No. No. And so the day ended at last."
    annotation = replace(relocated(an_annotation("a"), Span(36, 39), old), digest="old")
    new = f"{before}{old} The end."
    assert Span(36, 39).of(new) == "No.", "in both, it stands at its offsets"
    outcome = Reanchorer(new, "new", {"old": None}.get).find(annotation)
    assert outcome is not None
    assert (outcome[0], outcome[1].start) == expected


# The edges


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[ alpha beta gamma ]end", " alpha beta gamma end", "shifted"),
        ("[  alpha beta gamma]", "  alpha beta gamma", "shifted"),
        ("[\talpha beta gamma\n]", "\talpha beta gamma\n", "shifted"),
        ("[alpha beta gamma]", "alpha  beta gamma", "edited"),
    ],
)
def test_white_space_at_the_edges_of_a_passage_is_kept(old: str, new: str, expected: str) -> None:
    exact = old[old.index("[") + 1 : old.index("]")]
    outcome = found(f"{BEFORE}{old}{AFTER}", f"So. {BEFORE}{new}{AFTER}")
    assert outcome == (expected, exact if expected == "shifted" else new)


def test_so_it_is_at_the_beginning_of_the_text() -> None:
    assert found(f"{BEFORE}[ alpha beta gamma]{AFTER}", f" alpha beta gamma{AFTER}") == ("shifted", " alpha beta gamma")


def test_the_words_of_another_place_nearby_are_not_taken_for_the_edges() -> None:
    """`a b` became `a\\nb`; the `a b` next to it is another one."""
    assert found("[a b a] b a b", "a\nb a b a b") == ("edited", "a\nb a")


def test_an_annotation_whose_record_is_wrong_is_looked_for_by_its_quote() -> None:
    annotation: Annotation = replace(
        relocated(an_annotation("a"), Span(0, 44), "The red ferry left for the island at noon. So it did."),
        digest="old",
        start=3,
        end=47,
    )
    new = "Now: The red ferry left for the island at noon. So it did."
    outcome = Reanchorer(new, "new", {"old": "The red ferry left for the island at noon. So it did."}.get).find(
        annotation
    )
    assert outcome == (Status.MOVED, Span(5, 49))


# Limits


@pytest.mark.parametrize("limit", [0, 10_000])
def test_in_a_very_long_text_only_words_are_looked_for(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reanchor, "LONGEST", limit)
    exact = "“The ferry left the island at noon,” she said, “and it was late.”"
    old, new = f"One. {exact} Two.", f"One.\r\n\r\nIn between. {exact} Two."
    annotation = replace(relocated(an_annotation("a"), Span(5, 5 + len(exact)), old), digest="old")

    def snapshot(_digest: str) -> str:
        return old if limit else pytest.fail("it is not compared")

    found = Reanchorer(new, "new", snapshot).find(annotation)
    start = new.index(exact)
    assert found == (Status.SHIFTED if limit else Status.MOVED, Span(start, start + len(exact)))


def test_a_kept_text_that_is_too_long_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reanchor, "LONGEST", 60)
    exact = "The ferry left the island at noon, and was late."
    old = f"One. {exact} Two." + "x" * 60
    annotation = replace(relocated(an_annotation("a"), Span(5, 5 + len(exact)), old), digest="old")
    found = Reanchorer(f"Up. {exact}", "new", {"old": old}.get).find(annotation)
    assert found == (Status.MOVED, Span(4, 4 + len(exact)))


def test_a_kept_text_in_which_no_passage_stands_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reanchor, "matching_blocks_in_steps", lambda *_: pytest.fail("nobody needs it"))
    annotation = replace(an_annotation("a"), exact="A passage that was never there at all, it seems.", digest="old")
    assert Reanchorer("One. Two.", "new", {"old": "a" * 1000}.get).find(annotation) is None


def test_the_longest_text_that_is_compared_has_16_million_code_points() -> None:
    assert snapshots.LONGEST == 1 << 24


def test_thousands_of_passages_are_looked_up_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(haystack, "WORTHWHILE", 2)
    monkeypatch.setattr(Haystack, "_search", lambda _self, words: pytest.fail(f"{words!r} was looked for alone"))
    sentences = [f"This is the sentence with the number {number}, and it is long." for number in range(40)]
    old, new = " ".join(sentences), " ".join(sentences[::-1])
    spans = [Span(old.index(each), old.index(each) + len(each)) for each in sentences]
    annotations = [replace(relocated(an_annotation(str(span.start)), span, old), digest="old") for span in spans]
    found = run_to_end(Reanchorer(new, "new", lambda _: None).find_all(annotations))
    assert [each and each[1].of(new) for each in found] == sentences
