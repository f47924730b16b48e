"""The real consumers, where they are installed (the extra `interop`), find every passage that we wrote."""

from pathlib import Path

import pytest

from tests.interop.consumers import CONSUMERS, Consumer
from tests.interop.table import result

# spaCy's tokens do not end within a word, a cluster of emoji or a run of white space: those spans it cannot hold.
WITHIN_TOKENS = 5


@pytest.mark.filterwarnings("default")  # those are other people's
@pytest.mark.parametrize("consumer", CONSUMERS, ids=lambda each: f"{each.format}-{each.name}")
def test_a_consumer_finds_every_passage(consumer: Consumer, tmp_path: Path) -> None:
    pytest.importorskip(consumer.package)
    equal, total = result(consumer, tmp_path)
    assert equal == total - (WITHIN_TOKENS if consumer.name == "spaCy char_span" else 0)
