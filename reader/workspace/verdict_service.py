"""Verdicts on the quotes of a workspace: found for lists and filters, and kept on the tags, many in one step."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.kept_verdict import is_own_judgement, kept_links, note_of, quote_verdict
from reader.annotation.model.links import ORIGINAL, new_link, to_passage
from reader.annotation.model.quote_verdict import QuoteVerdict
from reader.annotation.model.span_index import SpanIndex
from reader.annotation.store.history import Step
from reader.errors import ReaderError, SourceError
from reader.insight.quote_check.verdict import Checked, Verdict
from reader.settings.fields import VERDICT
from reader.system.threads import with_steps_as
from reader.text.article import Article
from reader.text.role import is_original
from reader.text.sanitize import sanitize
from reader.text.span import Span
from reader.workspace.anchor_service import AnchorService
from reader.workspace.annotations import Annotations
from reader.workspace.field_service import FieldService, NewValues
from reader.workspace.quote_check_service import QuoteCheckService, is_checked
from reader.workspace.sources import Sources

# Of several quotations in one tag, the first of these is the verdict on the tag.
WEIGHTIEST_FIRST = (
    Verdict.ALTERED, Verdict.SPLICED, Verdict.NOT_FOUND, Verdict.SHORTENED, Verdict.EXACT, Verdict.TOO_SHORT,
    Verdict.NOT_COMPARED,
)  # fmt: skip

_Known = tuple[str, int, tuple[Span, ...]]  # the digest of an article, the state of the originals, and the quotes


class ToKeep(NamedTuple):
    """A verdict to keep: the quote, the digest of its text, and what the check found."""

    quote: Annotation
    digest: str
    checked: Checked


class VerdictService:
    """Knows and keeps the verdicts on quotes. Like the check, `everywhere` may be called from one thread at a time."""

    def __init__(
        self,
        sources: Sources,
        anchoring: AnchorService,
        annotations: Annotations,
        fields: FieldService,
        check: QuoteCheckService,
    ) -> None:
        self._sources, self._anchoring, self._annotations = sources, anchoring, annotations
        self._fields, self._check = fields, check
        self._checked: dict[str, tuple[_Known, Sequence[Checked]]] = {}  # by the id of the source

    # Finding

    def on_quotes(
        self, annotations: SpanIndex, found: Sequence[Checked], digest: str
    ) -> Iterator[tuple[str, QuoteVerdict]]:
        """Yield the id of each quote of an article that is checked, with its verdict.

        Args:
            annotations: The annotations of the article where they stand in it.
            found: The quotations of the article that were checked.
            digest: The digest of the article.
        """
        originals = {each.source: each.digest for each in self._check.originals}
        verdicts: dict[str, Verdict] = {}
        compared = (each for each in found if each.verdict is not Verdict.NOT_COMPARED)
        for each in sorted(compared, key=_weight):
            for quote in annotations.touching(each.span):
                verdicts.setdefault(quote.id, each.verdict)
        for quote in filter(is_checked, annotations):
            yield quote.id, quote_verdict(quote, str(verdicts.get(quote.id, "")), digest, originals)

    def everywhere(self) -> Generator[str, None, dict[str, QuoteVerdict]]:
        """Check the quotes of all articles, one quotation per step; yield progress, and return the verdicts by id.

        The results for an article are cached as long as it and the originals stay the same.
        """
        verdicts: dict[str, QuoteVerdict] = {}
        for digest, quotes, found in (yield from self._all_checked()):
            verdicts.update(self.on_quotes(quotes, found, digest))
        return verdicts

    def to_keep_everywhere(self) -> Generator[str, None, list[ToKeep]]:
        """Check the quotes of all articles as `everywhere` does; return the verdicts that can be kept."""
        articles = yield from self._all_checked()
        return [each for digest, quotes, found in articles for each in self.to_keep(quotes, found, digest)]

    def _all_checked(self) -> Generator[str, None, list[tuple[str, SpanIndex, Sequence[Checked]]]]:
        """Return the digest, the quotes and the checked quotations of each article with quotes."""
        by_source = self._annotations.by_source()
        quoting = [id for id, annotations in by_source.items() if any(map(is_checked, annotations))]
        articles = []
        for number, id in enumerate(quoting):
            progress = f"checking {number:,} of {len(quoting):,} sources …"
            yield progress
            try:
                article = self._sources.read(id)
            except SourceError:
                continue  # its tags are orphans
            if not is_original(id, article.text):
                placed = (each.placed for each in self._anchoring.of_another(article))
                quotes = [each for each in placed if each and is_checked(each)]
                found = yield from self._found(article, quotes, progress)
                articles.append((article.digest, SpanIndex(quotes), found))
        return articles

    def _found(
        self, article: Article, quotes: Sequence[Annotation], progress: str
    ) -> Generator[str, None, Sequence[Checked]]:
        known = article.digest, self._check.revision, tuple(each.span for each in quotes)
        before = self._checked.get(article.source.id)
        if before is None or before[0] != known:
            found = yield from with_steps_as(self._check.check_in_steps(article, quotes), lambda _: progress)
            before = self._checked[article.source.id] = known, found
        return before[1]

    # Keeping

    def to_keep(self, annotations: SpanIndex, found: Sequence[Checked], digest: str) -> list[ToKeep]:
        """Return the verdicts of an article that can be kept but are not yet: the weightiest one for each quote.

        A verdict that a person set is left alone, and so is a kept one that is up to date.

        Args:
            annotations: The annotations of the article where they stand in it.
            found: The quotations of the article that were checked.
            digest: The digest of the article.
        """
        by_quote: dict[str, ToKeep] = {}
        for each in sorted(found, key=_weight):
            quote = self.quote_on(annotations, each.span)
            if quote and each.verdict is not Verdict.NOT_COMPARED and not is_own_judgement(quote):
                by_quote.setdefault(quote.id, ToKeep(quote, digest, each))
        wanted = (each for each in by_quote.values() if not _is_kept(each))
        return sorted(wanted, key=lambda each: each.checked.span)

    def quote_on(self, annotations: SpanIndex, span: Span) -> Annotation | None:
        """Return the quote tag on a quotation: of several, the one that covers most, or one's own; else None."""
        found = filter(is_checked, annotations.touching(span))

        def rank(quote: Annotation) -> tuple[int, bool]:
            return min(quote.end, span.end) - max(quote.start, span.start), self._fields.is_own(quote)

        return max(found, key=rank, default=None)

    def keep(self, found: Sequence[ToKeep]) -> Step:
        """Keep verdicts on quotes, each with a link to its original, as one step.

        Raises:
            ReaderError: An original has changed since it was compared, or a quote cannot have the verdict.
        """
        originals = self._originals_of(found)
        new = [_new_values(each, originals) for each in found]
        what = f"{len(found)} verdicts" if len(found) != 1 else f"the verdict {found[0].checked.verdict}"
        step = self._fields.change_all(new, f"kept {what}")
        for article in originals.values():
            self._anchoring.keep(article.text, article.digest)
        return step

    def values_to_keep(self, found: Sequence[ToKeep]) -> list[NewValues]:
        """Return the fields and links that quotes would have if verdicts were kept; raise as `keep` does."""
        originals = self._originals_of(found)
        return [_new_values(each, originals) for each in found]

    def _originals_of(self, found: Sequence[ToKeep]) -> dict[str, Article]:
        places = dict.fromkeys(each.checked.original.source for each in found if each.checked.original)
        return {id: self._sources.read(id) for id in places}


def _weight(checked: Checked) -> int:
    return WEIGHTIEST_FIRST.index(checked.verdict)


def _new_values(found: ToKeep, originals: Mapping[str, Article]) -> NewValues:
    links: dict[str, Any] = {each.id: None for each in kept_links(found.quote)}
    if place := found.checked.original:
        original = originals[place.source]
        if original.digest != place.digest:
            raise ReaderError(f"{sanitize(place.source)}: it has changed since it was compared: check again")
        to, note = to_passage(original, place.span), note_of(found.digest, original.digest)
        links |= _link(found.quote.with_links(links), to, note)
    return NewValues(found.quote, {VERDICT: str(found.checked.verdict)}, links)


def _link(quote: Annotation, to: Mapping[str, Any], note: str) -> dict[str, Any]:
    """Return the link to an original by its id; nothing if a person has linked the quote to it already."""
    try:
        link = new_link(quote, ORIGINAL, to, note)
    except ValueError:
        return {}
    return {link.id: link.document}


def _is_kept(found: ToKeep) -> bool:
    """Return whether a quote has a verdict already, with the same texts compared and the same original."""
    place = found.checked.original
    kept = [(each.source, each.to.get("start"), each.to.get("end"), each.note) for each in kept_links(found.quote)]
    wanted = [(place.source, *place.span, note_of(found.digest, place.digest))] if place else []
    return found.quote.fields.get(VERDICT) == found.checked.verdict and kept == wanted
