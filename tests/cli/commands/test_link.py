"""`reader link`: links of an annotation to another one, to a passage and to a web page, made and removed."""

import json
from typing import Any

import pytest

from tests.support.commands import Commands


@pytest.fixture
def ids(reader: Commands) -> tuple[str, str]:
    """The ids of a claim in one source and of a quote in another."""
    claim, quote = (
        reader.run("tag", source, "0", "5", tag).stdout.strip()
        for source, tag in (("one.txt", "claim"), ("two.md", "quote"))
    )
    return claim, quote


def links(reader: Commands) -> list[dict[str, Any]]:
    found = json.loads(reader.run("export").stdout)["annotations"]
    return [link for each in found for link in each.get("links", {}).values()]


def test_an_annotation_is_linked_to_another_one_a_passage_and_a_web_page(
    reader: Commands, ids: tuple[str, str]
) -> None:
    claim, quote = ids
    made = reader.run("link", claim[:8], quote[:8])
    assert (made.returncode, made.stdout, made.stderr) == (0, f"{claim}\n", "")
    reader.run("link", claim, "two.md:0-5", "--type", "contradicts", "--note", "see there")
    reader.run("link", claim, "https://example.org/a", "--type", "fact-check")
    assert [(each["type"], each["to"].get("annotation"), each.get("note")) for each in links(reader)] == [
        ("evidence", quote, None),
        ("contradicts", None, "see there"),
        ("fact-check", None, None),
    ]
    passage, page = (each["to"] for each in links(reader)[1:])
    assert (passage["source"], passage["start"], passage["end"]) == ("two.md", 0, 5)
    assert page == {"url": "https://example.org/a"}


@pytest.mark.parametrize(
    ("arguments", "status", "reason"),
    [
        (["{claim}"], 1, "a tag cannot be linked to itself"),
        (["{quote}"], 1, "there is such a link already: evidence"),
        (["file:///etc/passwd"], 1, "links must be http, https or mailto"),
        (["one.txt:3-3"], 1, "one.txt: 3 to 3 is not a passage"),
        (["gone.txt:0-5"], 1, "gone.txt"),
        (["nothing"], 1, "nothing: no annotation has this id"),
        (["one.txt:0-5", "--type", "two words"], 1, "the type of a link must be a name"),
        (["{quote}", "--remove", "--note", "x"], 2, "--note belongs to a new link"),
        (["two.md:0-5", "--remove"], 1, "there is no such link; this tag has: evidence {quote}"),
        (["{quote}", "--remove", "--type", "original"], 1, "there is no such link"),
    ],
)
def test_a_link_that_cannot_be_made_or_removed_is_refused(
    arguments: list[str], status: int, reason: str, reader: Commands, ids: tuple[str, str]
) -> None:
    claim, quote = ids
    reader.run("link", claim, quote)
    refused = reader.run("link", claim, *(each.format(claim=claim, quote=quote) for each in arguments))
    assert refused.returncode == status
    assert reason.format(quote=quote) in refused.stderr
    assert len(links(reader)) == 1


def test_links_are_removed_by_where_they_lead_all_at_once_or_of_one_type(
    reader: Commands, ids: tuple[str, str]
) -> None:
    claim, quote = ids
    for kind in ("evidence", "same-as"):
        reader.run("link", claim, quote, "--type", kind)
    reader.run("link", claim, "two.md:0-5")
    reader.run("link", claim, quote, "--remove", "--type", "same-as")
    assert [each["type"] for each in links(reader)] == ["evidence", "evidence"]
    assert reader.run("link", claim, "two.md:0-5", "--remove").stdout.strip() == claim
    reader.run("untag", quote)
    assert reader.run("link", claim, quote[:8], "--remove").returncode == 0, "also if what it leads to is gone"
    assert links(reader) == []


def test_another_person_s_tag_gets_no_link_but_one_s_own_beside_it(reader: Commands, ids: tuple[str, str]) -> None:
    claim, quote = ids
    linked = reader.run("link", claim, quote, "--creator", "somebody else")
    mine = linked.stdout.strip()
    assert mine not in ids
    assert "tag stays as it is: the change was made to a new tag of somebody else’s beside it" in linked.stderr
    refused = reader.run("link", mine, quote, "--remove")
    assert (refused.returncode, "somebody else" in refused.stderr) == (1, True)
