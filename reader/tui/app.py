"""The application: it builds the session, the services and the controllers, and connects keys with commands."""

from collections.abc import Iterator
from functools import partial
from time import monotonic
from typing import Any

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.events import Event, Paste
from textual.events import Key as KeyEvent
from textual.screen import Screen

from reader.errors import StoreError
from reader.settings.keys import EVERYWHERE
from reader.tui.bindings import action_of, bindings, check_keys, keymap, letters_with_alt
from reader.tui.card_contents import CardContents
from reader.tui.checked_quotes import CheckedQuotes
from reader.tui.colour_depth import our_themes
from reader.tui.commands import Command, Commands, HasCommands, PaletteAction
from reader.tui.comparison import Comparison
from reader.tui.consent import Consent
from reader.tui.controllers.accept_all import AcceptAllController
from reader.tui.controllers.annotations import AnnotationsController
from reader.tui.controllers.beside import BesideController
from reader.tui.controllers.card import CardController
from reader.tui.controllers.counts import CountsController
from reader.tui.controllers.done import DoneController
from reader.tui.controllers.echoes import EchoesController
from reader.tui.controllers.find import FindController
from reader.tui.controllers.hints import HintsController
from reader.tui.controllers.links import LinksController
from reader.tui.controllers.losses import LossesController
from reader.tui.controllers.marks import MarksController
from reader.tui.controllers.matches import MatchesController
from reader.tui.controllers.other_folder import OtherFolderController
from reader.tui.controllers.palette import PaletteController
from reader.tui.controllers.progress import ProgressController
from reader.tui.controllers.quote_check import QuoteCheckController
from reader.tui.controllers.saving import SavingController
from reader.tui.controllers.source_order import SourceOrderController
from reader.tui.controllers.sources import SourcesController
from reader.tui.controllers.store_sync import StoreSyncController
from reader.tui.controllers.suggestions import SuggestionsController
from reader.tui.controllers.tag_ends import TagEndsController
from reader.tui.controllers.tagging import TaggingController
from reader.tui.controllers.themes import ThemesController, first_theme
from reader.tui.controllers.together import TogetherController
from reader.tui.controllers.unbound_keys import UnboundKeysController
from reader.tui.edits import Edits
from reader.tui.fresh_start import FreshStart
from reader.tui.jobs import Jobs
from reader.tui.key_queue import KeyQueue
from reader.tui.key_target import AppKeys
from reader.tui.later_features import LATER_FEATURES, Parts
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.opening import Opening
from reader.tui.position_keeper import PositionKeeper
from reader.tui.quote_checks import QuoteChecks
from reader.tui.session import Session
from reader.tui.side_offers import SideOffers
from reader.tui.startup.gate import StartupGate
from reader.tui.startup.process import ProcessApp, page_of
from reader.tui.startup.terminal_parser import BackgroundReported
from reader.tui.status import StatusModel
from reader.tui.theme import DARK, complete
from reader.tui.widgets.status_and_keys import KeyBar
from reader.workspace.workspace import Workspace


class ReaderApp(ProcessApp):
    """The application for reading and tagging in a terminal."""

    TITLE = "reader"
    CSS_PATH = "app.tcss"
    AUTO_FOCUS = None  # the article gets the focus, not the first pane
    BINDINGS = bindings(EVERYWHERE)

    def __init__(self, workspace: Workspace, source: str | None = None, target: str = "") -> None:
        """Build all parts of the program.

        Args:
            workspace: The workspace to read and tag in.
            source: The id of the source to open first; None for the one that was open last.
            target: The target on the command line, which a picture of the screen is kept for; if empty, none is kept.
        """
        super().__init__(letters_with_alt(workspace.settings.keys))
        self.workspace = workspace
        self.session = session = Session(workspace)
        self.set_keymap(keymap(workspace.settings.keys))
        self._begin_with_theme(first_theme(session))
        self.main_screen = screen = MainScreen(session)
        gate = StartupGate(self)
        self.jobs = jobs = Jobs(self)
        self.status = status = StatusModel(session, screen)
        self.key_queue = queue = KeyQueue(AppKeys(self, screen, jobs, status))
        self.commands = Commands(session, lambda: status.set_status("reading annotations.json …"))
        edits = Edits(session, status, jobs, Consent(screen, queue))
        self.opening = opening = Opening(session, screen, jobs, status, gate)
        # Events reach the controllers in the order in which these are built: the annotations come first.
        self.annotations = AnnotationsController(session, screen, jobs, status)
        self.position = PositionKeeper(session, screen, jobs, status, target)
        navigator = Navigator(session, screen, opening)
        comparison, offers = Comparison(session, screen, jobs), SideOffers(screen)
        checks = QuoteChecks(session, screen, jobs, edits)
        quotes = CheckedQuotes(session, checks)
        contents = CardContents(session, quotes)
        self.saving = SavingController(session, screen, jobs, status, edits, gate)
        self.suggestions = SuggestionsController(session, screen, jobs, status, edits, opening, navigator)
        self.beside = BesideController(session, screen, status, opening, navigator, comparison, self.suggestions.accept)
        choose = self.beside.take_choice
        self.sources = SourcesController(session, screen, jobs, status, opening, gate, choose, source)
        self.fresh_start = fresh_start = FreshStart(session, screen, status, in_browser=self.in_browser)
        self.store_sync = StoreSyncController(session, screen, jobs, status, opening, fresh_start)
        self.losses = LossesController(session, jobs, status, gate)
        self.find = FindController(session, screen, jobs, status, navigator)
        self.matches = MatchesController(session, screen, jobs, status, edits, opening, self.find.ask_hits)
        self.other_folder = OtherFolderController(session, screen, jobs, status, in_browser=self.in_browser)
        self.done = DoneController(session, screen, jobs, status, edits, opening, gate)
        self.progress = ProgressController(session, screen, jobs, status)
        self.quote_check = QuoteCheckController(session, screen, status, edits, navigator, checks, quotes, offers)
        accept_all = AcceptAllController(
            session,
            screen,
            jobs,
            status,
            edits,
            opening,
            lambda: self.suggestions.state,
            self.suggestions.go_on_from,
            self.suggestions.go_to,
        )
        self.marks = MarksController(session, screen, jobs, status, opening, navigator, gate)
        self.counts = CountsController(session, screen, status, navigator, self.commands.run)
        self.unbound_keys = UnboundKeysController(session, screen, status)
        self.themes = ThemesController(session, screen, gate, self.ask_background)
        source_order = SourceOrderController(session, screen, jobs, checks)
        self.palette = PaletteController(
            session,
            screen,
            status,
            [accept_all.palette_actions, source_order.palette_actions, self.quote_check.palette_actions],
        )
        decisions = self.suggestions.decisions
        tagging = TaggingController(session, screen, status, edits, opening, fresh_start, self.matches.tag)
        features: list[HasCommands] = [
            tagging,
            TagEndsController(session, status, edits, opening, self.beside.enter),
            HintsController(session, screen, status, navigator),
            source_order,
            EchoesController(session, screen, jobs, status, edits, navigator, comparison, offers),
            CardController(session, screen, status, edits, navigator, decisions, checks, contents, offers),
            self.quote_check,
            LinksController(session, screen, status, edits),
            TogetherController(session, screen, jobs, status, comparison, checks),
        ]
        own_parts: list[HasCommands] = [
            screen,
            self.saving,
            self.suggestions,
            self.beside,
            self.sources,
            self.find,
            self.matches,
            self.done,
            self.marks,
            accept_all,
            self.other_folder,
            self.themes,
            self.palette,
        ]
        for part in (*own_parts, *features):
            self.commands.register(part.commands())
        parts = Parts(
            session,
            screen,
            jobs,
            status,
            edits,
            opening,
            navigator,
            comparison,
            checks,
            fresh_start,
            tagging.tag,
            lambda: self.find.words,
            self.find.keep_words,
            self.suggestions.next_speaker,
            self.suggestions.accept_as,
            self.in_browser,
        )
        for ids, make in LATER_FEATURES.items():
            self.commands.register_later(ids, partial(make, parts))
        self.commands.register(self._own_commands())
        check_keys(session.keymap, self.commands)

    def _own_commands(self) -> list[Command]:
        return [
            Command("help", self._show_help),
            Command("copy", self._copy),
            Command("suspend_process", self.action_suspend_process),
            Command("redraw", self.redraw),
        ]

    # Start and end

    def get_default_screen(self) -> Screen[None]:
        """Return the screen with the panes."""
        return self.main_screen

    def compose(self) -> ComposeResult:
        """Put the panes on the screen."""
        yield from self.main_screen.parts()

    def on_mount(self) -> None:
        """Start the controllers, now that there is a screen."""
        self.app_resume_signal.subscribe(self, lambda _app: self.key_queue.forget())
        self.main_screen.begin()
        self.annotations.start()
        self.saving.start()
        self.store_sync.start()
        self.losses.start()
        self.done.start()
        self.marks.start()
        self.position.start()
        self.themes.start()
        self.sources.start()
        if page := page_of(self):
            from reader.tui.spoken import Spoken

            Spoken(self.session, self.main_screen, page.tell_page)

    def exit(self, *arguments: Any, **named: Any) -> None:
        """End the program, and keep a picture of the screen for the next start."""
        self.session.ending.emit(None)
        self.position.keep_picture()
        super().exit(*arguments, **named)

    def on_unmount(self) -> None:
        """Save the position a last time."""
        self.sources.stop()
        self.position.remember()

    @property
    def parting_words(self) -> list[str]:
        """The lines to print on the terminal once the program has ended."""
        return self.position.parting_words

    @property
    def next_arguments(self) -> list[str]:
        """The command line that opens another workspace, if that was asked for; else empty."""
        return [*self.other_folder.next]

    @property
    def refused(self) -> StoreError | None:
        """The reason why annotations.json cannot be used, if that was only found out when all of it was read."""
        return self.saving.refused

    # Keys

    async def action_command(self, id: str, *arguments: Any) -> None:
        """Run a command; the keys are bound to this."""
        await self.commands.run(id, *arguments)

    async def action_quit(self) -> None:
        """Run the command `quit`; dialogs are bound to Textual's own action of this name."""
        await self.commands.run("quit")

    def action_help_quit(self) -> None:
        """Say which key quits; ctrl+c runs this, as it has no other use while nothing is selected."""
        words = "ctrl+q quits" if self.workspace.store.unsaved else "ctrl+q quits; every change is saved"
        if self.main_screen.has_screen_over:
            self.status.toast(words, "information", seconds=3)
        else:
            self.status.set_status(words)

    async def on_event(self, event: Event) -> None:
        """Answer a key or pasted text when its turn comes; one that comes back from a widget has had its turn."""
        if isinstance(event, KeyEvent | Paste):
            if not (event.is_forwarded or self.key_queue.admit(event)):
                return
            self.session.last_key_at = monotonic()  # progress is not shown while somebody types
            if isinstance(event, KeyEvent) and event.key == "escape":
                self.status.step_back()
            with self.key_queue.answering():
                await super().on_event(event)
        else:
            await super().on_event(event)

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top; the second of two quick escapes may be for a dialog that has closed already."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Run the action of the key that was clicked on in the key bar."""
        namespace = self.screen if self.main_screen.has_screen_over else self.focused
        self.call_later(self.run_action, action_of(message.key), namespace)

    # Themes

    def _begin_with_theme(self, wanted: str) -> None:
        """Set the theme before any style is parsed, since changing it later would parse all of them twice."""
        for theme in our_themes(self.colour_depth):
            self.register_theme(theme)
        self.set_reactive(ReaderApp.theme, wanted if wanted in self.available_themes else DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def get_css_variables(self) -> dict[str, str]:
        """Add the variables that only our themes have."""
        self.theme_variables = complete(super().get_css_variables(), is_dark=self.current_theme.dark)
        return self.theme_variables

    # Palette, help and clipboard

    def palette_actions(self) -> Iterator[PaletteAction]:
        """Yield the actions of the palette."""
        return self.palette.actions()

    def action_command_palette(self) -> None:
        """Show our palette in place of Textual's."""
        self.palette.show()

    def search_themes(self) -> None:
        """Show our list of themes in place of Textual's."""
        self.themes.show()

    def on_background_reported(self, message: BackgroundReported) -> None:
        """Follow the terminal's background."""
        self.themes.answer(is_dark=message.is_dark)

    def _show_help(self) -> None:
        from reader.tui.screens.help import Help

        self.push_screen(Help(self.session.keymap, self.main_screen.place))

    def _copy(self) -> None:
        from reader.tui.clipboard import copy

        if (cursor := self.session.reading.cursor) and cursor.passage:
            self.status.set_status(copy(self, cursor))
