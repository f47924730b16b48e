"""The card: opening it on the tag under the cursor, and doing what is typed into it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Step
from reader.text.counted import counted
from reader.text.sanitize import sanitize_line
from reader.tui.card_contents import CardContents
from reader.tui.commands import Command
from reader.tui.edits import Edits
from reader.tui.geometry import BOTTOM, has_card_parts
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.quote_checks import QuoteChecks
from reader.tui.session import FieldToType, Location, Session
from reader.tui.side_offers import SideOffers
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget

    from reader.annotation.model.links import Link
    from reader.insight.suggestion import Suggestion
    from reader.tui.card_form import CardForm, CardRequest, CardRow
    from reader.tui.suggestion_form import SuggestionForm
    from reader.tui.widgets.card_pane import CardPane

RESTS = 0.1  # seconds that the cursor rests before the card opens by itself, or goes
RANK = 1  # the order among panels that open by themselves: a quotation that is not exact comes first
RANK_WITH_CHECK = -1  # where the card shows the check of a quotation, too


class CardController:
    """Shows the card, and sets what is typed into it."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        status: StatusModel,
        edits: Edits,
        navigator: Navigator,
        decide: Mapping[str, Callable[..., object]],
        checks: QuoteChecks,
        contents: CardContents,
        offers: SideOffers,
    ) -> None:
        """Take the services, and the actions on the suggestion under the cursor.

        `accept` accepts it, with another speaker if a name is given, and `dismiss` dismisses it.
        """
        self._decide, self._contents, self._offers = decide, contents, offers
        self._session, self._screen, self._status = session, screen, status
        self._edits, self._navigator, self._workspace = edits, navigator, session.workspace
        self._pane: CardPane | None = None  # made when it is first shown
        self._resting: Timer | None = None
        self._is_behind = False  # whether the cursor has moved since the card was filled
        self._has_set = False  # whether a field was set since the card got the focus
        session.opened.subscribe(lambda _reading: self._cursor_moved())
        session.cursor_moved.subscribe(lambda _reading: self._cursor_moved())
        session.changed.subscribe(lambda _changes: self._refresh())
        checks.checked.subscribe(lambda _reading: self._show_parts())
        screen.panes_fitted.subscribe(lambda _nothing: self._follow_soon())
        screen.pane_focused.subscribe(self._focused)
        session.card_wanted.subscribe(self._open)
        session.field_wanted.subscribe(self._type)
        self._behind: Widget | None = None  # the side panel in whose place the card is

    def commands(self) -> list[Command]:
        """Return the command that shows the card."""
        return [Command("card", self.toggle, needs_annotations=True)]

    def toggle(self) -> None:
        """Open the card, or focus it; close it if it has the focus."""
        if self._is_open and self._screen.is_in_front(self._pane):
            self.leave()
        elif here := self._here():
            self._show_form(self._contents.form_of(here))
        else:
            self._status.set_status(f"no tag here: {self._session.keymap.tags_shown} set one", is_error=True)

    def leave(self) -> None:
        """Close the card, and go back to where it was opened from; where it opens by itself, it stays."""
        behind, self._behind = self._behind, None
        if behind:
            self._screen.open_side_panel(behind)
        elif self._has_set and self._offers.are_wanted:
            self._offers.hand_back()
        else:
            self._screen.leave_side_panel(closes=True)

    def _open(self, annotations: Sequence[Annotation]) -> None:
        """Open the card of annotations and focus it."""
        self._show_form(self._contents.form(annotations))

    def _type(self, wanted: FieldToType) -> None:
        """Open the card of an annotation or a suggestion to type one field, after which it closes."""
        form = self._contents.form_of(wanted.subject)
        if form:
            form.begin(wanted.name, wanted.offered)
        self._show_form(form)

    def _show_form(self, form: "CardForm | SuggestionForm | None") -> None:
        side_panel = self._screen.side.panel
        self._behind = side_panel if side_panel and self._screen.is_in_front(side_panel) else None
        self._has_set = self._is_behind = False
        pane = self._made_pane()
        self._fill(pane, form)
        self._screen.open_side_panel(pane)

    def _fill(self, pane: "CardPane", form: "CardForm | SuggestionForm | None") -> None:
        pane.show(form, self._contents.parts_of(form))

    def _made_pane(self) -> "CardPane":
        if self._pane is None:
            from reader.tui.widgets.card_pane import CardPane

            self._pane = CardPane(self._session.keymap.tags_shown)
            self._pane.requested.subscribe(self._do)
            self._screen.captures.add(self._pane, self._pane)
        return self._pane

    # Following the cursor, and opening by itself

    def _cursor_moved(self) -> None:
        self._is_behind = True
        self._follow_soon()

    def _follow_soon(self) -> None:
        """Show the card of what is under the cursor once that rests, where the card is open or opens by itself."""
        if self._resting:
            self._resting.stop()
            self._resting = None
        if self._is_open or self._offers.are_wanted:
            self._resting = self._screen.set_timer(RESTS, self._follow)

    def _follow(self) -> None:
        if self._offers.are_wanted or self._offers.has(self._pane):
            self._offer()
        is_by_key = self._is_open and not self._offers.has(self._pane)
        if self._pane and is_by_key and not self._screen.is_in_front(self._pane):
            self._show_here(self._pane)

    def _focused(self, pane: "Widget") -> None:
        """Show what is under the cursor when the card gets the focus before the cursor has rested."""
        if self._pane and pane is self._pane and self._is_behind:
            self._show_here(self._pane)

    def _show_here(self, pane: "CardPane") -> None:
        here, self._is_behind = self._here(), False
        if here is None or pane.form is None or pane.form.subject is not here:
            self._fill(pane, self._contents.form_of(here))

    def _offer(self) -> None:
        here = self._here() if self._session.reading.article else None
        has_parts = has_card_parts(self._screen.size.width, self._screen.size.height - BOTTOM)
        if here is None or not self._contents.has_something(here, has_parts=has_parts):
            self._put(None)
        elif not self._is_open or not self._screen.is_in_front(self._pane):
            pane = self._made_pane()
            self._show_here(pane)
            self._put(pane, has_check=has_parts)

    def _put(self, pane: "CardPane | None", *, has_check: bool = False) -> None:
        """Offer the card, before the quote check if the card includes it."""
        self._offers.put(RANK_WITH_CHECK, pane if has_check else None)
        self._offers.put(RANK, None if has_check else pane)

    @property
    def _is_open(self) -> bool:
        return self._screen.is_open(self._pane)

    def _here(self) -> "Annotation | Suggestion | None":
        """Return the tag just set, or else the nearest tag or suggestion under the cursor; None if there is none.

        A suggestion is nearer than a tag that is not on exactly the passage.
        """
        reading = self._session.reading
        tag = reading.just_set or next(iter(reading.under_cursor()), None)
        suggestion = reading.suggestion_under_cursor()
        is_exact = tag and reading.cursor and (tag.span == reading.cursor.passage or tag is reading.just_set)
        return tag if is_exact or suggestion is None else suggestion

    def _refresh(self) -> None:
        """Show the present values of the card's annotations, and stay on the row."""
        self._follow_soon()
        if not (self._pane and self._is_open and self._pane.form):
            return
        from reader.tui.card_form import CardForm

        old, reading = self._pane.form, self._session.reading
        if not isinstance(old, CardForm):
            self._fill(self._pane, self._contents.form_of(self._here()))
            return
        ids = [each.id for each in old.annotations]
        now = [found for id in ids if (found := reading.annotations.get(id) or self._workspace.store.get(id))]
        form = self._contents.form(now) if now else None
        if form:
            form.resume(old)
        self._fill(self._pane, form)

    def _show_parts(self) -> None:
        """Show what is now known of the passage, without touching what is typed."""
        form = self._pane.form if self._pane and self._is_open else None
        if form and isinstance(form.subject, Annotation):
            self._refresh()  # a verdict on it may be out of date now
            return
        self._follow_soon()
        if self._pane and self._is_open:
            self._fill(self._pane, form)

    # What it asks for

    def _do(self, request: "CardRequest") -> None:
        from reader.tui.card_form import CardForm

        assert self._pane is not None, "a card that asks for something exists"
        form = self._pane.form
        if request.action == "refuse":
            self._status.set_status(sanitize_line(request.text))
        elif not isinstance(form, CardForm):
            self.leave()
            if form and form.subject is self._session.reading.suggestion_under_cursor():
                self._decide_on_suggestion(request)
        else:
            self._do_with(form, self._pane, request)

    def _do_with(self, form: "CardForm", pane: "CardPane", request: "CardRequest") -> None:
        annotation, link = form.annotations[0], request.row.link
        if request.action == "close":
            self.leave()
        elif request.action == "set":
            is_set = self._set(form.annotations, request.row, request.text)
            if not is_set:
                form.type_again(request.row, request.text)
                pane.follow_form()
            elif form.is_for_one_field:
                self.leave()
        elif link and request.action == "go":
            self._go_to(link)
        elif request.row.is_unknown:
            self._edits.make(partial(self._remove_unknown, annotation, request.row.label), "removed, {saved}")
        elif link:
            self._edits.make(partial(self._workspace.fields.unlink, annotation, link), "link removed, {saved}")

    def _decide_on_suggestion(self, request: "CardRequest") -> None:
        match request.action:
            case "set":
                self._decide["accept"](request.text)
            case "accept" | "dismiss":
                self._decide[request.action]()

    def _set(self, annotations: Sequence[Annotation], row: "CardRow", text: str) -> bool:
        """Set a field or the note; return False if that was refused at once."""
        self._has_set = True
        value = sanitize_line(text) or "nothing"
        number = f" · {counted(len(annotations), 'tag')}" if len(annotations) > 1 else ""
        message = f"{row.label}: {value}{number}, {{saved}}"
        change: Callable[[], Step]
        if row.field:
            change = partial(self._set_field, annotations, row.field.name, text)
        elif len(annotations) == 1:
            change = partial(self._workspace.annotations.note, annotations[0], text)
        else:
            change = partial(self._workspace.annotations.note_all, annotations, text)
        if len(annotations) == 1:
            return self._edits.make(change, message, of=annotations)
        self._edits.make_many(len(annotations), change, message, of=annotations)
        return True

    def _set_field(self, annotations: Sequence[Annotation], name: str, text: str) -> Step:
        first, article, fields = annotations[0], self._session.reading.article, self._workspace.fields
        is_here = article is not None and len(annotations) == 1 and first.source == article.source.id
        here = article if is_here else None
        value = fields.parse(first.tag, name, text, here, first.span)
        return fields.set(annotations, {name: value}, here)

    def _remove_unknown(self, annotation: Annotation, name: str) -> Step:
        """Remove a field that the tag does not have, or a link that is not valid, by its id."""
        if name in annotation.fields:
            return self._workspace.fields.set([annotation], {name: None})
        from reader.annotation.model.links import Link

        return self._workspace.fields.unlink(annotation, Link(name, "that is not valid", {}))

    def _go_to(self, link: "Link") -> None:
        if link.url:
            self._status.set_status(f"web pages are not opened from here: {sanitize_line(link.url)}")
        elif location := self._end_of(link):
            self._navigator.visit(location)
            self._screen.leave_side_panel(closes=False)
        else:
            self._status.set_status("the tag that this link leads to is gone", is_error=True)

    def _end_of(self, link: "Link") -> Location | None:
        """Return where a link leads in the sources; None if it leads to a tag that is gone."""
        if link.annotation_id:
            there = self._workspace.store.get(link.annotation_id)
            return Location.of_annotation(there) if there else None
        from reader.annotation.model.field_spans import span_of

        return Location(link.source, span_of(link.to), link.exact)
