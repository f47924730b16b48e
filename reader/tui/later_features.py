"""Features that are made when one of their commands is first run, since the start does not need them.

A controller belongs here if nothing before its first command concerns it: it may subscribe to events only to update
    what it shows itself.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.commands import HasCommands
from reader.tui.comparison import Comparison
from reader.tui.edits import Edits
from reader.tui.fresh_start import FreshStart
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.opening import Opening
from reader.tui.quote_checks import QuoteChecks
from reader.tui.session import Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion


class Parts(NamedTuple):
    """The parts of the program that these features stand on.

    Attributes:
        session: The session, and with it the workspace.
        screen: The main screen.
        jobs: The only door to threads.
        status: The status bar.
        edits: The changes of annotations.
        opening: Opens sources.
        navigator: Goes to passages.
        comparison: The comparison of all sources.
        checks: The quote checks.
        fresh_start: Restarts with a changed codebook.
        tag: Tags the passage under the cursor.
        found_words: Returns the words that were found last in the article.
        keep_words: Takes words that were found in all sources, to be found again in the article.
        next_speaker: Proposes another speaker of the suggestion under the cursor; returns False after the last.
        accept_as: Accepts a suggestion.
        in_browser: Whether a page in a browser shows the app.
    """

    session: Session
    screen: MainScreen
    jobs: Jobs
    status: StatusModel
    edits: Edits
    opening: Opening
    navigator: Navigator
    comparison: Comparison
    checks: QuoteChecks
    fresh_start: FreshStart
    tag: Callable[[str], object]
    found_words: Callable[[], str]
    keep_words: Callable[[str], object]
    next_speaker: Callable[[], bool]
    accept_as: "Callable[[Suggestion], object]"
    in_browser: bool


def _add_source(of: Parts) -> HasCommands:
    from reader.tui.controllers.add_source import AddSourceController

    return AddSourceController(of.session, of.screen, of.jobs, of.status, in_browser=of.in_browser)


def _adjudication(of: Parts) -> HasCommands:
    from reader.tui.controllers.adjudication import AdjudicationController

    return AdjudicationController(of.session, of.screen, of.jobs, of.status, of.edits, of.navigator)


def _claims(of: Parts) -> HasCommands:
    from reader.tui.controllers.claims import ClaimsController

    return ClaimsController(of.session, of.screen, of.jobs, of.status, of.edits, of.navigator, of.comparison)


def _codebook(of: Parts) -> HasCommands:
    from reader.tui.controllers.codebook import CodebookController

    return CodebookController(of.session, of.screen, of.status, of.tag)


def _codebook_changes(of: Parts) -> HasCommands:
    from reader.tui.controllers.codebook_changes import CodebookChangesController

    return CodebookChangesController(of.session, of.screen, of.jobs, of.status, of.edits, of.fresh_start)


def _navigation(of: Parts) -> HasCommands:
    from reader.tui.controllers.navigation import NavigationController

    return NavigationController(of.session, of.screen, of.jobs, of.status, of.navigator)


def _people(of: Parts) -> HasCommands:
    from reader.tui.controllers.people import PeopleController

    return PeopleController(of.session, of.screen, of.jobs, of.status, of.edits, of.navigator)


def _review(of: Parts) -> HasCommands:
    from reader.tui.controllers.review import ReviewController

    return ReviewController(of.session, of.screen, of.jobs, of.edits, of.opening, of.navigator)


def _search_all(of: Parts) -> HasCommands:
    from reader.tui.controllers.search_all import SearchAllController

    return SearchAllController(of.session, of.screen, of.jobs, of.navigator, of.found_words, of.keep_words)


def _source_editor(of: Parts) -> HasCommands:
    from reader.tui.controllers.source_editor import SourceEditorController

    return SourceEditorController(of.session, of.screen, of.status, of.edits, of.opening)


def _speakers(of: Parts) -> HasCommands:
    from reader.tui.controllers.speakers import SpeakersController

    return SpeakersController(of.session, of.status, of.edits, of.next_speaker, of.accept_as)


def _tag_list(of: Parts) -> HasCommands:
    from reader.tui.controllers.tag_list import TagListController

    return TagListController(of.session, of.screen, of.jobs, of.edits, of.navigator, of.checks)


def _transfer(of: Parts) -> HasCommands:
    from reader.tui.controllers.transfer import TransferController

    return TransferController(of.session, of.screen, of.jobs, of.status, of.edits, of.fresh_start)


LATER_FEATURES: dict[tuple[str, ...], Callable[[Parts], HasCommands]] = {  # by the ids of their commands
    ("add_source", "add_documents"): _add_source,
    ("adjudicate",): _adjudication,
    ("claims",): _claims,
    ("choose_tag",): _codebook,
    ("rename_tag", "merge_tag", "retire_tag", "read_settings"): _codebook_changes,
    ("go_back", "next_tag", "next_untagged", "outline"): _navigation,
    ("people",): _people,
    ("review",): _review,
    ("search",): _search_all,
    ("edit",): _source_editor,
    ("speaker",): _speakers,
    ("tag_list",): _tag_list,
    ("export", "report", "import_file"): _transfer,
}
