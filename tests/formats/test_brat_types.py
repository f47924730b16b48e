"""The types of tags in brat: few characters, each but once, and labels that lead back to the names."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.brat import BRAT
from reader.formats.brat_import import read
from reader.formats.brat_types import (
    LABELS,
    MADE,
    UNREAD,
    entity_lines,
    held_tag,
    label_lines,
    read_labels,
    type_of,
    types_of,
)
from reader.formats.format import ImportedRecord, LeftOut, Losses, Options
from reader.formats.verified_output import write_files
from tests.support.corpora import a_corpus, a_tag

TAGS = ["claim", "claim/number", "claim_number", "claim number", "dry-wit/long-term effect", "数据"]


def test_a_tag_that_can_be_a_type_is_its_own_and_no_two_have_one() -> None:
    assert types_of(TAGS) == {
        "claim": "claim",
        "claim_number": "claim_number",
        "claim number": "claim_number_2",
        "claim/number": "claim_number_3",
        "dry-wit/long-term effect": "dry-wit_long-term_effect",
        "数据": "数据",
    }


def test_nested_types_stand_under_that_of_the_tag_above() -> None:
    types = types_of(["claim/number", "claim", "claim/number/share", "tone/dry"])
    assert list(entity_lines(types)) == ["claim\n", "\tclaim_number\n", "\t\tclaim_number_share\n", "tone_dry\n"]


def test_a_project_whose_tags_are_types_needs_no_labels() -> None:
    assert list(label_lines(types_of(["claim", "quote"]))) == []


def test_names_come_back_from_the_folder_and_from_each_file_in_it(tmp_path: Path) -> None:
    corpus = a_corpus(
        {"in/a.txt": "word " * 9}, *(a_tag("in/a.txt", 5 * n, 5 * n + 4, tag) for n, tag in enumerate(TAGS))
    )
    assert list(write_files(BRAT, corpus, Options(), Losses(), tmp_path))
    for path in (tmp_path, tmp_path / "in" / "a.ann"):
        found = [each.annotation.tag for each in read(path, Options()) if isinstance(each, ImportedRecord)]
        assert found == TAGS


@pytest.mark.parametrize("text", ["[labels]\nclaim_number | A claim\n", "", "\xff"])
def test_the_labels_of_others_are_not_names(text: str, tmp_path: Path) -> None:
    (tmp_path / LABELS).write_text(text, "latin-1")
    assert read_labels(tmp_path, problems := list[LeftOut]()) == {}
    assert problems == []


def test_labels_of_ours_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("T1\ta_b 0 1\tx\n", "utf-8")
    (tmp_path / "a.txt").write_text("x", "utf-8")
    labels = tmp_path / LABELS
    labels.write_bytes(f"{MADE}\n[labels]\na_b | é\n".encode("latin-1"))
    assert [each for each in read(tmp_path, Options()) if isinstance(each, LeftOut)] == [LeftOut(str(labels), UNREAD)]
    labels.unlink()
    labels.mkdir()  # which nobody can read as a file
    found = list(read(tmp_path / "a.ann", Options()))
    assert found[0] == LeftOut(str(labels), UNREAD)
    assert [each.annotation.tag for each in found if isinstance(each, ImportedRecord)] == ["a_b"]


@pytest.mark.parametrize(
    ("tag", "held"),
    [
        ("dry wit", "dry wit"),
        ("dry/wit", "dry/wit"),
        (" dry", "_dry"),
        ("dry ", "dry_"),
        ("dry|wit", "dry_wit"),
        ("dry\nwit", "dry_wit"),
        ("", "_"),
    ],
)
def test_a_tag_is_held_as_it_is_unless_no_label_can_be_its_name(tag: str, held: str) -> None:
    assert held_tag(tag) == held


@given(st.lists(st.text(min_size=1, max_size=8), max_size=8))
def test_any_tags_have_types_of_their_own_that_brat_allows(tags: list[str]) -> None:
    held = {held_tag(tag) for tag in tags}
    types = types_of(held)
    assert len(set(types.values())) == len(held)
    assert all(type_of(each) == each for each in types.values())
    lines = [line for line in "".join(label_lines(types)).splitlines() if " | " in line]
    assert {tag: name for name, _, tag in (line.partition(" | ") for line in lines)} == {
        tag: name for tag, name in types.items() if tag != name
    }
