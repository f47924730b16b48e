"""Texts with their passages as elements, as editions of texts have them."""

from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model.annotation import Annotation
from reader.formats.format import Losses, Options
from reader.formats.tei import TEI
from reader.settings.fields import QUOTE_FIELDS
from reader.text.span import Span
from tests.support.corpora import a_corpus, a_tag
from tests.support.tei_rules import ID, passages, problems
from tests.support.tei_rules import TEI as NS

TEXT = "“It is odd,” said Ann Lee.\r\n\r\n\tShe left & went <home>."


def written(texts: dict[str, str], *tags: Annotation, **corpus: Any) -> tuple[Element, dict[str, int]]:
    """Return the document, and what was lost; it keeps to the rules of TEI."""
    losses = Losses()
    found = a_corpus(texts, *tags)
    for name, value in corpus.items():
        object.__setattr__(found, name, value)
    (file,) = TEI.write(found, Options(), losses)
    root = fromstring("".join(map(str, file.chunks)).encode())
    assert problems(root) == []
    return root, dict(+losses)


def bodies(root: Element) -> list[str]:
    return ["".join(body.itertext()) for body in root.iter(f"{NS}body")]


def named(annotation: Annotation, id: str) -> Annotation:
    return replace(annotation, id=id)


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def test_a_text_comes_back_as_it_is() -> None:
    root, losses = written({"a.txt": TEXT, "b.md": "\ufeff# Two\u2028\n\u00a0\n*lines*\n", "c.txt": "", "d.txt": " \n"})
    assert bodies(root) == [TEXT, "\ufeff# Two\u2028\n\u00a0\n*lines*\n", "", " \n"]
    assert losses == {}


def test_what_xml_cannot_hold_is_replaced_and_counted() -> None:
    root, losses = written({"a.txt": "One\x0c\x1b two"})
    assert bodies(root) == ["One\ufffd\ufffd two"]
    assert losses == {"characters that XML cannot hold": 2}


def test_a_quote_has_its_speaker_and_how_it_is_given() -> None:
    start, end = place("Ann Lee")
    name = {"start": start, "end": end, "exact": "Ann Lee", "prefix": "", "suffix": "", "digest": ""}
    fields = {"speaker": [{"name": "Ann Lee", **name}], "manner": "direct", "verdict": "exact"}
    quote = a_tag("a.txt", *place("“It is odd,”"), fields=fields, creator="Bo", note="so & so")
    root, losses = written({"a.txt": TEXT}, quote)
    (said,) = root.iter(f"{NS}said")
    (person,) = root.iter(f"{NS}person")
    (seg,) = root.iter(f"{NS}seg")
    assert (said.text, said.get("who"), said.get("direct")) == ("“It is odd,”", f"#{person.get(ID)}", "true")
    assert (seg.text, seg.get("type"), seg.get("corresp")) == (
        "Ann Lee",
        "speaker",
        f"#{said.get(ID)} #{person.get(ID)}",
    )
    assert [each.text for each in person] == ["Ann Lee"]
    assert [(each.get("subtype"), each.text) for each in root.iter(f"{NS}note")] == [
        (None, "so & so"), ("manner", "direct"), ("verdict", "exact"),
    ]  # fmt: skip
    assert [each.text for each in root.iter(f"{NS}name")] == ["Bo"]
    assert losses == {}


@pytest.mark.parametrize(("manner", "direct"), [("indirect", "false"), ("partial", "unknown"), ("", None)])
def test_the_manner_is_said_as_far_as_tei_knows_it(manner: str, direct: str | None) -> None:
    fields = {"manner": manner} if manner else {}
    root, _ = written({"a.txt": TEXT}, a_tag("a.txt", 0, 5, fields=fields), fields={"quote": QUOTE_FIELDS})
    (said,) = root.iter(f"{NS}said")
    assert (said.get("direct"), said.get("who")) == (direct, None)


def test_nested_tags_are_nested_categories_to_which_their_passages_lead() -> None:
    tags = ["quote", "claim", "claim/number", "claim/number/share", "claim/year", "mood", "mood-board"]
    root, _ = written({"a.txt": TEXT}, a_tag("a.txt", 0, 3, "claim/number"), tags=tags)
    found = {each.findtext(f"{NS}catDesc"): each for each in root.iter(f"{NS}category")}
    nested = {name: [each.findtext(f"{NS}catDesc") for each in found[name].findall(f"{NS}category")] for name in tags}
    assert nested == {
        "quote": [], "claim": ["claim/number", "claim/year"], "claim/number": ["claim/number/share"],
        "claim/number/share": [], "claim/year": [], "mood": [], "mood-board": [],
    }  # fmt: skip
    (passage,) = (each for each in root.iter(f"{NS}seg") if each.get("ana"))
    assert passage.get("ana") == f"#{found['claim/number'].get(ID)}"


def test_names_of_one_person_are_one_person() -> None:
    row = {"table": "people", "creator": "", "modified": "", "revision": 1}
    people = [
        {**row, "id": "1", "name": "Ann Lee"},
        {**row, "id": "2", "name": "Lee", "same_as": "1"},
    ]
    tags = [a_tag("a.txt", at, 9, fields={"speaker": [{"name": name}]}) for at, name in enumerate(("Lee", "Ann Lee"))]
    root, _ = written({"a.txt": TEXT}, *tags, people=people)
    (person,) = root.iter(f"{NS}person")
    assert [each.text for each in person] == ["Ann Lee", "Lee"]
    assert {each.get("who") for each in root.iter(f"{NS}said")} == {f"#{person.get(ID)}"}


def test_a_link_is_a_note_that_leads_to_the_other_end() -> None:
    claim = a_tag("a.txt", *place("She left"), "claim")
    to = {"annotation": claim.id, "source": "a.txt", "exact": "She left"}
    links = {
        "1": {"type": "evidence", "to": to, "note": "page 4"},
        "2": {"type": "original", "to": {"url": "https://example.org/a"}},
    }
    root, _ = written({"a.txt": TEXT}, claim, a_tag("a.txt", 0, 5, links=links))
    notes = [
        (each.get("subtype"), (each.get("target") or "").split()[1], "".join(each.itertext()))
        for each in root.iter(f"{NS}note")
    ]
    (seg,) = [each for each in root.iter(f"{NS}seg") if each.text == "She left"]
    assert notes == [("evidence", f"#{seg.get(ID)}", "page 4She left"), ("original", "https://example.org/a", "")]


@pytest.mark.parametrize(
    ("span", "lost"),
    [
        (place("left "), {}),
        (place("Lee.\r"), {"white space at the ends of passages": 1}),
        (place("\n\tShe"), {"white space at the ends of passages": 1}),
        (place("\r\n\r\n"), {"passages of white space": 1}),
        (place("Lee.\r\n\r\n\tShe"), {}),
    ],
)
def test_white_space_that_elements_do_not_hold_is_counted(span: tuple[int, int], lost: dict[str, int]) -> None:
    assert written({"a.txt": TEXT}, a_tag("a.txt", *span))[1] == lost


def test_ids_that_xml_does_not_accept_become_others() -> None:
    root, _ = written({"a.txt": TEXT}, *(named(a_tag("a.txt", 0, 5, "claim"), id) for id in ("x y", "x-y", "1:ü")))
    assert {each.get(ID) for each in root.iter(f"{NS}seg")} == {"a-x-y", "a-x-y-1", "a-1-ü"}


def test_a_workspace_without_sources_is_a_valid_document() -> None:
    assert bodies(written({})[0]) == [""]


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 9)), max_size=6)


@given(st.text(st.sampled_from("ab .\n\r&<\u00a0"), min_size=1, max_size=22), SPANS)
def test_every_passage_is_read_back_to_the_code_point(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(start, min(start + length, len(text))) for start, length in places]
    seen = [span for span in spans if span.of(text).strip(" \r\n")]
    tags = [named(a_tag("a.txt", *span, "claim"), str(at)) for at, span in enumerate(seen)]
    root, _ = written({"a.txt": text}, *tags)
    (body,) = root.iter(f"{NS}body")
    found = {id: Span(*place) for id, place in passages(body).items()}
    assert "".join(body.itertext()) == text
    for each in tags:
        assert found[f"a-{each.id}"].of(text).strip() == each.span.of(text).strip()
