"""The fields of tags in reader.toml: what may be said, and what is refused, with its line."""

from pathlib import Path

import pytest

from reader.settings import TAGS, Settings, load_settings
from reader.settings.fields import RESERVED, Choice, Field

DATA = '[[tags]]\nname = "data"\nkey = "d"\n'
CLAIM = '[[tags]]\nname = "claim"\n'


def loaded(folder: Path, text: str) -> Settings:
    (folder / "reader.toml").write_text(text, "utf-8")
    return load_settings(folder / "reader.toml")


def fields_of(folder: Path, text: str, tag: str = "data") -> tuple[Field, ...]:
    settings = loaded(folder, text)
    assert not settings.problems
    found = settings.tag(tag)
    assert found is not None
    return found.fields


def test_a_tag_of_one_s_own_can_have_every_type_of_field(tmp_path: Path) -> None:
    text = f"""{DATA}
    [[tags.fields]]
    name = "unit"
    type = "choice"
    values = ["metre", {{ value = "sea mile", key = "1" }}, "foot"]
    meaning = "what it counts"
    [[tags.fields]]
    name = "value"
    type = "number"
    [[tags.fields]]
    name = "said-by"
    type = "person"
    many = true
    """
    assert fields_of(tmp_path, text) == (
        Field("unit", "choice", "what it counts", (Choice("metre", "2"), Choice("sea mile", "1"), Choice("foot", "3"))),
        Field("value", "number"),
        Field("said-by", "person", is_many=True),
    )


def test_an_entry_changes_the_field_that_a_tag_has(tmp_path: Path) -> None:
    text = f"""{CLAIM}
    [[tags.fields]]
    name = "rating"
    values = ["true", "false"]
    [[tags.fields]]
    name = "checked"
    type = "date"
    """
    rating, wording, checked = fields_of(tmp_path, text, "claim")
    assert (rating.description, rating.choices) == (
        TAGS[1].fields[0].description,
        (Choice("true", "1"), Choice("false", "2")),
    )
    assert wording == TAGS[1].fields[1]
    assert checked == Field("checked", "date")


def test_a_field_with_another_type_has_none_of_the_old_values(tmp_path: Path) -> None:
    text = f'{CLAIM}[[tags.fields]]\nname = "rating"\ntype = "number"\nmany = true'
    assert fields_of(tmp_path, text, "claim")[0] == Field(
        "rating", "number", TAGS[1].fields[0].description, is_many=True
    )


def test_values_beyond_nine_have_letters(tmp_path: Path) -> None:
    values = ", ".join(f'"value {number}"' for number in range(11))
    (field,) = fields_of(tmp_path, f'{DATA}[[tags.fields]]\nname = "n"\ntype = "choice"\nvalues = [{values}]')
    assert [each.key for each in field.choices] == [*"123456789ab"]


WRONG = [
    *((f'name = "{name}"\ntype = "text"', 5, f"a field cannot have the name '{name}'") for name in RESERVED),
    ('name = "unit"', 5, "the new field 'unit' must have a type"),
    ('name = "unit"\ntype = "txt"', 6, "type must be one of choice, text, url"),
    ('name = "un it"\ntype = "text"', 5, "name must be up to 32 letters, digits and hyphens"),
    ('name = "un:it"\ntype = "text"', 5, "name must be up to 32 letters, digits and hyphens"),
    ('name = "unit"\ntype = "choice"', 5, "the choice 'unit' must have values"),
    ('name = "unit"\ntype = "text"\nvalues = ["a"]', 7, "only a choice has values"),
    ('name = "unit"\ntype = "choice"\nvalues = ["a", "a"]', 7, "the value 'a' is given twice in 'unit'"),
    ('name = "unit"\ntype = "choice"\nvalues = ["a\\nb"]', 7, "value must be one value of a choice"),
    (
        'name = "unit"\ntype = "choice"\nvalues = [{ value = "a", key = "x" }, { value = "b", key = "x" }]',
        7,
        "the key 'x' is given twice in 'unit'",
    ),
    ('name = "unit"\ntype = "choice"\nvalues = [{ value = "a", key = "ab" }]', 7, "key must be one letter or digit"),
    ('name = "unit"\ntype = "text"\nmeening = "x"', 7, "there is no setting 'meening': did you mean 'meaning'?"),
    (
        'name = "a"\ntype = "text"\n[[tags.fields]]\nname = "a"\ntype = "text"',
        8,
        "there are two fields 'a' in this tag",
    ),
]


@pytest.mark.parametrize(("entry", "line", "reason"), WRONG)
def test_a_field_that_cannot_be_used_is_refused_with_its_line(
    entry: str, line: int, reason: str, tmp_path: Path
) -> None:
    (problem,) = loaded(tmp_path, f"{DATA}[[tags.fields]]\n{entry}").problems
    assert problem.startswith(f"{tmp_path / 'reader.toml'}:{line}: {reason}")
