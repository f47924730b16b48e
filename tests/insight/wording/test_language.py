"""The language of a text."""

import pytest

from reader.insight.wording.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The men and the boats are in the harbour, and it was late.", "en"),
        ("Der Hafen ist zu, und wir haben nicht das Geld für die Kette.", "de"),
        ("Le port est fermé et nous ne savons pas ce que les hommes veulent dans la ville.", "fr"),
        ("El puerto está cerrado y no sabemos lo que los hombres quieren en la ciudad.", "es"),
        ("Порт закрыт, и мы не знаем, что делать.", "cyrillic"),
        ("港は閉まっています。", "kana"),
        ("港口关闭了。", "han"),
        ("Nebel", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_by_script_or_common_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_sentence_must_say_it_more_clearly() -> None:
    words = "that no war may be launched as long as"
    assert language_of(words, is_short=True) == ""
    assert language_of("the men and the boats are in the harbour", is_short=True) == "en"
    assert language_of("the men and boats in harbour") == "en"
    assert language_of("the men and boats in harbour", is_short=True) == ""
