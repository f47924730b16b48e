"""REFI-QDA codebooks: ours, and those of other programs."""

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import parse

import pytest

from reader.formats.codebook_entry import CodebookEntry
from reader.formats.format import FormatError, LeftOut, Losses, Options, Record
from reader.formats.qda_codebook import CATEGORIES
from reader.formats.qdc import QDC, read
from reader.formats.verified_output import verify, write_files
from reader.settings import TAGS, Settings, Tag
from tests.support import refi_rules
from tests.support.codebooks import as_tag, entries
from tests.support.corpora import a_corpus, a_tag

HEAD = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Another"><Codes>'
END = "</Codes></CodeBook>"


def written(folder: Path, *tags: Tag) -> tuple[Path, Losses]:
    losses = Losses()
    corpus = replace(a_corpus({"a.txt": "One."}, a_tag("a.txt", 0, 4, "odd")), codebook=tags)
    losses.update(QDC.losses(corpus))
    (path,) = write_files(QDC, corpus, Options(), losses, folder)
    assert verify(QDC, corpus, Options(), path) == 0, "it has no annotations"
    assert refi_rules.problems(parse(path).getroot()) == []
    return path, +losses  # type: ignore[return-value]


def records(folder: Path, content: str | bytes) -> list[Record]:
    path = folder / "x.qdc"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path, Options()))


def test_the_default_codebook_comes_back_with_the_tags_that_annotations_have(tmp_path: Path) -> None:
    path, _ = written(tmp_path, *Settings().tags)
    found = entries(read(path, Options()))
    assert [(each.name, each.meaning, each.colour) for each in found] == [
        *((tag.name, tag.description, tag.colour) for tag in TAGS),
        ("odd", "", ""),
    ]


def test_what_a_code_cannot_have_is_counted(tmp_path: Path) -> None:
    _, nothing = written(tmp_path, as_tag(CodebookEntry("a", colour="blue")))
    assert nothing == {}
    above = TAGS[0]._replace(formerly=("b",))
    own = above.fields[0]._replace(name="mood")  # the others are those of the tag above
    nested = above._replace(name="quote/short", key="", formerly=(), fields=(*above.fields, own))
    _, losses = written(tmp_path, above, nested, as_tag(CodebookEntry("c", "\x00")))
    assert losses == {
        "keys": 1, "looks": 1, "former names": 1, "fields of tags": len(above.fields) + 1,
        "characters of the codebook that XML cannot hold": 1,
    }  # fmt: skip


def test_a_codebook_that_does_not_come_back_is_an_error(tmp_path: Path) -> None:
    path, _ = written(tmp_path, as_tag(CodebookEntry("a", "one")))
    corpus = replace(a_corpus({}), codebook=[as_tag(CodebookEntry("a", "two"))])
    with pytest.raises(FormatError, match="the entry of a is not the same when read back"):
        verify(QDC, corpus, Options(), path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("namespace", ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", ""])
def test_codebooks_of_any_version_and_encoding_are_read(encoding: str, namespace: str, tmp_path: Path) -> None:
    content = (HEAD + '<Code name="Vertrauen é"/>' + END).replace("urn:QDA-XML:codebook:1.0", namespace)
    assert [each.name for each in entries(records(tmp_path, content.encode(encoding)))] == ["Vertrauen é"]


def test_sets_are_left_out_and_categories_are_tags(tmp_path: Path) -> None:
    sets = '<Sets><Set guid="s" name="group"><MemberCode guid="a"/></Set><Set guid="t"/></Sets>'
    content = HEAD + '<Code name="a" isCodable="false"><Code name="b"/></Code></Codes>' + sets + "</CodeBook>"
    found = records(tmp_path, content)
    assert [each.name for each in entries(found)] == ["a", "a/b"]
    assert [each for each in found if isinstance(each, LeftOut)] == [
        LeftOut("a", CATEGORIES, is_changed=True),
        LeftOut("group", "sets of codes"),
        LeftOut("a set without a name", "sets of codes"),
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<CodeBook", "x.qdc: not a REFI-QDA codebook: unclosed token"),
        ("<Project/>", "x.qdc: not a REFI-QDA codebook: it is a Project"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><CodeBook/>', "x.qdc: not a REFI-QDA codebook: it declares entities"),
    ],
)
def test_what_is_not_a_codebook_is_reported(content: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=why):
        records(tmp_path, content)
