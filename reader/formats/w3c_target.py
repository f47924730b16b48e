"""The targets of web annotations: sources, selectors, and the shapes that JSON-LD allows for a value."""

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from reader.annotation.model.annotation import Annotation
from reader.formats.format import LeftOut
from reader.formats.loose_json import is_blank, mapping, offset, sequence

SOURCE = "urn:x-reader:source:"  # followed by the id of a source; its path on this machine stays private
DIGEST = "ni:///sha-256;"  # RFC 6920: names the bytes of a source by their digest
_OF_PICTURES = {"SvgSelector", "ImageApiSelector"}
_HEX = re.compile("[0-9a-f]{64}")
_CHARACTERS = re.compile(r"char=(\d+),(\d+)")  # RFC 5147, in code points


def place(where: str, target: Any, name: str) -> Annotation | LeftOut:
    """Return an annotation with the place that a target names, and no tag yet.

    Raises:
        ValueError: It is a passage, but has neither words nor offsets in the text.
    """
    if isinstance(target, str):
        target = {"source": target}
    if not isinstance(target, dict):
        raise ValueError("its target is not an object")
    source = _source(target) or name
    selectors = [each for selector in sequence(target.get("selector")) for each in flat(selector)]
    if "#char=" in source:
        source, _, fragment = source.rpartition("#")
        selectors.append({"type": "FragmentSelector", "value": fragment})
    if not selectors:
        return LeftOut(where, "annotations of a whole source")
    quotation, start, end = selected(selectors)
    if not quotation and end < 0:
        if all(_is_of_picture(each) for each in selectors):
            return LeftOut(where, "regions of pictures")
        raise ValueError("it has neither a TextPositionSelector nor a TextQuoteSelector")
    return Annotation(
        id="",
        source=_source_id(source),
        start=start,
        end=end,
        exact=text(quotation.get("exact"), "exact"),
        prefix=text(quotation.get("prefix"), "prefix"),
        suffix=text(quotation.get("suffix"), "suffix"),
        tag="",
        digest=next(filter(None, map(_digest, sequence(target.get("state")))), ""),
    )


def _source_id(address: str) -> str:
    return unquote(address.removeprefix(SOURCE), errors="surrogateescape")


def passage_of(resource: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the source of a specific resource, and those parts of a passage that its selectors name.

    Raises:
        ValueError: Its source or its words are not text.
    """
    selectors = [each for selector in sequence(resource.get("selector")) for each in flat(selector)]
    quotation, start, end = selected(selectors)
    parts: dict[str, Any] = {"start": start, "end": end} if end >= 0 else {}
    parts |= {name: text(quotation[name], name) for name in ("exact", "prefix", "suffix") if name in quotation}
    digest = next(filter(None, map(_digest, sequence(resource.get("state")))), None)
    return _source_id(_source(resource)), parts if digest is None else {**parts, "digest": digest}


def written_passage(source: str, parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return source, selectors and state of a passage as members of a specific resource.

    Args:
        source: The id of the source.
        parts: Those parts of the passage that are known: `exact`, and perhaps offsets, context and digest.
    """
    quotation = {name: parts[name] for name in ("exact", "prefix", "suffix") if name in parts}
    selector: list[dict[str, Any]] = [{"type": "TextQuoteSelector", **quotation}]
    if "start" in parts:
        selector.insert(0, {"type": "TextPositionSelector", "start": parts["start"], "end": parts["end"]})
    digest = str(parts.get("digest", ""))
    state = {"state": {"type": "TimeState", "cached": written_digest(digest)}} if _HEX.fullmatch(digest) else {}
    return {"source": SOURCE + quote(source, errors="surrogateescape"), "selector": selector, **state}


def written_digest(digest: str) -> str:
    """Return the address of the bytes with a digest."""
    return DIGEST + base64.urlsafe_b64encode(bytes.fromhex(digest)).decode("ascii").rstrip("=")


def _source(target: dict[str, Any]) -> str:
    source = next((target[key] for key in ("source", "id", "@id") if not is_blank(target.get(key))), None)
    if isinstance(source, list):
        source = next(iter(source), None)
    if isinstance(source, dict):
        source = source.get("id", source.get("@id"))
    return text(source, "its source")


def selected(selectors: list[Any]) -> tuple[dict[str, Any], int, int]:
    """Return the quotation and the offsets of a target's selectors; empty and -1 where there are none.

    Offsets that refine another selection are relative to it, so only its words are taken.
    """
    quotation, start, end = dict[str, Any](), -1, -1
    for each in selectors:
        selector, is_refined = each, False
        while isinstance(selector, dict):
            kinds = types(selector)
            if "TextQuoteSelector" in kinds and (is_refined or not quotation):
                quotation = selector
            if end < 0 and not is_refined:
                start, end = _offsets(selector, kinds)
            selector, is_refined = selector.get("refinedBy"), True
    return (quotation if not is_blank(quotation.get("exact")) else {}), start, end


def _offsets(selector: dict[str, Any], kinds: set[str]) -> tuple[int, int]:
    if "FragmentSelector" in kinds:
        match = _CHARACTERS.match(str(selector.get("value")))
        return (int(match[1]), int(match[2])) if match else (-1, -1)
    if "TextPositionSelector" not in kinds or selector.get("start") is None or selector.get("end") is None:
        return -1, -1
    return offset(selector["start"], "start"), offset(selector["end"], "end")


def _is_of_picture(selector: Any) -> bool:
    kinds = types(mapping(selector))
    value = mapping(selector).get("value")
    is_area = "FragmentSelector" in kinds and isinstance(value, str) and value.startswith(("xywh=", "t="))
    return bool(kinds & _OF_PICTURES) or is_area


def _digest(state: Any) -> str:
    cached = mapping(state).get("cached")
    if not isinstance(cached, str) or not cached.startswith(DIGEST):
        return ""
    try:
        return base64.urlsafe_b64decode(cached.removeprefix(DIGEST) + "==").hex()
    except (binascii.Error, ValueError):
        return ""


# Values


def types(value: dict[str, Any]) -> set[str]:
    """Return the types of an object, without their namespaces."""
    return {local_name(each) for key in ("type", "@type") for each in sequence(value.get(key)) if isinstance(each, str)}


def purposes(value: Any) -> set[str]:
    """Return the purposes or motivations that a value names."""
    return {local_name(each) for each in sequence(value) if isinstance(each, str)}


def local_name(name: str) -> str:
    """Return a name without its namespace, as in `oa:tagging`."""
    return re.split(r"[#/:]", name)[-1]


def flat(value: Any) -> list[Any]:
    """Return the items of a choice or list, or the value itself."""
    items = mapping(value).get("items")
    return [each for item in items for each in flat(item)] if isinstance(items, list) else [value]


def text(value: Any, name: str) -> str:
    """Return a text, which JSON-LD may give with its language, or as a number.

    Raises:
        ValueError: It is neither.
    """
    if isinstance(value, dict) and "@value" in value:
        value = value["@value"]
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if value is None:
        return ""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    raise ValueError(f"{name} is not text")
