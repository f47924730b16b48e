"""PDF: titles, ligatures, pages that cannot be read, and what is said about them."""

import logging
import time

import pytest

from reader.errors import ReaderError
from reader.ingest import pdf
from reader.ingest.document import IngestedDocument
from reader.ingest.fetch import FetchedFile
from reader.ingest.pdf import _readable, read_pdf
from tests.support.documents import a_pdf

NEEDED = "is missing: pip install -e '.[dev]'"


@pytest.mark.parametrize(
    ("information", "found"),
    [("/Title ( Tides )", "Tides"), ("/Title ( )", "report.v2"), ("/Author (Ann)", "report.v2"), ("", "report.v2")],
)
def test_a_title_is_the_document_s_or_the_file_s(information: str, found: str) -> None:
    pytest.importorskip("pypdf", reason=f"pypdf {NEEDED}")
    document = read_pdf(FetchedFile(a_pdf("One *two*.", information=information), "report.v2.pdf"))
    assert (document.title, document.text, document.url, document.date) == (
        found, r"One \*two\*.", "report.v2.pdf", "",
    )  # fmt: skip


def test_ligatures_are_letters() -> None:
    assert _readable("o\ufb03ce, \ufb01re\ue000\x01\t") == "office, fire\ufffd\ufffd\t"


class Page(dict[str, object]):
    def __init__(self, text: str | Exception, **parts: object) -> None:
        super().__init__({f"/{name}": part for name, part in parts.items()})
        self.text = text

    def extract_text(self, visitor_text: object) -> str:
        assert visitor_text
        if isinstance(self.text, Exception):
            raise self.text
        return self.text


class Reader:
    """What pypdf would make of a file."""

    is_encrypted, metadata = False, None

    def __init__(self, *pages: Page) -> None:
        self.pages = pages


def read_pages(monkeypatch: pytest.MonkeyPatch, *pages: Page) -> IngestedDocument:
    pypdf = pytest.importorskip("pypdf", reason=f"pypdf {NEEDED}")
    monkeypatch.setattr(pypdf, "PdfReader", lambda _: Reader(*pages))
    return read_pdf(FetchedFile(b"", "x.pdf"))


COLUMNS = "\n".join(["The left column goes on,      and so does the right one,"] * 4)


@pytest.mark.parametrize(
    ("pages", "note"),
    [
        ([Page("One."), Page(ValueError("broken"))], "left out page 2, which cannot be read: broken"),
        ([Page("One."), Page(RecursionError())], "left out page 2, which cannot be read: RecursionError"),
        ([Page("One."), Page("", Resources={"/XObject": {}})],
         "there is no text on page 2, only pictures; run OCR on them if they are scans"),
        ([Page("One \ue000 and as many words as make this rare.")],
         "characters that cannot be read, and are shown as \ufffd: 1"),
        ([Page(COLUMNS)], "the columns on page 1 may be mixed up; compare them with the PDF"),
        ([Page("Head\na\nb"), Page("Head\nc\nd")],
         "left out 2 lines that are running heads or page numbers, such as “Head”"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(pages: list[Page], note: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_pages(monkeypatch, *pages).notes == (note,)


def test_pages_without_anything_are_nothing_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_pages(monkeypatch, Page("One."), Page("", Resources={"/Font": {}})).notes == ()


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([Page(KeyError("x"))], "this PDF cannot be read: 'x'"),
        ([Page("")], "there is no text in this PDF; if it is a scan, run OCR on it first"),
        ([Page("a\ue000\ue001b")], "the fonts of this PDF do not say which letters they show"),
    ],
)
def test_a_pdf_without_readable_text_is_refused(pages: list[Page], words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReaderError, match=words):
        read_pages(monkeypatch, *pages)


def test_pages_that_take_too_long_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_SECONDS", -1.0)
    with pytest.raises(ReaderError, match="there is no text"):
        read_pages(monkeypatch, Page("One."))
    clock = iter([0.0, 0.0, 2.0, 3.0])
    monkeypatch.setattr(pdf, "MAX_SECONDS", 1.0)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    (note,) = read_pages(monkeypatch, Page("One."), Page("Two."), Page("Three.")).notes
    assert note.startswith("left out 2 pages (2, 3), as reading the others took")


def test_warnings_of_the_library_are_said_and_not_printed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    class Damaged(Page):
        def extract_text(self, visitor_text: object) -> str:
            logging.getLogger("pypdf._reader").warning("object %d is lost", 6)
            return super().extract_text(visitor_text)

    (note,) = read_pages(monkeypatch, Damaged("One."), Damaged("Two.")).notes
    assert note == "the file is damaged, so text may be missing: object 6 is lost (and 1 more)"
    assert capfd.readouterr() == ("", "")
