"""The whole report of a workspace, made of the chosen sections."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import StrEnum

from reader.annotation.model.span_index import SpanIndex
from reader.formats.corpus import ExportScope
from reader.reports.chosen_tags import chosen_claims
from reader.reports.editor.document import Section
from reader.reports.editor.sections import Titles, Verdicts, claims_section, quotes_section, story_sections
from reader.reports.people import quotes_by_person
from reader.reports.selection import Selection
from reader.text.article import Article
from reader.text.counted import counted
from reader.workspace.story import story_of
from reader.workspace.workspace import Workspace


class ReportPart(StrEnum):
    """A part of the report that can be chosen."""

    QUOTES = "quotes"
    CLAIMS = "claims"
    STORY = "story"


def report(
    workspace: Workspace,
    parts: Collection[ReportPart],
    problems: list[str],
    terms: str = "",
    today: date | None = None,
    scope: ExportScope | None = None,
) -> Section:
    """Return the report.

    Args:
        workspace: The workspace.
        parts: The parts that it has.
        problems: Gets a message for each source that cannot be read.
        terms: A filter, which chooses quotes and claims.
        today: The date of the report; None for today.
        scope: The annotations and sources that it is about; None for all.
    """
    if scope:
        scope.require_known(workspace.annotations.in_order, (), [each.id for each in workspace.sources])
    selection = Selection.of(workspace, terms, scope=scope)
    articles = [each for each in workspace.sources.articles(problems) if selection.has_source(each.source.id)]
    titles = {each.source.id: each.title for each in articles}
    sections = list(_sections(workspace, parts, selection, articles, titles))
    count = counted(len(articles), "source")
    when = (today or date.today()).strftime("%d %B %Y").lstrip("0")
    return Section("Report", f"{count} · {when}", (), sections)


def _sections(
    workspace: Workspace,
    parts: Collection[ReportPart],
    selection: Selection,
    articles: Sequence[Article],
    titles: Titles,
) -> Iterator[Section]:
    if ReportPart.QUOTES in parts:
        found = quotes_by_person(workspace, selection)
        yield quotes_section(found, _verdicts(workspace, articles), titles)
    if ReportPart.CLAIMS in parts:
        yield claims_section(chosen_claims(workspace, selection), titles)
    if ReportPart.STORY in parts:
        told = [each for each in articles if not workspace.quote_check.is_original(each.source)]
        yield from story_sections(story_of(workspace, told), {each.source.id: each.text for each in told}, titles)


def _verdicts(workspace: Workspace, articles: Sequence[Article]) -> Verdicts:
    """Return the verdicts on the tagged quotations, by source and the passage that is tagged."""
    service = workspace.quote_check
    for _ in service.find():
        pass
    if not service.originals:
        return {}
    found = {}
    for article in articles:
        if not service.is_original(article.source):
            tags = SpanIndex(workspace.annotations.of(article))
            for checked in service.check(article):
                found[article.source.id, checked.span] = checked
                for each in tags.touching(checked.span):
                    found.setdefault((article.source.id, each.span), checked)
    return found
