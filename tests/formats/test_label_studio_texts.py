"""The texts of a Label Studio task: which one a region stands in, and where."""

from pathlib import Path
from typing import Any

import pytest

from reader.formats.label_studio_texts import MAX_CONFIG, TaskTexts, text_names

PATH = "/p[1]/text()[1]"  # a place in HTML


@pytest.mark.parametrize(
    ("config", "names"),
    [
        ('<View><Text name="x" value="$title"/></View>', {"x": "title"}),
        ('<View><View><HyperText name="x" value="$html"/></View></View>', {"x": "html"}),
        ('<Paragraphs name="x" value="dialogue"/>', {"x": "dialogue"}),
        ('<View><Header name="h" value="$title"/><Image name="i" value="$image"/></View>', {}),
        ('<View><Text value="$title"/></View>', {"": "title"}),
        ('<View><Text name="x"/></View>', {"x": ""}),
        ("<View>", {}),
        ("", {}),
        ('<?xml version="1.0" encoding="none"?><Text name="x" value="$title"/>', {}),
    ],
)
def test_a_configuration_says_which_key_an_object_shows(config: str, names: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "config.xml").write_text(config)
    assert text_names(tmp_path / "config.xml") == names


def test_a_configuration_that_is_missing_or_too_long_says_nothing(tmp_path: Path) -> None:
    config = '<Text name="x" value="$title"/>'
    (tmp_path / "config.xml").write_text(config + " " * (MAX_CONFIG - len(config)))
    assert text_names(tmp_path / "config.xml") == {"x": "title"}
    (tmp_path / "config.xml").write_text(f"{config[:-2]}{' ' * MAX_CONFIG}/>")
    assert text_names(tmp_path / "config.xml") == text_names(tmp_path / "none.xml") == {}


def placed(data: dict[str, Any], value: dict[str, Any], names: dict[str, str] | None = None, **result: Any) -> Any:
    """Where a region of a task is said to stand, with its words, and the text there, if the file has it."""
    record = TaskTexts(data, names or {}).record("here", result, value, "claim")
    each = record.annotation
    return each.start, each.end, each.exact, record.text


def why(data: dict[str, Any], value: dict[str, Any]) -> str:
    """Why a region of a task has no place."""
    with pytest.raises(ValueError, match=r".") as error:
        placed(data, value)
    return str(error.value)


def test_a_region_of_a_plain_text_has_its_offsets_and_perhaps_its_words() -> None:
    assert placed({"text": "One two."}, {"start": 4, "end": 7, "text": "two"}) == (4, 7, "two", "One two.")
    assert placed({"text": "One two."}, {"start": "0", "end": 3.0, "text": ["One"]}) == (0, 3, "", "One two.")
    assert why({"text": "One two."}, {"start": 4}) == "end is null, not a whole number"
    assert why({"text": 7}, {"start": 0, "end": 3}) == "its task has no text"
    assert why({}, {"start": 0, "end": 3}) == "its task has no text"


# Which text it is

BOTH = {"title": "The mill", "body": "One mill. Two men.", "source": "a.txt", "id": 7}


@pytest.mark.parametrize(
    ("result", "names", "key"),
    [
        ({"source": "$title", "to_name": "body"}, {"body": "body"}, "title"),
        ({"source": "title"}, {}, "title"),
        ({"to_name": "x"}, {"x": "title"}, "title"),
        ({"to_name": "x"}, {"x": "none"}, "body"),
        ({"to_name": "title"}, {}, "title"),
        ({"to_name": ["title"]}, {}, "body"),  # a list names nothing
        ({"source": 7, "to_name": None}, {}, "body"),
        ({}, {}, "body"),  # the longest one
    ],
)
def test_the_text_of_a_region_is_named_in_one_of_several_ways(
    result: dict[str, Any], names: dict[str, str], key: str
) -> None:
    assert placed(BOTH, {"start": 0, "end": 3}, names, **result)[3] == BOTH[key]


def test_a_text_of_that_name_goes_before_a_longer_one() -> None:
    assert placed({"longer": "One two three.", "text": "One."}, {"start": 0, "end": 3})[3] == "One."


def test_the_name_of_the_file_is_not_text_of_the_task() -> None:
    data = {"text": "One.", "file": "a very long name of a file.txt"}
    texts = TaskTexts(data, {})
    assert (texts.has("text"), texts.has("file"), texts.has("none")) == (True, False, False)
    assert texts.record("here", {}, {"start": 0, "end": 3}, "claim").annotation.source == data["file"]


@pytest.mark.parametrize(
    ("regions", "key"),
    [
        ([{"start": 4, "end": 8, "text": "mill"}], "body"),  # in both, so the first
        ([{"start": 10, "end": 13, "text": "Two"}], "body"),
        ([{"start": 4, "end": 8, "text": "mill"}, {"start": 0, "end": 3, "text": "The"}], "title"),
        ([{"start": PATH, "end": PATH, "text": "The"}], "title"),  # words without offsets
        ([{"start": 0, "end": 3, "text": ""}], "body"),
        ([{"start": 0, "end": 3, "text": "Who"}], "body"),
        ([{"start": None, "end": 3, "text": "The"}], "body"),
        ([{"start": 0, "end": 3}], "body"),
    ],
)
def test_words_and_places_of_regions_tell_which_text_an_object_shows(regions: list[dict[str, Any]], key: str) -> None:
    texts = TaskTexts({"body": BOTH["body"], "title": BOTH["title"]}, {})
    texts.learn({"to_name": "x", "value": each} for each in regions)
    found = texts.record("here", {"to_name": "x"}, {"start": 0, "end": 3}, "claim")
    assert found.text == BOTH[key]


def test_the_objects_of_a_task_are_told_apart() -> None:
    texts = TaskTexts({"title": BOTH["title"], "body": BOTH["body"]}, {})
    texts.learn(
        [
            {"to_name": "x", "value": {"start": 0, "end": 3, "text": "The"}},
            {"to_name": "y", "value": {"start": 0, "end": 3, "text": "One"}},
            {"to_name": "z", "value": 7},
        ]
    )
    found = [texts.record("here", {"to_name": name}, {"start": 0, "end": 3}, "claim").text for name in "xy"]
    assert found == [BOTH["title"], BOTH["body"]]


# Dialogues

DIALOGUE = {"dialogue": [{"author": "A long name", "text": "Who?"}, {"author": "B", "text": "The men."}]}


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"start": "0", "startOffset": 0, "end": "0", "endOffset": 4}, (0, 4)),
        ({"start": 1, "startOffset": 4, "end": 1, "endOffset": 7}, (9, 12)),
        ({"start": "0", "startOffset": 1, "end": "1", "endOffset": 3}, (1, 8)),
    ],
)
def test_a_region_of_a_dialogue_counts_in_its_paragraphs(value: dict[str, Any], place: tuple[int, int]) -> None:
    assert placed(DIALOGUE, value) == (*place, "", "Who?\nThe men.")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"start": 2, "startOffset": 0, "end": 2, "endOffset": 1}, "paragraph 2 is not in its dialogue"),
        ({"start": -1, "startOffset": 0, "end": 0, "endOffset": 1}, "paragraph -1 is not in its dialogue"),
        ({"start": None, "startOffset": 0, "end": 0, "endOffset": 1}, "paragraph is null, not a whole number"),
        ({"start": 0, "end": 0, "endOffset": 1}, "startOffset is null, not a whole number"),
        ({"start": 0, "startOffset": 0, "end": 0}, "endOffset is null, not a whole number"),
    ],
)
def test_a_place_that_is_not_in_a_dialogue_is_reported(value: dict[str, Any], words: str) -> None:
    assert why(DIALOGUE, value) == words


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        ({"text": "So.", "author": "A longer text"}, "So."),
        ({"author": "A", "phrase": "So it is."}, "So it is."),  # the longest text
        ({"text": 7, "phrase": "So."}, "So."),
    ],
)
def test_the_text_of_a_paragraph_is_that_of_its_name_or_the_longest(paragraph: dict[str, Any], text: str) -> None:
    assert placed({"d": [paragraph]}, {"start": 0, "startOffset": 0, "end": 0, "endOffset": 1})[3] == text


@pytest.mark.parametrize(
    "value",
    [
        [],
        ["text"],
        [{"text": ""}],
        [{"text": "a"}, {}],
        [{"text": "a", "labels": ["x"]}],
        [{"text": "a", "htmllabels": []}],
    ],
)
def test_another_list_is_not_a_dialogue(value: Any) -> None:
    assert not TaskTexts({"d": value}, {}).has("d")


# HTML

HTML = {"text": "<p>A &amp; <b>mill</b></p>"}


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"globalOffsets": {"start": 4, "end": 8}}, (4, 8, "", "A & mill")),
        ({"globalOffsets": {"start": 4, "end": 8}, "text": "mill"}, (4, 8, "mill", "A & mill")),
        ({"text": "mill"}, (-1, -1, "mill", "A & mill")),
    ],
)
@pytest.mark.parametrize("ends", [{"start": PATH, "end": PATH}, {"start": PATH, "end": 0}, {"start": 0, "end": PATH}])
def test_a_place_in_html_counts_in_what_is_read_of_it(ends: dict[str, Any], value: dict[str, Any], place: Any) -> None:
    assert placed(HTML, {**ends, **value}) == place


def test_offsets_in_html_count_in_its_markup() -> None:
    assert placed(HTML, {"start": 14, "end": 18}) == (14, 18, "", HTML["text"])


def test_global_offsets_of_a_text_without_markup_count_in_it_as_it_is() -> None:
    value = {"start": PATH, "end": PATH, "globalOffsets": {"start": 0, "end": 5}}
    assert placed({"text": "A &amp; mill"}, value)[3] == "A &amp; mill"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"start": PATH, "end": PATH}, "neither its place nor its words are in the file"),
        ({"start": PATH, "end": PATH, "globalOffsets": {"start": 1}}, "end is null, not a whole number"),
        ({"start": PATH, "end": PATH, "globalOffsets": {"end": 1}}, "start is null, not a whole number"),
        ({"start": "x", "end": "y"}, "start is 'x', not a whole number"),
    ],
)
def test_a_region_of_html_without_a_place_is_reported(value: dict[str, Any], words: str) -> None:
    assert why(HTML, value) == words


# Texts that are elsewhere


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("https://x.org/d/a.txt?v=1", "d/a.txt"),
        ("s3://bucket/d/a.txt", "d/a.txt"),
        ("file:///d/a.txt", "d/a.txt"),
        ("/data/upload/a.txt", "data/upload/a.txt"),
    ],
)
def test_a_text_that_is_elsewhere_is_known_by_its_address(address: str, source: str) -> None:
    record = TaskTexts({"text": address}, {}).record(
        "here", {}, {"start": 0, "end": 3, "text": "One"}, "claim", note="so"
    )
    each = record.annotation
    assert (each.source, each.start, each.end, each.exact, each.note, each.id) == (source, 0, 3, "One", "so", "")
    assert record.text is None
    words = TaskTexts({"text": address}, {}).record("here", {}, {"start": PATH, "end": PATH, "text": "One"}, "claim")
    assert (words.annotation.start, words.annotation.end, words.annotation.exact) == (-1, -1, "One")


def test_a_name_of_the_source_goes_before_the_address() -> None:
    data = {"text": "https://x.org/d/a.txt", "source": "b.txt"}
    assert TaskTexts(data, {}).record("here", {}, {"start": 0, "end": 1}, "claim").annotation.source == "b.txt"


@pytest.mark.parametrize(
    "text", ["see https://x.org/a.txt", "https://x.org is it", "/data/", "ftp://x.org/a.txt", "/etc/a"]
)
def test_a_text_with_an_address_in_it_is_a_text(text: str) -> None:
    assert placed({"text": text}, {"start": 0, "end": 1})[3] == text
