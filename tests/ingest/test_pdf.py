"""PDF: titles, ligatures, pages that cannot be read, and what is said about them."""

import logging
import time
from types import SimpleNamespace
from typing import ClassVar

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
    assert _readable("\ufedf\ufef4\ufede") == "ليل"


class Page(dict[str, object]):
    def __init__(self, text: str | Exception, **parts: object) -> None:
        super().__init__({f"/{name}": part for name, part in parts.items()})
        self.text = text

    def extract_text(self, visitor_text: object) -> str:
        assert callable(visitor_text)
        if isinstance(self.text, Exception):
            raise self.text
        return self.text

    def get_contents(self) -> SimpleNamespace | None:
        drawn = self.get("/Contents")
        return SimpleNamespace(get_data=lambda: drawn) if drawn else None


class Reader:
    """What pypdf would make of a file."""

    is_encrypted, metadata = False, None
    trailer: ClassVar[dict[str, object]] = {}
    attachments: ClassVar[dict[str, bytes]] = {}

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
        ([Page("One."), Page("", Contents=b"0 0 m" * 41)],
         "there is no text on page 2, only pictures; run OCR on them if they are scans"),
        ([Page("One."), Page("T w o w o r d s a p a r t")],
         "the letters of words are spaced apart on page 2, so words may be broken"),
        ([Page("One.", Annots=[{"/Subtype": "/Link", "/Contents": "x"}, {"/Subtype": "/Text", "/Contents": "Why?"}])],
         "left out 1 comment, such as “Why?”"),
        ([Page("One \ue000 and as many words as make this rare.")],
         "characters that cannot be read, and are shown as \ufffd: 1"),
        ([Page(COLUMNS)], "the columns on page 1 may be mixed up; compare them with the PDF"),
        ([Page("Head\na\nb"), Page("Head\nc\nd")],
         "left out 2 lines that are running heads or page numbers, such as “Head”"),
    ],
)  # fmt: skip
def test_what_is_missing_is_reported(pages: list[Page], note: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_pages(monkeypatch, *pages).notes == (note,)


def test_what_is_beside_the_pages_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = [
        {"/FT": "/Tx", "/V": " Yes, \n we do. "}, {"/FT": "/Btn", "/V": "/On"}, {"/V": ""},
        {"/Kids": [{"/FT": "/Ch", "/V": "No."}]},
    ]  # fmt: skip
    monkeypatch.setattr(Reader, "trailer", {"/Root": {"/AcroForm": {"/Fields": fields, "/XFA": []}}})
    monkeypatch.setattr(Reader, "attachments", {"a.txt": b""})
    assert read_pages(monkeypatch, Page("One.")).notes == (
        "left out 2 filled fields of a form, such as “Yes, we do.”",
        "it has a form that only a few programs show; print it to a new PDF, and compare that with the text",
        "left out 1 attached file, such as “a.txt”",
    )


def test_a_pdf_that_needs_another_library_is_refused_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdf", reason=f"pypdf {NEEDED}")
    from pypdf.errors import DependencyError

    monkeypatch.setattr(Reader, "is_encrypted", True)
    monkeypatch.setattr(Reader, "decrypt", Raising(DependencyError("AES")), raising=False)
    with pytest.raises(
        ReaderError, match="encrypted with AES; install the library that reads it with: pip install cryptography"
    ):
        read_pages(monkeypatch, Page("One."))


class Raising:
    def __init__(self, error: Exception) -> None:
        self.error = error

    def __call__(self, _password: str) -> None:
        raise self.error


def test_pages_without_anything_are_nothing_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_pages(monkeypatch, Page("One."), Page("", Resources={"/Font": {}}, Contents=b"q Q")).notes == ()


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


def test_warnings_of_the_library_are_reported_and_not_printed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    class Damaged(Page):
        def extract_text(self, visitor_text: object) -> str:
            logging.getLogger("pypdf._reader").warning("object %d is lost", 6)
            return super().extract_text(visitor_text)

    (note,) = read_pages(monkeypatch, Damaged("One."), Damaged("Two.")).notes
    assert note == "the file is damaged, so text may be missing: object 6 is lost (and 1 more)"
    assert capfd.readouterr() == ("", "")
