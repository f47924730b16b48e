"""What was probably meant by a filter."""

import pytest

from reader.annotation.model.filter_hints import filter_hints, unknown_values
from reader.settings import TAGS, Tag


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("tag:claim near:quote in: speaker:anybody", []),
        ("taag:claim", ["there is no term taag: did you mean tag:?"]),
        ("tag:qoute", ["did you mean tag:quote?"]),
        ("tag:=qoute", ["did you mean tag:=quote?"]),
        ("claim neer:quote", ["there is no term neer: did you mean near:?"]),
        ("near:qoute~50@ann", ["did you mean near:quote~50@ann?"]),
        ("not in:clam/", ["did you mean in:claim/?"]),
        ("rating:refutd lefft:", ["did you mean rating:refuted?", "there is no term lefft: did you mean left:?"]),
        ("https://example.org", []),
        ("near:zebra", []),
    ],
)
def test_a_slip_is_told_apart_from_what_may_be_meant_so(text: str, hints: list[str]) -> None:
    assert [hint for _, hint in filter_hints(text, TAGS, ("left",))] == hints


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("tag:rumour", ["this tag is now called witness: did you mean tag:witness?"]),
        ("not near:rumour/old", ["this tag is now called witness/old: did you mean near:witness/old?"]),
        ("tag:=rumour", ["this tag is now called witness: did you mean tag:=witness?"]),
        ('in:="rumour"~5@ann', ['this tag is now called witness: did you mean in:="witness"~5@ann?']),
        ("tag:witness rumour source:rumour", []),
    ],
)
def test_a_former_name_is_told_from_the_one_of_now(text: str, hints: list[str]) -> None:
    tags = [Tag("witness", "", "", "", "bold", "red", formerly=("rumour",))]
    assert [hint for _, hint in filter_hints(text, tags)] == hints


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tag:claim tag:lai near:=quote in: tag:= rating:open note:zebra speaker:zebra", []),
        ("tag:zebra", ["no tag zebra in the codebook"]),
        ("tag:mood tag:mood/odd", ["no tag mood/odd in the codebook"]),  # mood is used
        ('not near:="two words"~50@ann', ["no tag two words in the codebook"]),
        ("holds:zebra/ overlaps:@ann", ["no tag zebra in the codebook"]),
        ("tag:=lai", ["no tag lai in the codebook"]),  # a part of a name is no name
        (
            "rating:zebra",
            ["no rating zebra: it can be open, supported, disputed, refuted, unverifiable"],
        ),
        ("verdict:out-of-date has:zebra https://example.org", []),
    ],
)
def test_what_no_tag_or_choice_is_called_is_reported(text: str, said: list[str]) -> None:
    assert [words for _, words in unknown_values(text, TAGS, {"mood"})] == said
