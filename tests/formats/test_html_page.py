"""A page to send: the passages in place, everything that people said beside them, and nothing that could do harm."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model.annotation import Annotation
from reader.formats.format import Losses, Options
from reader.formats.html_page import HTML
from reader.formats.html_style import STYLE
from reader.insight.echoes.echo import SourceSpan
from reader.insight.echoes.story_matrix import SharedStatement
from reader.text.span import Span
from tests.support.corpora import a_corpus, a_tag

VOID = {"meta", "br"}


class Page(HTMLParser):
    """A page as it is parsed: its elements, the text of each paragraph, and the passages."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.paragraphs: list[str] = []
        self.passages: dict[str, tuple[int, int, str]] = {}  # by id: where it stands, and the words marked as it
        self.notes: list[str] = []
        self.cells: list[str] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        self.elements.append((tag, about))
        if tag in VOID:
            if tag == "br" and self.notes:
                self.notes[-1] += "\n"
            return
        self._open.append((tag, about))
        if tag in ("p", "h3", "h4") and "data-start" in about:
            self.paragraphs.append("")
        if tag == "li" and about.get("id", "").startswith("n"):
            self.notes.append("")
        if tag in ("td", "th"):
            self.cells.append("")
        if tag == "mark" and "id" in about:
            self.passages[about["id"]] = (int(about["data-start"]), int(about["data-end"]), "")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        names = [name for name, _ in self._open]
        if any("data-start" in about for name, about in self._open if name in ("p", "h3", "h4")):
            self.paragraphs[-1] += data
        if "li" in names and any(about.get("id", "").startswith("n") for _, about in self._open):
            self.notes[-1] += data
        if "td" in names or "th" in names:
            self.cells[-1] += data
        for name, about in self._open:
            if name == "mark" and (id := about.get("id") or about.get("data-of")) in self.passages:
                start, end, words = self.passages[id]
                self.passages[id] = (start, end, words + data)


def page(texts: dict[str, str], *tags: Annotation, **corpus: Any) -> Page:
    found = a_corpus(texts, *tags)
    for name, value in corpus.items():
        object.__setattr__(found, name, value)
    (file,) = HTML.write(found, Options(), Losses())
    parsed = Page("".join(map(str, file.chunks)))
    ids = [about["id"] for _, about in parsed.elements if "id" in about]
    assert len(ids) == len(set(ids))
    targets = [about[name] for _, about in parsed.elements for name in ("href",) if about.get(name, "").startswith("#")]
    described = [about["aria-describedby"] for _, about in parsed.elements if "aria-describedby" in about]
    labels = [about["aria-labelledby"] for _, about in parsed.elements if "aria-labelledby" in about]
    assert {*(target[1:] for target in targets), *described, *labels} <= set(ids)
    return parsed


TEXT = "“It is odd,” said Ann.\n\nShe left."


def test_a_passage_is_marked_in_place_with_its_offsets_and_an_anchor() -> None:
    found = page({"a.txt": TEXT}, a_tag("a.txt", 0, 12), a_tag("a.txt", 24, 32, "claim"))
    assert found.paragraphs == ["“It is odd,” said Ann.", "She left."]
    assert list(found.passages.values()) == [(0, 12, "“It is odd,”"), (24, 32, "She left")]
    starts = [about["data-start"] for name, about in found.elements if name == "p" and "data-start" in about]
    assert starts == ["0", "24"]


def test_a_letter_stands_before_each_passage_and_is_not_part_of_the_text() -> None:
    found = page({"a.txt": TEXT}, a_tag("a.txt", 0, 12, 'my "tag"\\'))
    rules = re.findall(r"mark\[data-tag=(.*)\].first::before\{content:\"(.*)\"\}", found.html)
    assert rules == [('"quote"', "q"), ('"claim"', "c"), ('"boilerplate"', "b"), ('"my &quot;tag&quot;\\\\"', "m")]


def test_notes_fields_links_and_people_stand_beside_the_passage() -> None:
    claim = a_tag("a.txt", 24, 32, "claim")
    to = {"annotation": claim.id, "source": "a.txt", "exact": "She left"}
    links = {
        "1": {"type": "evidence", "to": to, "note": "page 4"},
        "2": {"type": "original", "to": {"url": "https://example.org/a"}},
        "3": {"type": "original", "to": {"source": "b.txt", "exact": "It was odd", "start": 0, "end": 10}},
    }
    fields = {"speaker": [{"name": "Ann"}], "seen": "https://example.org/b", "empty": ""}
    quote = a_tag("a.txt", 0, 12, fields=fields, links=links, note="see\n\nthere", creator="Bo")
    found = page({"a.txt": TEXT}, quote, claim)
    assert [note.splitlines() for note in found.notes] == [
        ["quote “It is odd,”", "speaker: Ann", "seen: https://example.org/b", "→ evidence: She left (page 4)",
         "→ original: https://example.org/a", "see", "there", "Bo"],
        ["claim She left", "← evidence: “It is odd,”"],
    ]  # fmt: skip
    marks = [about for name, about in found.elements if name == "mark" and "id" in about]
    assert [about["aria-describedby"] for about in marks] == [f"n{about['id']}" for about in marks]
    addresses = [about["href"] for name, about in found.elements if name == "a" and about["href"].startswith("https")]
    assert addresses == ["https://example.org/b", "https://example.org/a"]


@pytest.mark.parametrize(
    ("about", "lines"),
    [
        ({"note": "so"}, ["so"]),
        ({"fields": {"mood": "dark"}}, ["mood: dark"]),
        ({"links": {"1": {"type": "see", "to": {"url": "https://example.org"}}}}, ["→ see: https://example.org"]),
        ({"creator": "Ann"}, None),  # a name alone is no note
        ({}, None),
    ],
)
def test_a_passage_of_which_something_is_said_has_text_beside_it(
    about: dict[str, Any], lines: list[str] | None
) -> None:
    found = page({"a.txt": TEXT}, a_tag("a.txt", 24, 32, **about))
    assert [note.splitlines()[1:] for note in found.notes] == ([lines] if lines else [])


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><script>", "javascript:alert(1)",
        "' onmouseover='alert(1)", "<!-- -->", "&lt;b&gt;", "\x00\x1b[31m\x85\ufffe", "\u202egnp.exe", "]]>", "a\\",
    ],
)  # fmt: skip
def test_whatever_a_source_says_stays_text(hostile: str) -> None:
    bad = {"type": hostile, "to": {"url": hostile}, "note": hostile}
    fields = {"speaker": [{"name": hostile}], hostile: hostile}
    tag = a_tag("a.txt", 0, 3, hostile, fields=fields, links={"1": bad}, note=hostile, creator=hostile)
    found = page({"a.txt": f"One {hostile}", f"{hostile}.md": hostile}, tag)
    assert {name for name, _ in found.elements} <= {
        "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "ul", "li", "mark", "nav",
        "div", "table", "thead", "tbody", "tr", "th", "td", "main", "article", "p", "footer", "b", "br", "span",
    }  # fmt: skip
    assert not any(name.startswith("on") for _, about in found.elements for name in about)
    assert all(about["href"][0] == "#" for name, about in found.elements if name == "a")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ufffe]", found.html)
    if hostile.isascii() and hostile.isprintable():
        assert found.paragraphs[0] == f"One {hostile}"


def test_nothing_is_asked_for_from_anywhere() -> None:
    found = page({"a.md": "![picture](https://example.org/p.png) [link](https://example.org)"})
    policy = next(about["content"] for _, about in found.elements if about.get("http-equiv"))
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert not any({"src", "srcset", "action"} & about.keys() for _, about in found.elements)
    assert not re.search(r"url\(|@import", found.html)


def test_markdown_is_shown_as_it_reads() -> None:
    text = "# Title\n\nA **bold** word and *more*.\n\n- item\n\n> quoted\n"
    start = text.index("A **")
    found = page({"a.md": text}, a_tag("a.md", start, text.index("\n\n- item"), "claim"))
    assert found.paragraphs == ["Title", "A bold word and more.", "• item", "quoted"]
    assert [name for name, _ in found.elements if name in ("h3", "strong", "em")] == ["h3", "strong", "em"]
    ((first, last, words),) = found.passages.values()
    assert (first, text[first:last], words) == (start, "A **bold** word and *more*.", "A bold word and more.")


def test_a_passage_of_two_paragraphs_is_marked_in_both_and_has_one_anchor() -> None:
    found = page({"a.txt": TEXT}, a_tag("a.txt", 13, 33))
    assert [words for _, _, words in found.passages.values()] == ["said Ann.She left."]
    anchors = [about.get("id", "") for _, about in found.elements if "data-start" in about and "data-end" in about]
    assert [about["data-of"] for _, about in found.elements if "data-of" in about] == anchors != [""]


def test_marks_in_marks_are_set_apart_three_times() -> None:
    found = page({"a.txt": "a" * 9}, *(a_tag("a.txt", at, 9 - at, "claim") for at in range(4)), a_tag("a.txt", 4, 5))
    looks = [about["class"].split()[1] for name, about in found.elements if name == "mark" and "id" in about]
    assert looks == ["deep0", "deep1", "deep2", "deep3", "deep3"]


@pytest.mark.parametrize(("level", "name"), [(1, "h3"), (2, "h4"), (4, "h6"), (5, "h6")])
def test_headings_of_a_source_stand_below_those_of_the_page(level: int, name: str) -> None:
    found = page({"a.md": f"{'#' * level} Title\n"})
    assert [each for each, about in found.elements if "data-start" in about] == [name]


def test_the_contents_count_the_tags_of_each_source() -> None:
    found = page({"a.txt": TEXT, "b.txt": "So."}, a_tag("a.txt", 0, 12), a_tag("a.txt", 24, 32, "claim"))
    assert found.cells == ["Source", "quote", "claim", "1. a.txt", "1", "1", "2. b.txt", "", ""]


def test_the_matrix_has_a_row_for_each_statement_of_several_sources() -> None:
    one, other = SourceSpan("a.txt", Span(24, 33)), SourceSpan("b.txt", Span(0, 9))
    alone = SourceSpan("b.txt", Span(10, 13))
    statements = [SharedStatement((one, other), frozenset({one}), one), SharedStatement((alone,), frozenset(), alone)]
    found = page({"a.txt": TEXT, "b.txt": "She left. So."}, statements=lambda: statements)
    assert found.cells[-6:] == ["Statement", "1", "2", "She left.", "■", "□"]
    assert 'aria-label="same words"' in found.html
    assert "Told by several" not in page({"a.txt": TEXT}, statements=lambda: statements).html, "of one source alone"


def test_what_is_not_seen_is_counted() -> None:
    losses = Losses()
    texts = {"a.txt": TEXT, "b.txt": "\x1b\u202e\r\n"}
    (file,) = HTML.write(a_corpus(texts, a_tag("a.txt", 22, 24), a_tag("a.txt", 0, 3)), Options(), losses)
    assert "".join(map(str, file.chunks))
    assert +losses == {
        "passages of white space, which cannot be seen": 1,
        "characters that HTML cannot hold, or that reverse the direction of text": 2,
    }


def test_a_tag_of_ones_own_has_a_look_of_its_own() -> None:
    tags = [a_tag("a.txt", at, at + 1, f"tag {at}") for at in range(4)]
    looks = [
        about["class"].split()[0]
        for name, about in page({"a.txt": TEXT}, *tags).elements
        if "id" in about and name == "mark"
    ]
    assert looks == ["tag-a", "tag-b", "tag-c", "tag-a"]


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 9)), max_size=6)


@given(st.text(st.sampled_from("ab <&é\u00a0"), min_size=1, max_size=20), SPANS)
def test_every_passage_is_read_back_to_the_code_point(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(start, min(start + length, len(text))) for start, length in places]
    tags = [a_tag("a.txt", *span, "claim") for span in dict.fromkeys(spans) if span.of(text).strip()]
    found = page({"a.txt": text}, *tags)
    assert {(start, end) for start, end, _ in found.passages.values()} == {each.span for each in tags}
    assert found.paragraphs == ([text.rstrip()] if text.strip() else [])
    for start, end, words in found.passages.values():
        assert words.rstrip() == text[start:end].rstrip()


def test_nested_tags_look_as_the_topmost_and_have_letters_of_their_own() -> None:
    tags = ["quote", "claim", "claim/number", "mood", "mood/dry wit"]
    words = [a_tag("a.txt", 2 * number, 2 * number + 1, tag) for number, tag in enumerate(tags)]
    found = page({"a.txt": "a b c d e"}, *words, tags=tags)
    marks = [about for name, about in found.elements if name == "mark" and "id" in about]
    looks = [about["class"].split()[0] for about in marks]
    assert looks == ["quote", "claim", "claim", "tag-a", "tag-a"]
    letters = dict(re.findall(r"mark\[data-tag=\"(.*)\"\].first::before\{content:\"(.*)\"\}", found.html))
    assert letters == {"quote": "q", "claim": "c", "claim/number": "cn", "mood": "m", "mood/dry wit": "md"}


def test_on_a_narrow_screen_the_names_of_tags_stand_upright_over_narrow_columns() -> None:
    (rules,) = re.findall(r"@media screen and \(max-width:40rem\)\{(.*?\})\}", STYLE, re.DOTALL)
    upright = dict(re.findall(r"\s*(.*?)\{(.*?)\}", rules))
    assert "writing-mode:vertical-rl" in upright[".contents thead th+th"]
    assert "min-width:6rem" in upright[".contents tbody th"], "titles are wrapped, not the table cut"


def test_the_contents_have_a_few_columns_for_a_hundred_tags() -> None:
    tags = [f"theme {number}" for number in range(100)]
    texts = {"a.txt": "a" * 200, "b.txt": "b"}
    found = page(texts, *(a_tag("a.txt", at, at + 1, tag) for at, tag in enumerate(tags)), tags=tags)
    head = [about for name, about in found.elements if name == "th" and about.get("scope") == "col"]
    assert len(head) == 13, "the source, eleven tags, and the others"
    assert "89" in found.cells


def test_a_note_on_a_link_that_is_for_programs_is_not_read_by_people() -> None:
    compared = "texts 0123456789ab and ba9876543210 were compared"
    to = {"source": "b.txt", "start": 0, "end": 3, "exact": "She", "prefix": "", "suffix": "", "digest": "0" * 64}
    links = {"1": {"type": "original", "to": to, "note": compared}}
    found = page({"a.txt": "She left."}, a_tag("a.txt", 0, 9, links=links))
    assert f'data-note="{compared}"' in found.html
    assert all("compared" not in note for note in found.notes)


def test_the_matrix_can_be_left_out() -> None:
    one, other = SourceSpan("a.txt", Span(0, 9)), SourceSpan("b.txt", Span(0, 9))
    statements = [SharedStatement((one, other), frozenset(), one)]
    corpus = replace(a_corpus({"a.txt": "She left.", "b.txt": "She left."}), statements=lambda: statements)
    files = [next(HTML.write(corpus, options, Losses())) for options in (Options(), Options(has_story=False))]
    pages = ["".join(map(str, each.chunks)) for each in files]
    assert ["Told by several sources" in each for each in pages] == [True, False]
