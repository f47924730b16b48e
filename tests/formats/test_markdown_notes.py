"""Notes for Obsidian and Logseq."""

from pathlib import Path
from typing import Any

import pytest

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.formats.format import Losses, Options
from reader.formats.markdown_notes import MARKDOWN, preserve
from reader.formats.verified_output import write_files
from tests.support.corpora import a_corpus, a_tag, digest_of
from tests.support.stores import an_annotation

TEXT = "*One*.\nTwo."


def note(folder: Path, source: str, text: str = TEXT, **fields: Any) -> str:
    tag = a_tag(source, 0, len(text), **fields)
    (file,) = write_files(MARKDOWN, a_corpus({source: text, "untagged.txt": "x"}, tag), Options(), Losses(), folder)
    assert file == folder / f"{source}.md", "and none for the other source"
    return file.read_text("utf-8")


def test_a_note_has_front_matter_and_each_passage(tmp_path: Path) -> None:
    found = note(tmp_path, "a_b.txt", creator="Ann <x>", note="see\n# there", tag="my tag")
    assert found == (
        '---\ntitle: "a_b.txt"\nsource: "a_b.txt"\n'
        f'digest: "{digest_of(TEXT)}"\ntags: ["my-tag"]\n---\n\n# a\\_b.txt\n'
        "\n> \\*One\\*.\n> Two.\n\n#my-tag · Ann \\<x\\> ^a_b-txt-0-11-my-tag\n\nsee\n\\# there\n"
    )


def test_markup_of_a_markdown_source_stays_markup(tmp_path: Path) -> None:
    found = note(tmp_path, "a.MD")
    assert "\n> *One*.\n> Two.\n\n#quote ^" in found
    assert found.endswith("\n"), "without a note the anchor is the last line"
    assert found.count("\n\n") == 3


@pytest.mark.parametrize(("tag", "hashtag"), [("my tag!", "my-tag-"), ("a/b-c", "a/b-c"), ("größe", "größe")])
def test_a_tag_becomes_a_hashtag(tag: str, hashtag: str) -> None:
    each = an_annotation(tag=tag)
    found = preserve(Anchored(each, Status.EXACT, each))
    assert (found.tag, found.start, found.end, found.exact) == (hashtag, -1, -1, "One.")


def test_fields_and_links_are_lines_that_lead_to_other_notes() -> None:
    fields = {"speaker": [{"name": "Ann *Lee*"}, {"name": "Bo"}], "wording": "one\ntwo"}
    to = {"annotation": "7", "source": "b [1].txt", "exact": "Two."}
    links = {
        "a": {"type": "evidence", "to": to, "note": "page 4"},
        "b": {"type": "original", "to": {"url": "https://example.org/<a>"}},
        "c": 3,
    }
    corpus = a_corpus({"a.txt": "One. Two."}, a_tag("a.txt", 0, 4, fields=fields, links=links))
    (file,) = MARKDOWN.write(corpus, Options(), Losses())
    text = "".join(str(chunk) for chunk in file.chunks)
    assert text[text.index("\n- ") :].splitlines() == [
        "",
        "- speaker: Ann \\*Lee\\*, Bo",
        "- wording: one two",
        "- evidence → [[b 1 .txt#^7]] “Two.” (page 4)",
        "- original → <https://example.org/%3Ca%3E>",
        "- 3",
    ]
    assert not MARKDOWN.losses(corpus).keys() & {"fields", "links"}
