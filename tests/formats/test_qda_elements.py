"""XML of other programs: read in any encoding, and without entities."""

import pytest

from reader.formats import qda_elements
from reader.formats.qda_elements import NotXMLError, parse_xml

DECLARED = '<?xml version="1.0" encoding="{}"?><a n="é"/>'


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("windows-1252", "cp1252"),
        ("utf-16", "utf-8"),
        ("utf-16", "utf-8-sig"),
        ("utf-8", "utf-16"),
    ],
)
def test_a_document_is_read_though_it_declares_another_encoding(declared: str, encoding: str) -> None:
    assert parse_xml(DECLARED.format(declared).encode(encoding)).get("n") == "é"


@pytest.mark.parametrize("declared", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a [<!ENTITY % b "c">]>',
        '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    ],
)
def test_a_document_that_declares_entities_is_refused(doctype: str, declared: str) -> None:
    with pytest.raises(NotXMLError, match="it declares entities, which are not read"):
        parse_xml(f'<?xml version="1.0" encoding="{declared}"?>{doctype}<a/>'.encode())


def test_a_document_type_without_entities_is_read() -> None:
    assert parse_xml(b'<!DOCTYPE a SYSTEM "a.dtd"><a n="1"/>').get("n") == "1"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no element found"),
        (b"<a", "unclosed token"),
        (b"<a>&b;</a>", "undefined entity"),
        (b'<?xml version="1.0" encoding="nobody"?><a/>', "unknown encoding"),
        (b'<?xml version="1.0" encoding="utf-16"?><a', "encoding specified"),
        (b'<?xml version="1.0" encoding="utf-16"?><a n="\xff"/>', "encoding specified"),
        (b"\xff\xfe\x00", "unclosed token"),
    ],
)
def test_what_is_not_xml_is_reported(data: bytes, why: str) -> None:
    with pytest.raises(NotXMLError, match=why):
        parse_xml(data)


def test_a_document_of_millions_of_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qda_elements, "MOST_TAGS", 6)
    assert len(parse_xml(b"<a>" + b"<b/>" * 4 + b"</a>")) == 4
    with pytest.raises(NotXMLError, match="it has more than 6 tags"):
        parse_xml(b"<a>" + b"<b/>" * 5 + b"</a>")
