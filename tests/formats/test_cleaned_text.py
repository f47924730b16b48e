"""Texts without boilerplate: what is tagged as such is left out, and nothing else."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.cleaned_text import TEXT, is_boilerplate, kept_parts
from reader.formats.format import Losses, Options
from reader.formats.text_map import read_maps
from reader.formats.verified_output import write_files
from reader.insight.suggestion import Suggestion
from reader.text.span import Span
from tests.support.corpora import a_corpus, a_tag
from tests.support.stores import an_annotation


def cleaned(text: str, *cuts: str) -> str:
    """Return a text without the first place of each of some words."""
    spans = [Span(text.index(cut), text.index(cut) + len(cut)) for cut in cuts]
    return "".join(each.of(text) for each in kept_parts(text, spans))


@pytest.mark.parametrize(
    ("text", "cuts", "left"),
    [
        ("One.\n\nAd.\n\nTwo.", ["Ad."], "One.\n\nTwo."),
        ("One.\r\n\r\n  Ad. \r\n\r\nTwo.", ["Ad."], "One.\r\n\r\nTwo."),
        ("One.\rAd.\rTwo.", ["Ad."], "One.\rTwo."),
        ("Ad.\n\n\n  Two.", ["Ad."], "  Two."),
        ("One.\n\nAd.", ["Ad."], "One.\n\n"),
        ("One.\n\nAd.\n\nMore.\n\nTwo.", ["Ad.", "More."], "One.\n\nTwo."),
        ("One.\n\nAd.\n\nMore.\n\nTwo.", ["Ad.\n\nMore."], "One.\n\nTwo."),
        ("One. (Ad) Two.", ["(Ad)"], "One. Two."),
        ("One.(Ad)Two.", ["(Ad)"], "One.Two."),
        ("One.(Ad) Two.", ["(Ad)"], "One. Two."),
        ("One. (Ad)Two.", ["(Ad)"], "One. Two."),
        ("One.Ad \nTwo.", ["Ad"], "One.\nTwo."),
        ("One.Ad \rTwo.", ["Ad"], "One.\rTwo."),
        ("Ad: one.", ["Ad:"], "one."),
        (" Ad: one.", ["Ad:"], " one."),
        ("One. Ad\nTwo.", ["Ad"], "One. \nTwo."),
        ("One two three.", ["One two", "two three"], "."),
        ("One.", [], "One."),
        ("Ad.", ["Ad."], ""),
        ("", [], ""),
    ],
)
def test_a_line_of_which_nothing_is_left_goes_as_a_whole(text: str, cuts: list[str], left: str) -> None:
    assert cleaned(text, *cuts) == left


@given(st.text(st.sampled_from("ab \t\r\n"), max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9))))
def test_only_white_space_goes_besides_what_is_cut(text: str, cuts: list[tuple[int, int]]) -> None:
    spans = [Span(start, min(len(text), start + length)) for start, length in cuts if start < len(text)]
    kept = kept_parts(text, spans)
    assert all(each and not any(cut.overlaps(each) for cut in spans) for each in kept)
    assert all(one.end < other.start for one, other in pairwise(kept))
    gone = set(range(len(text))).difference(*(range(*each) for each in [*kept, *spans]))
    assert not "".join(text[at] for at in gone).strip()


@pytest.mark.parametrize(
    ("tag", "is_it"), [("boilerplate", True), ("boilerplate/advert", True), ("boilerplates", False), ("quote", False)]
)
def test_nested_tags_are_boilerplate_too(tag: str, *, is_it: bool) -> None:
    assert is_boilerplate(tag) is is_it


def test_the_folder_has_the_texts_and_their_map(tmp_path: Path) -> None:
    texts = {"a/one.txt": "One.\n\nAd.\n\nTwo.", "two.md": "All *of* it."}
    tags = [a_tag("a/one.txt", 6, 9, "boilerplate"), a_tag("a/one.txt", 0, 4, "claim")]
    losses = Losses()
    list(write_files(TEXT, a_corpus(texts, *tags), Options(), losses, tmp_path))
    assert (tmp_path / "a/one.txt").read_bytes() == b"One.\n\nTwo."
    assert (tmp_path / "two.md").read_bytes() == texts["two.md"].encode()
    maps = read_maps(tmp_path)
    assert {id: each.text(texts[id]) for id, each in maps.items()} == {
        "a/one.txt": "One.\n\nTwo.",
        "two.md": "All *of* it.",
    }
    assert +losses == {"code points left out as boilerplate": 5}


def test_boilerplate_that_has_no_place_is_counted(tmp_path: Path) -> None:
    losses = Losses()
    corpus = a_corpus({"a.txt": "One."}, orphans=[an_annotation(source="a.txt", tag="boilerplate")])
    list(write_files(TEXT, corpus, Options(), losses, tmp_path))
    assert losses["boilerplate without a place, which stays in the texts"] == 1


@pytest.mark.parametrize(("suggestions", "left"), [(True, "One."), (False, "One.\nAd.")])
def test_what_is_suggested_is_left_out_if_asked_for(tmp_path: Path, *, suggestions: bool, left: str) -> None:
    suggested = [
        Suggestion("a.txt", Span(5, 8), "boilerplate", 0.9, True, ()),
        Suggestion("a.txt", Span(0, 4), "claim", 0.9, True, ()),
    ]
    corpus = a_corpus({"a.txt": "One.\nAd."}, suggestions={"a.txt": suggested})
    list(write_files(TEXT, corpus, Options(suggestions=suggestions), Losses(), tmp_path))
    assert (tmp_path / "a.txt").read_text().strip() == left
