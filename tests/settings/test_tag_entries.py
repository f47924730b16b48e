"""The codebook that the entries of reader.toml make: nested tags, what they inherit, and what cannot be."""

from pathlib import Path

import pytest

from reader.settings import TAGS, Settings, Tag, load_settings
from reader.settings.fields import CLAIM_FIELDS
from reader.settings.keymap import Keymap, keyless_tags, tag_keys
from reader.settings.tag_entries import is_tag_name, problem_of_name

NUMBER = '[[tags]]\nname = "claim/number"\n'
FORECAST = '[[tags]]\nname = "claim/number/forecast"\n'


def loaded(folder: Path, *texts: str) -> Settings:
    """Return the settings of files that come one after the other."""
    files = [folder / f"{number}.toml" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, "utf-8")
    settings = load_settings(*files)
    assert not settings.problems
    return settings


def tag_of(settings: Settings, name: str) -> Tag:
    """Return a tag that must be there."""
    tag = settings.tag(name)
    assert tag is not None
    return tag


def test_each_tag_is_followed_by_those_that_are_nested_in_it(tmp_path: Path) -> None:
    entries = '[[tags]]\nname = "mood"\n' + FORECAST + NUMBER + '[[tags]]\nname = "mood/dry wit"\n'
    settings = loaded(tmp_path, entries)
    names = ["quote", "claim", "claim/number", "claim/number/forecast", "boilerplate", "mood", "mood/dry wit"]
    assert [tag.name for tag in settings.tags] == names
    assert [tag.parent for tag in settings.tags] == ["", "", "claim", "claim/number", "", "", "mood"]
    assert [tag.name for tag in settings.within("claim")] == names[1:4]
    assert [tag.name for tag in settings.within("mood/dry wit")] == ["mood/dry wit"]
    assert settings.within("moo") == ()


def test_a_nested_tag_has_what_the_tag_above_has_but_its_key_and_its_entry(tmp_path: Path) -> None:
    settings = loaded(tmp_path, '[[tags]]\nname = "claim"\nwhen = "it can be checked"\n' + NUMBER)
    claim, number = settings.tag("claim"), tag_of(settings, "claim/number")
    assert claim == TAGS[1]._replace(when="it can be checked")
    assert number == TAGS[1]._replace(name="claim/number", key="", alias="", description="", inherited_letter="c")


@pytest.mark.parametrize("above", [0, 1], ids=["in an earlier file", "in a later file"])
def test_what_the_tag_above_says_in_any_file_is_inherited(above: int, tmp_path: Path) -> None:
    claim = '[[tags]]\nname = "claim"\nkey = "é"\ncolour = "red"\nlook = "ink"\nstyle = "bold"'
    number = tag_of(loaded(tmp_path, *(claim, NUMBER)[:: 1 if above == 0 else -1]), "claim/number")
    assert (number.colour, number.look, number.style, number.letter) == ("red", "ink", "bold", "é")


def test_what_a_nested_tag_says_itself_goes_first(tmp_path: Path) -> None:
    own = 'colour = "violet"\nmeaning = "a figure"\n[[tags.fields]]\nname = "unit"\ntype = "text"\n'
    changed = '[[tags.fields]]\nname = "wording"\nmeaning = "the figure alone"\n'
    settings = loaded(tmp_path, NUMBER + own + changed + FORECAST)
    for name in ("claim/number", "claim/number/forecast"):
        tag = tag_of(settings, name)
        assert (tag.colour, tag.look) == ("violet", "ground")
        assert [field.name for field in tag.fields] == [*(field.name for field in CLAIM_FIELDS), "unit"]
        assert [field.description for field in tag.fields if field.name == "wording"] == ["the figure alone"]
    assert tag_of(settings, "claim").fields == CLAIM_FIELDS
    assert tag_of(settings, "claim/number/forecast").description == "", "what a tag is for is its own"


def test_an_entry_says_when_to_use_a_tag(tmp_path: Path) -> None:
    entry = 'when = """For figures.\nAll of them."""\nwhen_not = "For dates."\nexamples = ["Two in three.", "9 %"]\n'
    number = tag_of(loaded(tmp_path, NUMBER + entry), "claim/number")
    assert (number.when, number.when_not) == ("For figures.\nAll of them.", "For dates.")
    assert number.examples == ("Two in three.", "9 %")


@pytest.mark.parametrize(
    ("entries", "name", "letter"),
    [
        (NUMBER, "claim/number", "c"),
        (NUMBER + 'key = "d"\n' + FORECAST, "claim/number", "d"),
        (NUMBER + 'key = "d"\n' + FORECAST, "claim/number/forecast", "d"),
        (NUMBER + FORECAST, "claim/number/forecast", "c"),
        ('[[tags]]\nname = "claim"\nkey = ""\n' + NUMBER, "claim/number", "n"),
        ('[[tags]]\nname = "claim"\nkey = ""\n', "claim", "c"),
        ('[[tags]]\nname = "Überblick"\n', "Überblick", "Ü"),
        ('[[tags]]\nname = "数字"\n', "数字", "#"),
        ('[[tags]]\nname = "שם"\n', "שם", "#"),
        ('[[tags]]\nname = "नाम"\n'.replace("ा", ""), "नम", "न"),
    ],
)
def test_a_letter_is_the_key_or_that_of_the_nearest_tag_above_or_the_first_of_the_name(
    entries: str, name: str, letter: str, tmp_path: Path
) -> None:
    assert tag_of(loaded(tmp_path, entries), name).letter == letter


def test_only_tags_with_a_key_get_a_digit_and_colours_are_shared_out_among_the_others(tmp_path: Path) -> None:
    entries = "".join(f'[[tags]]\nname = "theme {number}"\n' for number in range(6))
    settings = loaded(tmp_path, entries + '[[tags]]\nname = "data"\nkey = "d"\n' + NUMBER)
    assert [tag.colour for tag in settings.tags if not tag.parent] == [
        "gold", "blue", "grey", "green", "violet", "red", "gold", "blue", "grey", "green"
    ]  # fmt: skip
    assert {tag.name: tag.alias for tag in settings.tags if tag.alias} == {
        "quote": "1", "claim": "2", "boilerplate": "3", "data": "4"
    }  # fmt: skip
    assert [key.keys for key in tag_keys(settings.tags)] == ["q 1", "c 2", "b 3", "d 4"]
    assert next(key.brief for key in keyless_tags(settings.tags)) == "claim/number"


def test_a_retired_tag_is_known_and_not_offered_and_its_key_is_free(tmp_path: Path) -> None:
    retired = '[[tags]]\nname = "boilerplate"\nretired = true\n'
    settings = loaded(tmp_path, retired, '[[tags]]\nname = "data"\nkey = "b"\n')
    assert tag_of(settings, "boilerplate").is_retired
    assert [tag.name for tag in settings.offered] == ["quote", "claim", "data"]
    assert [key.names[0] for key in Keymap(settings.tags, {}).tags] == ["q", "c", "b"]
    assert loaded(tmp_path, retired, '[[tags]]\nname = "boilerplate"\nretired = false').tags == TAGS


def test_a_codebook_has_room_for_five_hundred_tags_with_all_that_is_said_of_them(tmp_path: Path) -> None:
    entry = f'[[tags]]\nname = "%s"\nwhen = "{"w" * 1500}"\nexamples = ["an example"]\n'
    settings = loaded(tmp_path, "".join(entry % f"theme {number}" for number in range(500)))
    assert len(settings.tags) == 503


DEEP = "".join(f'[[tags]]\nname = "{"/".join("a" * depth)}"\n' for depth in range(1, 33))


def test_nesting_goes_as_deep_as_a_name_is_long(tmp_path: Path) -> None:
    assert loaded(tmp_path, DEEP).tags[-1].name.count("/") == 31
    (tmp_path / "deeper.toml").write_text(f'{DEEP}[[tags]]\nname = "{"/".join("a" * 33)}"\n')
    assert "name must be up to 64" in load_settings(tmp_path / "deeper.toml").problems[0]


WRONG = [
    (
        '[[tags]]\nname = "clam/number"',
        2,
        "there is no tag 'clam' that 'clam/number' can be nested in: did you mean 'claim/number'?",
    ),
    ('[[tags]]\nname = "x/y"', 2, "there is no tag 'x' that 'x/y' can be nested in: add an entry for 'x'"),
    (FORECAST, 2, "there is no tag 'claim/number' that 'claim/number/forecast' can be nested in: add an entry for"),
    *(
        (f'[[tags]]\nname = "{name}"', 2, "name must be up to 64 letters")
        for name in ("claim/", "/claim", "claim//number", "claim /x", "claim/ x", "claim\\nx", "claim\\n")
    ),
    (NUMBER + "when = 3", 3, "when must be when to use the tag"),
    (NUMBER + "when-not = 'x'", 3, "there is no setting 'when-not': did you mean 'when_not'?"),
    (NUMBER + "examples = 'one'", 3, "examples must be up to 50 passages"),
    (NUMBER + "examples = ['one', 2]", 3, "examples must be up to 50 passages"),
    (f"{NUMBER}examples = {['x'] * 51}", 3, "examples has 51 entries, and can have no more than 50"),
    ("measure = 70\n" + NUMBER * 501, 2, "tags has 501 entries, and can have no more than 500"),
    (NUMBER + "retired = 'yes'", 3, "retired must be true if"),
    (NUMBER + 'key = "c"', 3, "the key 'c' is assigned twice: to the tag claim and the tag claim/number"),
    (NUMBER + "[[tags.fields]]\nname = 'rating'\ntype = 'text'\nvalues = ['x']", 6, "only a choice has values"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "words"), WRONG)
def test_what_cannot_be_is_reported_with_its_line(text: str, line: int, words: str, tmp_path: Path) -> None:
    (tmp_path / "reader.toml").write_text(text)
    settings = load_settings(tmp_path / "reader.toml")
    (problem,) = settings.problems
    assert problem.startswith(f"{tmp_path / 'reader.toml'}:{line}: ")
    assert words in problem
    assert settings.tags == TAGS


def test_a_mistake_in_a_tag_is_none_of_those_that_are_nested_in_it(tmp_path: Path) -> None:
    (tmp_path / "reader.toml").write_text(NUMBER + 'key = "no"\n' + FORECAST)
    assert len(load_settings(tmp_path / "reader.toml").problems) == 1


def test_a_later_file_that_spoils_an_entry_of_an_earlier_one_is_the_one_with_the_mistake(tmp_path: Path) -> None:
    number = NUMBER + '[[tags.fields]]\nname = "rating"\nvalues = ["low", "high"]'
    claim = '\n[[tags]]\nname = "claim"\n[[tags.fields]]\nname = "rating"\ntype = "text"'
    files = tmp_path / "user.toml", tmp_path / "reader.toml"
    for file, text in zip(files, (number, claim), strict=True):
        file.write_text(text)
    settings = load_settings(*files)
    (problem,) = settings.problems
    assert problem.startswith(f"{files[1]}:4: only a choice has values: 'rating' has the type text in 'claim/number'")
    assert [tag.name for tag in settings.within("claim")] == ["claim", "claim/number"]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("claim/number", True),
        ("हिन्दी/भाषा", True),
        ("ความน่าเชื่อถือ", True),
        ("مُحَمَّد", True),
        ("cafe\u0301", True),
        ("\u0301cafe", False),
        ("a,b", False),
        ("a/", False),
        ("a\n", False),
        ("x" * 65, False),
    ],
)
def test_a_name_may_be_in_any_script(name: str, is_one: bool) -> None:
    assert is_tag_name(name) is is_one
    assert bool(problem_of_name(name)) is not is_one


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("claim/number", "claim/number"),
        ("claim/number/share/of", "claim/number"),
        ("claim/date", "claim"),
        ("claims/date", None),
        ("", None),
    ],
)
def test_a_name_without_an_entry_is_like_the_nearest_tag_above(name: str, like: str | None, tmp_path: Path) -> None:
    settings = loaded(tmp_path, NUMBER)
    assert settings.like(name) == (settings.tag(like) if like else None)
