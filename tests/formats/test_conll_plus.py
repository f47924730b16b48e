"""A line for each token, and a column for each tag."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.annotation.model.annotation import Annotation
from reader.formats.conll_plus import CONLL, sentences_of
from reader.formats.format import Losses, Options
from reader.text.span import Span
from tests.support.corpora import a_corpus, a_tag

Lines = list[list[str]]
TEXT = "“It's odd,” said Ann. She left 1,200 men."


def written(text: str, *tags: Annotation, of: tuple[str, ...] = ("quote", "claim")) -> tuple[Lines, Counter[str]]:
    """Return the cells of each line that is not empty, and what was lost."""
    losses = Losses()
    (file,) = CONLL.write(a_corpus({"a b.txt": text}, *tags, tags=of), Options(), losses)
    return [line.split("\t") for line in "".join(map(str, file.chunks)).splitlines() if line], +losses


def tagged(words: str, tag: str = "quote", text: str = TEXT) -> Annotation:
    return a_tag("a b.txt", text.index(words), text.index(words) + len(words), tag)


def test_a_file_names_its_columns_and_sources() -> None:
    lines, _ = written("So.", of=("quote", "my  tag", "my tag"))
    assert lines == [
        ["# global.columns = ID FORM READER:START READER:END READER:quote READER:my_tag READER:my_tag-2"],
        ["# newdoc id = a b.txt"],
        ["1", "So", "0", "2", "O", "O", "O"],
        ["2", ".", "2", "3", "O", "O", "O"],
    ]


def test_a_passage_begins_with_b_and_goes_on_with_i_in_the_column_of_its_tag() -> None:
    lines, losses = written(TEXT, tagged("“It's odd,”"), tagged("Ann. She left", "claim"), tagged("odd", "mine"))
    assert [(cells[1], *cells[4:]) for cells in lines[2:]] == [
        ("“", "B-quote", "O", "O"),
        ("It's", "I-quote", "O", "O"),
        ("odd", "I-quote", "O", "B-mine"),
        (",", "I-quote", "O", "O"),
        ("”", "I-quote", "O", "O"),
        ("said", "O", "O", "O"),
        ("Ann", "O", "B-claim", "O"),
        (".", "O", "I-claim", "O"),
        ("She", "O", "I-claim", "O"),
        ("left", "O", "I-claim", "O"),
        ("1,200", "O", "O", "O"),
        ("men", "O", "O", "O"),
        (".", "O", "O", "O"),
    ]
    assert [cells[0] for cells in lines[2:]] == [*map(str, range(1, 9)), *map(str, range(1, 6))], "in each sentence"
    assert losses == {}


@pytest.mark.parametrize(
    ("tags", "lost"),
    [
        ([tagged("t's od")], {"tokens that a passage cuts": 2}),
        ([tagged("200")], {"tokens that a passage cuts": 1}),
        ([tagged("t's")], {"tokens that a passage cuts": 1}),
        ([tagged("t")], {"tokens that a passage cuts": 1}),
        ([tagged(" said ")], {"white space at the ends of passages": 1}),
        ([tagged("said ")], {"white space at the ends of passages": 1}),
        ([tagged(" ")], {"passages without a token": 1}),
        ([a_tag("a b.txt", len(TEXT), len(TEXT) + 1)], {"passages without a token": 1}),
        ([tagged("It's odd"), tagged("odd,")], {"passages that overlap another of the same tag": 1}),
        ([tagged("It's odd"), tagged("odd", "claim")], {}),
        ([tagged("It's"), tagged("odd")], {}),
    ],
)
def test_what_tokens_cannot_hold_is_counted(tags: list[Annotation], lost: dict[str, int]) -> None:
    assert written(f"{TEXT} ", *tags)[1] == lost


def test_a_token_that_is_cut_is_labelled() -> None:
    lines, _ = written(TEXT, tagged("t's od"))
    assert [cells[4] for cells in lines[3:6]] == ["B-quote", "I-quote", "O"]


def test_a_workspace_without_tags_has_no_columns_for_them() -> None:
    lines, _ = written("So.", of=())
    assert [len(line) for line in lines[2:]] == [4, 4]


def test_of_many_tags_only_those_that_are_used_have_columns() -> None:
    book = ("quote", *(f"theme/{number}" for number in range(100)), "claim/number")
    lines, losses = written(TEXT, tagged("odd", "claim/number"), tagged("said", "theme/7"), of=book)
    assert lines[0][0].split()[-2:] == ["READER:theme/7", "READER:claim/number"]
    assert {len(cells) for cells in lines[2:]} == {6}
    assert losses == {}


@given(st.text(st.sampled_from("ab1’.,“•- \n\r\t é́👨‍👩‍👧字#_\u2028"), max_size=60))
@example("字.字")  # a sentence ends within a word
def test_tokens_are_all_that_can_be_seen_and_begin_and_end_with_it(text: str) -> None:
    tokens = [token for sentence in sentences_of(text) for token in sentence]
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    assert all(each.of(text) == each.of(text).strip() for each in tokens)
    seen = {at for each in tokens for at in range(*each)}
    assert seen >= {at for at, character in enumerate(text) if not character.isspace()}


def passages(lines: Lines, column: int) -> Iterator[Span]:
    start = end = -1
    for cells in [*lines[2:], ["", "", "", "", *["O"] * 9]]:
        if start >= 0 and not cells[column].startswith("I-"):
            yield Span(start, end)
            start = -1
        if cells[column].startswith("B-"):
            start = int(cells[2])
        end = int(cells[3] or 0)


def test_spans_are_read_back_to_the_code_point() -> None:
    tags = [tagged("“It's odd,”"), tagged("She left 1,200 men."), tagged("said Ann")]
    lines, _ = written(TEXT, *tags)
    assert set(passages(lines, 4)) == {each.span for each in tags}
