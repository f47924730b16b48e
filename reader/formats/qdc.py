"""REFI-QDA codebook exchange (`.qdc`): the tags with their entries, as codes for NVivo, ATLAS.ti and MAXQDA."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reader.formats.corpus import Corpus
from reader.formats.format import Format, FormatError, LeftOut, Losses, Options, OutputFile, Records
from reader.formats.qda_codebook import codes_in, entries_of
from reader.formats.qda_codes import code_elements, count_unheld
from reader.formats.qda_elements import NotXMLError, is_by_reader, parse_xml
from reader.formats.xml_text import attributes, held
from reader.settings import Tag
from reader.system.files import read_regular
from reader.version import VERSION

NAMESPACE = "urn:QDA-XML:codebook:1.0"
PLAIN = ("ground", "bold")  # look and style of a tag for which reader.toml gives none
_ROOT = "CodeBook"


def write(corpus: Corpus, _options: Options, losses: Losses) -> Iterator[OutputFile]:
    """Yield the file, and count what codes cannot hold."""
    losses.update(_lost(corpus))
    used = {held(each.present.tag) for each in corpus.annotations}
    yield OutputFile(QDC.file, codebook_text(corpus.codebook, used))


def codebook_text(codebook: Sequence[Tag], used: Iterable[str]) -> Iterator[str]:
    """Yield the document: the tags of the codebook, then those that only annotations have."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f"<{_ROOT}{attributes(xmlns=NAMESPACE, origin=f'reader {VERSION}')}>\n<Codes>\n"
    yield from code_elements(codebook, used)
    yield f"</Codes>\n</{_ROOT}>\n"


def _lost(corpus: Corpus) -> Counter[str]:
    tags = {tag.name: tag for tag in corpus.codebook}
    lost = count_unheld(corpus.codebook)
    for tag in tags.values():
        above = tags.get(tag.parent)
        lost["keys"] += bool(tag.key)
        lost["looks"] += (tag.look, tag.style) != ((above.look, above.style) if above else PLAIN)
        lost["former names"] += len(tag.formerly)
        lost["fields of tags"] += sum(above is None or field not in above.fields for field in tag.fields)
    return lost


def read(path: Path, _options: Options) -> Records:
    """Yield the entry of each code, and report what else is in the file.

    Raises:
        FormatError: The file is not a codebook.
        OSError: It cannot be read.
    """
    try:
        root = parse_xml(read_regular(path))
    except NotXMLError as error:
        raise FormatError(f"{path}: not a REFI-QDA codebook: {error}") from error
    if root.tag != _ROOT:
        raise FormatError(f"{path}: not a REFI-QDA codebook: it is a {root.tag}")
    is_ours = is_by_reader(root)
    yield from entries_of(codes_in(root, is_ours=is_ours), lambda _: [], is_ours=is_ours)
    for each in root.iter():
        if each.tag == "Set":
            yield LeftOut(each.get("name") or "a set without a name", "sets of codes")


def sniff(path: Path, head: str) -> bool:
    """Return whether a file is XML whose root is a codebook."""
    if not head.startswith("<") or (f"<{_ROOT}" not in head and f":{_ROOT}" not in head):
        return False
    try:
        return parse_xml(read_regular(path)).tag == _ROOT
    except NotXMLError:
        return path.suffix.lower() == ".qdc"


QDC = Format(
    name="qdc",
    meaning="REFI-QDA codebook: tags with their entries, no passages",
    file="codebook.qdc",
    write=write,
    read=read,
    recognises=sniff,
    keeps=frozenset(),
    fits=lambda _: None,
    is_codebook=True,
)
