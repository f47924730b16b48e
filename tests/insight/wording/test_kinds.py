"""The kinds of words that change what is said."""

import pytest

from reader.insight.wording.kinds import differing_word_kinds, kind_at
from reader.insight.wording.normal_words import normal_words


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("We never knew", "never", "negation"),
        ("We can't go", "not", "negation"),
        ("Das ist nicht wahr", "nicht", "negation"),
        ("It cost forty pounds", "40", "number"),
        ("the twenty-first", "21th", "number"),
        ("half of it", "half", "number"),
        ("We met Wren there", "wren", "name"),
        ("Wren left", "wren", "name"),
        ("However, he left", "however", ""),
        ("Then I left", "i", ""),
        ("We may go", "may", "modality"),
        ("May we go", "may", "modality"),
        ("We'd go", "'d", "modality"),
        ("in the May sun", "may", "date"),
        ("May 5 is near", "may", "date"),
        ("on Tuesday", "tuesday", "date"),
        ("a bridge", "bridge", ""),
        ("elle part mardi", "mardi", "date"),
        ("im märz", "märz", "date"),
        ("trois bateaux", "3", "number"),
        ("non è vero", "non", "negation"),
        ("das Dach ist nicht mit Moos bedeckt", "dach", ""),
        ("es ist das Dach von Anna Krämer", "krämer", "name"),
    ],
)
def test_a_word_has_a_kind(text: str, word: str, kind: str) -> None:
    found = normal_words(text)
    assert kind_at(found, found.words.index(word)) == kind


@pytest.mark.parametrize(
    ("left", "right", "kinds"),
    [
        ("we promised it", "we never promised it", ("negation",)),
        ("8.7 million", "7.8 million", ("number",)),
        ("we met Wren", "we met Finch", ("name",)),
        ("we will go", "we may go", ("modality",)),
        ("by Monday", "by Friday", ("date",)),
        ("a likely end", "an unlikely end", ("negation", "modality")),
        ("Wren paid 5 and would not", "Finch paid 6 and will", ("negation", "number", "name", "modality")),
        ("two red birds", "two blue birds", ()),
        ("it’s over", "It is over", ()),
        ("", "no", ("negation",)),
    ],
)
def test_two_texts_differ_in_kinds_the_weightiest_first(left: str, right: str, kinds: tuple[str, ...]) -> None:
    here, there = normal_words(left), normal_words(right)
    assert differing_word_kinds(here, (0, len(here)), there, (0, len(there))) == kinds
