"""Former names of tags: what each means now, and what a reader.toml may say of them."""

from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.settings import Settings
from reader.settings.file import apply_file

TAGS = """
[[tags]]
name = "assertion"
formerly = ["statement", "remark"]
[[tags]]
name = "assertion/number"
formerly = ["statement/count"]
"""
A, B = (f'[[tags]]\nname = "{name}"\nformerly = ["%s"]\n' for name in "ab")
FILE = Path("reader.toml")


def settings_of(*texts: str) -> Settings:
    settings = Settings()
    for text in texts:
        settings = apply_file(settings, FILE, text.encode())
    return settings


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("statement", "assertion"),
        ("remark", "assertion"),
        ("remark/number", "assertion/number"),
        ("remark/of/others", "assertion/of/others"),
        ("statement/count", "assertion/number"),
        ("statement/count/large", "assertion/number/large"),
        ("assertion", "assertion"),
        ("claim", "claim"),
        ("statements", "statements"),
        ("", ""),
    ],
)
def test_a_former_name_means_the_tag_of_now(name: str, now: str) -> None:
    name_now = settings_of(TAGS).name_now
    assert name_now
    assert name_now(name) == name_now(name_now(name)) == now


def test_nothing_is_looked_up_where_no_tag_had_another_name() -> None:
    assert Settings().name_now is None


def test_several_files_can_say_which_names_a_tag_had() -> None:
    later = '[[tags]]\nname = "assertion"\nformerly = ["remark", "claims"]\n'
    tag = settings_of(TAGS, later).tag("assertion")
    assert tag
    assert tag.formerly == ("statement", "remark", "claims")


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ([A % "claim"], "reader.toml:2: 'a' cannot have had the name 'claim' before: there is a tag of this name"),
        ([A % "a"], "reader.toml:2: 'a' cannot have had the name 'a' before: there is a tag of this name"),
        ([A % "x" + B % "x"], "reader.toml:5: 'b' cannot have had the name 'x' before: 'a' had it, too"),
        ([A % "b", B % "x"], "reader.toml:2: 'a' cannot have had the name 'b' before"),
        (['[[tags]]\nname = "a"\nformerly = "b"'], "reader.toml:3: formerly must be names that"),
    ],
)
def test_a_former_name_that_means_two_things_is_refused_where_it_stands(texts: list[str], message: str) -> None:
    with pytest.raises(SettingsError) as error:
        settings_of(*texts)
    assert message in str(error.value)
