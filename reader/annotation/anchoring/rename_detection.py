"""Sources that got another name: found by their bytes, else by what was annotated in them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reader.annotation.anchoring.quote_selector import is_once
from reader.annotation.model.annotation import Annotation

TELLING = 12  # code points; a shorter quote stands in many texts
ENOUGH = 2  # quotes that must be found, and half of those looked for
SAMPLE = 50  # quotes looked for, of each source that is gone


def find_renames(gone: Mapping[str, Sequence[Annotation]], texts: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """The names that sources have now, by those that they had.

    gone: the annotations of the sources that are not there. texts: id, text and digest of those that could be them.
    Where two could be, none is named.
    """
    digests = {id: {each.digest for each in annotations} - {""} for id, annotations in gone.items()}
    quotes = {id: _quotes(annotations) for id, annotations in gone.items()}
    same: dict[str, list[str]] = {id: [] for id in gone}
    found: dict[str, Counter[str]] = {id: Counter() for id in gone}
    for name, text, digest in texts:
        for id in gone:
            if digest in digests[id]:
                same[id].append(name)
            found[id][name] = sum(is_once(quote, text) for quote in quotes[id])
    best = {id: same[id] or _most(found[id], max(ENOUGH, len(quotes[id]) / 2)) for id in gone}
    return {id: names[0] for id, names in best.items() if len(names) == 1}


def _quotes(annotations: Sequence[Annotation]) -> list[str]:
    telling = dict.fromkeys(each.exact for each in annotations if len(each.exact) >= TELLING)
    return list(telling)[:SAMPLE]


def _most(found: Counter[str], enough: float) -> list[str]:
    most = max(found.values(), default=0)
    return [name for name, count in found.items() if count == most >= enough]
