"""The codebook as codes of REFI-QDA, nested as the names of the tags are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha1
from uuid import NAMESPACE_URL

from reader.formats.codebook_entry import CodebookEntry, description_of, entry_of, shade_of
from reader.formats.xml_text import attributes, count_not_held, escaped
from reader.settings import Tag
from reader.settings.tag_names import BETWEEN

Path = tuple[str, ...]
_NAMESPACE = NAMESPACE_URL.bytes


@lru_cache(maxsize=1024)
def stable_guid(kind: str, name: str) -> str:
    """Return the GUID of an element, the same in each export; that of a code is made from the whole name of its tag."""
    return guid_of(kind, name)


def guid_of(kind: str, name: str) -> str:
    """Return the same GUID as `stable_guid` without caching it, for elements that are needed only once.

    It is `uuid5(NAMESPACE_URL, …)`, which makes an object first and takes several times as long.
    """
    digest = bytearray(sha1(_NAMESPACE + f"urn:x-reader:{kind}:{name}".encode(), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def code_elements(codebook: Sequence[Tag], used: Iterable[str] = ()) -> Iterator[str]:
    """Yield a `Code` for each tag; a tag that is neither in the codebook nor used only contains nested ones.

    Args:
        codebook: The tags of the codebook, in its order.
        used: The names of tags that annotations have.
    """
    said = {tag.name: entry_of(tag) for tag in codebook}
    codable = {**dict.fromkeys(said), **dict.fromkeys(sorted(used))}
    below = _tree(codable)
    waiting: list[Path | None] = [*reversed(below[()])]
    while waiting:  # a tag of another program may be nested more deeply than Python's own stack is
        path = waiting.pop()
        if path is None:
            yield "</Code>\n"
            continue
        name = BETWEEN.join(path)
        yield _opening(name, path[-1], said.get(name), is_codable=name in codable)
        waiting += [None, *reversed(below[path])]


def count_unheld(codebook: Sequence[Tag]) -> Counter[str]:
    """Count the characters of entries that XML cannot hold."""
    lost = sum(count_not_held(description_of(entry_of(tag))) for tag in codebook)
    return Counter({"characters of the codebook that XML cannot hold": lost})


def path_of(name: str) -> Path:
    """Return the parts of a nested tag's name; a name with an empty part counts as a single one."""
    parts = name.split(BETWEEN)
    return tuple(parts) if all(parts) else (name,)


def _tree(names: Iterable[str]) -> dict[Path, list[Path]]:
    """Return the paths directly below each path, `()` being above all."""
    below: dict[Path, list[Path]] = {(): []}
    for path in map(path_of, names):
        for end in range(1, len(path) + 1):
            if path[:end] not in below:
                below[path[:end]] = []
                below[path[: end - 1]].append(path[:end])
    return below


def _opening(tag: str, name: str, entry: CodebookEntry | None, *, is_codable: bool) -> str:
    color = shade_of(entry.colour) if entry else ""
    codable = "true" if is_codable else "false"
    about = attributes(guid=stable_guid("code", tag), name=name, isCodable=codable, color=color)
    description = description_of(entry) if entry else ""
    return f"<Code{about}>" + (f"<Description>{escaped(description)}</Description>" if description else "")
