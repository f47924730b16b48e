"""The typing of a value on a card: completed by what was used, and by what is offered."""

import pytest

from reader.settings import TAGS
from reader.tui.value_typing import ValueTyping
from reader.workspace.field_service import UsedValue

SPEAKER = next(tag.person for tag in TAGS if tag.person)
USED = [UsedValue("Dmitry Peskov", 9, "Dmitry Peskov\nthe spokesman"), UsedValue("Ann Lee", 1, "Ann Lee")]


def typing(*offered: str) -> ValueTyping:
    made = ValueTyping(lambda name: USED if name == "speaker" else [])
    made.offer(offered)
    return made


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (None, ""),
        ("", ""),
        ("le", "tab takes: Ann Lee ×1"),
        ("SPOKES", "tab takes: Dmitry Peskov ×9"),
        ("Bo, pes", "tab takes: Bo, Dmitry Peskov ×9"),
        ("Ann Lee", ""),
        ("nobody", ""),
    ],
)
def test_what_was_used_completes_what_is_typed(typed: str | None, hint: str) -> None:
    here = typing()
    here.typed = typed
    assert here.hint(SPEAKER) == hint
    assert here.complete(SPEAKER) == bool(hint)


def test_what_is_offered_is_taken_one_after_another() -> None:
    here = typing("she", "Bo Moore")
    assert here.hint(SPEAKER) == "tab takes: she"
    assert [(here.complete(SPEAKER), here.typed) for _ in range(3)] == [
        (True, "she"),
        (True, "Bo Moore"),
        (False, "Bo Moore"),
    ]


def test_who_types_gets_what_was_used_first_and_then_what_is_offered() -> None:
    here = typing("Ann Moore", "Bo")
    here.typed = "an"
    assert here.completion(SPEAKER) == "Ann Lee"
    here.typed = "moo"
    assert here.hint(SPEAKER) == "tab takes: Ann Moore"
    here.complete(SPEAKER)
    assert here.typed == "Ann Moore"
