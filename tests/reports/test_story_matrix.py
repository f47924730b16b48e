"""The bounds of the story matrix: columns, statements, sentences and lines that it shows."""

from reader.insight.echoes.echo import SourceSpan
from reader.insight.echoes.likely_same import LikelySame
from reader.insight.echoes.story_matrix import SharedStatement, StoryMatrix, Telling
from reader.reports.story_matrix import story_matrix_lines
from reader.text.article import Article
from reader.text.span import Span
from tests.support.echo_articles import article

TEXT = "One sentence with 14 words. "


def many(
    sources: int, statements: int = 0, alone: int = 0, differing: int = 0, likely: int = 0, unlike: tuple[str, ...] = ()
) -> str:
    """The table for this many sources, statements, sentences of the first source alone, and pairs that differ."""
    names = [f"{number:02}.txt" for number in range(sources)]
    articles: dict[str, Article] = {name: article(name, TEXT) for name in names}
    spans = tuple(SourceSpan(name, Span(0, 27)) for name in names)
    told = SharedStatement(spans[1:], frozenset(spans[1:2]), spans[1]) if sources > 1 else None
    telling = Telling(spans[0], spans[-1], ("number",))
    perhaps = (LikelySame((spans[0], spans[-1]), 0.2, unlike),) * likely
    matrix = StoryMatrix((told,) * statements if told else (), (telling,) * differing, spans[:1] * alone, (), perhaps)
    return "\n".join(story_matrix_lines(matrix, articles, dict.fromkeys(names, TEXT)))


def test_up_to_sixteen_sources_have_columns() -> None:
    assert "  1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6\n  · ■ □ □" in many(16, statements=1)
    table = many(17, statements=1)
    assert "  16  15.txt" in table
    assert "16.txt" not in table
    assert "      and 1 more: `reader list` shows all of them" in table
    assert "  sources\n       16  One sentence" in table


def test_one_source_is_singular_and_has_no_statements() -> None:
    assert many(1).startswith("1 source\n")
    assert many(2).startswith("2 sources\n")
    assert "No two sources report the same statement." in many(1)
    assert "more:" not in many(2)


def test_forty_statements_are_listed() -> None:
    titles = 2  # of the sources, which begin like their sentences
    assert many(2, statements=40).count("One sentence") == titles + 40
    table = many(2, statements=41)
    assert table.count("One sentence") == titles + 40
    assert "  and 1 more: `reader echoes --json --matrix` lists all of them" in table


def test_twenty_pairs_that_differ_are_listed() -> None:
    assert many(2, differing=20).count("in a number\n   1  One sentence") == 20
    table = many(2, differing=21)
    assert table.count("in a number") == 20
    assert "  and 1 more" in table
    assert "      00.txt\n      One sentence" in many(17, differing=1)


def test_what_is_perhaps_the_same_is_marked_as_a_question_and_both_are_shown() -> None:
    table = many(3, statements=1, likely=1)
    assert "  1 2 3\n  ? · ?\n   1  One sentence with 14 words.\n   3  One sentence with 14 words.\n" in table
    assert table.index("In several sources") < table.index("Perhaps the same") < table.index("Told differently")
    assert "  and 1 more" in many(2, likely=21)
    assert "  ? ?  a number differs\n" in many(2, likely=1, unlike=("number",))
    assert "?" not in many(17, likely=1).replace("? not sure", "")


def test_three_sentences_of_one_source_are_listed_and_all_are_counted() -> None:
    assert many(2, alone=3).count("      - One sentence") == 3
    table = many(2, alone=4)
    assert table.count("      - One sentence") == 3
    assert "   1  00.txt: 4\n" in table
