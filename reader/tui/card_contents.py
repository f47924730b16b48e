"""The contents of the card: a form for a tag, several or a suggestion, and what else is known of the passage."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.annotation.model.annotation import Annotation
from reader.settings import Tag
from reader.settings.fields import RATING, VERDICT
from reader.settings.tag_names import is_within
from reader.tui.checked_quotes import CheckedQuotes
from reader.tui.session import Session

if TYPE_CHECKING:
    from reader.annotation.model.links import Link
    from reader.insight.quote_check.verdict import Checked
    from reader.insight.suggestion import Suggestion
    from reader.tui.card_form import CardForm
    from reader.tui.card_parts import CardParts, LinkTarget
    from reader.tui.suggestion_form import SuggestionForm

JUDGED = (VERDICT, RATING)  # the fields with the judgement of a quote or claim


class CardContents:
    """Makes what the card shows."""

    def __init__(self, session: Session, quotes: CheckedQuotes) -> None:
        self._session, self._quotes, self._workspace = session, quotes, session.workspace

    # The form

    def form_of(self, subject: "Annotation | Suggestion | None") -> "CardForm | SuggestionForm | None":
        """Return the form of an annotation or of a suggestion in the open article; None for None."""
        from reader.tui.suggestion_form import SuggestionForm

        article = self._session.reading.article
        if subject is None or article is None:
            return None
        if isinstance(subject, Annotation):
            return self.form([subject])
        tag = self._workspace.settings.tag(subject.tag)
        return SuggestionForm(subject, article.text, tag.person if tag else None, self._workspace.fields.used)

    def form(self, annotations: Sequence[Annotation]) -> "CardForm":
        """Return the form of annotations."""
        from reader.tui.card_form import CardForm

        tag = self._common_tag(annotations)
        incoming = self._workspace.fields.links_to(annotations[0]) if len(annotations) == 1 else ()
        is_old = len(annotations) == 1 and self._quotes.is_out_of_date(annotations[0])
        return CardForm(tag, annotations, incoming, self._workspace.fields.used, VERDICT if is_old else "")

    def _common_tag(self, annotations: Sequence[Annotation]) -> Tag | None:
        """Return the tag of annotations; of several tags, the first one with the fields that all of them have."""
        tags = [self._workspace.settings.like(name) for name in dict.fromkeys(each.tag for each in annotations)]
        first, *others = tags
        if first is None or not others:
            return first
        shared = [field for field in first.fields if all(tag and field in tag.fields for tag in others)]
        return first._replace(fields=tuple(shared))

    # The parts

    def has_something(self, here: "Annotation | Suggestion", *, has_parts: bool) -> bool:
        """Return whether a card has more to show than a note that nobody has written.

        Args:
            here: A tag or a suggestion in the open article.
            has_parts: Whether there is room for what is known besides the form.
        """
        if not isinstance(here, Annotation):
            return True
        tag = self._workspace.settings.like(here.tag)
        is_told = here.note or here.fields or here.links or self._workspace.fields.links_to(here)
        return bool(is_told or (tag and tag.fields)) or (has_parts and self._checked(here) is not None)

    def parts_of(self, form: "CardForm | SuggestionForm | None") -> "CardParts":
        """Return further facts on the passage of a form: its check, the ends of its links, its codebook entry."""
        from reader.tui.card_form import CardForm
        from reader.tui.card_parts import NO_PARTS, CardParts
        from reader.tui.codebook_entry import LACKING, describe_tag

        if form is None:
            return NO_PARTS
        tags = {each.tag for each in form.annotations} if isinstance(form, CardForm) else {form.subject.tag}
        name = next(iter(tags)) if len(tags) == 1 else ""
        tag = self._workspace.settings.tag(name)
        entry = [*describe_tag(tag, self._workspace.settings)] if tag else [LACKING] if name else []
        if isinstance(form, CardForm) and len(form.annotations) > 1:
            return CardParts(tag=name, entry=entry)
        checked = self._checked(form.subject)
        note = self._quotes.note(checked, "") if checked else ""
        ends = {number: self._end_of(row.link) for number, row in enumerate(form.rows) if row.link}
        return CardParts(checked, note, ends, name, entry)

    def _checked(self, here: "Annotation | Suggestion") -> "Checked | None":
        """Return the quotation of a quote or a suggested quote, if it was checked."""
        from reader.workspace.quote_check_service import QUOTE, is_checked

        if not isinstance(here, Annotation):
            return self._quotes.at(here.span) if is_within(here.tag, QUOTE) else None
        article = self._session.reading.article
        is_here = article is not None and here.source == article.source.id
        return self._quotes.at(here.span) if is_here and is_checked(here) else None

    def _end_of(self, link: "Link") -> "LinkTarget":
        from reader.annotation.model.kept_verdict import is_kept
        from reader.text.shown_passage import shown_passage
        from reader.tui.card_parts import LinkTarget

        note = "" if is_kept(link) else link.note
        if link.url:
            return LinkTarget(link.url, about=note)
        there = self._workspace.store.get(link.annotation_id) if link.annotation_id else None
        about = " · ".join(filter(None, [self._about(there) if there else "", note]))
        words = shown_passage(link.source, link.exact)
        return LinkTarget(self._title_of(link.source), words, about, is_gone=bool(link.annotation_id) and there is None)

    def _about(self, there: Annotation) -> str:
        """Return the facts of the tag at the other end of a link: its name, the people in it, its verdict or rating."""
        from reader.annotation.model.field_values import shown

        tag = self._workspace.settings.like(there.tag)
        fields = [*([tag.person.name] if tag and tag.person else []), *JUDGED]
        return " · ".join([there.tag, *(shown(there.fields[name]) for name in fields if name in there.fields)])

    def _title_of(self, source: str) -> str:
        """Return the title of a source; its id if the source is gone."""
        entries = self._workspace.sources.catalog.entries
        index = entries.index(source)
        return source if index is None else entries.title(index)
