"""The codebook in REFI-QDA: nested codes with what the codebook says, and back."""

from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import fromstring

import pytest

from reader.formats.codebook_entry import SHADES, CodebookEntry
from reader.formats.format import ImportedEntry, LeftOut, Record
from reader.formats.qda_codebook import CATEGORIES, COLOURS, CUT, RENAMED, codes_in, entries_of
from reader.formats.qda_codes import code_elements, guid_of, path_of, stable_guid
from reader.formats.qda_elements import parse_xml
from tests.support import refi_rules
from tests.support.codebooks import as_tag, entries

ENTRIES = [
    CodebookEntry("quote", "said", "if so", "if not", ("one", "two"), "gold"),
    CodebookEntry("quote/short", colour="#123456", is_retired=True),
    CodebookEntry("quote/short/er", colour="#123456"),
    CodebookEntry("claim", colour="blue"),
]


def codebook(*codes: str, origin: str = "reader 1") -> str:
    inside = "".join(codes)
    return f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="{origin}"><Codes>{inside}</Codes></CodeBook>'


def read(content: str, memos: dict[str, list[str]] | None = None) -> list[Record]:
    root = parse_xml(content.encode())
    is_ours = root.get("origin", "").startswith("reader ")
    found = codes_in(root, is_ours=is_ours)
    return list(entries_of(found, lambda code: (memos or {}).get(code.get("name", ""), []), is_ours=is_ours))


def left_out(records: list[Record]) -> list[tuple[str, str]]:
    return [(each.where, each.what) for each in records if isinstance(each, LeftOut)]


def test_tags_are_nested_codes_with_all_that_the_codebook_says() -> None:
    root = fromstring(codebook(*code_elements(list(map(as_tag, ENTRIES)))))
    assert refi_rules.problems(root) == []
    quote, claim = root[0]
    assert [each.get("name") for each in quote.iter() if each.get("name")] == ["quote", "short", "er"]
    assert (quote.get("color"), quote.get("guid")) == (SHADES["gold"], stable_guid("code", "quote"))
    assert claim.find("{*}Description") is None, "nothing is said of it"


def test_entries_come_back_and_a_colour_of_the_tag_above_is_inherited() -> None:
    back = read(codebook(*code_elements(list(map(as_tag, ENTRIES)))))
    assert entries(back) == [*ENTRIES[:2], ENTRIES[2]._replace(colour=""), ENTRIES[3]]
    assert left_out(back) == []


def test_tags_that_only_annotations_have_follow_and_those_between_hold_no_passages() -> None:
    content = codebook(*code_elements([as_tag(CodebookEntry("b"))], ["a/c/d", "b", "odd//name", "b/x"]))
    root = fromstring(content)
    assert refi_rules.problems(root) == []
    found = [(each.get("name"), each.get("isCodable")) for each in root.iter() if each.get("name")]
    assert found == [
        ("b", "true"), ("x", "true"), ("a", "false"), ("c", "false"), ("d", "true"), ("odd//name", "true")
    ]  # fmt: skip
    assert [each.name for each in entries(read(content))] == ["b", "b/x", "a", "a/c", "a/c/d", "odd//name"]


@pytest.mark.parametrize(
    ("name", "path"),
    [("a", ("a",)), ("a/b", ("a", "b")), ("a//b", ("a//b",)), ("/a", ("/a",)), ("a/", ("a/",)), ("", ("",))],
)
def test_only_a_name_whose_parts_are_names_is_nested(name: str, path: tuple[str, ...]) -> None:
    assert path_of(name) == path


@pytest.mark.parametrize("name", ["a", "é/信頼", "x" * 300])
def test_a_guid_is_that_of_the_name_in_each_export(name: str) -> None:
    assert guid_of("code", name) == stable_guid("code", name) == str(uuid5(NAMESPACE_URL, f"urn:x-reader:code:{name}"))


def code(name: str, inside: str = "", about: str = "") -> str:
    return f'<Code guid="{name}" name="{name}" {about}>{inside}</Code>'


def test_codes_of_other_programs_get_names_that_tags_can_have() -> None:
    inside = code("Why?", code("Why?")) + code("Either/or") + '<Code guid="n"/>'
    found = read(codebook(code("Trust", inside), code("Trust"), origin="Another"))
    assert [(each.name, each.meaning) for each in entries(found)] == [
        ("Trust", ""),
        ("Trust/Why", "Why?"),
        ("Trust/Why/Why", "Why?"),
        ("Trust/Either-or", "Either/or"),
        ("Trust/unnamed", ""),
        ("Trust 2", "Trust"),
    ]
    assert left_out(found) == [
        ("Why?, here Trust/Why", RENAMED),
        ("Why?, here Trust/Why/Why", RENAMED),
        ("Either/or, here Trust/Either-or", RENAMED),
        ("a code without a name, here Trust/unnamed", RENAMED),
        ("Trust, here Trust 2", RENAMED),
    ]
    assert all(each.is_changed for each in found if isinstance(each, LeftOut))


def test_a_description_keeps_the_meaning_though_the_name_was_changed() -> None:
    found = read(codebook(code("Why?", "<Description>The reason</Description>"), origin="Another"))
    assert [each.meaning for each in entries(found)] == ["The reason"]


def test_memos_on_a_code_are_what_it_means_or_when_it_is_used() -> None:
    memos = {"a": ["Of trust.\nUse it well."], "b": ["one", "two"], "c": ["three"]}
    when = "<Description>When to use: C</Description>"
    codes = [code("a"), code("b", "<Description>B</Description>"), code("c", when)]
    found = entries(read(codebook(*codes, origin="Another"), memos))
    assert [(each.meaning, each.when) for each in found] == [
        ("Of trust.", "Use it well."),
        ("B", "one\n\ntwo"),
        ("", "C\n\nthree"),
    ]


@pytest.mark.parametrize(("name", "where"), [(" Trust ", "Trust"), ("  ", "a code without a name")])
def test_a_code_is_named_without_the_white_space_around_its_name(name: str, where: str) -> None:
    found = read(codebook(code(name), origin="Another"))
    assert [each.where for each in found if isinstance(each, ImportedEntry)] == [where]


def test_what_is_too_long_is_cut_and_counted() -> None:
    found = read(codebook(code("a", f"<Description>{'x' * 3000}</Description>"), origin="Another"))
    assert left_out(found) == [("a", CUT)]
    assert len(entries(found)[0].when) == 2000


def test_a_code_without_a_colour_has_none_and_one_in_another_form_is_understood() -> None:
    inside = code("b", about='color="#AABBCC"') + code("c", about='color="rgb(1,2,3)"')
    found = read(codebook(code("a", inside, 'color="#abc"'), code("d", about='color=" "'), origin="Another"))
    assert [each.colour for each in entries(found)] == ["#aabbcc", "", "", ""]
    assert left_out(found) == [("c, rgb(1,2,3)", COLOURS)]


@pytest.mark.parametrize(("value", "is_left_out"), [("false", True), ("False", True), ("0", True), ("true", False)])
def test_a_category_is_a_tag_like_others_which_is_reported(value: str, is_left_out: bool) -> None:
    found = read(codebook(code("a", about=f'isCodable="{value}"'), origin="Another"))
    assert [each.name for each in entries(found)] == ["a"]
    assert left_out(found) == ([("a", CATEGORIES)] if is_left_out else [])


def test_codes_may_be_nested_more_deeply_than_names_can_say_or_python_can_call() -> None:
    deep = 1000
    content = codebook('<Code name="part">' * deep + "</Code>" * deep, origin="Another")
    names = [each.name for each in entries(read(content))]
    assert len(set(names)) == deep
    assert max(map(len, names)) <= 64
    assert "".join(code_elements([], ["a/" * deep + "a"])).count("<Code") == deep + 1
