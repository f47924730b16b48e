"""Annotations with fields of every type and links to everything, as a person could set them, and as nobody should."""

import string
from typing import Any

from hypothesis import strategies as st

from reader.annotation.model.annotation import Annotation, selector_of
from reader.text.span import Span
from tests.support.corpora import a_tag, digest_of

TEXTS = {
    "one.txt": "“We sail at noon,” said Ann Lee.\r\nThe café 💩 stays shut, Bo Ö told us.",
    "sub/two.txt": "He called it foolish. Nobody — not even Ann — agreed.\n",
}
TOML = """\
[[tags]]
name = "letter"
key = "z"
fields = [
    {name = "mood", type = "choice", values = ["good", "bad"]},
    {name = "moods", type = "choice", values = ["good", "bad"], many = true},
    {name = "gist", type = "text"}, {name = "page", type = "url"}, {name = "day", type = "date"},
    {name = "days", type = "date", many = true}, {name = "weight", type = "number"},
    {name = "weights", type = "number", many = true}, {name = "cue", type = "span"},
    {name = "cues", type = "span", many = true}, {name = "writer", type = "person"},
    {name = "readers", type = "person", many = true},
]
"""
CHARACTERS = string.ascii_letters + "éÖ💩 =+-@'\",;|<&>\t\n"
WORDS = st.text(st.sampled_from(CHARACTERS), min_size=1, max_size=12).filter(str.strip)
NUMBERS = st.integers(-9, 9) | st.floats(-5, 5, allow_nan=False)
DAYS = st.dates().map(str)
ADDRESSES = st.sampled_from(["https://example.org/a?b=c&d=“e”#f", "http://example.org", "mailto:ann@example.org"])
MOODS = st.sampled_from(["good", "bad"])


def spans(text: str) -> st.SearchStrategy[Span]:
    starts = st.integers(0, len(text) - 1)
    return starts.flatmap(lambda start: st.builds(Span, st.just(start), st.integers(start + 1, len(text))))


def passages(text: str) -> st.SearchStrategy[dict[str, Any]]:
    return spans(text).map(lambda span: {**selector_of(span, text), "digest": digest_of(text)})


def people(text: str) -> st.SearchStrategy[dict[str, Any]]:
    names = WORDS.map(lambda name: {"name": " ".join(name.split())})
    return names | st.builds(lambda name, place: {**name, **place}, names, passages(text))


def fields(text: str) -> st.SearchStrategy[dict[str, Any]]:
    """Valid fields of the tag `letter`."""

    def many(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
        return st.lists(values, min_size=1, max_size=3)

    optional = {
        "mood": MOODS, "moods": many(MOODS), "gist": WORDS, "page": ADDRESSES, "day": DAYS, "days": many(DAYS),
        "weight": NUMBERS, "weights": many(NUMBERS), "cue": passages(text), "cues": many(passages(text)),
        "writer": people(text), "readers": many(people(text)),
    }  # fmt: skip
    return st.fixed_dictionaries({}, optional=optional)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def links(others: list[Annotation]) -> st.SearchStrategy[dict[str, Any]]:
    """Valid links to annotations, passages and web pages."""
    ends = ADDRESSES.map(lambda url: {"url": url})
    for id, text in TEXTS.items():
        ends |= st.builds(lambda source, place: {"source": source, **place}, st.just(id), passages(text))
    if others:
        ends |= st.sampled_from(others).map(
            lambda each: {"annotation": each.id, "source": each.source, "exact": each.exact}
        )
    kinds = st.sampled_from(["evidence", "contradicts", "same-as", "original", "see-also"])
    link = st.fixed_dictionaries({"type": kinds, "to": ends}, optional={"note": WORDS})
    return st.dictionaries(st.text("0123456789abcdef", min_size=12, max_size=12), link, max_size=3)


@st.composite
def annotations(draw: st.DrawFn) -> list[Annotation]:
    """A few annotations of two sources, with fields and links among themselves and to elsewhere."""
    found: list[Annotation] = []
    for id, text in TEXTS.items():
        for span in draw(st.lists(spans(text), min_size=1, max_size=3, unique=True)):
            creator = draw(st.sampled_from(["ann", "bo", ""]))
            exact = span.of(text)
            found.append(a_tag(id, *span, "letter", exact=exact, creator=creator, fields=draw(fields(text))))
    return [_linked(each, draw(links([other for other in found if other is not each]))) for each in found]


def _linked(annotation: Annotation, links: dict[str, Any]) -> Annotation:
    """Return an annotation with links, no two of which say the same."""
    seen: dict[str, str] = {}
    for id, link in links.items():
        seen.setdefault(str((link["type"], link["to"])), id)
    return annotation.with_links({id: links[id] for id in seen.values()})


def damaged() -> st.SearchStrategy[dict[str, Any]]:
    """Fields or links as no version of reader writes them: anything, or something that is nearly right."""
    span = {"start": -5, "end": 10**30, "exact": "x", "prefix": "", "suffix": "", "digest": "0"}
    nearly = st.sampled_from(
        [
            span, {"name": None}, {"name": ["Ann"], **span}, [span, None], {"type": "evidence"}, {"to": {"url": 3}},
            {"type": "evidence", "to": {"url": "javascript:alert(1)"}}, {"type": 3, "to": {"annotation": ["x"]}},
            {"type": "evidence", "to": {"annotation": "gone", "source": None}}, {"type": "x", "to": span, "note": []},
            {"type": "evidence", "to": {"source": 7, **span}},
        ]
    )  # fmt: skip
    names = st.sampled_from(["speaker", "cue", "rating", "a b", "", "é:", "field-x", "reader:field"])
    return st.dictionaries(names, nearly | JUNK, max_size=3)
