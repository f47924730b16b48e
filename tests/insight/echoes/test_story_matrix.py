"""The story matrix: statements and who tells them, what one alone says, and quotations that changed."""

from reader.insight.echoes.index import echoes_of
from reader.insight.echoes.story_matrix import StoryMatrix, build_matrix
from reader.reports.source_list import cell_width
from reader.reports.story_matrix import WIDTH, echo_lines, mark_spans, story_matrix_lines
from reader.text.span import Span
from tests.support.echo_articles import COURIER, HERALD, TEXTS, article, index_of

ARTICLES = {source: article(source, text) for source, text in TEXTS.items()}


def told(texts: dict[str, str] = TEXTS) -> StoryMatrix:
    index = index_of(texts)
    return build_matrix(index, echoes_of(index.sources, index), [article(*each) for each in texts.items()])


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


def test_the_table_fits_and_has_every_part() -> None:
    lines = list(story_matrix_lines(told(), ARTICLES, TEXTS))
    assert max(map(cell_width, lines)) <= WIDTH
    text = "\n".join(lines)
    for words in ("5 sources", "In several sources", "In one source only", "Altered quotations", "‹drive›", "‹walk›"):
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
    lines = list(echo_lines(index_of(TEXTS).of_source("times.txt"), TEXTS))
    assert max(map(cell_width, lines)) <= WIDTH
    assert any("‹drive›" in line for line in lines)


def test_marks_are_around_the_words_and_controls_are_shown() -> None:
    assert mark_spans("a\x1b[2J\nbold  word", Span(0, 16), [Span(6, 10)]) == "a␛[2J ‹bold› word"
