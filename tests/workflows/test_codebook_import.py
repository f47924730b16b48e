"""Entries of another program's codebook in reader.toml: added, never over what is there, and all or nothing."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.formats import format_by_name
from reader.formats.codebook_entry import CodebookEntry, as_read, entry_of
from reader.formats.format import Options
from reader.settings import Settings, load_settings
from reader.system.threads import run_to_end
from reader.workflows import codebook_import
from reader.workflows.codebook_import import CodebookImport
from reader.workflows.export import export
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.codebooks import RICH, entries

MINE = '# mine\n[[tags]]\nname = "trust"  # by hand\nmeaning = "in people"\n\n[keys]\n'
ENTRIES = [
    CodebookEntry("trust", "in media", "if so", colour="#123456"),
    CodebookEntry("trust/press", "of papers", "", "", ("one", "two")),
    CodebookEntry("mood", is_retired=True),
    CodebookEntry("quote", "what someone said, word for word", colour="gold"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(
        codebook_import, "settings_files", lambda folder: (tmp_path / "user.toml", folder / "reader.toml")
    )
    (tmp_path / "workspace").mkdir()
    return tmp_path / "workspace"


def import_codebook(folder: Path, entries: Sequence[CodebookEntry], **options: bool) -> CodebookImport:
    return codebook_import.import_codebook(locate_workspace(folder), entries, **options)


def settings(folder: Path) -> Settings:
    found = load_settings(folder / "reader.toml")
    assert found.problems == ()
    return found


def test_entries_are_added_and_what_is_there_stays_to_the_byte(folder: Path) -> None:
    file = folder / "reader.toml"
    file.write_text(MINE)
    found = import_codebook(folder, ENTRIES)
    assert found == CodebookImport(
        file, ("trust/press", "mood"), (), 1, {"trust": ["colour", "meaning", "when"]}, (), ()
    )
    assert file.read_text().startswith(MINE)
    tag = settings(folder).tag("trust/press")
    assert tag and (tag.description, tag.examples) == ("of papers", ("one", "two"))
    assert [tag.name for tag in settings(folder).tags if tag.is_retired] == ["mood"]
    before = file.read_bytes()
    again = import_codebook(folder, ENTRIES)
    assert (again.new, again.same, file.read_bytes()) == ((), 3, before)


def test_a_byte_order_mark_stays(folder: Path) -> None:
    file = folder / "reader.toml"
    file.write_text(f"\ufeff{MINE}", "utf-8")
    import_codebook(folder, ENTRIES)
    assert file.read_text("utf-8").startswith(f"\ufeff{MINE}\n[[tags]]")
    assert settings(folder).tag("trust/press")


def test_what_differs_is_named_and_changed_only_if_asked(folder: Path) -> None:
    (folder / "reader.toml").write_text(MINE)
    assert import_codebook(folder, ENTRIES).report == [
        "1 tag was left as it is, though the file has other entries: trust (colour, meaning, when); reader "
        "import --codebook --update adds an entry that changes it, or edit reader.toml"
    ]
    found = import_codebook(folder, ENTRIES, update=True)
    assert (found.changed, found.report) == (("trust",), [])
    assert found.summary == "0 new entries in reader.toml, 1 changed by another entry, 3 already there"
    tag = settings(folder).tag("trust")
    assert tag and (tag.description, tag.when, tag.colour) == ("in media", "if so", "#123456")
    assert (folder / "reader.toml").read_text().startswith(MINE)


def test_several_that_differ_are_counted_and_the_first_are_named(folder: Path) -> None:
    (folder / "reader.toml").write_text("".join(f'[[tags]]\nname = "t{number}"\n' for number in range(10)))
    (line,) = import_codebook(folder, [CodebookEntry(f"t{number}", "so") for number in range(10)]).report
    assert line.startswith("10 tags were left as they are, though the file has other entries: t0 (meaning), t1 (me")
    assert "t7 (meaning) and 2 more;" in line


def test_without_a_reader_toml_one_is_made(folder: Path) -> None:
    found = import_codebook(folder, ENTRIES[:1])
    assert found.summary == "1 new entry in reader.toml, 0 already there"
    assert tomllib.loads(found.file.read_text()) == {
        "tags": [{"name": "trust", "colour": "#123456", "meaning": "in media", "when": "if so"}]
    }


def test_a_dry_run_changes_nothing(folder: Path) -> None:
    assert import_codebook(folder, ENTRIES, dry_run=True).new == ("trust", "trust/press", "mood")
    assert not (folder / "reader.toml").exists()


def test_a_tag_that_had_another_name_is_meant_by_it(folder: Path) -> None:
    (folder / "reader.toml").write_text('[[tags]]\nname = "faith"\nformerly = ["trust"]\nmeaning = "in media"\n')
    found = import_codebook(folder, [CodebookEntry("trust", "in media"), CodebookEntry("trust/press")])
    assert (found.same, found.new) == (1, ("faith/press",))


def test_names_that_no_tag_can_have_and_entries_without_room_are_left_out(folder: Path) -> None:
    (folder / "reader.toml").write_text(MINE)
    many = [CodebookEntry(f"tag {number}") for number in range(501)]
    found = import_codebook(folder, [CodebookEntry("odd//name"), *many])
    assert (found.refused, len(found.new), found.without_room) == (("odd//name",), 499, ("tag 499", "tag 500"))
    assert found.report == [
        "left out: names that reader.toml cannot have: 1 (odd//name)",
        "left out: entries for which reader.toml has no room, as it has 500 entries and 1,000,000 bytes at most: 2 "
        "(tag 499, tag 500)",
    ]
    assert len(settings(folder).tags) == 3 + 1 + 499


def test_entries_are_added_as_far_as_there_are_bytes_and_none_without_the_tag_above(folder: Path) -> None:
    long = ("x" * 1000,) * 50
    many = [CodebookEntry(f"tag {number}", examples=long) for number in range(30)]
    found = import_codebook(folder, [*many, CodebookEntry("tag 0/a"), CodebookEntry("tag 29/a")])
    assert (len(found.new), found.new[-1], len(found.without_room)) == (20, "tag 0/a", 12)
    assert found.without_room[-1] == "tag 29/a"
    assert 950_000 < found.file.stat().st_size < 1_000_000


def test_a_colour_in_capital_letters_is_the_same(folder: Path) -> None:
    (folder / "reader.toml").write_text('[[tags]]\nname = "a"\ncolour = "#ABCDEF"\n')
    assert import_codebook(folder, [CodebookEntry("a", colour="#abcdef")]).same == 1


def test_one_name_twice_counts_once(folder: Path) -> None:
    assert import_codebook(folder, [CodebookEntry("a", "one"), CodebookEntry("a", "two")]).new == ("a",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("measure = 3\n", "correct that first; nothing was changed"),
        ('tags = [{ name = "x" }]\n', "nothing was changed: if its tags are one array, write each of them as"),
    ],
)
def test_a_reader_toml_that_cannot_take_entries_stays(text: str, why: str, folder: Path) -> None:
    (folder / "reader.toml").write_text(text)
    with pytest.raises(ReaderError, match=why):
        import_codebook(folder, ENTRIES)
    assert (folder / "reader.toml").read_text() == text


def test_a_link_to_a_file_that_is_kept_elsewhere_stays_one(folder: Path) -> None:
    (folder / "own.toml").write_text(MINE)
    (folder / "reader.toml").symlink_to("own.toml")
    import_codebook(folder, ENTRIES)
    assert (folder / "reader.toml").is_symlink()
    assert (folder / "own.toml").read_text() != MINE


def test_a_file_that_somebody_changed_in_the_meantime_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "reader.toml").write_text(MINE)

    def change(*_: object) -> None:
        (folder / "reader.toml").write_text("# theirs\n")

    monkeypatch.setattr(codebook_import, "_check", change)
    with pytest.raises(ReaderError, match="changed it in the meantime"):
        import_codebook(folder, ENTRIES)
    assert (folder / "reader.toml").read_text() == "# theirs\n"


# There and back

QUOTE = """
[[tags]]
name = "quote"
meaning = "what was said"
when = "Always."
"""


@pytest.mark.parametrize("name", ["qdc", "refi-qda"])
def test_a_codebook_comes_back_in_another_workspace(name: str, folder: Path, tmp_path: Path) -> None:
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_text("One sentence.")
    (folder / "reader.toml").write_text(RICH + QUOTE, "utf-8")
    there, format = Workspace(locate_workspace(folder)), format_by_name(name)
    run_to_end(export(there, format, tmp_path / "out"))
    (other := tmp_path / "other").mkdir()
    assert format.read
    found = import_codebook(other, entries(format.read(tmp_path / "out", Options())), update=True)
    assert (found.changed, found.refused, found.without_room) == (("quote",), (), ())
    assert as_read([entry_of(tag) for tag in settings(other).tags]) == as_read(
        [entry_of(tag) for tag in there.settings.tags]
    )
