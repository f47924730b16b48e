"""The sources that `reader list` and `reader stats` print, and their order, as in the list on the screen."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from reader.annotation.model.filter_terms import NOT
from reader.errors import UsageError
from reader.similar import similar_name
from reader.system.threads import run_to_end
from reader.text.sanitize import sanitize
from reader.workspace.catalog.entries import Entries
from reader.workspace.catalog.ranking import CHANGED, DONE, LEFT, NEEDS, PATH, TAGS
from reader.workspace.catalog.source_order import rank
from reader.workspace.catalog.source_query import FOUND_OUT, SourceFacts, SourceQuery
from reader.workspace.catalog.source_terms import Fact, SourceTerms
from reader.workspace.workspace import Workspace

ORDERS = (PATH, DONE, LEFT, TAGS, CHANGED)
ABOUT_SOURCES: tuple[Fact, ...] = ("done", "left", "lang", "changed")  # the terms that do not ask about tags


@dataclass(frozen=True)
class SourceChoice:
    """The sources that a filter chooses, in an order.

    Attributes:
        workspace: The workspace.
        text: The filter. Its terms about sources choose them; all others choose the tags that are counted.
        sort: The name of an order, or of a column that is counted; empty for the order of paths.
    """

    workspace: Workspace
    text: str = ""
    sort: str = ""

    @cached_property
    def _terms(self) -> SourceTerms:
        tags = self.workspace.settings.tags
        return SourceTerms.of(
            self.text, {field.name for tag in tags for field in tag.fields}, [tag.name for tag in tags]
        )

    @property
    def words_about_sources(self) -> str:
        """The terms that ask about sources."""
        asked = [f"{name}:{value}" for name in ABOUT_SOURCES for value in self._terms.values(name)]
        denied = [f"{NOT} {name}:{value}" for name in ABOUT_SOURCES for value in self._terms.denied.get(name, ())]
        return " ".join([*asked, *denied])

    def has(self, id: str) -> bool:
        """Return whether a source is chosen."""
        return not self.words_about_sources or id in self._chosen

    def place(self, id: str) -> int:
        """Return the place of a source in the order; a missing source comes last."""
        index = self._entries.index(id)
        return len(self._entries) if index is None else self._ranks[index]

    @cached_property
    def told(self) -> Sequence[str]:
        """The names of facts that were asked for and get a column: `left`, `lang` and `changed`."""
        asks_for = {"left": self.sort == LEFT, "lang": False, "changed": self.sort == CHANGED}
        return [name for name, is_order in asks_for.items() if is_order or f"{name}:" in self.words_about_sources]

    def tell(self, id: str) -> dict[str, str | int]:
        """Return the facts on a source that were asked for, by the names in `told`."""
        index = self._entries.index(id)
        if index is None:
            return {}
        written = datetime.fromtimestamp(self._entries.written[index]).date().isoformat()
        known: dict[str, str | int] = {
            "left": self._facts.left_in(id),
            "lang": self._facts.languages.get(id, ""),
            "changed": written,
        }
        return {name: known[name] for name in self.told}

    @cached_property
    def _chosen(self) -> frozenset[str]:
        query = SourceQuery(self.words_about_sources, self._facts)
        entries = self._entries
        found = query.matching(entries, range(len(entries)))
        return frozenset(entries.ids[at] for some in found for at in some)

    @cached_property
    def _ranks(self) -> Sequence[int]:
        return run_to_end(rank(self.sort, self._entries, self._facts)).ranks or range(len(self._entries))

    @cached_property
    def _entries(self) -> Entries:
        catalog = self.workspace.sources.catalog
        for steps in (catalog.find_again(), catalog.read_titles()):
            deque(steps, maxlen=0)
        return catalog.entries

    @cached_property
    def _facts(self) -> SourceFacts:
        workspace, entries = self.workspace, self._entries
        asked = {name for name in FOUND_OUT if self._terms.asks_about(name)} | NEEDS.get(self.sort, frozenset())
        for fact in sorted(asked):
            deque(workspace.survey.find(fact, entries.ids_to_read), maxlen=0)
        deque(workspace.done.find_changed(), maxlen=0)
        return workspace.survey.facts(workspace.done.marks, workspace.people.people, asked)


def check_sort(sort: str, columns: Sequence[str]) -> None:
    """Raise UsageError if a name to sort by is not an order; the message also lists the columns."""
    if sort not in ORDERS:
        known = dict.fromkeys([*columns, *ORDERS])
        similar = similar_name(sort, known)
        hint = f"did you mean {similar}?" if similar else f"the columns are {', '.join(known)}"
        raise UsageError(f"--sort {sanitize(sort)}: there is no such column: {sanitize(hint)}")
