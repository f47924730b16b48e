"""Names of tags for codes of other programs: valid, in the hierarchy, and each of one code only."""

import random

import pytest

from reader.formats.qda_tag_names import NUMBER, UNNAMED, TagNames, clean_part
from reader.settings.tag_entries import LONGEST_NAME, is_tag_name


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("trust", "trust"),
        ("Trust in (local) media!", "Trust in local media"),
        ("Q1. Why?", "Q1 Why"),
        ("either/or", "either-or"),
        ("  two\twords\n", "two words"),
        ("_hidden_", "hidden_"),
        ("-5 °C", "5 C"),
        ("e\u0301te\u0301", "été"),
        ("信頼", "信頼"),
        ("हिन्दी, भाषा", "हिन्दी भाषा"),
        ("ความน่าเชื่อถือ", "ความน่าเชื่อถือ"),
        ("مُحَمَّد؟", "مُحَمَّد"),
        ("می\u200cخواهم", "میخواهم"),
        ("💩", UNNAMED),
        ("", UNNAMED),
        ("___", UNNAMED),
    ],
)
def test_a_name_keeps_what_a_tag_can_have(name: str, part: str) -> None:
    assert clean_part(name) == part
    assert is_tag_name(part)


def test_codes_that_would_have_one_name_are_numbered() -> None:
    names = TagNames()
    assert [names.of(name, "") for name in ("why?", "why!", "why", "why 2", "")] == [
        "why", "why 2", "why 3", "why 2 2", UNNAMED,
    ]  # fmt: skip
    assert [names.of(name, "") for name in ("how 2", "how", "how", "how")] == ["how 2", "how", "how 3", "how 4"]
    assert names.of("why", "why") == "why/why", "the same name in another branch"


def test_a_long_name_is_cut_and_a_deep_code_moved_up_where_there_is_room() -> None:
    names = TagNames()
    long = "a very long name of a code that goes on and on and on and on and never ends"
    assert names.of(long, "") == long[:LONGEST_NAME].rstrip()
    numbered = names.of(long, "")
    assert numbered == f"{long[: LONGEST_NAME - NUMBER].rstrip()} 2", "there is room for many more"
    above = names.of("x" * 30, "")
    cut = names.of(long, above)
    assert cut.startswith(f"{above}/a very long name of a code")
    assert names.of("short", cut) == f"{above}/short", "beside the one that leaves no room"


def test_names_of_ours_are_taken_as_they_are() -> None:
    names = TagNames()
    assert names.as_is("odd!", "a//b") == "a//b/odd!"
    assert names.as_is("top", "") == "top"


def test_every_code_of_any_tree_gets_a_valid_name_of_its_own() -> None:
    chance, names = random.Random(2), TagNames()
    found = [""]
    for _ in range(400):
        name = "".join(chance.choices("ab é/_-?.💩 ", k=chance.randrange(40)))
        found.append(names.of(name, chance.choice(found[-9:])))
    assert len(set(found)) == len(found)
    assert all(map(is_tag_name, found[1:]))
