"""The echoes among articles of a workspace, and the story matrix: what they report alike, differently, or alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.insight.batch_engine import Engine, engine
from reader.insight.echoes.index import EchoIndex, build_index, find_echoes, tokenize_batch
from reader.insight.echoes.story_matrix import SharedStatement, StoryMatrix, build_matrix, same_statements
from reader.text.article import Article
from reader.text.source import Decoded

if TYPE_CHECKING:
    from reader.workspace.workspace import Workspace


def echo_index(workspace: "Workspace", articles: Sequence[Article], run: Engine) -> EchoIndex:
    """Return the index in which the echoes of some articles are found, made by an engine."""
    given = [(each.source, Decoded(each.text, each.encoding, each.digest)) for each in articles]
    boilerplate = {each.source.id: workspace.echoes.boilerplate(each) for each in articles}
    return build_index(run(tokenize_batch, given), boilerplate)


def story_of(workspace: "Workspace", articles: Sequence[Article]) -> StoryMatrix:
    """Compare the articles of a workspace in this process, and return the story matrix."""
    with engine(None) as run:
        index = echo_index(workspace, articles, run)
        return build_matrix(index, run(find_echoes, index.sources, index), articles)


def statements_of(workspace: "Workspace", articles: Sequence[Article]) -> list[SharedStatement]:
    """Compare the articles of a workspace in this process, and return only statements that several of them make."""
    with engine(None) as run:
        index = echo_index(workspace, articles, run)
        return same_statements(index, run(find_echoes, index.sources, index))
