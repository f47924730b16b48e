"""The story matrix: statements and who tells them, what one alone says, and quotations that changed."""

import pytest

from reader.insight.echoes.echo import SourceSpan
from reader.insight.echoes.index import find_echoes
from reader.insight.echoes.story_matrix import StoryMatrix, build_matrix, find_statements
from reader.reports.columns import cell_width
from reader.reports.story_matrix import WIDTH, echo_lines, mark_spans, story_matrix_lines
from reader.text.span import Span
from tests.support.echo_articles import COURIER, HERALD, TEXTS, article, index_of

ORDER = ["statement", "perhaps", "differs", "alone", "altered"]
ARTICLES = {source: article(source, text) for source, text in TEXTS.items()}


def told(texts: dict[str, str] = TEXTS) -> StoryMatrix:
    index = index_of(texts)
    return build_matrix(index, find_echoes(index.sources, index), [article(*each) for each in texts.items()])


def test_a_statement_has_a_passage_of_each_source_that_tells_it() -> None:
    ferries = next(each for each in told().statements if "Ferries" in each.example.span.of(TEXTS[each.example.source]))
    assert ferries.sources == ["herald.txt", "times.txt"]
    cracks = next(each for each in told().statements if "courier.txt" in each.sources and each is not ferries)
    assert "herald.txt" in cracks.sources


def test_no_passage_is_in_two_statements_and_none_is_told_by_one() -> None:
    passages = [passage for each in told().statements for passage in each.passages]
    assert len(passages) == len(set(passages))
    assert all(len(each.sources) > 1 for each in told().statements)


def test_who_alone_says_what() -> None:
    alone = {passage.span.of(TEXTS[passage.source]) for passage in told().alone if passage.source == "courier.txt"}
    assert alone == {"The shopkeeper Otto Lindqvist fears for his bakery, which has stood at the ramp since 1951."}


def test_a_quotation_that_was_altered_with_the_words_that_differ() -> None:
    found = told().altered
    assert [(each.one.source, each.other.source) for each in found] == [
        ("courier.txt", "times.txt"),
        ("herald.txt", "times.txt"),
    ]
    one, other = found[1].differs
    assert [span.of(TEXTS["herald.txt"]) for span in one] == ["drive"]
    assert [span.of(TEXTS["times.txt"]) for span in other] == ["walk"]


def test_a_quotation_that_was_only_cut_is_not_altered() -> None:
    cut = COURIER.replace("We cannot ask anyone to drive", "anyone to drive")
    assert not told({"courier.txt": cut, "herald.txt": HERALD}).altered


PAID = {
    "a.txt": "The brewery of Arden has paid its growers for the plums.",
    "b.txt": "The brewery of Arden has never paid its growers for the plums.",
    "c.txt": "For the plums the brewery of Arden has paid its growers.",
    "d.txt": "Nobody in Essen has seen the otter since 1951.",
}


def test_what_is_told_differently_is_neither_a_statement_in_common_nor_told_by_one_alone() -> None:
    matrix = told(PAID)
    assert [each.sources for each in matrix.statements] == [["a.txt", "c.txt"]]
    assert [(each.one.source, each.other.source, each.differs) for each in matrix.told_differently] == [
        ("a.txt", "b.txt", ("negation",)),
        ("b.txt", "c.txt", ("negation",)),
    ]
    assert [each.source for each in matrix.alone] == ["d.txt"]
    record = next(each for each in matrix.records(PAID) if each["record"] == "differs")
    assert (record["differs"], record["other"]["exact"]) == (["negation"], PAID["b.txt"])
    lines = list(story_matrix_lines(matrix, {each: article(each, PAID[each]) for each in PAID}, PAID))
    begin = lines.index("Told differently")
    assert lines[begin + 2 : begin + 5] == [
        "      in a negation",
        "   1  The brewery of Arden has paid its growers for the plums.",
        "   2  The brewery of Arden has ‹never› paid its growers for the plums.",
    ]


def test_an_altered_quotation_is_not_told_differently_besides() -> None:
    texts = {
        "a.txt": "“I have promised money to the growers of Arden,” the brewer said.",
        "b.txt": "“I have never promised money to the growers of Arden,” the brewer said.",
    }
    matrix = told(texts)
    assert (len(matrix.altered), matrix.told_differently, matrix.statements, matrix.alone) == (1, (), (), ())


def one_quotation(one: str, other: str) -> bool:
    """Return True if two articles that quote something are said to have altered it."""
    texts = {
        "a.txt": f"At the Tarrow harbour bridge Mayor Ilse Brandt said on Tuesday: “{one}”",
        "b.txt": f"Mayor Ilse Brandt at the Tarrow harbour bridge on Tuesday: “{other}”",
    }
    return len(told(texts).altered) > 0


@pytest.mark.parametrize(
    ("one", "other", "is_altered"),
    [
        ("Steel cracked again", "Steel broke again", False),
        ("Steel cracked again today", "Steel broke again today", True),
        ("Steel cracked again today", "Steel broke again here today", True),
        ("Old steel cracked again today", "Old steel broke here again", True),
        ("Old steel cracked again today", "Old steel broke here now", False),
        ("Steel cracked again today", "STEEL: cracked again today!", False),
    ],
)
def test_quotations_of_four_words_are_one_if_six_tenths_of_their_words_are_the_same(
    one: str, other: str, is_altered: bool
) -> None:
    assert one_quotation(one, other) is is_altered


@pytest.mark.parametrize(("words", "is_altered"), [(200, True), (201, False)])
def test_a_quotation_has_two_hundred_words_at_most(words: int, is_altered: bool) -> None:
    common = " ".join(f"girder{number}" for number in range(words - 2))
    assert one_quotation(f"{common} cracked today", f"{common} broke today") is is_altered


@pytest.mark.parametrize(
    ("sentence", "is_alone"),
    [
        ("The shop has 3 doors there.", True),
        ("The shop of Otto Berg is there.", True),
        ("the shop, Berg says, is there.", True),
        ("The shop is over there.", False),
        ("Berg has a shop over there.", False),
        ("The shop is “Berg and sons” there.", False),
    ],
)
def test_a_sentence_with_a_number_or_a_name_is_told_by_one_alone(sentence: str, is_alone: bool) -> None:
    assert len(told({"a.txt": sentence}).alone) == is_alone


def never(_one: SourceSpan, _other: SourceSpan) -> bool:
    return False


def statement(*passages: tuple[str, int]) -> list[SourceSpan]:
    return [SourceSpan(source, Span(start, start + 1)) for source, start in passages]


def test_a_statement_has_an_example_and_the_sentences_with_common_words() -> None:
    a, b, c, d = statement(("a.txt", 0), ("b.txt", 0), ("c.txt", 0), ("d.txt", 0))
    scores = {(a, b): 0.9, (b, c): 0.8, (a, c): 0.7, (a, d): 0.6}
    (only,) = (each for each in find_statements(scores, {(b, c), (a, d)}, never) if len(each.passages) > 1)
    assert (only.passages, only.verbatim, only.example) == ((a, b, c), frozenset([b, c]), b)
    assert only.sources == ["a.txt", "b.txt", "c.txt"]


def test_the_statements_of_most_sources_come_first_then_those_with_most_common_words() -> None:
    a, b, c = statement(("a.txt", 0), ("b.txt", 0), ("c.txt", 0))
    one, other = statement(("a.txt", 5), ("b.txt", 5))
    last, least = statement(("a.txt", 3), ("b.txt", 3))
    scores = {(last, least): 0.9, (one, other): 0.9, (a, b): 0.9, (a, c): 0.9, (b, c): 0.9}
    found = find_statements(scores, {(one, other)}, never)
    assert [each.passages for each in found] == [(a, b, c), (one, other), (last, least)]


def test_records() -> None:
    records = list(told().records(TEXTS))
    assert [each["record"] for each in records] == sorted((each["record"] for each in records), key=ORDER.index)
    assert {each["record"] for each in records} == set(ORDER) - {"differs"}
    first = records[0]
    assert first["sources"] == ["courier.txt", "herald.txt"]
    assert {each["source"]: each["verbatim"] for each in first["passages"]} == dict.fromkeys(first["sources"], True)
    altered = records[-1]
    assert [altered[side]["exact"][slice(*(offset - altered[side]["start"] for offset in altered[side]["differs"][0]))]
            for side in ("one", "other")] == ["drive", "walk"]  # fmt: skip


def test_the_table_fits_and_has_every_part() -> None:
    lines = list(story_matrix_lines(told(), ARTICLES, TEXTS))
    assert max(map(cell_width, lines)) <= WIDTH
    text = "\n".join(lines)
    for words in (
        "5 sources",
        "In several sources",
        "Told by one source only",
        "Altered quotations",
        "‹drive›",
        "‹walk›",
    ):
        assert words in text
    row = next(line for line in lines if "Ferries" in line)
    assert row.split("  ")[1] == "· · ■ · ■"


def test_a_workspace_without_any_story_has_a_table_too() -> None:
    text = "\n".join(story_matrix_lines(told({}), {}, {}))
    assert "No two sources report" in text
    many = {f"{number}.txt": HERALD.replace("14", str(number + 20)) for number in range(30)}
    lines = list(story_matrix_lines(told(many), {each: article(each, many[each]) for each in many}, many))
    assert any(line.split()[:1] == ["30"] for line in lines), "told by so many sources"
    assert max(map(cell_width, lines)) <= WIDTH


def test_a_source_and_its_echoes_as_a_list() -> None:
    lines = list(echo_lines(index_of(TEXTS).echoes_in("times.txt"), TEXTS))
    assert max(map(cell_width, lines)) <= WIDTH
    assert any("‹drive›" in line for line in lines)


def test_marks_are_around_the_words_and_controls_are_shown() -> None:
    assert mark_spans("a\x1b[2J\nbold  word", Span(0, 16), [Span(6, 10)]) == "a␛[2J ‹bold› word"
