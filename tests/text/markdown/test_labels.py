"""Labels of admonitions: they stand on a row of their own."""

import pytest

from reader.text.block import Run
from reader.text.markdown.labels import with_label_apart


def apart(text: str) -> tuple[str, list[str]]:
    """The paragraph as it is shown, with a blank for each line break that stays within a row, and its parts."""
    runs, at = list[Run](), 0
    for number, line in enumerate(text.split("\n")):
        if number:
            runs.append(Run(" ", at - 1, at, atom=True))
        runs.append(Run(line, at, at + len(line)))
        at += len(line) + 1
    found, parts = with_label_apart(text, runs, text)
    shown = "".join(run.rendered for run in found)
    return shown, [shown[slice(*part)] for part in parts]


@pytest.mark.parametrize(
    ("text", "shown", "parts"),
    [
        ("[!NOTE]\nSo it is.\nOr not.", "[!NOTE]\nSo it is. Or not.", ["[!NOTE]", "\nSo it is. Or not."]),
        ("[!tip]- Title\nSo.", "[!tip]- Title\nSo.", ["[!tip]-", " Title", "\nSo."]),
        ("!!! note\nSo it is.", "!!! note\nSo it is.", ["!!! note", "\nSo it is."]),
        ('???+ note "A"\nSo.', '???+ note "A"\nSo.', ['???+ note "A"', "\nSo."]),
        (
            ":::note\nSo it is.\nOr not.\n:::",
            ":::note\nSo it is. Or not.\n:::",
            [":::note", "\nSo it is. Or not.", "\n:::"],
        ),
        ("/// note\nSo.\n///", "/// note\nSo.\n///", ["/// note", "\nSo.", "\n///"]),
        (".. note::\nSo.", ".. note::\nSo.", [".. note::", "\nSo."]),
        ("!!! note", "!!! note", ["!!! note"]),
        ("[!NOTE]", "[!NOTE]", ["[!NOTE]"]),
        (":::note\n:::", ":::note\n:::", [":::note", "\n:::"]),
    ],
)
def test_a_label_stands_apart_and_no_sentence_crosses_it(text: str, shown: str, parts: list[str]) -> None:
    assert apart(text) == (shown, parts)


@pytest.mark.parametrize(
    "text", ["[NOTE]\nSo.", "[!NOTE]x\nSo.", "!! note\nSo.", "::note\nSo.", ".. note\nSo.", "So.\n:::"]
)
def test_any_other_paragraph_stays_as_it_is(text: str) -> None:
    assert apart(text) == (text.replace("\n", " "), [])


def test_an_atom_in_a_label_is_not_a_break() -> None:
    text = "!!! note &amp; more\nSo."
    runs = [Run("!!! note ", 0, 9), Run("&", 9, 14, atom=True), Run(" more", 14, 19), Run(" ", 19, 20, atom=True)]
    found, parts = with_label_apart(text, [*runs, Run("So.", 20, 23)], text)
    assert "".join(run.rendered for run in found) == "!!! note & more\nSo."
    assert parts == [(0, 15), (15, 19)]
