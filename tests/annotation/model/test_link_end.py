"""The ends of links: passages that are anchored as annotations are."""

from reader.annotation.model.link_end import LinkEnd, ends_of
from tests.support.stores import an_annotation

PLACE = {"start": 3, "end": 6, "exact": "Two", "prefix": "p", "suffix": "s", "digest": "d"}
LINKS = {
    "a": {"type": "original", "to": {"source": "two.txt", **PLACE}, "note": "see there"},
    "b": {"type": "evidence", "to": {"url": "https://example.org"}},
    "c": {"type": "same-as", "to": {"annotation": "x", "source": "three.txt", "exact": "Three"}},
    "d": {"type": "evidence", "to": {}},
}
OWNER = an_annotation("1", links=LINKS, creator="ann", exact="One.", revision=2)


def test_an_end_is_a_passage_or_an_annotation_and_no_web_page() -> None:
    about = {"creator": "ann", "owner": "1", "words": "One."}
    assert list(ends_of(OWNER)) == [
        LinkEnd(id="1 a", source="two.txt", tag="original", link="a", **PLACE, **about),  # type: ignore[arg-type]
        LinkEnd(id="1 c", source="three.txt", tag="same-as", start=0, end=0, exact="Three", link="c", to="x", **about),  # type: ignore[arg-type]
    ]


def test_an_end_that_was_found_elsewhere_is_put_into_its_link_and_nothing_else_changes() -> None:
    end = next(ends_of(OWNER)).revised(start=13, end=16, digest="e")
    assert isinstance(end, LinkEnd)
    put = end.put_into(OWNER)
    assert put.revision == 3
    assert put.links == {
        **LINKS,
        "a": {
            "type": "original",
            "to": {"source": "two.txt", **PLACE, "start": 13, "end": 16, "digest": "e"},
            "note": "see there",
        },
    }
