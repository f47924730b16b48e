"""The real consumers, where they are installed (the extra `interop`), find every passage that we wrote."""

from pathlib import Path

import pytest

from tests.interop import codebooks
from tests.interop.consumers import CONSUMERS, Consumer
from tests.interop.table import result

# spaCy's tokens do not end within a word, a cluster of emoji or a run of white space: those spans it cannot hold.
WITHIN_TOKENS = 5
# Our tokens do not end there either, a column holds no overlaps of one tag, and white space is no token.
NOT_IN_COLUMNS = 7
NOT_IN_XML = 1  # a passage with a control character, which is replaced and counted
NOT_HELD = {"spaCy char_span": WITHIN_TOKENS, "conllu": NOT_IN_COLUMNS, "lxml": NOT_IN_XML}


@pytest.mark.filterwarnings("default")  # those are other people's
@pytest.mark.parametrize("consumer", CONSUMERS, ids=lambda each: f"{each.format}-{each.name}")
def test_a_consumer_finds_every_passage(consumer: Consumer, tmp_path: Path) -> None:
    pytest.importorskip(consumer.package)
    equal, total = result(consumer, tmp_path)
    assert equal == total - NOT_HELD.get(consumer.name, 0)


@pytest.mark.parametrize("name", codebooks.FORMATS)
def test_a_codebook_is_read_with_its_hierarchy_descriptions_and_colours(name: str, tmp_path: Path) -> None:
    pytest.importorskip("pyrefiqda")
    equal, total = codebooks.result(name, tmp_path)
    assert equal == total == 7
