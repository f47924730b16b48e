"""Echoes: the passages that are found, their offsets, and the same answer from either end and in any order."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.insight.echoes.echo import Echo, EchoKind
from reader.insight.echoes.index import EchoIndex, build_index, find_echoes
from reader.insight.echoes.shared_runs import NGRAM
from reader.insight.echoes.stems import WORD, normalized_word, stem
from reader.insight.echoes.tokenized_source import tokenize_source
from tests.support.echo_articles import COURIER, HERALD, TEXTS, TIMES, article, index_of, span_of
from tests.support.naughty import naughty_strings

WORDS = (
    "harbour",
    "bridge",
    "Tarrow",
    "the",
    "of",
    "closes",
    "14",
    "ferry",
    "cracked",
    "girders.",
    "Mayor",
    "\n",
    "“so”",
)
texts = st.dictionaries(
    st.sampled_from(["a.txt", "b.txt", "c.md", "d.txt"]),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    max_size=4,
)


def everything(index: EchoIndex) -> list[Echo]:
    return [echo for source in index.sources for echo in index.echoes_in(source)]


def words(text: str) -> list[str]:
    return [normalized_word(word) for word in WORD.findall(text)]


@pytest.mark.parametrize(
    ("passage", "echo", "kind"),
    [
        ("drive over steel", "We cannot ask anyone to drive over steel that we no longer trust", EchoKind.VERBATIM),
        (
            "The Tarrow harbour bridge will close",
            "Engineers who looked at the Tarrow harbour bridge",
            EchoKind.REWORDED,
        ),
    ],
)
def test_a_passage_is_found_in_the_other_article(passage: str, echo: str, kind: EchoKind) -> None:
    here = span_of(HERALD, passage)
    best = next(each for each in index_of(TEXTS).echoes_of("herald.txt", here) if each.there.source == "courier.txt")
    assert echo in COURIER[slice(*best.there.span)]
    assert best.kind is kind


def test_ferries_are_told_by_two_and_the_baker_by_one() -> None:
    index = index_of(TEXTS)
    ferries = index.echoes_of("times.txt", span_of(TIMES, "Ferries will carry some 9,000 commuters"))
    assert HERALD[slice(*ferries[0].there.span)].startswith("Ferries are to carry")
    assert not index.echoes_of("courier.txt", span_of(COURIER, "The shopkeeper Otto Lindqvist"))


def test_other_events_have_no_echo_nor_has_boilerplate() -> None:
    found = everything(index_of(TEXTS))
    assert {echo.here.source for echo in found} == {"courier.txt", "herald.txt", "times.txt"}
    assert not any("Share" in TEXTS[echo.here.source][slice(*echo.here.span)] for echo in found)


def test_a_block_that_unrelated_sources_share_is_boilerplate_however_long() -> None:
    notice = "Sign up for our morning letter, and get the best stories of the day before your first cup of coffee.\n"
    assert index_of({"a.txt": notice + HERALD, "b.txt": notice + COURIER}).shared("a.txt")["b.txt"] == 3
    unlike = {source: notice + TEXTS[source] for source in ("chess.txt", "herald.txt", "recipe.txt")}
    assert not everything(index_of(unlike))


def test_what_a_person_called_boilerplate_has_no_echo() -> None:
    quotation = span_of(HERALD, "“We cannot ask")
    skip = {"herald.txt": [quotation._replace(end=quotation.end + 60)]}
    sources = [tokenize_source(article(source, text)) for source, text in TEXTS.items()]
    assert not build_index(sources, skip).echoes_of("herald.txt", quotation)
    assert build_index(sources).echoes_of("herald.txt", quotation)


def test_how_many_statements_sources_share() -> None:
    shared = index_of(TEXTS).shared("herald.txt")
    assert shared == {"courier.txt": 2, "times.txt": 1}


def test_a_run_goes_as_far_as_the_words_do_and_not_over_paragraphs() -> None:
    run = "the grey heron stood upon the broken weir"
    one = f"Before us {run}, and then it flew.\n\nNobody spoke.\n"
    other = f"At dawn {run}. And then it rained.\n\nNobody spoke.\n"
    found = [echo for echo in everything(index_of({"a.txt": one, "b.txt": other})) if echo.kind is EchoKind.VERBATIM]
    assert [one[slice(*echo.here.span)] for echo in found if echo.here.source == "a.txt"] == [f"{run}, and then it"]
    assert [other[slice(*echo.here.span)] for echo in found if echo.here.source == "b.txt"] == [f"{run}. And then it"]


def test_markdown_is_compared_by_what_it_shows() -> None:
    marked = HERALD.replace("harbour bridge will close", "[harbour bridge](https://example.org/a) **will close**")
    echoes = index_of({"a.md": marked, "b.txt": HERALD}).echoes_of("b.txt", span_of(HERALD, "bridge will close"))
    exact = marked[slice(*echoes[0].there.span)]
    assert exact.startswith("The Tarrow [harbour bridge](https://example.org/a) **will close** on 3 March")


@settings(max_examples=30, deadline=None)
@given(texts)
def test_both_ends_stand_in_their_texts_and_see_each_other(texts: dict[str, str]) -> None:
    index = index_of(texts)
    found = everything(index)
    assert {replace(echo, here=echo.there, there=echo.here) for echo in found} == set(found)
    for echo in found:
        assert echo.here.source != echo.there.source
        assert 0 < echo.score <= 1
        for passage in (echo.here, echo.there):
            assert 0 <= passage.span.start < passage.span.end <= len(texts[passage.source])
    assert sorted(map(str, find_echoes(index.sources, index))) == sorted(
        str(echo) for echo in found if echo.here.source < echo.there.source
    )


@settings(max_examples=30, deadline=None)
@given(texts)
def test_a_verbatim_run_is_the_longest_there(texts: dict[str, str]) -> None:
    index = index_of(texts)
    sources = {each.source: each for each in index.tokenized}
    for echo in everything(index):
        if echo.kind is EchoKind.VERBATIM:
            here, there = sources[echo.here.source], sources[echo.there.source]
            (first, end), (other, stop) = here.words_in(echo.here.span), there.words_in(echo.there.span)
            assert end - first >= NGRAM
            assert list(here.words[first:end]) == list(there.words[other:stop])
            starts = {block[0] for block in here.blocks}, {block[0] for block in there.blocks}
            ends = {block[1] for block in here.blocks}, {block[1] for block in there.blocks}
            assert first in starts[0] or other in starts[1] or here.words[first - 1] != there.words[other - 1]
            assert end in ends[0] or stop in ends[1] or here.words[end] != there.words[stop]


def test_the_order_of_the_sources_does_not_matter() -> None:
    found = {tuple(everything(index_of(dict(some)))) for some in permutations(list(TEXTS.items())[1:])}
    assert len(found) == 1


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["a.txt", "b.md"]), st.text(), min_size=2))
def test_no_text_is_too_odd(texts: dict[str, str]) -> None:
    everything(index_of(texts))


def test_naughty_strings_are_compared_as_well() -> None:
    strings = [text.encode("utf-8", "replace").decode() for text in naughty_strings()]
    everything(index_of({f"{number}.{'md' if number % 2 else 'txt'}": text * 3 for number, text in enumerate(strings)}))


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("close closes closed closing", True),
        ("mayor mayor's mayors", True),
        ("cooperation cooperates cooperating", True),
        ("14 15", False),
        ("bridge brigade", False),
    ],
)
def test_light_stems(words: str, same: bool) -> None:
    assert (len({stem(word) for word in words.split()}) == 1) is same
    assert stem("the") == stem("said") == ""
