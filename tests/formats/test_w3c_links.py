"""Links as web annotations of their own: where they start, where they lead, and what cannot be one."""

from dataclasses import replace
from typing import Any

import pytest

from reader.formats.carried_text import uuid_of
from reader.formats.format import LeftOut
from reader.formats.w3c_links import (
    ANNOTATION,
    LINK,
    LINKS,
    UUID,
    FoundLinks,
    _place,
    is_link,
    is_writable,
    links_beside,
    other_links,
    written_links,
)
from tests.support.stores import an_annotation

QUOTE = {"type": "TextQuoteSelector", "exact": "One"}
POSITION = {"type": "TextPositionSelector", "start": 2, "end": 5}


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ({"source": "a.txt", "selector": [QUOTE, POSITION]}, ("a.txt", 2, 5, "One")),
        ({"source": "a.txt", "selector": QUOTE}, ("a.txt", -1, -1, "One")),
        ({"source": "a.txt", "selector": POSITION}, ("a.txt", 2, 5, "")),
        ({"source": "a.txt"}, None),
        ("a.txt", None),
    ],
)
def test_what_is_not_known_of_a_place_is_empty_or_minus_one(target: Any, place: Any) -> None:
    assert _place(target) == place


IDS = {"id": "http://x/1"}
URL = {"source": "https://example.net/a"}


def link(**changed: Any) -> dict[str, Any]:
    target = {"source": "a.txt", "selector": [QUOTE, POSITION]}
    return {"motivation": "linking", "target": target, "body": [URL], **changed}


ONE = an_annotation("1", source="a.txt", start=2, end=5, exact="One")


@pytest.mark.parametrize(
    ("bodies", "kind", "to", "note"),
    [
        ([URL], "related", {"url": "https://example.net/a"}, None),
        ("https://example.net/a", "related", {"url": "https://example.net/a"}, None),
        ([{"id": "https://example.net/a"}], "related", {"url": "https://example.net/a"}, None),
        ([{"source": {"id": "https://example.net/a"}}], "related", {"url": "https://example.net/a"}, None),
        ([URL, {"value": "said by", "purpose": "describing"}], "said-by", {"url": "https://example.net/a"}, None),
        ([{"value": "by", "purpose": "tagging"}, {"value": "of", "purpose": "tagging"}, URL], "by",
         {"url": "https://example.net/a"}, None),
        ([URL, {"value": "so"}, "or so"], "related", {"url": "https://example.net/a"}, "so\n\nor so"),
        (["http://x/1"], "related", {"annotation": uuid_of("http://x/1"), "source": "", "exact": ""}, None),
        ([{"id": "http://x/1", "selector": QUOTE, "source": "b.txt"}], "related",
         {"annotation": uuid_of("http://x/1"), "source": "b.txt", "exact": "One"}, None),
    ],
)  # fmt: skip
def test_a_link_has_one_end_a_type_and_notes(bodies: Any, kind: str, to: Any, note: str | None) -> None:
    links = FoundLinks([IDS])
    assert links.take("here", link(body=bodies)) is None
    (found,) = links.of(ONE).values()
    assert (found["type"], found["to"], found.get("note")) == (kind, to, note)
    assert links.of(ONE) == {}, "each is taken once"
    assert list(links.left()) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"body": []},
        {"body": [URL, URL]},
        {"body": ["so"]},
        {"body": [URL, {"value": "?", "purpose": "describing"}]},
        {"body": [{"source": "javascript:alert(1)"}]},
        {"body": [{"source": "b.txt", "selector": QUOTE}]},  # without offsets and a digest
        {"target": []},
        {"target": ["http://x/1", "http://x/1"]},
        {"target": "http://x/2"},
    ],
)
def test_a_link_without_an_end_or_with_several_is_left_out(changed: dict[str, Any]) -> None:
    found = FoundLinks([IDS]).take("here", link(**changed))
    assert found == LeftOut("here", "links without an end in this file, or with several")


def test_a_link_starts_from_an_annotation_or_from_its_place() -> None:
    links = FoundLinks([IDS, {"id": 7}, "x"])
    links.take("here", link(target="http://x/1", **{LINK: "l1"}))
    links.take("here", link(target={"@id": "http://x/1"}, **{LINK: "l2"}))
    links.take("here", link(target={"source": "b.txt", "selector": QUOTE, ANNOTATION: f"{UUID}own"}, **{LINK: "l3"}))
    links.take("here", link(**{LINK: "l4"}))
    links.take("here", link(target={ANNOTATION: "no address", "source": "http://x/1"}, **{LINK: "l6"}))
    links.take("here", link(**{LINK: "l5"}))
    assert list(links.of(replace(ONE, id="own", start=9))) == ["l3"]
    assert list(links.of(replace(ONE, id=uuid_of("http://x/1"), end=9))) == ["l1", "l2", "l6"]
    assert list(links.left()) == [LeftOut("a link", "links from passages not tagged in this file")] * 2
    assert list(links.of(ONE)) == ["l4", "l5"]


@pytest.mark.parametrize(
    ("motivation", "links"),
    [
        ("linking", True),
        ("oa:linking", True),
        (["linking"], True),
        (["linking", "tagging"], False),
        ([], False),
        (7, False),
    ],
)
def test_an_annotation_that_only_links_is_a_link(motivation: Any, links: bool) -> None:
    assert is_link({"motivation": motivation}) is links
    assert not is_link(motivation)


SPAN = {"start": 2, "end": 5, "exact": "One", "prefix": "p", "suffix": "s", "digest": "0f" * 32}


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ({"type": "evidence", "to": {"url": "https://example.net/a"}}, True),
        ({"type": "evidence", "to": {"url": "https://example.net/a"}, "note": "so"}, True),
        ({"type": "evidence", "to": {"url": "https://example.net/a"}, "more": 1}, False),
        ({"type": "evidence", "to": {"url": "https://example.net/a", "more": 1}}, False),
        ({"type": "evidence", "to": {"source": "b.txt", **SPAN}}, True),
        ({"type": "evidence", "to": {"source": "b.txt", **SPAN, "digest": ""}}, False),
        ({"type": "evidence", "to": {"annotation": "b", "source": "b.txt", "exact": "One"}}, True),
        ({"type": "evidence", "to": {"annotation": "b"}}, False),
        ({"type": "?", "to": {"url": "https://example.net/a"}}, False),
        ("damaged", False),
    ],
)
def test_only_what_comes_back_is_an_annotation_of_its_own(value: Any, is_one: bool) -> None:
    assert is_writable(ONE, value) is is_one
    owner = replace(ONE, links={"l": value})
    written = list(written_links(owner, {"source": "a.txt"}, {}))
    assert len(written) == is_one
    assert links_beside(other_links(owner)) == ({} if is_one else {"l": value})
    if is_one:
        (each,) = written
        assert (each[LINK], each["target"][ANNOTATION], len(each["body"])) == ("l", f"{UUID}1", 2 + ("note" in value))
        assert FoundLinks([]).end_of(each["body"][-1]) == value["to"]


@pytest.mark.parametrize(
    ("there", "has_place"), [({}, True), ({"exact": "Two"}, False), ({"source": "b.txt"}, False), ({"end": -1}, False)]
)
def test_an_end_has_the_place_of_its_annotation_if_that_is_known(there: dict[str, Any], has_place: bool) -> None:
    to = {"annotation": "2", "source": "a.txt", "exact": "One"}
    owner = replace(ONE, links={"l": {"type": "evidence", "to": to}})
    (written,) = written_links(owner, {}, {"2": replace(ONE, **{"id": "2", "start": 0, "end": 3, **there})})
    selectors = written["body"][-1]["selector"]
    assert [each["type"] for each in selectors] == ["TextPositionSelector"] * has_place + ["TextQuoteSelector"]


@pytest.mark.parametrize("written", ["{", "7", 7, None])
def test_links_beside_an_annotation_may_be_damaged(written: Any) -> None:
    assert links_beside({LINKS: written}) == {}
