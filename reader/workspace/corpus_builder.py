"""The corpus of an export: a workspace's sources, and its annotations at their present places."""

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from reader.annotation.anchoring.anchor import Anchored, current_position_key
from reader.annotation.anchoring.status import Status
from reader.annotation.model.people import TABLE as PEOPLE
from reader.annotation.model.row import from_row
from reader.formats.corpus import Corpus, SourceInfo
from reader.system.threads import run_to_end
from reader.text.article import Article, read_article
from reader.text.source import read_source

if TYPE_CHECKING:
    from reader.insight.echoes.story_matrix import SharedStatement
    from reader.insight.suggestion import Suggestion
    from reader.workspace.workspace import Workspace


def build_corpus(workspace: "Workspace", problems: list[str]) -> Corpus:
    """Return what an export of a workspace holds.

    Args:
        workspace: The workspace.
        problems: Where to add a message for each source that cannot be read.
    """
    return run_to_end(corpus_in_steps(workspace, problems))


def corpus_in_steps(workspace: "Workspace", problems: list[str]) -> Generator[int, None, Corpus]:
    """Do the work of `build_corpus` one source per step; yield how many sources are done."""
    workspace.anchoring.find_renamed()
    infos, found, rest = list[SourceInfo](), list[Anchored](), workspace.annotations.by_source()
    for article in workspace.sources.articles(problems):
        infos.append(_info(article))
        if rest.pop(article.source.id, []):
            found += workspace.anchoring.of(article)
        yield len(infos)
    found += [Anchored(each, Status.ORPHAN, None) for annotations in rest.values() for each in annotations]

    def text_of(id: str) -> str:
        return read_source(workspace.sources.recheck(workspace.sources.source(id))).text

    def suggestions_of(id: str) -> "list[Suggestion]":
        return workspace.suggestions.of(read_article(workspace.sources.source(id)))

    def statements() -> "Sequence[SharedStatement]":
        from reader.workspace.story import statements_of

        return statements_of(workspace, list(workspace.sources.articles_to_read([])))

    tags = [tag.name for tag in workspace.settings.tags]
    used = {each.present.tag for each in found}
    fields = {name: tag.fields for name in [*tags, *sorted(used)] if (tag := workspace.settings.like(name))}
    people = [from_row(row) for row in sorted(workspace.store.rows.of(PEOPLE), key=lambda row: row.id)]
    in_order = sorted(found, key=current_position_key)
    return Corpus(infos, in_order, text_of, suggestions_of, tags, fields, workspace.settings.tags, people, statements)


def _info(article: Article) -> SourceInfo:
    return SourceInfo(article.source.id, article.title, article.encoding, article.digest, len(article.text))
