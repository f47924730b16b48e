"""Changes of the codebook in the texts of reader.toml: nothing but the entry changes, and each can be taken back."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.settings import entry_edits
from reader.settings.codebook_change import CodebookChange
from tests.support.spies import spy

TAGS = '''\
# Our project, agreed in March.
theme = "nord"   # easier to read

[[tags]]   # the first of our own
name = "witness"  # who saw it
key = "w"
formerly = ["seen"]

  [[tags.fields]]
  name = "place"
  type = "text"
  # the town, not the street

[[tags]]
    name = 'witness/expert'
    meaning = """
[[tags]] is no header here
name = "witness"
"""

# The rest is Bea's.
[[tags]]
name = "rumour"
key = "r"
examples = [
  "they say", # often

  "it is heard",
]

[keys]
quit = "Q"
'''
RENAMED = CodebookChange({"witness": "saw", "witness/expert": "saw/expert"}, formerly={"witness": "saw"})
RENAMED_BACK = CodebookChange({"witness": "seen"}, formerly={"witness": "seen"}, forgotten={"seen": "seen"})
MERGED = CodebookChange(merged={"rumour": "witness"}, formerly={"rumour": "witness"})
MERGED_WITH_NESTED = CodebookChange({"witness/expert": "rumour/expert"}, {"witness": "rumour"}, {"witness": "rumour"})
RETIRED = CodebookChange(retired=("witness", "witness/expert"))
RETIRED_DEFAULT = CodebookChange(retired=("claim",))
INTO_DEFAULT = CodebookChange(merged={"rumour": "claim"}, formerly={"rumour": "claim", "gossip": "claim"})
ADDED = CodebookChange(
    added={"mood": {"meaning": "one\ntwo", "examples": ["so", "and"], "retired": True}, "rumour": {"meaning": "new"}}
)
CHANGES = (RENAMED, RENAMED_BACK, MERGED, MERGED_WITH_NESTED, RETIRED, RETIRED_DEFAULT, INTO_DEFAULT, ADDED)


def new_lines(before: str, after: str) -> list[str]:
    """Return the lines that only the text after a change has."""
    return [line.strip() for line in after.splitlines() if line not in before.splitlines()]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (
            RENAMED,
            ['name = "saw"  # who saw it', 'formerly = ["witness", "seen"]', "name = 'saw/expert'"],
        ),
        (RENAMED_BACK, ['name = "seen"  # who saw it', 'formerly = ["witness"]']),
        (RETIRED, ["retired = true", "retired = true"]),
        (RETIRED_DEFAULT, ['name = "claim"', "retired = true"]),
    ],
)
def test_only_the_lines_in_question_change(change: CodebookChange, lines: list[str]) -> None:
    (after,) = change.do([TAGS])
    assert new_lines(TAGS, after) == lines


@pytest.mark.parametrize(
    ("one", "several"),
    [
        (CodebookChange(retired=("witness",)), CodebookChange(retired=("witness", "witness/expert", "rumour"))),
        (CodebookChange(added={"rumour": {"meaning": "new"}}), ADDED),
    ],
    ids=["retired", "added"],
)
def test_a_change_of_several_tags_takes_no_more_readings_of_the_text_than_one_of_a_single_tag(
    monkeypatch: pytest.MonkeyPatch, one: CodebookChange, several: CodebookChange
) -> None:
    read = list[str]()
    spy(monkeypatch, entry_edits, "settings_in", read.append)
    readings = list[int]()
    for change in (one, several):
        assert change.take_back(change.do([TAGS])) == [TAGS]
        readings.append(len(read))
        read.clear()
    assert readings[0] == readings[1]


def test_an_entry_that_is_merged_becomes_a_comment_as_a_whole() -> None:
    (after,) = MERGED_WITH_NESTED.do([TAGS])
    assert [tag["name"] for tag in tomllib.loads(after)["tags"]] == ["rumour/expert", "rumour"]
    assert '# merged into "rumour":\n#~ [[tags]]   # the first of our own\n#~ name = "witness"  # who saw it\n' in after
    assert '#~   type = "text"\n  # the town, not the street\n' in after, "what stands below the last setting stays"


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("text", [TAGS, TAGS.replace("\n", "\r\n"), TAGS.split("[keys]")[0]])
def test_every_change_can_be_taken_back_to_the_byte(change: CodebookChange, text: str) -> None:
    after = change.do([text])
    assert after != [text]
    tomllib.loads(after[0])
    assert change.take_back(after) == [text]


@pytest.mark.parametrize("change", CHANGES)
def test_what_somebody_wrote_since_stays_when_a_change_is_taken_back(change: CodebookChange) -> None:
    later = 'theme = "dracula"\n# later\n'
    changed = [text.replace('theme = "nord"', later) for text in change.do([TAGS])]
    assert change.take_back(changed) == [TAGS.replace('theme = "nord"', later)]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_survives_being_written_as_json(change: CodebookChange) -> None:
    assert CodebookChange.of(change.values) == change


@pytest.mark.parametrize("later", ['key = "m"', '\n[[tags.fields]]\nname = "place"\n', '\n# why\nwhen = "so"\n'])
def test_an_entry_that_was_added_stays_if_somebody_has_changed_it_since(later: str) -> None:
    (after,) = ADDED.do([TAGS])
    (back,) = ADDED.take_back([f"{after}{later}"])
    assert [entry.name for entry in entry_edits.entries_in(back)][-2:] == ["rumour", "rumour"], "but mood is gone"
    other = after.replace('meaning = "new"', 'meaning = "newer"')
    assert 'meaning = "newer"' in ADDED.take_back([other])[0]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"renamed": 1},
        {"renamed": {"a": 1}},
        {"merged": ["a"]},
        {"retired": "a"},
        {"added": ["a"]},
        {"added": {"a": 1}},
        {"added": {"a": {"when": 1}}},
        {"added": {"a": {"examples": [1]}}},
    ],
)
def test_values_of_something_else_change_nothing(values: dict[str, object]) -> None:
    assert not CodebookChange.of(values)
    assert CodebookChange.of(values).do([TAGS]) == [TAGS]


INLINE = 'tags = [{ name = "a", key = "x" }, { key = "y", name = "b", retired = false },\n  { name = "a/c" }]\n'


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            CodebookChange({"a": "z", "a/c": "z/c"}, formerly={"a": "z"}),
            [
                {"name": "z", "formerly": ["a"], "key": "x"},
                {"key": "y", "name": "b", "retired": False},
                {"name": "z/c"},
            ],
        ),
        (
            CodebookChange(retired=("a", "b")),
            [{"name": "a", "retired": True, "key": "x"}, {"key": "y", "name": "b", "retired": True}, {"name": "a/c"}],
        ),
        (
            CodebookChange(merged={"b": "a"}),
            tomllib.loads(INLINE)["tags"],
        ),
    ],
)
def test_entries_may_stand_on_one_line(change: CodebookChange, expected: list[dict[str, object]]) -> None:
    after = change.do([INLINE])
    assert tomllib.loads(after[0])["tags"] == expected
    if change.renamed:
        assert change.take_back(after) == [INLINE]


def test_a_change_reaches_the_file_in_which_the_entry_stands() -> None:
    user, own = '[[tags]]\nname = "witness"\nkey = "w"\n', '[[tags]]\nname = "witness"\nkey = "v"\n'
    change = CodebookChange({"witness": "saw"}, formerly={"witness": "saw"})
    assert change.do([user, ""]) == ['[[tags]]\nname = "saw"\nformerly = ["witness"]\nkey = "w"\n', ""]
    assert change.do([user, own])[1] == own.replace("witness", "saw"), "the first file has the former name"
    assert CodebookChange(retired=("witness",)).do([user, own]) == [user, own.replace("\nkey", "\nretired = true\nkey")]
    assert CodebookChange(retired=("claim",)).do([user, ""]) == [user, '[[tags]]\nname = "claim"\nretired = true\n']


@pytest.mark.parametrize("change", [RENAMED, CodebookChange(retired=("witness",)), MERGED])
def test_an_entry_that_only_gives_a_name_stays_when_a_change_is_taken_back(change: CodebookChange) -> None:
    text = '[[tags]]\nname = "rumour"\n[[tags]]\nname = "witness"\n'
    assert change.take_back(change.do([text])) == [text]


NAMES = st.sampled_from(["a", "b", "b/c", "Zeuge", "two words"])
COMMENTS = st.sampled_from(["", "# name = 'a'\n", "\n", "  \n", "#~ not ours\n"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return a reader.toml with entries in many layouts."""
    text = ""
    for name in draw(st.lists(NAMES, max_size=4, unique=True)):
        before = draw(COMMENTS)
        quoted = draw(st.sampled_from([f'"{name}"', f"'{name}'"]))
        former = draw(
            st.sampled_from(["", 'formerly = ["x"]\n', 'formerly = [\n "x", # why\n "y",\n]\n', "formerly=[]\n"])
        )
        retired = draw(st.sampled_from(["", "key = 'k' # k\n"]))
        field = draw(st.sampled_from(["", '[[tags.fields]]\nname = "n"\n\n']))
        text += f"{before}[[tags]]\n{draw(COMMENTS)}name = {quoted} # {name}\n{former}{retired}{field}"
    return text


@given(text=files(), old=NAMES, new=NAMES)
def test_no_layout_keeps_a_change_from_being_made_and_taken_back(text: str, old: str, new: str) -> None:
    has_empty = "formerly=[]" in text
    known = [tag["name"] for tag in tomllib.loads(text).get("tags", [])]
    for change in (
        CodebookChange({old: "new"}, formerly={old: "new"} if old in known else {}),
        CodebookChange(merged={old: new}, formerly={old: new} if old != new and new in known else {}),
        CodebookChange(retired=tuple(known)),
    ):
        after = change.do([text])
        tomllib.loads(after[0])
        if not has_empty:  # an empty list goes with the name that was put into it
            assert change.take_back(after) == [text]
