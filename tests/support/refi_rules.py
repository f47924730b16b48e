"""The rules of the schemas of REFI-QDA (Project of March 2019, and Codebook) for the elements that we write.

Each element has its children in this order, and these attributes; a `*` may stand several times, a `!` must be there.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element

SIGNED = "creatingUser creationDateTime modifyingUser modifiedDateTime"
PROJECT = {
    "Project": ("Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef*", "name! origin"),
    "Users": ("User*!", ""),
    "User": ("", "guid! name id"),
    "CodeBook": ("Codes!", ""),
    "Codes": ("Code*!", ""),
    "Code": ("Description NoteRef* Code*", "guid! name! isCodable! color"),
    "Sources": ("TextSource*!", ""),
    "TextSource": (
        "Description PlainTextContent PlainTextSelection* Coding* NoteRef* VariableValue*",
        f"guid! name richTextPath plainTextPath {SIGNED}",
    ),
    "PlainTextSelection": ("Description Coding* NoteRef*", f"guid! name startPosition! endPosition! {SIGNED}"),
    "Coding": ("CodeRef! NoteRef*", "guid! creatingUser creationDateTime"),
    "CodeRef": ("", "targetGUID!"),
    "NoteRef": ("", "targetGUID!"),
    "Notes": ("Note*!", ""),
    "Note": (
        "Description PlainTextContent PlainTextSelection* Coding* NoteRef* VariableValue*",
        f"guid! name {SIGNED}",
    ),
    "Links": ("Link*!", ""),
    "Link": ("NoteRef*", "guid! name direction color originGUID targetGUID"),
    "Description": ("", ""),
    "PlainTextContent": ("", ""),
}
CODEBOOK = {
    "CodeBook": ("Codes! Sets", "origin"),
    "Codes": ("Code*!", ""),
    "Code": ("Description Code*", "guid! name! isCodable! color"),
    "Description": ("", ""),
}
_GUID = re.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_VALUES = {
    "isCodable": re.compile("true|false"),
    "color": re.compile("#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})"),
    "direction": re.compile("Associative|OneWay|Bidirectional"),
    "startPosition": re.compile("[0-9]+"),
    "endPosition": re.compile("[0-9]+"),
}


def problems(root: Element) -> list[str]:
    """What a validator would say of a project or codebook, and of references that lead nowhere."""
    namespace = root.tag.partition("}")[0][1:]
    rules = PROJECT if namespace == "urn:QDA-XML:project:1.0" else CODEBOOK
    found = (
        [f"it is in {namespace}"] if namespace not in ("urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0") else []
    )
    guids = [each.get("guid") for each in root.iter() if each.get("guid")]
    found += [f"{guid} twice" for guid in set(guids) if guids.count(guid) > 1] if len(guids) < 500 else []
    for each in root.iter():
        name = each.tag.rpartition("}")[2]
        if name not in rules or not each.tag.startswith(f"{{{namespace}}}"):
            found.append(f"no element {each.tag}")
            continue
        found += [f"{name}: {problem}" for problem in _of_element(each, *rules[name], set(guids))]
    return found


def _of_element(element: Element, children: str, attributes: str, guids: set[str | None]) -> Iterator[str]:
    pattern = "".join(f"({child.rstrip('!*')} ){_times(child)}" for child in children.split())
    names = "".join(f"{child.tag.rpartition('}')[2]} " for child in element)
    if not re.fullmatch(pattern, names):
        yield f"children {names}"
    known = {name.rstrip("!"): name.endswith("!") for name in attributes.split()}
    yield from (f"no attribute {name}" for name, is_needed in known.items() if is_needed and element.get(name) is None)
    for name, value in element.attrib.items():
        if name not in known:
            yield f"attribute {name}"
        elif name.lower().endswith("guid") or name.endswith("User"):
            if not _GUID.fullmatch(value):
                yield f"{name} is {value}"
            elif value not in guids:
                yield f"{name} leads nowhere"
        elif name.endswith("DateTime"):
            datetime.fromisoformat(value)
        elif name in _VALUES and not _VALUES[name].fullmatch(value):
            yield f"{name} is {value}"


def _times(child: str) -> str:
    return {"*!": "+", "*": "*", "!": ""}.get(child.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), "?")
