"""A long Markdown text is split at blank lines, but never within what may hold some."""

import pytest

from reader.text.markdown import splitter
from reader.text.markdown.splitter import split_points


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitter, "LEAST", 10)


def parts(text: str) -> list[str]:
    ends = [*split_points(text, 0), len(text)]
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    "holder",
    [
        "```\nA line of code.\n\nAnother line.\n```\n",
        "````\nA line of code.\n```\n\nAnother line.\n`````\n",
        "~~~ python\nA line of code.\n\n```\n\nAnother line.\n  ~~~  \n",
        "<pre>\nA line of it.\n\nAnother line.</PRE>\n",
        "<!-- A line of it.\n\nAnother line. -->\n",
        "<?php A line of it.\n\nAnother line. ?>\n",
        "<![CDATA[ A line of it.\n\nAnother line. ]]>\n",
        "<!ELEMENT A line of it\n\nAnother line>\n",
    ],
    ids=["fence", "long fence", "tildes", "pre", "comment", "instruction", "cdata", "declaration"],
)
def test_no_part_ends_within_what_holds_a_blank_line(holder: str) -> None:
    before, after = "Words before it.\n\n", "\nWords after it.\n\n"
    assert parts(f"{before}{holder}{after}The end.") == [before, f"{holder}\n", after[1:], "The end."]


@pytest.mark.parametrize("begin", ["```", "~~~", "<script>", "<!--", "<?", "<![CDATA[", "<!A"])
def test_what_is_never_closed_is_one_part(begin: str) -> None:
    rest = f"{begin}\nA line of it.\n\nAnother line.\n\nThe last line"
    assert parts(f"Words before it.\n\n{rest}") == ["Words before it.\n\n", rest]


@pytest.mark.parametrize("line", ["``` `not code`", "    ```", "``", "a ```", "    <pre>"])
def test_what_only_looks_like_it_holds_nothing(line: str) -> None:
    text = f"Words before it.\n\nThen {line}\n" if line.startswith("a") else f"Words before it.\n{line}\n"
    assert parts(f"{text}\nWords after it.\n")[-1] == "Words after it.\n"


def test_a_part_is_as_long_as_it_must_be() -> None:
    assert parts("One.\n\nTwo.\n\nThree.\n\nFour.") == ["One.\n\nTwo.\n\n", "Three.\n\nFour."]


@pytest.mark.parametrize("size", [1, 3, 12, 40])
@pytest.mark.parametrize("closing", ["</textarea>", "</PRE>"])
def test_the_end_of_html_is_found_wherever_it_lies_in_what_is_searched_at_once(
    size: int, closing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splitter, "SLICE", size)
    for length in range(30):
        holder = f"<pre>{'x' * length}\n\nA line of it.\n\n{closing}\n"
        assert parts(f"{holder}\nThe end.") == [f"{holder}\n", "The end."]


def test_only_what_follows_the_front_matter_is_split() -> None:
    text = "---\na: 1\n\nb: 2\n---\n\nOne line.\n\nAnother line."
    front = text.index("---", 3) + 3
    assert [text[at:] for at in split_points(text, front)] == ["One line.\n\nAnother line.", "Another line."]
    assert next(text[at:] for at in split_points(text, 0)).startswith("b: 2")
    assert list(split_points("", 0)) == []
    assert list(split_points("One", 3)) == []
