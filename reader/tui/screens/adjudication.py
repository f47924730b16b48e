"""The adjudication screen: places where people disagree, and what each tagged there, for a person to decide on."""

from collections.abc import Sequence
from dataclasses import replace

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from reader.annotation.model.annotation import Annotation, Dismissal
from reader.annotation.model.field_values import field_words
from reader.collaboration.disagreements import Disagreement
from reader.settings import Settings, Tag
from reader.settings.dialog_keys import ADJUDICATION
from reader.settings.keys import Key
from reader.text.article import Article
from reader.text.sanitize import sanitize_line
from reader.tui.article.painter import UNKNOWN
from reader.tui.article.rows import Layout, fit
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.screens.side_by_side import GUTTER, Line, Side, SideBySide
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.status_and_keys import KeyBar
from reader.workflows.adjudicate import Adjudication

ROOM_FOR_NAMES = 16  # rows at which everyone has a line with their tags
AROUND = 8  # rows of context above and below a place, at most
LONGEST = 200  # code points of a passage or note that are shown
DECIDED = "✓"


class PlaceView(LineView, can_focus=False):
    """The text of a disagreement, with everyone's tags under its rows."""

    DEFAULT_CSS = "PlaceView { height: 1fr; background: $background; padding: 0 1; }"

    def __init__(self, tags: Sequence[Tag], measure: int) -> None:
        super().__init__()
        self._tags, self._measure = {tag.name: tag for tag in tags}, measure
        self._lines: list[Line] = []
        self._shown: tuple[Article, Disagreement, Sequence[Side]] | None = None

    def show(self, article: Article, place: Disagreement, sides: Sequence[Side]) -> None:
        """Show a disagreement."""
        self._shown = article, place, sides
        self._draw()

    def clear(self, message: str = "") -> None:
        """Show a message instead of a disagreement."""
        self._shown = None
        self._lines = [[Segment(message, self.theme_styles.text)]]
        self._draw()

    def _draw(self) -> None:
        begin = 0
        if self._shown and self.size.height:
            article, place, sides = self._shown
            width = self.size.width - GUTTER - self.styles.scrollbar_size_vertical
            layout = Layout(article, min(width, self._measure))
            around = min(AROUND, self.size.height // 6)
            comparison = SideBySide(layout, self.theme_styles, self._tag_style)
            self._lines, begin = comparison.draw(place.span, sides, around)
        self.virtual_size = Size(self.size.width, len(self._lines))
        fits = len(self._lines) <= self.size.height
        self.scroll_to(y=0 if fits else max(0, begin - 1), animate=False, force=True)
        self.refresh()

    def _tag_style(self, tag: str) -> Style:
        return self.theme_styles.ink(self._tags.get(tag, UNKNOWN).colour)

    def on_resize(self, _event: events.Resize) -> None:
        """Draw the disagreement for the new size."""
        self._draw()

    def notify_style_update(self) -> None:
        """Draw the disagreement in the new styles."""
        super().notify_style_update()
        if self._shown:
            self._draw()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the pane."""
        number = y + self.scroll_offset.y
        line = self._lines[number] if number < len(self._lines) else []
        return Strip(line).adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)


class AdjudicationScreen(ModalScreen[None]):
    """A screen that emits decisions; its controller carries them out, and gives it what to show.

    Attributes:
        wanted: Emits a disagreement whose article is needed to show it.
        decided: Emits a disagreement, and the names of the people whose tags are taken; none of them means no tag.
        all_taken: Emits when all that everyone agrees on is to be taken.
        visited: Emits a disagreement to go to in the article.
        message: A text at the bottom of the box.
        article: The article that was wanted last.
    """

    PLACE = "adjudication"
    BINDINGS = bindings(ADJUDICATION)
    DEFAULT_CSS = """
    AdjudicationScreen > DialogBox { height: 1fr; }
    AdjudicationScreen Static { padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    message: reactive[str] = reactive("")
    article: reactive[Article | None] = reactive(None)

    def __init__(self, adjudicator: str, settings: Settings, keys: Sequence[Key]) -> None:
        """Make a screen for a person who decides."""
        super().__init__()
        self.wanted = Event[Disagreement]()
        self.decided = Event[tuple[Disagreement, Sequence[str]]]()
        self.all_taken = Event[None]()
        self.visited = Event[Disagreement]()
        self._adjudicator, self._bar_keys = adjudicator, [key for key in keys if key.brief]
        self._adjudication: Adjudication | None = None
        self._number = 0  # of the disagreement that is shown
        self._wanted: Disagreement | None = None  # the one whose article was asked for last
        self._pending: list[Disagreement] = []  # decided by a key, but not carried out yet
        self._heading, self._names = Static(), Static()
        self._view, self._keys = PlaceView(settings.tags, settings.measure), KeyBar()
        self._keys.set_reactive(KeyBar.keys, self._bar_keys)

    def compose(self) -> ComposeResult:
        """Show the heading, the names, the text and the keys."""
        with DialogBox() as box:
            box.border_title = Content("disagreements")
            yield self._heading
            yield self._names
            yield self._view
            yield self._keys

    def on_mount(self) -> None:
        """Say what goes on until there is something to show."""
        if self._adjudication is None:
            self._view.clear("comparing everyone’s tags …")

    def on_resize(self, event: events.Resize) -> None:
        """Hide the names where there is little room."""
        self._names.display = event.size.height >= ROOM_FOR_NAMES
        self._show()

    def watch_message(self) -> None:
        """Show the message."""
        self.query_one(DialogBox).border_subtitle = Content(self.message)

    def watch_article(self) -> None:
        """Show the disagreement in its article."""
        self._show()

    # Showing a disagreement

    def show(self, adjudication: Adjudication) -> None:
        """Show what was compared; go to a disagreement that is undecided again, since its decision was undone."""
        before, self._adjudication, self._wanted = self._adjudication, adjudication, None
        if before is None:
            self._name_keys(adjudication.people)
            self._go_to_undecided(-1)
        else:
            decided = set(before.all_places).difference(before.places)
            numbers = {place: number for number, place in enumerate(adjudication.all_places)}
            self._number = next((numbers[place] for place in adjudication.places if place in decided), self._number)
        self._show()

    def wait(self, message: str) -> None:
        """Show a message while a long change is made."""
        self.message = message
        self._view.clear()

    def resolved(self, place: Disagreement, *, is_done: bool) -> None:
        """Take note that a decision was carried out; or that it could not be, so that the place is still undecided."""
        if place in self._pending:  # it may be from an earlier screen
            self._pending.remove(place)
        if not is_done and self._adjudication and place in self._adjudication.all_places:
            self._number = self._adjudication.all_places.index(place)
        self._show()

    def _go_to_undecided(self, after: int) -> None:
        """Go to the next undecided place after a number, else to the first one; stay if none is left."""
        if self._adjudication is None:
            return
        left = set(self._adjudication.places).difference(self._pending)
        numbers = [number for number, each in enumerate(self._adjudication.all_places) if each in left]
        self._number = next((number for number in numbers if number > after), numbers[0] if numbers else self._number)

    @property
    def _place(self) -> Disagreement | None:
        places = self._adjudication.all_places if self._adjudication else []
        return places[min(self._number, len(places) - 1)] if places else None

    def _show(self) -> None:
        adjudication, place = self._adjudication, self._place
        if adjudication is None or not self.is_mounted:
            return
        self.query_one(DialogBox).border_title = Content(_progress(adjudication, self._number))
        if place is None:
            self._heading.update(Content(""))
            self._names.update(Content(""))
            self._view.clear("Nobody disagrees.")
            return
        verdict = adjudication.decided(place)
        decided = "" if verdict is None else " · decided"
        differing = sanitize_line(", ".join(adjudication.differing(place)))
        fields = f" · {differing} differ{'' if ',' in differing else 's'}" if differing else ""
        self._heading.update(Content.assemble((sanitize_line(place.source), "bold"), fields, (decided, "$accent")))
        taken = [each for each in verdict or () if not isinstance(each, Dismissal)]
        sides = [Side(str(number), said) for number, said in enumerate(place.said, 1)]
        if verdict is not None:
            sides.append(Side(DECIDED, taken))
        names = [*adjudication.people, self._adjudicator]
        lines = [_tags_of(side, name) for side, name in zip(sides, names, strict=False)]
        self._names.update(Content("\n").join(lines))
        if self.article and self.article.source.id == place.source and is_unchanged(place, self.article):
            self._view.show(self.article, place, sides)
        else:
            self._view.clear("…")
            if self._wanted is not place:  # asked for once only, for the place may no longer be in it
                self._wanted = place
                self.wanted.emit(place)

    def _name_keys(self, people: Sequence[str]) -> None:
        """Label the keys of the first two people, which are in the key bar, with their names."""
        names = {f"take-{number}": fit(sanitize_line(name), 12) for number, name in enumerate(people, 1)}
        names["take-both"] = "both" if len(people) == 2 else "all"
        self._keys.keys = [replace(key, brief=names.get(key.id, key.brief)) for key in self._bar_keys]

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Take the keys of the third person and the ones after."""
        if event.character and event.character in "3456789":
            event.stop()
            self.action_take(int(event.character))

    def action_move(self, step: int) -> None:
        """Show the next disagreement, or the previous one."""
        if self._adjudication:
            self._number = max(0, min(self._number + step, len(self._adjudication.all_places) - 1))
            self.message = ""
            self._show()

    def action_page(self, direction: int) -> None:
        """Scroll the text by a page."""
        self._view.scroll_relative(y=direction * max(1, self._view.size.height - 1), animate=False)

    def action_take(self, number: int) -> None:
        """Take the tags of one person, numbered from 1."""
        if self._adjudication and number <= len(self._adjudication.people):
            self._decide(self._adjudication.people[number - 1 : number])

    def action_take_both(self) -> None:
        """Take everyone's tags."""
        self._decide(self._adjudication.people if self._adjudication else ())

    def action_take_neither(self) -> None:
        """Take no tag."""
        self._decide(())

    def _decide(self, people: Sequence[str]) -> None:
        """Decide on the place, and show the next one before that is carried out: the next key is for that one."""
        if place := self._place:
            self._pending.append(place)
            self._go_to_undecided(self._number)
            self.decided.emit((place, people))
            self._show()

    def action_take_agreed(self) -> None:
        """Take all tags that everyone agrees on."""
        if self._adjudication and self._adjudication.agreed:
            self.all_taken.emit(None)
        else:
            self.message = "nothing left that everyone agrees on"

    async def action_undo(self) -> None:
        """Undo the last change."""
        await self.run_action("app.command('undo')")

    def action_visit(self) -> None:
        """Go to the place in the article."""
        if self._place:
            self.visited.emit(self._place)


def _progress(adjudication: Adjudication, number: int) -> str:
    places, left = len(adjudication.all_places), len(adjudication.places)
    where = f"{min(number + 1, places)} of {places} disagreements" if places else "no disagreements"
    decided = f" · {places - left} decided" if left < places else ""
    return where + decided + (f" · {adjudication.agreed} agreed (A)" if adjudication.agreed else "")


def _tags_of(side: Side, name: str) -> Content:
    tags = (
        f"{sanitize_line(each.tag)}: {_fields(each)}{sanitize_line(each.exact[:LONGEST])}{_note(each)}"
        for each in side.annotations
    )
    label = f"{side.label} {fit(sanitize_line(name), 20)}  "
    return Content.assemble((label, "bold"), "; ".join(tags) or "nothing")


def _fields(annotation: Annotation) -> str:
    """Return what the fields say, before the passage, which everybody sees in the text above."""
    return "".join(f"{sanitize_line(words)} · " for words in field_words(annotation))


def _note(annotation: Annotation) -> str:
    return f" ({sanitize_line(annotation.note[:LONGEST])})" if annotation.note else ""


def is_unchanged(place: Disagreement, article: Article) -> bool:
    """Return whether every passage of a disagreement is still in the article as it was tagged."""
    return all(each.span.of(article.text) == each.exact for said in place.said for each in said)
