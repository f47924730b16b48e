"""The checked quotations of the open article: which one a passage belongs to, and what to say about its verdict."""

from typing import TYPE_CHECKING

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.quote_verdict import QuoteVerdict
from reader.annotation.model.span_index import SpanIndex
from reader.text.span import Span
from reader.tui.quote_checks import QuoteChecks
from reader.tui.session import Session

if TYPE_CHECKING:
    from reader.insight.quote_check.verdict import Checked


class CheckedQuotes:
    """Looks up the results of the quote check for all parts that show them."""

    def __init__(self, session: Session, checks: QuoteChecks) -> None:
        self._session, self._checks, self._workspace = session, checks, session.workspace

    def here(self) -> "Checked | None":
        """Return the quotation under the cursor; None if there is none, or if it is not checked yet."""
        cursor = self._session.reading.cursor
        return self.at(cursor.passage) if cursor else None

    def at(self, span: Span) -> "Checked | None":
        """Return the checked quotation on a span of the open article, a faulty one first; None if there is none."""
        touching = [each for each in self._checks.found or () if each.span.overlaps(span)]
        return min(touching, key=lambda each: (not each.is_fault, each.span), default=None)

    def tag_on(self, checked: "Checked") -> Annotation | None:
        """Return the quote tag on a quotation; None if there is none."""
        return self._workspace.verdicts.quote_on(self._session.reading.annotations, checked.span)

    def known(self, checked: "Checked") -> QuoteVerdict:
        """Return the verdict on a quotation and the one kept on its tag, as far as known."""
        quote, article = self.tag_on(checked), self._session.reading.article
        if quote is None or article is None:
            return QuoteVerdict("", checked.verdict)
        ((_, known),) = self._workspace.verdicts.on_quotes(SpanIndex([quote]), [checked], article.digest)
        return known

    def is_out_of_date(self, quote: Annotation) -> bool:
        """Return whether the verdict kept on a quote is about texts that have changed, as far as known."""
        article, found = self._session.reading.article, self._checks.found
        if article is None or found is None or quote.source != article.source.id:
            return False
        known = self._workspace.verdicts.on_quotes(SpanIndex([quote]), found, article.digest)
        return any(verdict.is_out_of_date for _, verdict in known)

    def note(self, checked: "Checked", keep_key: str) -> str:
        """Return a message about the verdict that was kept; empty if there is nothing to say.

        Args:
            checked: The quotation.
            keep_key: The key that keeps the verdict; empty where no key does.
        """
        from reader.annotation.model.kept_verdict import is_own_judgement

        known, quote = self.known(checked), self.tag_on(checked)
        keep = f"; {keep_key} keeps this" if keep_key else ""
        if known.is_out_of_date:
            return f"{known.kept} was kept, but is out of date: a text has changed{keep}"
        if quote and is_own_judgement(quote):
            is_another = known.found not in ("", known.kept)
            return f"the tag says {known.kept}, as a person set it{keep}" if is_another else ""
        if known.kept:
            return "kept on the quote" + (", with a link to the original" if checked.original else "")
        return ""
