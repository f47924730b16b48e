"""Articles for tests of echoes: three about one bridge and two about something else."""

from collections.abc import Mapping
from pathlib import Path

from reader.insight.echoes.index import EchoIndex, build_index
from reader.insight.echoes.tokenized_source import tokenize_source
from reader.text.article import Article, make_article
from reader.text.source import Decoded, Source
from reader.text.span import Span

HERALD = """Old harbour bridge closes for two years

The Tarrow harbour bridge will close on 3 March after engineers found cracks in 14 of its girders.

“We cannot ask anyone to drive over steel that we no longer trust,” said Mayor Ilse Brandt on Tuesday.

Ferries are to carry 9,000 commuters a day across the river Senn until the repairs are done.

Share this article
"""
COURIER = """Cracked girders shut Tarrow crossing

Engineers who looked at the Tarrow harbour bridge found cracks in 14 girders, and the crossing closes on 3 March.

Mayor Ilse Brandt said: “We cannot ask anyone to drive over steel that we no longer trust.”

The shopkeeper Otto Lindqvist fears for his bakery, which has stood at the ramp since 1951.

Share this article
"""
TIMES = """Commuters take to the water

Ferries will carry some 9,000 commuters a day across the river Senn while the harbour bridge at Tarrow is repaired.

“We cannot ask anyone to walk over steel that we no longer trust,” the mayor told this paper.

Share this article
"""
RECIPE = """Plum dumplings for autumn

Boil the potatoes, mash them while they are hot, and knead in flour, an egg and a pinch of salt.

Wrap a plum in each piece of dough and let the dumplings simmer for twelve minutes.
"""
CHESS = """A quiet draw in the seventh round

Black offered a draw after the queens had left the board, and White took it with a shrug.
"""
TEXTS = {"chess.txt": CHESS, "courier.txt": COURIER, "herald.txt": HERALD, "recipe.txt": RECIPE, "times.txt": TIMES}


def article(source: str, text: str) -> Article:
    return make_article(Source(source, Path()), Decoded(text, "utf-8", ""))


def index_of(texts: Mapping[str, str]) -> EchoIndex:
    return build_index(tokenize_source(article(source, text)) for source, text in texts.items())


def span_of(text: str, exact: str) -> Span:
    start = text.index(exact)
    return Span(start, start + len(exact))
