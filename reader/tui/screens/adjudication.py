"""The adjudication screen: places where people disagree, and what each tagged there, for a person to decide on."""

from collections.abc import Iterator, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import reactive
from textual.screen import ModalScreen

from reader.annotation.model.annotation import Dismissal
from reader.collaboration.disagreements import Disagreement
from reader.settings import Settings
from reader.settings.dialog_keys import ADJUDICATION
from reader.settings.keys import Key
from reader.text.article import Article
from reader.text.sanitize import sanitize_line
from reader.text.title import title_of
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.geometry import THREE_PANES, side_width
from reader.tui.widgets.heading import Heading
from reader.tui.widgets.people_tags import PeopleTags, PersonTags
from reader.tui.widgets.place_text import PlaceText
from reader.tui.widgets.status_and_keys import KeyBar, StatusBar
from reader.tui.widgets.virtual_list import FIRST, LAST
from reader.workflows.adjudicate import Adjudication

NOBODY = "nobody disagrees"
DECIDED = "✓"
NAME = 12  # cells of a name in the key bar, at most
FEW = 3  # people whose names the key bar has room for in full
ROOM_FOR_AIR = 16  # rows from which a blank one parts the heading, the text and the people
BESIDE_TEXT = 5  # cells of the text's pane beside the text
LAST_DIGIT = 9  # the number of people that have a key
OF_PEOPLE = ("take-1", "take-2")  # keys whose labels are the names of the people


class AdjudicationScreen(ModalScreen[None]):
    """A screen that emits decisions; its controller carries them out, and gives it what to show.

    Attributes:
        wanted: Emits a disagreement whose article is needed to show it.
        decided: Emits a disagreement, and the names of the people whose tags are taken; none of them means no tag.
        all_taken: Emits when all tags that everyone agrees on are to be taken.
        visited: Emits a disagreement to go to in the article.
        others_wanted: Emits when other people are to be compared.
        message: What has just happened.
        article: The article that was wanted last.
    """

    PLACE = "adjudication"
    BINDINGS = bindings(ADJUDICATION)
    DEFAULT_CSS = """
    AdjudicationScreen { background: $background; }
    AdjudicationScreen #title { margin-bottom: 1; }
    AdjudicationScreen Container { height: 1fr; layout: vertical; }
    AdjudicationScreen.-wide Container { layout: horizontal; }
    AdjudicationScreen PeopleTags { margin-top: 1; }
    AdjudicationScreen.-wide PeopleTags { margin-top: 0; height: 1fr; border-left: vkey $panel; }
    AdjudicationScreen.-low #title, AdjudicationScreen.-low PeopleTags { margin: 0; }
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
        self.others_wanted = Event[None]()
        self._adjudicator, self._bar_keys = adjudicator, [key for key in keys if key.brief]
        self._adjudication: Adjudication | None = None
        self._number = 0  # number of the shown disagreement
        self._wanted: Disagreement | None = None  # the one whose article was asked for last
        self._pending: list[Disagreement] = []  # decided by a key, but not carried out yet
        self._heading, self._title = Heading(), Heading(id="title")
        self._measure = settings.measure
        self._text, self._people = PlaceText(settings.measure), PeopleTags(settings.tags)
        self._status, self._keys = StatusBar(), KeyBar()
        self._keys.set_reactive(KeyBar.keys, self._bar_keys)

    def compose(self) -> ComposeResult:
        """Show the heading and the source, the text and the people's tags, the status and the keys."""
        yield self._heading
        yield self._title
        with Container():
            yield self._text
            yield self._people
        yield self._status
        yield self._keys

    def on_mount(self) -> None:
        """Show a message until there is something to show."""
        if self._adjudication is None:
            self._heading.left = "disagreements"
            self._text.clear("comparing everyone’s tags …")

    def on_resize(self, event: events.Resize) -> None:
        """Put the people beside the text where there is room, else below it."""
        width, height = event.size
        self.set_class(width >= THREE_PANES, "-wide")
        self.set_class(height < ROOM_FOR_AIR, "-low")
        is_wide = width >= THREE_PANES
        self._text.styles.width = min(self._measure + BESIDE_TEXT, width - side_width(width)) if is_wide else "1fr"
        self._show()

    def watch_message(self) -> None:
        """Show the message."""
        self._status.say(self.message)

    def watch_article(self) -> None:
        """Show the disagreement in its article."""
        self._show()

    # Showing a disagreement

    def show(self, adjudication: Adjudication) -> None:
        """Show what was compared; go to a disagreement that is undecided again, since its decision was undone."""
        before, self._adjudication, self._wanted = self._adjudication, adjudication, None
        if before is None or before.people != adjudication.people:
            self._name_keys(adjudication)
            self._number = 0
            self._go_to_undecided(-1)
        else:
            decided = set(before.all_places).difference(before.places)
            numbers = {place: number for number, place in enumerate(adjudication.all_places)}
            self._number = next((numbers[place] for place in adjudication.places if place in decided), self._number)
        self._show()

    def wait(self, message: str) -> None:
        """Show a message while a long change is made, or while tags are compared."""
        self.message = message
        self._text.clear()
        self._people.show(())

    def resolved(self, place: Disagreement, *, is_done: bool) -> None:
        """Take note that a decision was carried out, or that it failed, so that the place is still undecided."""
        if place in self._pending:  # it may be from an earlier screen
            self._pending.remove(place)
        if not is_done and self._adjudication and place in self._adjudication.all_places:
            self._number = self._adjudication.all_places.index(place)
        self._show()

    def _go_to_undecided(self, after: int) -> None:
        """Go to the next undecided place after a number, else to the first one; stay if none is left."""
        adjudication = self._adjudication
        places = {place: n for n, place in enumerate(adjudication.all_places)} if adjudication else {}
        numbers = [
            places[place] for place in (adjudication.places if adjudication else ()) if place not in self._pending
        ]
        self._number = next((number for number in numbers if number > after), numbers[0] if numbers else self._number)

    @property
    def _place(self) -> Disagreement | None:
        places = self._adjudication.all_places if self._adjudication else []
        return places[min(self._number, len(places) - 1)] if places else None

    def _show(self) -> None:
        adjudication, place = self._adjudication, self._place
        if adjudication is None or not self.is_mounted:
            return
        self._heading.left, self._heading.right = _progress(adjudication, self._number), "w whose tags"
        self._name_keys(adjudication)
        if place is None:
            self._title.left = self._status.place = ""
            self._people.show(())
            self._text.clear(
                f"{NOBODY.capitalize()}." if not adjudication.agreed else f"{NOBODY.capitalize()}: A takes all tags."
            )
            return
        self._status.place = _place_words(adjudication, self._number)
        article = self.article
        is_here = article is not None and article.source.id == place.source and is_unchanged(place, article)
        differing = adjudication.differing(place)
        fields = sanitize_line(", ".join(differing))
        self._title.left = (
            title_of(article.source, article.text) if is_here and article else sanitize_line(place.source)
        )
        self._title.right = f"{fields} differ{'' if len(differing) > 1 else 's'}" if differing else ""
        self._show_people([*self._people_at(adjudication, place)], differing)
        if is_here and article:
            self._text.show(article, place.span)
        else:
            self._text.clear("…")
            if self._wanted is not place:  # asked for only once, since the article may have lost the place
                self._wanted = place
                self.wanted.emit(place)

    def _people_at(self, adjudication: Adjudication, place: Disagreement) -> Iterator[PersonTags]:
        """Yield what each person tagged at a place, then what taking nothing means, then the decision."""
        for number, (name, said) in enumerate(zip(adjudication.people, place.said, strict=True), 1):
            yield PersonTags(str(number) if number <= LAST_DIGIT else " ", name, said)
        yield PersonTags("0", "nothing", (), "no tag stays here")
        if (verdict := adjudication.decided(place)) is not None:
            taken = [each for each in verdict if not isinstance(each, Dismissal)]
            yield PersonTags(DECIDED, self._adjudicator, taken, "no tag")

    def _show_people(self, people: Sequence[PersonTags], differing: Sequence[str]) -> None:
        self._people.show(people, differing, is_airy=self.has_class("-wide"))
        if not self.has_class("-wide"):
            most = max(2, (self.size.height - 4) // 2)
            self._people.styles.height = min(most, self._people.rows(self.size.width))
        else:
            self._people.styles.height = "1fr"

    def _name_keys(self, adjudication: Adjudication) -> None:
        """Label the keys of the people with their names, and that of the tags that all agree on with their number."""
        people = adjudication.people[:LAST_DIGIT]
        room = NAME if len(people) <= FEW else 2 * NAME // len(people)
        of_people = [
            Key("", str(number), f"take({number})", "", fit(sanitize_line(name), max(3, room)))
            for number, name in enumerate(people, 1)
        ]
        agreed = f"the {adjudication.agreed} agreed" if adjudication.agreed else ""
        others = [key._replace(brief=agreed) if key.id == "take-agreed" else key for key in self._bar_keys]
        self._keys.keys = [*of_people, *(key for key in others if key.brief and not key.id.startswith(OF_PEOPLE))]

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Take the keys of the third person and the ones after."""
        if event.character and event.character in "3456789":
            event.stop()
            self.action_take(int(event.character))

    def action_move(self, step: int) -> None:
        """Show the next disagreement, or the previous one."""
        if self._adjudication:
            self._go_to(self._number + step)

    def action_first(self) -> None:
        """Show the first disagreement."""
        self._go_to(0)

    def action_last(self) -> None:
        """Show the last disagreement."""
        if self._adjudication:
            self._go_to(len(self._adjudication.all_places) - 1)

    def _go_to(self, number: int) -> None:
        last = len(self._adjudication.all_places) - 1 if self._adjudication else 0
        before, self._number = self._number, max(0, min(number, last))
        is_stuck, words = self._number == before, LAST if number > 0 else FIRST
        self.message = (words if self._place else NOBODY) if is_stuck else ""
        self._show()

    def action_page(self, direction: int) -> None:
        """Scroll the text and the people's tags by a page."""
        for pane in (self._text, self._people):
            pane.scroll_relative(y=direction * max(1, pane.size.height - 1), animate=False)

    def action_take(self, number: int) -> None:
        """Take the tags of one person, numbered from 1."""
        if self._adjudication and number <= len(self._adjudication.people):
            self._decide(self._adjudication.people[number - 1 : number])
        elif self._adjudication:
            self.message = f"there is no person {number} here: w chooses whose tags are compared"

    def action_take_all(self) -> None:
        """Take everyone's tags."""
        self._decide(self._adjudication.people if self._adjudication else ())

    def action_take_nothing(self) -> None:
        """Take no tag."""
        self._decide(())

    def _decide(self, people: Sequence[str]) -> None:
        """Decide on the place, and show the next one before the decision is carried out: the next key is for it."""
        if place := self._place:
            self._pending.append(place)
            self._go_to_undecided(self._number)
            self.decided.emit((place, people))
            self._show()
        else:
            self.message = NOBODY

    def action_take_agreed(self) -> None:
        """Take all tags that everyone agrees on."""
        if self._adjudication and self._adjudication.agreed:
            self.all_taken.emit(None)
        else:
            self.message = "nothing left that everyone agrees on"

    def action_whose(self) -> None:
        """Choose whose tags are compared."""
        self.others_wanted.emit(None)

    async def action_undo(self) -> None:
        """Undo the last change."""
        await self.run_action("app.command('undo')")

    def action_visit(self) -> None:
        """Go to the place in the article."""
        if self._place:
            self.visited.emit(self._place)
        else:
            self.message = NOBODY


def _progress(adjudication: Adjudication, number: int) -> str:
    places = len(adjudication.all_places)
    where = f"{min(number + 1, places)} of {places}" if places else "none"
    return f"disagreements · {where} · {sanitize_line(', '.join(adjudication.people))}"


def _place_words(adjudication: Adjudication, number: int) -> str:
    """Return the words of the status bar: the number of the place, and how many tags are agreed."""
    places, left = len(adjudication.all_places), len(adjudication.places)
    parts = [f"place {min(number + 1, places)} of {places}"]
    parts += [f"{places - left} decided"] if left < places else []
    parts += [f"{adjudication.agreed} more on which all agree"] if adjudication.agreed else []
    return " · ".join(parts)


def is_unchanged(place: Disagreement, article: Article) -> bool:
    """Return whether every passage of a disagreement is still in the article as it was tagged."""
    return all(each.span.of(article.text) == each.exact for said in place.said for each in said)
