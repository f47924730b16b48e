"""Detecting renamed sources: by their bytes, else by the passages that were annotated in them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reader.annotation.anchoring.quote_selector import occurs_once
from reader.annotation.model.annotation import Annotation

DISTINCTIVE = 12  # code points; a shorter quote occurs in many texts
ENOUGH = 2  # quotes that must be found, besides half of those looked up
SAMPLE = 50  # quotes looked up for each missing source


def find_renames(missing: Mapping[str, Sequence[Annotation]], texts: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return the new names of missing sources, by their old names.

    A source is left out if none or several of the texts could be it.

    Args:
        missing: The annotations of each missing source, by its id.
        texts: Id, text and digest of the sources that a missing one may have become.
    """
    digests = {id: {each.digest for each in annotations} - {""} for id, annotations in missing.items()}
    quotes = {id: _quotes(annotations) for id, annotations in missing.items()}
    identical: dict[str, list[str]] = {id: [] for id in missing}
    found: dict[str, Counter[str]] = {id: Counter() for id in missing}
    for name, text, digest in texts:
        for id in missing:
            if digest in digests[id]:
                identical[id].append(name)
            found[id][name] = sum(occurs_once(quote, text) for quote in quotes[id])
    candidates = {id: identical[id] or _best(found[id], max(ENOUGH, len(quotes[id]) / 2)) for id in missing}
    return {id: names[0] for id, names in candidates.items() if len(names) == 1}


def _quotes(annotations: Sequence[Annotation]) -> list[str]:
    distinctive = dict.fromkeys(each.exact for each in annotations if len(each.exact) >= DISTINCTIVE)
    return list(distinctive)[:SAMPLE]


def _best(found: Counter[str], enough: float) -> list[str]:
    most = max(found.values(), default=0)
    return [name for name, count in found.items() if count == most >= enough]
