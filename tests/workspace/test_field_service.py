"""Fields and links of annotations: set, removed and undone, each time as one step."""

from dataclasses import replace

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import passage, values_of
from reader.annotation.model.field_values import person
from reader.annotation.model.links import links_of, to_annotation, to_passage
from reader.annotation.store.history import Change, Step
from reader.errors import ReaderError, UsageError
from reader.text.article import Article
from reader.text.span import Span
from reader.workspace.field_service import REACH, nearest_words
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

TEXT = "“It is odd,” said Ann Lee. The ferry is late."


@pytest.fixture
def here(make: Make) -> Workspace:
    return make({"a.txt": TEXT, "b.txt": "The ferry came on time."})


@pytest.fixture
def article(here: Workspace) -> Article:
    return here.article(here.sources.source("a.txt"))


@pytest.fixture
def quote(here: Workspace, article: Article) -> Annotation:
    return here.tag(article, Span(0, 12), "quote")


def stored(workspace: Workspace, annotation: Annotation) -> Annotation:
    found = workspace.store.get(annotation.id)
    assert found is not None
    return found


def set_text(here: Workspace, article: Article, annotations: list[Annotation], name: str, text: str) -> Step:
    first = annotations[0]
    return here.fields.set(annotations, {name: here.fields.parse(first.tag, name, text, article, first.span)}, article)


def test_a_speaker_is_set_with_the_passage_of_the_name_and_undone(
    here: Workspace, article: Article, quote: Annotation
) -> None:
    speaker = [person("Ann Lee", passage(article, Span(18, 25)))]
    step = here.fields.set([quote], {"speaker": speaker, "cue": passage(article, Span(13, 17))}, article)
    assert step.description == "set speaker to Ann Lee, set cue to said"
    assert stored(here, quote).fields["speaker"] == speaker
    assert stored(here, quote).revision == 2
    here.undo()
    assert stored(here, quote).fields == {}
    assert "fields" not in (here.paths.annotations).read_text()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("manner", "2", ["partial"]),
        ("speaker", "Anna, Bob", [{"name": "Anna"}, {"name": "Bob"}]),
        ("speaker", "", []),
    ],
)
def test_a_typed_text_sets_a_field(
    here: Workspace, article: Article, quote: Annotation, name: str, text: str, value: list[str]
) -> None:
    set_text(here, article, [quote], name, text)
    assert list(values_of(stored(here, quote), name)) == value


def test_a_field_of_many_tags_is_one_step(here: Workspace, article: Article, quote: Annotation) -> None:
    other = here.tag(article, Span(27, 45), "quote")
    set_text(here, article, [quote], "manner", "direct")
    step = set_text(here, article, [stored(here, quote), other], "manner", "direct")
    assert [change.annotation.id for change in step.changes] == [other.id]
    step = set_text(here, article, [stored(here, quote), stored(here, other)], "manner", "")
    assert step.description == "cleared manner of 2 tags"
    here.undo()
    assert [each.fields["manner"] for each in here.annotations] == ["direct", "direct"]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("speeker", "Ann", "no field “speeker”: did you mean speaker?"),
        ("rating", "open", "no field “rating”: quote has speaker, cue, manner, verdict"),
        ("manner", "loud", "manner: “loud” is not one of direct, partial, indirect"),
        ("cue", "aid", "cue: “aid” is not in the text near this passage"),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_is_stored(
    here: Workspace, article: Article, quote: Annotation, name: str, text: str, reason: str
) -> None:
    with pytest.raises((ReaderError, UsageError), match=r".") as refused:
        set_text(here, article, [quote], name, text)
    assert str(refused.value) == reason
    assert stored(here, quote) == quote


def test_a_field_of_another_person_s_tag_is_set_on_a_tag_of_one_s_own(
    here: Workspace, article: Article, quote: Annotation
) -> None:
    with Workspace(locate_workspace(here.paths.folder), creator="Bob") as bob:
        set_text(bob, article, [stored(bob, quote)], "manner", "direct")
        set_text(bob, article, [stored(bob, quote)], "verdict", "exact")
        assert stored(bob, quote) == quote
        (own,) = [each for each in bob.annotations if each.creator == "Bob"]
        assert own.fields == {"manner": "direct", "verdict": "exact"}
        assert (own.span, own.tag, own.digest) == (quote.span, quote.tag, quote.digest)


def test_links_lead_to_a_tag_and_to_a_passage_of_another_source(
    here: Workspace, article: Article, quote: Annotation
) -> None:
    claim = here.tag(article, Span(27, 45), "claim")
    other = here.article(here.sources.source("b.txt"))
    here.fields.link(claim, "evidence", to_annotation(quote))
    here.fields.link(stored(here, claim), "contradicts", to_passage(other, Span(0, 23)), "the timetable", other)
    links = list(links_of(stored(here, claim)))
    assert [(each.type, each.exact, each.note) for each in links] == [
        ("evidence", "“It is odd,”", ""),
        ("contradicts", "The ferry came on time.", "the timetable"),
    ]
    here.fields.unlink(stored(here, claim), links[0])
    assert list(links_of(stored(here, claim))) == links[1:]
    here.undo()
    assert list(links_of(stored(here, claim))) == links


def test_links_that_lead_to_a_tag_are_turned_round_and_follow_every_change(
    here: Workspace, article: Article, quote: Annotation
) -> None:
    claim = here.tag(article, Span(27, 45), "claim")
    assert here.fields.links_to(quote) == []
    here.fields.link(claim, "evidence", to_annotation(quote), "see there")
    (link,) = here.fields.links_to(quote)
    assert (link.type, link.note, link.annotation_id) == ("evidence", "see there", claim.id)
    assert here.fields.links_to(claim) == []
    here.untag(stored(here, claim))
    assert here.fields.links_to(quote) == []
    here.undo()
    assert here.fields.links_to(quote) == [link]
    damaged = replace(stored(here, claim), links={"x": {"type": "!", "to": {"annotation": quote.id}}})
    here.annotations.do("damaged", Change(stored(here, claim), damaged))
    assert here.fields.links_to(quote) == [], "such a link is no link"
    here.undo()
    alone = Workspace(here.paths._replace(only=here.source("b.txt").path))
    assert alone.fields.links_to(quote) == [], "only the links of the file that is open"


def test_a_link_to_itself_or_to_what_is_gone_is_refused(here: Workspace, article: Article, quote: Annotation) -> None:
    claim = here.tag(article, Span(27, 45), "claim")
    with pytest.raises(ReaderError, match="a tag cannot be linked to itself"):
        here.fields.link(claim, "evidence", to_annotation(claim))
    here.untag(quote)
    with pytest.raises(ReaderError, match="the tag that the link leads to is gone"):
        here.fields.link(claim, "evidence", to_annotation(quote))


def test_what_is_not_valid_is_listed(here: Workspace, quote: Annotation) -> None:
    odd = quote.with_fields({"rating": "open"}).with_links({"x": 5})
    assert list(here.fields.problems(odd)) == ["quote has no field “rating”", "a link must have a type and an end"]


def test_a_field_that_the_tag_does_not_have_can_only_be_removed(
    here: Workspace, article: Article, quote: Annotation
) -> None:
    here.annotations.take_over([quote.with_fields({"rating": "open"})], "made", {})
    with pytest.raises(UsageError, match="no field “rating”"):
        set_text(here, article, [stored(here, quote)], "rating", "refuted")
    values = here.fields.parse_assignments("quote", ["rating="], article, quote.span)
    here.fields.set([stored(here, quote)], values)
    assert not stored(here, quote).fields
    with pytest.raises(UsageError, match="no field “rating”"):
        here.fields.set([stored(here, quote)], values)


def test_typed_words_are_found_where_they_stand(here: Workspace, article: Article, quote: Annotation) -> None:
    set_text(here, article, [quote], "speaker", "Ann Lee")
    set_text(here, article, [stored(here, quote)], "cue", "said")
    fields = stored(here, quote).fields
    (speaker,) = fields["speaker"]
    assert [TEXT[each["start"] : each["end"]] for each in (speaker, fields["cue"])] == ["Ann Lee", "said"]


@pytest.mark.parametrize(
    ("words", "near", "found"),
    [
        ("ann", Span(10, 12), Span(4, 7)),
        ("ann", Span(30, 31), Span(24, 27)),
        ("ann  lee", Span(0, 1), Span(24, 31)),
        ("nn", Span(0, 1), None),
        ("bob", Span(0, 1), None),
    ],
)
def test_the_nearest_place_of_words_is_meant(words: str, near: Span, found: Span | None) -> None:
    #                    4                   24
    assert nearest_words("so, ann and then anna; \nann lee. annual", words, near) == found


def test_words_far_away_are_not_meant() -> None:
    assert nearest_words("ann" + " " * REACH + "x", "ann", Span(3 + REACH, 4 + REACH)) is None
    assert nearest_words("ann" + " " * (REACH - 3) + "x", "ann", Span(REACH, REACH + 1)) == Span(0, 3)
