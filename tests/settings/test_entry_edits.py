"""The single changes of the text of a reader.toml, at the edges that a whole change of the codebook seldom meets."""

import pytest

from reader.settings import entry_edits as edits
from reader.settings.entry_writing import with_entries

RETIRED = '[[tags]]\nname = "a"\nretired = true\n[[tags]]\nname = "b"\nretired = true'


def test_only_the_tag_in_question_is_taken_up_again() -> None:
    assert edits.take_up(RETIRED, ["a"]) == RETIRED.replace("retired = true\n", "", 1)
    assert edits.take_up(RETIRED, ["b"]) == RETIRED.removesuffix("\nretired = true"), "a last line without an end"


@pytest.mark.parametrize("text", ["", 'theme = "nord"\n', RETIRED])
def test_a_tag_without_an_entry_leaves_a_text_as_it_is(text: str) -> None:
    assert edits.retire(text, ["nobody"]) == edits.take_up(text, ["nobody"]) == text
    assert edits.add_former_name(text, "nobody", "x") == edits.remove_former_name(text, "nobody", "x") == text


@pytest.mark.parametrize(
    ("text", "gap"), [("", ""), ("a = 1\n", "\n"), ("a = 1", "\n\n"), ("a = 1\r\n", "\r\n"), ("\n", "\n")]
)
def test_a_new_entry_stands_apart_from_what_is_before_it(text: str, gap: str) -> None:
    end = "\r\n" if "\r" in text else "\n"
    entry = f'[[tags]]{end}name = "claim"{end}retired = true{end}'
    assert with_entries(text, [{"name": "claim", "retired": True}]) == f"{text}{gap}{entry}"


@pytest.mark.parametrize("after", ["", "#~ key = 'not ours' 'at all'\n", "#~ \n#~ [x\n"])
def test_comments_of_somebody_below_an_entry_that_was_made_one_stay(after: str) -> None:
    text = f'# before\n[[tags]]\nname = "a"\n{after}[[tags]]\nname = "b"\n'
    made = edits.comment_out(text, {"a": "b"})
    assert made.startswith('# before\n# merged into "b":\n#~ [[tags]]\n#~ name = "a"\n')
    assert edits.restore_entries(made, ["a"]) == text
    assert edits.restore_entries(made, ["b"]) == made


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{ name = "a", formerly = ["x"] }', '{ name = "a" }'),
        ('{ formerly = ["x"], name = "a" }', '{ name = "a" }'),
        ('{ formerly = ["x"],name = "a" }', '{ name = "a" }'),
        ('{ name = "a", formerly = ["x", "y"] }', '{ name = "a", formerly = ["y"] }'),
        ('{ name = "a", formerly = ["y", "x"] }', '{ name = "a", formerly = ["y"] }'),
        ('{ name = "a", formerly = ["y"] }', '{ name = "a", formerly = ["y"] }'),
    ],
)
def test_a_former_name_goes_from_an_entry_on_one_line(before: str, after: str) -> None:
    assert edits.remove_former_name(f"tags = [{before}]", "a", "x") == f"tags = [{after}]"
