"""The story matrix of a workspace: what its sources tell alike, differently, or alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.insight.batch_engine import engine
from reader.insight.echoes.index import build_index, find_echoes, tokenize_batch
from reader.insight.echoes.story_matrix import StoryMatrix, build_matrix
from reader.text.article import Article
from reader.text.source import Decoded

if TYPE_CHECKING:
    from reader.workspace.workspace import Workspace


def story_of(workspace: "Workspace", articles: Sequence[Article]) -> StoryMatrix:
    """Compare the articles of a workspace in this process, and return what they tell."""
    given = [(each.source, Decoded(each.text, each.encoding, each.digest)) for each in articles]
    boilerplate = {each.source.id: workspace.echoes.boilerplate(each) for each in articles}
    with engine(None) as run:
        index = build_index(run(tokenize_batch, given), boilerplate)
        return build_matrix(index, run(find_echoes, index.sources, index), articles)
