"""Documents as Markdown sources: names, front matter, text that stays text."""

from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.ingest.document import STEM_LENGTH, IngestedDocument, escape_markdown
from reader.ingest.ingest import ingest


@pytest.mark.parametrize(
    ("line", "escaped"),
    [
        ("a*b_c`d[e]f<g>h&i~j|k\\l", r"a\*b\_c\`d\[e\]f\<g\>h\&i\~j\|k\\l"),
        ("# a # b", r"\# a # b"),
        ("- a - b", r"\- a - b"),
        ("+ a", r"\+ a"),
        ("= a", r"\= a"),
        ("12. a", r"12\. a"),
        ("12) a", r"12\) a"),
        ("12 a. b", "12 a. b"),
        ("12# a", "12# a"),
        (". a", ". a"),
        (") a", ") a"),
        ("  # a", r"\# a"),
        ("", ""),
    ],
)
def test_what_markdown_would_obey_is_escaped(line: str, escaped: str) -> None:
    assert escape_markdown(line) == escaped


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ships: a “list”", "ships-a-list.md"),
        ("ＦＵＬＬ Straße", "full-strasse.md"),
        ("__init__", "init.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("!?", "untitled.md"),
        ("x" * 100, f"{'x' * STEM_LENGTH}.md"),
        ("word " * 20, f"{'-'.join(['word'] * 12)}.md"),
        ("x" * (STEM_LENGTH - 1) + " y", f"{'x' * (STEM_LENGTH - 1)}.md"),
    ],
)
def test_a_file_is_named_after_the_title(title: str, name: str, tmp_path: Path) -> None:
    saved = IngestedDocument(title, "Text.", "u").save(tmp_path)
    assert saved == tmp_path / name
    assert saved.stat().st_mode & 0o777 == 0o644


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "elsewhere")
    assert IngestedDocument("a", "Text.", "u").save(tmp_path).name == "a-2.md"
    assert IngestedDocument("a", "Text.", "u").save(tmp_path).name == "a-3.md"
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_written_to_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ReaderError, match=r"a\.md: cannot be written: Not a directory"):
        IngestedDocument("a", "Text.", "u").save(tmp_path / "file")


def test_front_matter_has_what_is_known_on_one_line_each() -> None:
    lines = IngestedDocument('a\n"b\x1b', " \nText.\n\n", "u", "2020").markdown().splitlines()
    assert lines[:4] == ["---", 'title: "a \\"b␛"', 'url: "u"', 'date: "2020"']
    assert lines[4].startswith('retrieved: "20')
    assert lines[5:] == ["---", "", "Text."]
    assert "date" not in IngestedDocument("a", "Text.", "u").markdown()


@pytest.mark.parametrize(
    ("name", "content", "title", "text"),
    [
        ("a.txt", "\n # One \t\ntwo", "One", "\n\n\\# One \t\n\ntwo"),
        ("a.txt", "One\r\n\r\ntwo *x*", "One", "One\n\ntwo \\*x\\*"),
        ("a.md", "# One\n*two*", "One", "# One\n*two*"),
        ("a.TXT", "One", "One", "One"),
        ("a.txt", f"{'x' * 300}", f"{'x' * 40}…", "x" * 300),
        ("a.txt", "\ufeffOne", "One", "One"),
    ],
)
def test_plain_text_is_escaped_and_markdown_is_not(
    name: str, content: str, title: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content.encode())
    document = ingest(str(tmp_path / name))
    assert (document.title, document.text, document.url) == (title, text, name)


@pytest.mark.parametrize("content", ["", " \n\t\n"])
def test_a_text_without_words_is_reported(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(content)
    with pytest.raises(ReaderError, match=r"a\.txt: there is no text in this file"):
        ingest(str(tmp_path / "a.txt"))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/latin.txt", "Größe"),
        ("/note.md", "# A note\n\n*Words*."),
        ("/typed", "# A note\n\n*Words*."),
        ("/typeless.md", "# A note\n\n*Words*."),
    ],
)
def test_a_text_on_the_web_is_known_by_its_type_or_its_name(path: str, text: str, site: str) -> None:
    assert ingest(site + path).text.strip() == text
