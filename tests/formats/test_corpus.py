"""A corpus source by source, and the part of it that is exported."""

import pytest

from reader.errors import ReaderError, UsageError
from reader.formats.codebook_entry import CodebookEntry
from reader.formats.corpus import ExportScope
from tests.support.codebooks import as_tag
from tests.support.corpora import a_corpus, a_tag

TEXTS = {"a.txt": "One. Two.", "b.txt": "Three.", "c.txt": ""}
CORPUS = a_corpus(
    TEXTS,
    a_tag("a.txt", 0, 4, creator="ann"),
    a_tag("a.txt", 5, 9, "claim", creator="bob"),
    a_tag("b.txt", 0, 6, "fact", creator="ann"),
    orphans=[a_tag("b.txt", 0, 3, creator="eve")],
)


def test_each_source_has_its_annotations_and_may_have_none() -> None:
    found = {each.source.id: [tag.present.exact for tag in each.annotations] for each in CORPUS.by_source()}
    assert found == {"a.txt": ["One.", "Two."], "b.txt": ["Three."], "c.txt": []}
    assert [each.text for each in CORPUS.by_source()] == list(TEXTS.values())
    assert [each.present.creator for each in CORPUS.orphans] == ["eve"]


@pytest.mark.parametrize("now", ["One. Two. ", "One. Two", "One! Two.", ""])
@pytest.mark.parametrize("ends", [[(0, 4)], [(0, 4), (5, 9)]])
def test_a_source_that_changed_is_not_exported(now: str, ends: list[tuple[int, int]]) -> None:
    """A change after the last passage is noticed, too: the length of the source is in the export."""
    texts = {"a.txt": "One. Two."}
    corpus = a_corpus(texts, *(a_tag("a.txt", start, end) for start, end in ends))
    texts["a.txt"] = now
    with pytest.raises(ReaderError, match=r"a\.txt: the source changed during the export"):
        list(corpus.by_source())


@pytest.mark.parametrize(
    ("scope", "sources", "passages"),
    [
        (ExportScope(), ["a.txt", "b.txt", "c.txt"], ["One.", "Two.", "Three.", "One."]),
        (ExportScope(tags=frozenset({"claim", "fact"})), ["a.txt", "b.txt", "c.txt"], ["Two.", "Three."]),
        (ExportScope(sources=frozenset({"a.txt"})), ["a.txt"], ["One.", "Two."]),
        (ExportScope(creators=frozenset({"ann"})), ["a.txt", "b.txt", "c.txt"], ["One.", "Three."]),
        (ExportScope(statuses=frozenset({"orphan"})), ["a.txt", "b.txt", "c.txt"], ["One."]),
        (ExportScope(frozenset({"quote"}), frozenset({"a.txt"}), frozenset({"ann"}), frozenset({"exact"})), ["a.txt"],
         ["One."]),
        (ExportScope(creators=frozenset({"bob"}), tags=frozenset({"quote"})), ["a.txt", "b.txt", "c.txt"], []),
    ],
)  # fmt: skip
def test_a_scope_selects_by_all_that_it_names(scope: ExportScope, sources: list[str], passages: list[str]) -> None:
    selected = scope.select(CORPUS)
    assert [each.id for each in selected.sources] == sources
    assert sorted(each.present.exact for each in selected.annotations) == sorted(passages)


def test_only_the_selected_tags_are_offered() -> None:
    assert ExportScope().select(CORPUS).tags == ["quote", "claim", "boilerplate"]
    assert ExportScope(tags=frozenset({"claim", "fact"})).select(CORPUS).tags == ["claim"]


def test_a_tag_that_can_be_set_and_the_source_of_an_orphan_may_be_named() -> None:
    assert ExportScope(tags=frozenset({"boilerplate"})).select(CORPUS).annotations == []
    gone = a_corpus({}, orphans=[a_tag("gone.txt", 0, 3)])
    assert len(ExportScope(sources=frozenset({"gone.txt"})).select(gone).annotations) == 1


@pytest.mark.parametrize("kind", ["tag", "source", "creator", "status"])
def test_a_typo_is_not_an_empty_export(kind: str) -> None:
    field = {"tag": "tags", "source": "sources", "creator": "creators", "status": "statuses"}[kind]
    with pytest.raises(UsageError, match=f"^nowhere: there is no such {kind}: (none is known|known) here"):
        ExportScope(**{field: frozenset({"nowhere"})}).select(CORPUS)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (["Ann", "Ann", ""], "known here: Ann$"),
        (["Ann", "Bob\x1b[2J"], r"known here: Ann, Bob[^\x1b]*$"),
        ([f"p{number:02}" for number in range(30)], "known here: p00, .*, p07 and 22 more$"),
        ([], "none is known here$"),
    ],
)
def test_a_mistyped_name_is_answered_with_those_in_use_whatever_the_command(known: list[str], said: str) -> None:
    found = [a_tag("a.txt", 0, 3, creator=name) for name in known]
    with pytest.raises(UsageError, match=f"^zzzzzz: there is no such creator: {said}"):
        ExportScope(creators=frozenset({"zzzzzz"})).select(a_corpus({}, orphans=found))


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ((), ["a", "a/b", "a/b/c", "d"]),
        (("a/b",), ["a", "a/b"]),
        (("a/b/c", "d"), ["a", "a/b", "a/b/c", "d"]),
        (("x",), []),
    ],
)
def test_the_codebook_in_scope_has_the_tags_above(tags: tuple[str, ...], names: list[str]) -> None:
    codebook = [as_tag(CodebookEntry(name)) for name in ("a", "a/b", "a/b/c", "d")]
    assert [tag.name for tag in ExportScope(frozenset(tags)).codebook_of(codebook)] == names
