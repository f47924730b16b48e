"""Attributions in other languages than English: who is named, where it is plain, and where nobody is."""

import pytest

from reader.insight.speakers.other_attributions import attribute_in
from reader.insight.speakers.other_words import OTHER_WORDS
from reader.text.quotations import quotation_spans
from reader.text.span import Span


def attributed(language: str, text: str) -> list[tuple[str, str, str] | None]:
    """Return the speaker, the cue and the name of each quotation."""
    spans = [Span(*span) for span in quotation_spans(text)]
    found = attribute_in(text, spans, OTHER_WORDS[language])
    return [
        (each.speaker.of(text), each.cue.of(text) if each.cue else "", each.name) if each else None for each in found
    ]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "cue"),
    [
        ("de", "„Das Dach ist dicht“, sagte Bürgermeisterin Ada Wren am Montag.", "Bürgermeisterin Ada Wren", "sagte"),
        ("de", "„Das Dach ist dicht“, sagte sie.", "sie", "sagte"),
        ("de", "„Ist es dicht?“ fragte der 40-jährige Wirt der Post.", "der 40-jährige Wirt der Post", "fragte"),
        ("de", "„Ist es dicht?“ fragte der noch junge Wirt.", "der noch junge Wirt", "fragte"),
        ("de", "„Das Dach ist dicht“, so Wren.", "Wren", "so"),
        ("de", "„Es ist dicht“, sagte Ada Wren, die Leiterin des Amts.", "Ada Wren, die Leiterin des Amts", "sagte"),
        ("de", "„Das Dach ist dicht“, äußerte sich Wren.", "Wren", "äußerte"),
        ("de", "Am Montag sagte Ada Wren: „Das Dach ist dicht.“", "Ada Wren", "sagte"),
        ("de", "Ada Wren sagte am Montag: „Das Dach ist dicht.“", "Ada Wren", "sagte"),
        ("de", "Wren zur Lage: „Das Dach ist dicht.“", "Wren", ":"),
        ("de", "Wren sprach von einem „sehr dichten Dach“.", "Wren", "sprach"),
        ("de", "Laut Bauamtsleiterin Ada Wren ist das Dach „so dicht wie nie“.", "Bauamtsleiterin Ada Wren", "Laut"),
        ("de", "Gegenüber dem Blatt sagte Wren: „Das Dach ist dicht.“", "Wren", "sagte"),
        ("de", "Dem Blatt sagte der Wirt: „Das Dach ist dicht.“", "der Wirt", "sagte"),
        ("de", "Baurätin Wren sagte der Zeitung: „Das Dach ist dicht.“", "Baurätin Wren", "sagte"),
        ("fr", "Selon Marc Lefort, le toit est « sûr ».", "Marc Lefort", "Selon"),
        ("es", "Según Ibarra, el techo «es seguro».", "Ibarra", "Según"),
        ("fr", "« Le toit est sûr », a déclaré Marc Lefort.", "Marc Lefort", "a déclaré"),
        ("fr", "« Le toit est sûr », a-t-il ajouté.", "il", "a-t-il ajouté"),
        ("fr", "« Le toit est sûr », témoigne le maire, Paul Renaud.", "le maire, Paul Renaud", "témoigne"),
        ("fr", "Selon le préfet, « le toit est sûr ».", "le préfet", "Selon"),
        ("es", "«El techo es seguro», respondió el concejal Iñaki Ibarra.", "el concejal Iñaki Ibarra", "respondió"),
        ("es", "«El techo es seguro», dijo la alcaldesa Ana Ibarra el lunes.", "la alcaldesa Ana Ibarra", "dijo"),
        ("es", "«El techo es seguro», ha dicho la alcaldesa en Ribera.", "la alcaldesa", "ha dicho"),
        ("it", "«Il tetto è sicuro», ha detto Ada Rossi.", "Ada Rossi", "ha detto"),
        ("nl", "„Het dak is dicht”, zei Jan de Vries.", "Jan de Vries", "zei"),
    ],
)
def test_a_plain_attribution_names_the_speaker(language: str, text: str, speaker: str, cue: str) -> None:
    (found,) = attributed(language, text)
    assert found
    assert found[:2] == (speaker, cue)


@pytest.mark.parametrize(
    "text",
    [
        "„Das Dach ist dicht“ steht an der Wand.",
        "Er liest „Das Haus am Hang“ gern.",
        "„Das Dach ist dicht.“ Wren sagte nichts dazu.",
    ],
)
def test_where_it_is_not_plain_nobody_is_named(text: str) -> None:
    assert attributed("de", text) == [None]


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("„Das Dach ist dicht“, sagte Ada Wren.", True),
        ("Dass es regnet, „größer wird es nicht“, räumte Ada Wren ein.", False),
        ("Ada Wren sagte: „Das Dach ist dicht.“", False),
        ("Laut Ada Wren ist das Dach „so dicht wie nie“.", False),
    ],
)
def test_only_the_plainest_attribution_is_sure(text: str, *, is_sure: bool) -> None:
    (found,) = attribute_in(text, [Span(*span) for span in quotation_spans(text)], OTHER_WORDS["de"])
    assert found
    assert found.is_sure is is_sure


def test_the_next_sentence_of_a_speech_has_the_same_speaker() -> None:
    one, other = attributed("de", "„Das Dach ist dicht“, sagte Wren. „Wir haben lange gebaut.“")
    assert one == other == ("Wren", "sagte", "Wren")
    assert attributed("de", "„Es ist dicht“, sagte Wren. Es regnet. „Wir haben lange gebaut.“")[1] is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("« Le toit est sûr », dit le maire, Paul Renaud.", "Paul Renaud"),
        ("« Le toit est sûr », dit Sylvie Garnier, déléguée.", "Sylvie Garnier"),
    ],
)
def test_the_name_is_shown_without_its_description(text: str, name: str) -> None:
    (found,) = attributed("fr", text)
    assert found
    assert found[2] == name
