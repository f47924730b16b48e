"""REFI-QDA projects for tests: `read(tmp_path, source(selection()))` is what is read of one."""

import zipfile
from pathlib import Path

from reader.formats.refi_qda import REFI_QDA
from tests.support.outcomes import Outcome, outcome

TEXT = "By the mill stands a man."
CODES = '<CodeBook><Codes><Code guid="C" name="claim"/><Code guid="q" name="quote"/></Codes></CodeBook>'
CODING = '<Coding guid="k"><CodeRef targetGUID="c"/></Coding>'
MILL = ("mill", "claim")


def selection(inside: str = CODING, about: str = 'startPosition="7" endPosition="11"') -> str:
    return f"<PlainTextSelection {about}>{inside}</PlainTextSelection>"


def source(inside: str = "", about: str = 'plainTextPath="internal://s.txt"') -> str:
    return f'<TextSource guid="s" name="a.txt" {about}>{inside or selection()}</TextSource>'


def project(sources: str = "", after: str = "", namespace: str = "urn:QDA-XML:project:1.0") -> str:
    return f'<Project xmlns="{namespace}">{CODES}<Sources>{sources or source()}</Sources>{after}</Project>'


NAMES = ("project.qde", "sources/s.txt")


def packed(folder: Path, content: str | bytes, names: tuple[str, str] = NAMES, t: str = "", n: str = "") -> Path:
    path = folder / "x.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(names[0], content)
        archive.writestr(names[1], TEXT)
        for name, text in (("t", t), ("n", n)):
            archive.writestr(f"sources/{name}.txt", text)
    return path


def read(folder: Path, sources: str = "", after: str = "") -> Outcome:
    return outcome(REFI_QDA, packed(folder, project(sources, after)))
