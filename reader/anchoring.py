"""What became of a workspace's annotations: each is looked for once in a text, by the snapshots that were kept."""

from collections.abc import Callable, Sequence

from reader.annotation.anchor import Anchored, anchor, by_present_place
from reader.annotation.annotation import Annotation
from reader.text.article import Article

LARGE = 50_000  # code points of a text that changed
MANY = 300  # annotations of it; with more of either it takes longer than a key may


class Anchoring:
    """Remembers what was found in the text that was looked at last."""

    def __init__(self, snapshot_of: Callable[[str], str | None]) -> None:
        self._snapshot_of = snapshot_of
        self._last: tuple[str, str, dict[str, Anchored]] = "", "", {}

    def of(self, annotations: Sequence[Annotation], article: Article) -> list[Anchored]:
        """In order of place. Safe to call on any thread."""
        known = self._known(article)
        unknown = [each for each in annotations if not _holds(known, each)]
        found = {each.annotation.id: each for each in self._look(unknown, article)}
        now = {each.id: found.get(each.id) or known[each.id] for each in annotations}
        self._last = article.source.id, article.digest, now
        return sorted(now.values(), key=by_present_place)

    def is_slow(self, annotations: Sequence[Annotation], article: Article) -> bool:
        """Whether that would keep the screen waiting."""
        known = self._known(article)
        changed = sum(each.digest != article.digest and not _holds(known, each) for each in annotations)
        return changed > MANY or (changed > 0 and len(article.text) > LARGE)

    def _known(self, article: Article) -> dict[str, Anchored]:
        source, digest, known = self._last
        return known if (source, digest) == (article.source.id, article.digest) else {}

    def _look(self, annotations: Sequence[Annotation], article: Article) -> list[Anchored]:
        source = article.source.id
        found = anchor(annotations, article.text, article.digest, self._snapshot_of)
        return [each if each.annotation.source == source else each.in_source(source) for each in found]


def _holds(known: dict[str, Anchored], annotation: Annotation) -> bool:
    return annotation.id in known and known[annotation.id].annotation == annotation
