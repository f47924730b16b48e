"""Prodigy's tasks: tokens that begin and end where the passages do, and files that only it writes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model.links import to_annotation
from reader.formats.format import Losses, Options
from reader.formats.prodigy import PRODIGY, sniff, split_tokens
from reader.text.span import Span
from tests.support.corpora import a_corpus, a_tag


def shown(text: str, *spans: Span) -> list[str]:
    """The tokens of a text, each with `+` if a blank follows that is none."""
    return [token["text"] + "+" * token["ws"] for token in split_tokens(text, spans)]


@pytest.mark.parametrize(
    ("text", "spans", "tokens"),
    [
        ("One two.", [], ["One+", "two", "."]),
        ("One  two", [], ["One", "  ", "two"]),
        (" One ", [], [" ", "One+"]),
        ("One\n two", [], ["One", "\n+", "two"]),
        ("e-mail", [], ["e", "-", "mail"]),
        ("", [], []),
        ("One two", [Span(0, 3)], ["One", " ", "two"]),  # a blank at the edge of a passage is a token
        ("One two", [Span(4, 7)], ["One", " ", "two"]),
        ("One two", [Span(1, 2)], ["O", "n", "e+", "two"]),
        ("One two", [Span(1, 5)], ["O", "ne+", "t", "wo"]),
        ("One", [Span(0, 3), Span(0, 2)], ["On", "e"]),
    ],
)
def test_a_text_is_split_into_words_signs_and_white_space(text: str, spans: list[Span], tokens: list[str]) -> None:
    assert shown(text, *spans) == tokens


@given(st.text("ab. \n", max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=3))
def test_tokens_give_the_text_back_and_have_every_edge(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [Span(*sorted((min(a, len(text)), min(b, len(text))))) for a, b in ends]
    tokens = split_tokens(text, spans)
    assert "".join(token["text"] + " " * token["ws"] for token in tokens) == text
    assert all(text[token["start"] : token["end"]] == token["text"] for token in tokens)
    assert [token["id"] for token in tokens] == list(range(len(tokens)))
    for start, end in filter(None, spans):
        assert start in {token["start"] for token in tokens}
        assert end in {token["end"] for token in tokens}


@pytest.mark.parametrize(
    ("keys", "is_ours"),
    [
        (["text", "tokens"], True),
        (["image", "answer"], True),
        (["pages", "_view_id"], True),
        (["text", "spans"], False),
        (["tokens"], False),
        ([], False),
    ],
)
def test_only_prodigy_adds_these_keys(keys: list[str], is_ours: bool, tmp_path: Any) -> None:
    assert sniff(tmp_path, json.dumps(dict.fromkeys(keys, 1))) is is_ours


def test_a_link_is_a_relation_between_the_last_tokens_and_the_rest_is_beside_the_spans() -> None:
    two = a_tag("a.txt", 4, 7, exact="two")
    links = {
        "l": {"type": "evidence", "to": to_annotation(two), "note": "so"},
        "u": {"type": "original", "to": {"url": "https://example.org"}},
    }
    one = a_tag("a.txt", 0, 3, links=links, fields={"cue": "said", "none": None})
    corpus = a_corpus({"a.txt": "One two."}, one, two)
    (file,) = PRODIGY.write(corpus, Options(), Losses())
    (task,) = (json.loads(line) for line in file.chunks)
    assert [(span["token_start"], span["token_end"]) for span in task["spans"]] == [(0, 0), (2, 2)]
    (relation,) = task["relations"]
    assert (relation["head"], relation["child"], relation["label"]) == (0, 2, "evidence")
    assert relation["meta"] == {"id": "l", "note": "so"}
    assert (relation["head_span"]["start"], relation["child_span"]["start"]) == (0, 4)
    meta = task["spans"][0]["meta"]
    assert meta == {
        "fields": {"cue": "said"},
        "links": [{"id": "u", "type": "original", "to": {"url": "https://example.org"}}],
    }
    assert list(task["spans"][1]["meta"]) == ["id"], "as a link leads to it"
    assert "_annotator_id" not in task
    assert task["meta"] == {"source": "a.txt"}
