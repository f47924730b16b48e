"""Texts in a form that XML can hold."""

from collections.abc import Iterable

from reader.system.lazy_pattern import lazy_pattern

REPLACEMENT = "\ufffd"
_REFERENCED = lazy_pattern('[&<>"\t\n\r]')
_REFERENCED_IN_TEXT = lazy_pattern("[&<>\r]")
_NOT_XML = lazy_pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Most texts and attributes are nothing but these characters, which stay as they are.
_PLAIN = lazy_pattern("[ !#-%'-;=?-\ud7ff\ue000-\ufffd]*")
_NOT_IN_NAME = lazy_pattern(r"[^\w.-]")


def attributes(**values: object) -> str:
    """Write the values that are not empty as attributes of an element; `xml_id` becomes `xml:id`."""
    return "".join(
        [f' {name.replace("xml_", "xml:")}="{escaped(str(value))}"' for name, value in values.items() if value != ""]
    )


def escaped(text: str) -> str:
    """Escape a text for an attribute or element; line ends and tabs, which XML normalises, become references."""
    return text if _PLAIN.fullmatch(text) else _REFERENCED.sub(lambda match: f"&#{ord(match[0])};", held(text))


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, in quotation marks; characters that XML cannot hold are replaced."""
    return f'"{escaped(text)}"'


def escaped_text(text: str) -> str:
    """Escape a text for an element in which white space is kept; carriage returns become references."""
    return text if _PLAIN.fullmatch(text) else _REFERENCED_IN_TEXT.sub(lambda match: f"&#{ord(match[0])};", held(text))


def held(text: str) -> str:
    """Return a text with U+FFFD for each character that XML cannot hold."""
    return _NOT_XML.sub(REPLACEMENT, text)


def count_not_held(text: str) -> int:
    """Count the characters of a text that XML cannot hold."""
    return len(_NOT_XML.findall(text))


def xml_name(text: str) -> str:
    """Return a text as a name that XML accepts after a letter: without blanks and signs."""
    return _NOT_IN_NAME.sub("-", held(text))


def anchors(ids: Iterable[str]) -> dict[str, str]:
    """Return names for the elements of annotations, by their ids: `a-` and the id, and a number if that is taken."""
    found, taken = dict[str, str](), set[str]()
    for number, id in enumerate(ids):
        name = f"a-{xml_name(id)}"
        found[id] = f"{name}-{number}" if name in taken else name
        taken.add(found[id])
    return found
