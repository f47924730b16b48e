"""What others did becomes part of a store: by id, as far as the histories tell, and nothing is lost."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model.annotation import dismissal, to_document
from reader.annotation.model.revision import DocumentOrNone
from reader.annotation.store.documents import read_documents
from reader.annotation.store.file_format import encode, text_chunks
from reader.annotation.store.history import Step
from reader.annotation.store.store import Store
from reader.collaboration.external import ExternalWorkspace, state_histories
from reader.collaboration.git.merge_driver import merge_files
from reader.collaboration.merging import MergeResult, merge_histories
from tests.support.stores import add, an_annotation, note, notes, remove

ONE = to_document(an_annotation())
ANNS = {**ONE, "note": "ann's", "revision": 2}
BOBS = {**ONE, "note": "bob's", "revision": 2}
TAGGED = {**ONE, "tag": "claim", "revision": 2}


def joined(ours: Sequence[DocumentOrNone], theirs: Sequence[DocumentOrNone]) -> MergeResult:
    return merge_histories({"a": ours} if ours else {}, [ExternalWorkspace("bob", {"a": theirs} if theirs else {})])


KNOWN: dict[str, tuple[list[DocumentOrNone], list[DocumentOrNone], DocumentOrNone]] = {
    "only theirs": ([], [ONE], ONE),
    "only ours": ([ONE], [], ONE),
    "the same": ([ONE], [ONE], ONE),
    "they changed it": ([ONE], [ONE, BOBS], BOBS),
    "we changed it": ([ONE, ANNS], [ONE], ANNS),
    "both did, other fields": ([ONE, ANNS], [ONE, TAGGED], {**ANNS, "tag": "claim"}),
    "they removed it": ([ONE], [ONE, None], None),
    "we removed it": ([ONE, None], [ONE], None),
    "without histories the later one counts": ([ONE], [BOBS], BOBS),
    "also if it is ours": ([ANNS], [ONE], ANNS),
    "with one history the other is what it began with": ([ONE, ANNS], [TAGGED], {**ANNS, "tag": "claim"}),
    "merged before": ([ONE, ANNS, {**ANNS, "tag": "claim", "revision": 3}], [ONE, TAGGED], {**ANNS, "tag": "claim"}),
}


@pytest.mark.parametrize("name", KNOWN)
def test_what_fits_together_is_joined(name: str) -> None:
    ours, theirs, expected = KNOWN[name]
    found = joined(ours, theirs)
    now = to_document(found.changes[0].after) if found.changes and found.changes[0].after else None
    here = now if found.changes else ours[-1]
    assert (here and {**here, "revision": 0}) == (expected and {**expected, "revision": 0})
    assert found.conflicts == []


def test_contradictions_are_kept_twice_and_reported_once() -> None:
    found = joined([ONE, ANNS], [ONE, BOBS])
    assert sorted(change.annotation.note for change in found.changes) == ["ann's", "bob's"]
    assert [words for _, _, words in found.conflicts] == ["it was changed here and elsewhere: both are kept"]
    for ours, theirs in (([ONE, None], [ONE, BOBS]), ([ONE, BOBS], [ONE, None])):
        found = joined(ours, theirs)
        assert [words.endswith("it is kept") for _, _, words in found.conflicts] == [True]


def test_an_export_of_a_source_that_changed_moves_nothing() -> None:
    elsewhere = {**ONE, "start": 9, "end": 13, "digest": "new"}
    other = ExternalWorkspace("export", {"a": [elsewhere], "b": [{**elsewhere, "id": "b"}]}, {"a", "b"})
    found = merge_histories({"a": [ONE]}, [other])
    assert [(change.annotation.id, change.annotation.start) for change in found.added] == [("b", 9)]
    assert found.changed == []


STEPS = st.lists(
    st.dictionaries(st.sampled_from(["tag", "note"]), st.sampled_from(["x", "y"]), min_size=1, max_size=2), max_size=3
)


Steps = list[dict[str, str]]


def history(steps: Steps, who: str) -> list[DocumentOrNone]:
    """From the first state on, each at a time of its own."""
    found = [ONE]
    for number, fields in enumerate(steps, 2):
        found.append({**found[-1], **fields, "modified": f"{who} {number}", "revision": number})
    return [*found]


def differing(one: DocumentOrNone, other: DocumentOrNone) -> dict[str, object]:
    """What the one says that the other does not."""
    return {field: (one or {})[field] for field in ("tag", "note") if (one or {})[field] != (other or {})[field]}


@given(STEPS, STEPS)
def test_what_either_said_last_is_there_and_merging_again_changes_nothing(ours: Steps, theirs: Steps) -> None:
    here, other = {"a": history(ours, "ann")}, ExternalWorkspace("bob", {"a": history(theirs, "bob")})
    found = merge_histories(here, [other])
    now: dict[str, list[DocumentOrNone]] = {id: [*each] for id, each in here.items()}
    for change in found.changes:
        assert change.after is not None
        now.setdefault(change.after.id, []).append(to_document(change.after))
    assert merge_histories(now, [other]).changes == ()
    kept = [each[-1] or {} for each in now.values()]
    for side in (here["a"], other.histories["a"]):
        assert any(differing(side[-1], ONE).items() <= each.items() for each in kept)


# With stores


@pytest.fixture
def ours(tmp_path: Path) -> Store:
    return Store(tmp_path / "annotations.json")


@pytest.fixture
def bobs(tmp_path: Path) -> Store:
    (tmp_path / "bob").mkdir()
    return Store(tmp_path / "bob" / "annotations.json")


def merge(ours: Store, *others: Store) -> MergeResult:
    found = merge_histories(
        state_histories(ours), [ExternalWorkspace("bob", state_histories(other)) for other in others]
    )
    ours.do(Step("merged", found.changes, "ann"))
    return found


def test_merging_is_one_step_and_once_is_enough(ours: Store, bobs: Store) -> None:
    add(ours, an_annotation("both"), "ann")
    for id in ("both", "bobs", "too"):
        add(bobs, an_annotation(id), "bob")
    note(bobs, "both", "bob's", "bob")
    found = merge(ours, bobs)
    assert (len(found.added), len(found.changed), len(found.removed)) == (2, 1, 0)
    assert merge(ours, bobs).changes == ()
    assert merge(bobs, ours).changes == ()
    ours.undo("ann")
    assert notes(ours) == {"both": ""}
    assert len(merge(ours, bobs).changes) == 3, "what was undone was never done"


def test_what_was_removed_here_does_not_come_back_unless_it_was_changed_there(ours: Store, bobs: Store) -> None:
    for id in ("a", "b"):
        add(bobs, an_annotation(id))
    merge(ours, bobs)
    remove(ours, "a")
    remove(ours, "b")
    note(bobs, "b", "still wanted")
    assert [change.annotation.id for change in merge(ours, bobs).added] == ["b"]


def test_what_was_removed_there_goes_here_but_not_if_it_is_only_not_there(ours: Store, bobs: Store) -> None:
    for id in ("a", "b"):
        add(bobs, an_annotation(id))
    merge(ours, bobs)
    remove(bobs, "a")
    assert [change.annotation.id for change in merge(ours, bobs).removed] == ["a"]
    add(ours, an_annotation("ours"))
    merge(ours, bobs)
    assert sorted(notes(ours)) == ["b", "ours"]


def test_what_is_on_another_branch_was_not_removed(ours: Store, bobs: Store) -> None:
    """The log knows of all branches, and git changes the file."""
    add(ours, an_annotation("a"))
    add(bobs, an_annotation("b"))
    before = ours.path.read_bytes()
    merge(ours, bobs)
    remove(ours, "a")
    ours.path.write_bytes(before)
    ours.refresh()
    assert [change.annotation.id for change in merge(ours, bobs).added] == ["b"]
    assert merge(bobs, ours).added != []


def test_several_at_once_and_the_same_twice(ours: Store, bobs: Store) -> None:
    add(bobs, an_annotation("b"))
    assert len(merge(ours, bobs, bobs).changes) == 1


# Files, as git has them merged


DOCUMENTS = st.dictionaries(
    st.sampled_from("abcd"), st.tuples(st.sampled_from(["quote", "claim"]), st.sampled_from(["", "x", "y"])), max_size=4
)
Said = dict[str, tuple[str, str]]


def file_of(said: Said, *, first: int = 1) -> bytes:
    annotations = [an_annotation(id, tag=tag, note=note) for id, (tag, note) in said.items()]
    table = {number: encode(to_document(each)) for number, each in enumerate(annotations, first)}
    return b"".join(text_chunks({"about": {1: encode({"format": 1})}, "annotations": table, "more": {1: b"{}"}}))


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_a_merged_file_has_what_either_side_did(base: Said, ours: Said, theirs: Said) -> None:
    merged, conflicts = merge_files(file_of(base), file_of(ours), file_of(theirs), Path("x"))
    content = read_documents(Path("x"), merged)
    assert content.kept_aside == []
    found = {(each.tag, each.note) for each in content.index.in_order}
    kept = {each.id: (each.tag, each.note) for each in content.index.in_order}
    for id in {*base, *ours, *theirs}:
        before, here, there = base.get(id), ours.get(id), theirs.get(id)
        if here == there:
            assert kept.get(id) == here
        elif here == before or there == before:
            assert kept.get(id) == (there if here == before else here)
        elif here and there and before:
            news = [(side[field], field) for side in (here, there) for field in (0, 1) if side[field] != before[field]]
            assert all(any(pair[field] == value for pair in found) for value, field in news)
        else:
            assert {here, there} - {None} <= found
            assert conflicts
    assert b'"more"' in merged


def test_without_a_common_version_both_sides_are_there_and_numbers_are_not_shared() -> None:
    merged, _ = merge_files(b"", file_of({"a": ("quote", "")}), file_of({"b": ("claim", "")}), Path("x"))
    assert read_documents(Path("x"), merged).texts["annotations"].keys() == {1, 2}


def test_a_dismissal_is_merged_as_an_annotation_is_and_stays_one(ours: Store, bobs: Store) -> None:
    no = dismissal(an_annotation("no"))
    add(ours, an_annotation("a"))
    add(bobs, no, "bob")
    assert [change.after for change in merge(ours, bobs).added] == [no]
    assert ours.dismissals == (no,)
    assert [each.id for each in ours.annotations] == ["a"]
    assert merge(ours, bobs).changes == (), "it is here now"
    assert ExternalWorkspace("bob", state_histories(bobs)).annotations == [], "it is nothing that bob tagged"
    bobs.undo("bob")
    assert [change.before for change in merge(ours, bobs).removed] == []
    assert b'"dismissals"' in ours.path.read_bytes()


def test_a_dismissal_that_was_taken_back_is_taken_back_elsewhere(ours: Store, bobs: Store) -> None:
    add(bobs, dismissal(an_annotation("no")), "bob")
    merge(ours, bobs)
    remove(bobs, "no", "bob")
    merge(ours, bobs)
    assert ours.dismissals == ()


def test_documents_of_other_tables_are_merged_by_id_too() -> None:
    def file(table: dict[int, dict[str, str]]) -> bytes:
        return b"".join(text_chunks({"dismissals": {number: encode({**each}) for number, each in table.items()}}))

    old, anns, bobs = {"id": "old"}, {"id": "anns"}, {"id": "bobs"}
    merged, _ = merge_files(file({1: old}), file({1: old, 2: anns}), file({2: bobs}), Path("x"))
    assert set(read_documents(Path("x"), merged).texts["dismissals"].values()) == {encode(anns), encode(bobs)}


def test_a_document_that_is_not_an_annotation_is_kept(tmp_path: Path) -> None:
    ours = file_of({"a": ("quote", "")}).replace(b'"more": {\n    "1": {}', b'"annotations 2": {\n    "1": {"x": 1}')
    merged, _ = merge_files(b"", ours, file_of({}), tmp_path)
    assert b'"x": 1' in merged


def test_the_order_of_an_annotations_fields_stays(ours: Store) -> None:
    add(ours, an_annotation())
    data = ours.path.read_bytes()
    other = replace(an_annotation(), note="theirs")
    merged, _ = merge_files(data, data, data.replace(b'"note": ""', b'"note": "theirs"'), ours.path)
    assert merged == data.replace(b'"note": ""', b'"note": "theirs"')
    assert read_documents(ours.path, merged).index.in_order == (other,)


def programs(id: str, **parts: object) -> DocumentOrNone:
    return to_document(an_annotation(id, creator="reader", **parts))


def test_what_the_program_tagged_for_both_becomes_one_tag_and_ours_stays() -> None:
    theirs = {"b": [programs("b", note="so")], "c": [programs("c", tag="claim")]}
    found = merge_histories({"a": [programs("a")]}, [ExternalWorkspace("bob", theirs)])
    assert [(change.annotation.id, change.annotation.note) for change in found.changed] == [("a", "so")]
    assert [change.annotation.id for change in found.added] == ["c"]
    assert (found.removed, found.equal, found.conflicts) == ([], 1, [])


def test_duplicates_of_an_earlier_merge_become_one() -> None:
    found = merge_histories({"a": [programs("a")], "b": [programs("b")]}, [ExternalWorkspace("bob", {})])
    assert [change.annotation.id for change in found.removed] == ["b"]


def test_git_merges_what_the_program_tagged_on_both_branches_into_one_tag() -> None:
    """What both branches come from stays, else ours; a link to the other one leads to it."""
    link = {"type": "evidence", "to": {"annotation": "b", "source": "one.txt", "exact": "One."}}

    def file(*annotations: DocumentOrNone) -> bytes:
        table = {number: encode(each) for number, each in enumerate(annotations, 1) if each}
        return b"".join(text_chunks({"about": {1: encode({"format": 1})}, "annotations": table}))

    linked = to_document(an_annotation("c", creator="bob", tag="claim", links={"l": link}))
    merged, conflicts = merge_files(file(), file(programs("a")), file(programs("b"), linked), Path("a.json"))
    documents = read_documents(Path("a.json"), merged).by_id()
    assert (sorted(documents), conflicts) == (["a", "c"], [])
    assert documents["c"].links["l"]["to"]["annotation"] == "a"  # type: ignore[union-attr]
    merged, _ = merge_files(file(programs("b")), file(programs("a"), programs("b")), file(programs("b")), Path("a"))
    assert sorted(read_documents(Path("a"), merged).by_id()) == ["b"]
