"""Adjudication: where people disagree, what each set there, for a person to decide."""

from collections.abc import Sequence
from dataclasses import replace

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from reader.annotation.model.annotation import Annotation, Dismissal
from reader.collaboration.disagreements import Disagreement
from reader.settings import Settings, Tag
from reader.settings.keys import ADJUDICATION, Key
from reader.text.article import Article
from reader.text.sanitize import sanitize_line
from reader.tui.article.painter import UNKNOWN
from reader.tui.article.rows import Layout, fit
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.screens.side_by_side import GUTTER, Drawn, Side, Sides
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.status_and_keys import KeyBar
from reader.workflows.adjudicate import Adjudication

ROOM_FOR_NAMES = 16  # rows from which everyone has a line with what they set
AROUND = 8  # rows of context above and below a place, at most
WORDS = 200  # code points of a passage that a line can need
DECIDED = "✓"


class PlaceView(LineView, can_focus=False):
    """The place, with everyone's marks under its rows."""

    DEFAULT_CSS = "PlaceView { height: 1fr; background: $background; padding: 0 1; }"

    def __init__(self, tags: Sequence[Tag], measure: int) -> None:
        super().__init__()
        self._tags, self._measure = {tag.name: tag for tag in tags}, measure
        self._lines: list[Drawn] = []
        self._shown: tuple[Article, Disagreement, Sequence[Side]] | None = None

    def show(self, article: Article, place: Disagreement, sides: Sequence[Side]) -> None:
        self._shown = article, place, sides
        self._draw()

    def clear(self, words: str = "") -> None:
        self._shown = None
        self._lines = [[Segment(words, self.inks.text)]]
        self._draw()

    def _draw(self) -> None:
        begin = 0
        if self._shown and self.size.height:
            article, place, sides = self._shown
            width = self.size.width - GUTTER - self.styles.scrollbar_size_vertical
            layout = Layout(article, min(width, self._measure))
            around = min(AROUND, self.size.height // 6)
            self._lines, begin = Sides(layout, self.inks, self._colour).drawn(place.span, sides, around)
        self.virtual_size = Size(self.size.width, len(self._lines))
        fits = len(self._lines) <= self.size.height
        self.scroll_to(y=0 if fits else max(0, begin - 1), animate=False, force=True)
        self.refresh()

    def _colour(self, tag: str) -> Style:
        return self.inks.ink(self._tags.get(tag, UNKNOWN).colour)

    def on_resize(self, _event: events.Resize) -> None:
        self._draw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self._shown:
            self._draw()

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        line = self._lines[number] if number < len(self._lines) else []
        return Strip(line).adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)


class AdjudicationScreen(ModalScreen[None]):
    """Says what was decided, and which source it needs; the app does it, and hands down what is.

    article: a source that a place is in.
    """

    PLACE = "adjudication"
    BINDINGS = bindings(ADJUDICATION)
    DEFAULT_CSS = """
    AdjudicationScreen > Vertical { background: $surface; border: round $primary; }
    AdjudicationScreen Static { height: auto; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    AdjudicationScreen KeyBar { background: $surface; }
    """

    message: reactive[str] = reactive("")
    article: reactive[Article | None] = reactive(None)

    def __init__(self, who: str, settings: Settings, keys: Sequence[Key]) -> None:
        super().__init__()
        self.wanted = Event[Disagreement]()  # one whose source is needed to show it
        self.decided = Event[tuple[Disagreement, Sequence[str]]]()  # what these people set there is taken
        self.all_taken = Event[None]()  # what everybody agrees on is taken
        self.visited = Event[Disagreement]()  # one that is to be seen in the article
        self._who, self._brief = who, [key for key in keys if key.brief]
        self._adjudication: Adjudication | None = None
        self._at = 0
        self._wanted: Disagreement | None = None  # whose source was asked for last
        self._under_way: list[Disagreement] = []  # decided by a key, and not done yet
        self._heading, self._names = Static(), Static()
        self._view, self._keys = PlaceView(settings.tags, settings.measure), KeyBar()
        self._keys.set_reactive(KeyBar.keys, self._brief)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content("disagreements")
            yield self._heading
            yield self._names
            yield self._view
            yield self._keys

    def on_mount(self) -> None:
        if self._adjudication is None:
            self._view.clear("looking at the tags of all …")

    def on_resize(self, event: events.Resize) -> None:
        self._names.display = event.size.height >= ROOM_FOR_NAMES
        self._show()

    def watch_message(self) -> None:
        self.query_one(Vertical).border_subtitle = Content(self.message)

    def watch_article(self) -> None:
        self._show()

    # What is shown

    def show(self, adjudication: Adjudication) -> None:
        """Goes to a place that is to be decided on again, since somebody took a decision back."""
        before, self._adjudication, self._wanted = self._adjudication, adjudication, None
        if before is None:
            self._name_keys(adjudication.people)
            self._go_to_undecided(-1)
        else:
            decided = set(before.all_places).difference(before.places)
            numbers = {place: number for number, place in enumerate(adjudication.all_places)}
            self._at = next((numbers[place] for place in adjudication.places if place in decided), self._at)
        self._show()

    def wait(self, words: str) -> None:
        self.message = words
        self._view.clear()

    def resolved(self, place: Disagreement, *, is_done: bool) -> None:
        """What was asked for is done; or it could not be, and the place is to be decided on still."""
        if place in self._under_way:  # and not of a screen that was left
            self._under_way.remove(place)
        if not is_done and self._adjudication and place in self._adjudication.all_places:
            self._at = self._adjudication.all_places.index(place)
        self._show()

    def _go_to_undecided(self, after: int) -> None:
        """The next one after a place, else the first; it stays where it is if there is none."""
        if self._adjudication is None:
            return
        left = set(self._adjudication.places).difference(self._under_way)
        numbers = [number for number, each in enumerate(self._adjudication.all_places) if each in left]
        self._at = next((number for number in numbers if number > after), numbers[0] if numbers else self._at)

    @property
    def _place(self) -> Disagreement | None:
        places = self._adjudication.all_places if self._adjudication else []
        return places[min(self._at, len(places) - 1)] if places else None

    def _show(self) -> None:
        adjudication, place = self._adjudication, self._place
        if adjudication is None or not self.is_mounted:
            return
        self.query_one(Vertical).border_title = Content(_progress(adjudication, self._at))
        if place is None:
            self._heading.update(Content(""))
            self._names.update(Content(""))
            self._view.clear("Nobody disagrees.")
            return
        verdict = adjudication.decided(place)
        decided = "" if verdict is None else " · decided"
        self._heading.update(Content.assemble((sanitize_line(place.source), "bold"), (decided, "$accent")))
        taken = [each for each in verdict or () if not isinstance(each, Dismissal)]
        sides = [Side(str(number), said) for number, said in enumerate(place.said, 1)]
        if verdict is not None:
            sides.append(Side(DECIDED, taken))
        names = [*adjudication.people, self._who]
        lines = [_said(side, name) for side, name in zip(sides, names, strict=False)]
        self._names.update(Content("\n").join(lines))
        if self.article and self.article.source.id == place.source and is_unchanged(place, self.article):
            self._view.show(self.article, place, sides)
        else:
            self._view.clear("…")
            if self._wanted is not place:  # once: it may be that it does not stand there any more
                self._wanted = place
                self.wanted.emit(place)

    def _name_keys(self, people: Sequence[str]) -> None:
        """The first two have keys that stand in the line."""
        names = {f"take-{number}": fit(sanitize_line(name), 12) for number, name in enumerate(people, 1)}
        names["take-both"] = "both" if len(people) == 2 else "all"
        self._keys.keys = [replace(key, brief=names.get(key.id, key.brief)) for key in self._brief]

    # Keys

    def on_key(self, event: events.Key) -> None:
        """The keys of the third person and those after."""
        if event.character and event.character in "3456789":
            event.stop()
            self.action_take(int(event.character))

    def action_move(self, by: int) -> None:
        if self._adjudication:
            self._at = max(0, min(self._at + by, len(self._adjudication.all_places) - 1))
            self.message = ""
            self._show()

    def action_page(self, by: int) -> None:
        self._view.scroll_relative(y=by * max(1, self._view.size.height - 1), animate=False)

    def action_take(self, number: int) -> None:
        if self._adjudication and number <= len(self._adjudication.people):
            self._decide(self._adjudication.people[number - 1 : number])

    def action_take_both(self) -> None:
        self._decide(self._adjudication.people if self._adjudication else ())

    def action_take_neither(self) -> None:
        self._decide(())

    def _decide(self, people: Sequence[str]) -> None:
        """Keys run ahead of what is done: the next one is for the next place."""
        if place := self._place:
            self._under_way.append(place)
            self._go_to_undecided(self._at)
            self.decided.emit((place, people))
            self._show()

    def action_take_agreed(self) -> None:
        if self._adjudication and self._adjudication.agreed:
            self.all_taken.emit(None)
        else:
            self.message = "nothing is left to take of what all agree on"

    async def action_undo(self) -> None:
        """Take back the last step."""
        await self.run_action("app.command('undo')")

    def action_visit(self) -> None:
        if self._place:
            self.visited.emit(self._place)


def _progress(adjudication: Adjudication, at: int) -> str:
    places, left = len(adjudication.all_places), len(adjudication.places)
    where = f"{min(at + 1, places)} of {places} disagreements" if places else "no disagreements"
    decided = f" · {places - left} decided" if left < places else ""
    return where + decided + (f" · {adjudication.agreed} agreed (A)" if adjudication.agreed else "")


def _said(side: Side, name: str) -> Content:
    said = (f"{sanitize_line(each.tag)}: {sanitize_line(each.exact[:WORDS])}{_note(each)}" for each in side.annotations)
    words = "; ".join(said)
    return Content.assemble((f"{side.label} {fit(sanitize_line(name), 20)}  ", "bold"), words or "nothing")


def _note(annotation: Annotation) -> str:
    return f" ({sanitize_line(annotation.note[:WORDS])})" if annotation.note else ""


def is_unchanged(place: Disagreement, article: Article) -> bool:
    """Whether what was said there is in the article as it is."""
    return all(each.span.of(article.text) == each.exact for said in place.said for each in said)
