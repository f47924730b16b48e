"""Together: each of two articles marks what answers the passage in the other, and they scroll together."""

from typing import TYPE_CHECKING

from reader.text.article import Article
from reader.tui.article.view import ArticleView
from reader.tui.commands import Command
from reader.tui.comparison import Comparison
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.quote_checks import QuoteChecks
from reader.tui.session import Reading, Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from reader.insight.echoes.answers import Answers
    from reader.tui.widgets.two_sides import SideTitle

    BothWays = tuple[Answers, Answers]

NOT_SPLIT = "there is only one article: B opens another one beside it"
MOST_AWAITED = 500  # sources whose comparison keys wait for that come in a burst


class TogetherController:
    """Finds the passages of two articles that answer each other, and keeps them level."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        comparison: Comparison,
        checks: QuoteChecks,
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._comparison, self._checks, self._workspace = comparison, checks, session.workspace
        self._answers: dict[Reading, Answers] = {}  # from each article to the other one; none until they are known
        session.opened.subscribe(self._opened)
        session.switched.subscribe(self._switched)
        session.placed.subscribe(self._placed)
        checks.checked.subscribe(lambda _reading: self._look())
        comparison.progressed.subscribe(self._show_progress)
        comparison.ended.subscribe(lambda _nothing: self._look())
        screen.panes_fitted.subscribe(lambda _nothing: self._forget_if_closed())
        jobs.keys_wait_while(lambda: self._is_awaited)

    def commands(self) -> list[Command]:
        """Return the command that scrolls two articles together, or apart."""
        return [Command("together", self._switch)]

    def _switch(self) -> None:
        if not self._screen.articles.is_split:
            self._status.set_status(NOT_SPLIT, is_error=True)
            return
        self._screen.articles.is_together = is_together = not self._screen.articles.is_together
        self._screen.show_keys()
        self._status.set_status("scrolled together by the passages in both" if is_together else "scrolled apart")
        self._follow(self._session.reading)

    # What answers what

    @property
    def _is_awaited(self) -> bool:
        """True while the passages that answer each other, which tab needs, are being found."""
        if self._answers or not (self._screen.articles.is_split and self._screen.articles.is_together):
            return False
        is_comparing = self._comparison.is_running and len(self._screen.sources.entries) <= MOST_AWAITED
        return is_comparing or self._jobs.is_running("beside")

    def _opened(self, _reading: Reading) -> None:
        self._answers = {}
        if self._screen.articles.is_split:
            self._show_titles()
            self._look()

    def _articles(self) -> "tuple[Article, Article] | None":
        """Return the two articles; None while there are not two in sight."""
        left, right = self._session.readings[0].article, self._session.readings[-1].article
        return (left, right) if left and right and self._screen.articles.is_split else None

    def _look(self) -> None:
        """Find in a job which passages of the two articles answer each other; compare the sources first."""
        articles = self._articles()
        if articles is None:
            return
        if originals := self._originals():
            quoting = (each for each in self._session.readings if each not in originals)
            if all(self._checks.found_in(each) is not None for each in quoting):
                self._receive(articles, *self._quoted(*articles))
        elif self._comparison.is_done:
            find = self._comparison.in_turn(lambda: self._echoes(*articles))
            self._jobs.call("beside", find, exclusive=True, on_done=lambda both: self._receive(articles, *both))
        else:
            self._comparison.start()

    def _originals(self) -> list[Reading]:
        """Return the articles that are originals: for them the quote check knows more than the echoes."""
        is_original = self._screen.sources.entries.is_original
        return [each for each in self._session.readings if each.article and is_original(each.article.source.id)]

    def _echoes(self, left: Article, right: Article) -> "BothWays":
        """Return the echoes between two articles, as seen from either."""
        from reader.insight.echoes.answers import Answers

        pairs = self._workspace.echoes.between(left.source.id, right.source.id)
        answers = Answers(pairs, len(left.text), len(right.text))
        return answers, answers.turned()

    def _quoted(self, left: Article, right: Article) -> "BothWays":
        """Return the quotations of each article that are in the other one, as seen from either."""
        from reader.insight.echoes.answers import AnsweringPair, Answers, Correspondence

        pairs = list[AnsweringPair]()
        for reading, other in zip(self._session.readings, (right, left), strict=True):
            for each in self._checks.found_in(reading) or ():
                kind = Correspondence.SAME if each.verdict == "exact" else Correspondence.ANSWER
                for place in each.places:
                    if place.source == other.source.id and place.span.of(other.text) == place.exact:
                        pair = AnsweringPair(each.span, place.span, kind)
                        pairs.append(pair if other is right else pair.turned())
        answers = Answers(pairs, len(left.text), len(right.text))
        return answers, answers.turned()

    def _receive(self, articles: tuple[Article, Article], found: "Answers", turned: "Answers") -> None:
        if self._articles() != articles:
            return
        left, right = self._screen.views
        before = self._answers.get(left.reading)
        self._answers = {left.reading: found, right.reading: turned}
        for view in (left, right):
            view.side.show_echoed(self._answers[view.reading].same)
        self._follow(self._session.reading)
        if before is None or len(before) != len(found):
            self._status.set_status(_said(found))

    def _show_progress(self, progress: str) -> None:
        if self._screen.articles.is_split and not self._answers:
            self._status.set_status(progress)

    def _forget_if_closed(self) -> None:
        if self._answers and not self._screen.articles.is_split:
            self._answers = {}
            self._screen.article.side.show_echoed(())

    # Following the passage

    def _placed(self, reading: Reading) -> None:
        self._show_titles()  # the text may have been laid out again
        self._follow(reading)

    def _follow(self, reading: Reading) -> None:
        """Mark the answer to the passage that the keys work on, and bring both level."""
        answers, cursor = self._answers.get(reading), reading.cursor
        if answers is None or cursor is None or reading.is_away or not self._screen.articles.is_split:
            return
        here, there = self._screen.view_of(reading), next(each for each in self._screen.views if each.reading.is_away)
        pair, start = answers.to(cursor.passage), cursor.passage.start
        there.side.show_answer(pair.there if pair else None)
        level, offset = (pair.here.start, pair.there.start) if pair else (start, answers.opposite(start))
        line = here.side.line_of(level)
        if self._screen.articles.is_together and offset is not None and line is not None:
            there.side.align(offset, line)

    def _switched(self, reading: Reading) -> None:
        """Redraw both passages, and keep level with the passage that the keys have left."""
        here = self._screen.view_of(reading)
        there = next((view for view in self._screen.views if view is not here), here)
        line, answer = there.side.line, reading.answer
        reading.answer = None
        for view in (here, there):
            view.side.mark()
        from reader.insight.echoes.echo import SourceSpan

        cursor = reading.cursor
        if cursor and self._screen.articles.is_together and not (cursor.in_range or cursor.has_new_ends):
            is_seen = answer is not None and here.side.line_of(answer.start) is not None
            if answer and is_seen and not SourceSpan("", answer).shares(cursor.passage):
                reading.cursor = cursor.select(answer)
            elif not is_seen and here.side.line is None and line is not None:
                here.place_cursor(cursor.go(here.side.offset_on(line)))
        else:
            here.side.bring()
        self._show_titles()
        self._follow(reading)

    def _show_titles(self) -> None:
        if self._screen.articles.frame:
            self._screen.articles.frame.titles.show([self._heading(view) for view in self._screen.views])

    def _heading(self, view: ArticleView) -> "SideTitle":
        from reader.tui.widgets.two_sides import SideTitle

        article, entries = view.reading.article, self._workspace.sources.catalog.entries
        index = entries.index(article.source.id) if article else None
        title = article.title if article else ""
        if index is not None and (name := entries.name(index)):
            title = f"{title} · {name}"  # else two sources would have the same title
        return SideTitle(view, view.column.left + view.column.gutter, title, not view.reading.is_away)


def _said(found: "Answers") -> str:
    if found.is_empty:
        return "no passage is in both articles: they scroll apart"
    return f"{len(found):,} passage{' is' if len(found) == 1 else 's are'} in both · & scrolls apart"
