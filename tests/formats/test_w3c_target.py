"""The targets of web annotations: their sources, the quotation and the offsets among their selectors, and values."""

from typing import Any

import pytest

from reader.annotation.model.annotation import Annotation
from reader.formats.format import LeftOut
from reader.formats.w3c_target import (
    flat,
    local_name,
    passage_of,
    place,
    purposes,
    selected,
    text,
    types,
    written_passage,
)

QUOTE = {"type": "TextQuoteSelector", "exact": "One"}
OTHER = {"type": "TextQuoteSelector", "exact": "Two"}
POSITION = {"type": "TextPositionSelector", "start": 2, "end": 5}
REFINED = {**QUOTE, "refinedBy": POSITION}
SVG, AREA = {"type": "SvgSelector"}, {"type": "FragmentSelector", "value": "xywh=1,2,3,4"}
DIGEST = "0f" * 32


@pytest.mark.parametrize(
    ("selectors", "found"),
    [
        ([], ({}, -1, -1)),
        ([QUOTE], (QUOTE, -1, -1)),
        ([POSITION], ({}, 2, 5)),
        ([POSITION, QUOTE], (QUOTE, 2, 5)),
        ([QUOTE, OTHER], (QUOTE, -1, -1)),
        ([POSITION, {**POSITION, "start": 3}], ({}, 2, 5)),
        (["a text"], ({}, -1, -1)),
        ([{**POSITION, "refinedBy": QUOTE}], (QUOTE, 2, 5)),
        ([REFINED], (REFINED, -1, -1)),  # its offsets count within the quotation
        ([{**QUOTE, "refinedBy": OTHER}], (OTHER, -1, -1)),
        ([QUOTE, {**POSITION, "refinedBy": OTHER}], (OTHER, 2, 5)),
        ([{"type": "FragmentSelector", "refinedBy": QUOTE}], (QUOTE, -1, -1)),
        ([{"type": "FragmentSelector", "value": "char=2,5"}], ({}, 2, 5)),
        ([{"type": "FragmentSelector", "value": "line=2,5"}], ({}, -1, -1)),
        ([{"type": "FragmentSelector", "value": "char=2"}, POSITION], ({}, 2, 5)),
        ([{**POSITION, "start": None}], ({}, -1, -1)),
        ([{**POSITION, "end": None}], ({}, -1, -1)),
        ([{"type": "DataPositionSelector", "start": 2, "end": 5}], ({}, -1, -1)),
        ([{**QUOTE, "exact": ""}], ({}, -1, -1)),
        ([{"@type": ["oa:TextQuoteSelector", 7], "exact": "One"}],
         ({"@type": ["oa:TextQuoteSelector", 7], "exact": "One"}, -1, -1)),
    ],
)  # fmt: skip
def test_what_is_not_there_is_empty_or_minus_one(selectors: list[Any], found: tuple[Any, int, int]) -> None:
    assert selected(selectors) == found


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ({"source": "a.txt", "selector": [QUOTE, POSITION]}, ("a.txt", 2, 5, "One")),
        ({"source": "a.txt", "selector": {"type": "Choice", "items": [QUOTE, [POSITION]]}}, ("a.txt", -1, -1, "One")),
        ({"source": "a%20b.txt", "selector": QUOTE}, ("a b.txt", -1, -1, "One")),
        ({"source": "urn:x-reader:source:a%20b.txt", "selector": QUOTE}, ("a b.txt", -1, -1, "One")),
        ("http://x/a#char=2,5", ("http://x/a", 2, 5, "")),
        ("http://x/a#char=0,0", ("http://x/a", 0, 0, "")),  # which the text will show to be no passage
        ({"source": "http://x/a#b#char=2,5", "selector": QUOTE}, ("http://x/a#b", 2, 5, "One")),
        ({"selector": QUOTE}, ("name", -1, -1, "One")),
        ({"source": "", "id": "a.txt", "selector": QUOTE}, ("a.txt", -1, -1, "One")),
        ({"@id": "a.txt", "selector": QUOTE}, ("a.txt", -1, -1, "One")),
        ({"source": {"id": "a.txt"}, "selector": QUOTE}, ("a.txt", -1, -1, "One")),
        ({"source": {"@id": "a.txt"}, "selector": QUOTE}, ("a.txt", -1, -1, "One")),
        ({"source": ["a.txt", "b.txt"], "selector": QUOTE}, ("a.txt", -1, -1, "One")),
        ({"source": [{"id": "a.txt"}], "selector": QUOTE}, ("a.txt", -1, -1, "One")),
    ],
)
def test_a_target_is_a_passage_of_its_source(target: Any, found: tuple[str, int, int, str]) -> None:
    each = place("here", target, "name")
    assert isinstance(each, Annotation)
    assert (each.source, each.start, each.end, each.exact) == found
    assert (each.id, each.tag) == ("", "")


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("http://x/a", "annotations of a whole source"),
        ({"source": "a.txt", "selector": []}, "annotations of a whole source"),
        ({"source": "a.png", "selector": [SVG, AREA]}, "regions of pictures"),
        ({"source": "a.ogg", "selector": {"type": "FragmentSelector", "value": "t=1,2"}}, "regions of pictures"),
    ],
)
def test_what_is_not_a_passage_is_left_out(target: Any, what: str) -> None:
    assert place("here", target, "name") == LeftOut("here", what)


@pytest.mark.parametrize(
    "selector",
    [
        [SVG, {"type": "XPathSelector"}],
        {"type": "FragmentSelector", "value": "page=1"},
        {"type": "FragmentSelector", "value": 7},
        {"type": "Other", "value": "xywh=1,2,3,4"},
        {**QUOTE, "exact": None},
        "One",
    ],
)
def test_a_passage_that_nothing_tells_is_refused(selector: Any) -> None:
    with pytest.raises(ValueError, match="neither a TextPositionSelector nor a TextQuoteSelector"):
        place("here", {"source": "a.txt", "selector": selector}, "name")


@pytest.mark.parametrize("target", [7, None, [QUOTE]])
def test_so_is_what_is_not_an_object(target: Any) -> None:
    with pytest.raises(ValueError, match="its target is not an object"):
        place("here", target, "name")


@pytest.mark.parametrize(
    "parts",
    [
        {"exact": "One"},
        {"exact": "One", "prefix": "p", "suffix": "s"},
        {"exact": "One", "start": 0, "end": 3, "digest": DIGEST},
        {"exact": "One", "start": 2, "end": 5, "prefix": "p"},
    ],
)
def test_a_passage_comes_back_from_its_selectors(parts: dict[str, Any]) -> None:
    resource = written_passage("a b/caf\udce9.txt", parts)
    assert passage_of(resource) == ("a b/caf\udce9.txt", parts)
    kinds = [each["type"] for each in resource["selector"]]
    assert kinds == ["TextPositionSelector"] * ("start" in parts) + ["TextQuoteSelector"]
    assert ("state" in resource) is ("digest" in parts)


def test_a_digest_that_is_none_is_not_written() -> None:
    assert "state" not in written_passage("a.txt", {"exact": "One", "digest": DIGEST[1:]})


@pytest.mark.parametrize(
    ("state", "digest"),
    [
        ({"cached": "ni:///sha-256;Dw8"}, "0f0f"),
        ([{"cached": "http://x"}, {"cached": "ni:///sha-256;Dw8"}], "0f0f"),
        ({"cached": "ni:///sha-256;D"}, ""),
        ({"cached": 7}, ""),
        ("ni:///sha-256;Dw8", ""),
        (None, ""),
    ],
)
def test_the_state_of_a_source_may_have_its_digest(state: Any, digest: str) -> None:
    found = place("here", {"source": "a.txt", "selector": QUOTE, "state": state}, "name")
    assert isinstance(found, Annotation)
    assert found.digest == digest


# Values


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("a", "a"), (7, "7"), (1.5, "1.5"), (None, ""), (["a"], "a"), ({"@value": "a", "@language": "en"}, "a"),
        ({"@value": ["a"]}, "a"), ("", ""),
    ],
)  # fmt: skip
def test_a_text_may_have_a_language_or_be_a_number(value: Any, found: str) -> None:
    assert text(value, "it") == found


@pytest.mark.parametrize("value", [True, ["a", "b"], [], {"value": "a"}, [True]])
def test_anything_else_is_not_text(value: Any) -> None:
    with pytest.raises(ValueError, match="it is not text"):
        text(value, "it")


def test_names_have_no_namespaces() -> None:
    assert [local_name(each) for each in ("tagging", "oa:tagging", "http://www.w3.org/ns/oa#tagging", "a/b")] == [
        "tagging",
        "tagging",
        "tagging",
        "b",
    ]
    assert types({"type": ["a:B", 7], "@type": "C"}) == {"B", "C"}
    assert purposes(["oa:tagging", None, "linking"]) == {"tagging", "linking"}


def test_choices_and_lists_in_each_other_are_flat() -> None:
    assert flat({"items": [1, {"items": [2, {"items": []}]}, {"a": 1}]}) == [1, 2, {"a": 1}]
    assert flat({"items": "x"}) == [{"items": "x"}]
