"""The real consumers, where they are installed (the extra `interop`), find every passage that we wrote."""

from pathlib import Path

import pytest

from reader.formats import format_by_name
from reader.formats.codebook_entry import CodebookEntry
from reader.formats.format import Options
from tests.interop import codebooks
from tests.interop.consumers import CONSUMERS, Consumer
from tests.interop.table import result
from tests.support.codebooks import entries

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


@pytest.mark.parametrize("name", codebooks.FORMATS)
def test_a_codebook_that_another_program_has_saved_says_the_same(name: str, tmp_path: Path) -> None:
    pytest.importorskip("pyrefiqda")
    codebooks.result(name, tmp_path)
    found = [
        _entries(name, file) for file in (tmp_path / format_by_name(name).file, codebooks.saved_again(name, tmp_path))
    ]
    assert len(found[0]) == 7
    assert found[0] == found[1]


def _entries(name: str, file: Path) -> list[CodebookEntry]:
    read = format_by_name(name).read
    assert read
    return entries(read(file, Options()))
