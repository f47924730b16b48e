"""The quote check in the app: verdicts come by themselves, and the original stands beside the quotation."""

import pytest

from reader.tui import quote_checks
from reader.tui.widgets.card_pane import CardPane
from reader.tui.widgets.check_pane import CheckPane
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.tag_list import TagList
from reader.workspace.workspace import Workspace
from tests.support.quoted_speech import ARTICLE, TRANSCRIPT
from tests.support.under_test import (
    Make,
    Reader,
    app,
    no_burst,
    passage,
    reading,
    screen_rows,
    status,
    until,
    view,
)

COUNCIL = "originals/council.txt"


@pytest.fixture
def workspace(make: Make) -> Workspace:
    made = make({"article.txt": ARTICLE, COUNCIL: TRANSCRIPT})
    made.state.suggestions = "off"
    return made


def pane(pilot: Reader) -> CheckPane:
    return app(pilot).query_one(CheckPane)


def rows(pilot: Reader) -> list[str]:
    return [pane(pilot).render_line(y).text.rstrip() for y in range(pane(pilot).size.height)]


def lines(shown: CardPane | TagList) -> list[str]:
    return [shown.render_line(y).text.rstrip() for y in range(shown.size.height)]


async def checked(pilot: Reader) -> None:
    await until(pilot, lambda: view(pilot).reading.verdicts)


async def opened(pilot: Reader) -> None:
    await checked(pilot)
    await pilot.press("j", "V")
    await until(pilot, lambda: app(pilot).query(CheckPane) and pane(pilot).has_focus and pane(pilot).size.height)


async def test_marks_stand_in_the_gutter_without_a_key(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await checked(pilot)
        gutter = [row.split("“")[0] for row in screen_rows(pilot) if "“" in row]
        assert "≠" in gutter[0]
        assert {verdict for _, verdict in view(pilot).reading.verdicts} == {"altered", "exact", "not-found"}
        await pilot.press("j")
        assert "altered: a negation" in status(pilot)
        await pilot.press("G")
        assert "not found in 1 original · V shows more" in status(pilot)
        await pilot.press("g")
        assert "original" not in status(pilot)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["a sheet", "a side panel"])
async def test_the_original_stands_below_the_quotation(size: tuple[int, int], workspace: Workspace) -> None:
    async with reading(workspace, size) as pilot:
        await opened(pilot)
        assert view(pilot).display
        shown = [row for row in rows(pilot) if row.strip()]  # with room there are blank rows between the parts
        assert shown[0] == " quote check  ≠ altered: a negation"
        assert shown[1].startswith(" here      “I have         promised")
        assert shown[2].startswith(" original  I  have +never+ promised")
        assert "THE MAYOR · originals/council.txt, line 3" in "".join(shown)
        assert any("= exact 1   ≠ altered 7   0 not found 1" in row for row in shown)
        await pilot.press("V")
        assert not pane(pilot).display


async def test_one_key_goes_through_what_is_not_exact(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await checked(pilot)
        await pilot.press("!", "!")
        assert passage(pilot).startswith("“The harbour will stay closed until Monday")
        assert "altered: a date" in status(pilot)
        for _ in range(6):
            await pilot.press("!")
        assert "not found in 1 original" in status(pilot)
        await pilot.press("!")
        assert "no quotation further down that is not exact" in status(pilot)


async def test_enter_goes_to_the_original_and_back(workspace: Workspace) -> None:
    async with reading(workspace, (160, 50)) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: passage(pilot).startswith("I have never promised money"))
        assert pane(pilot).has_focus
        assert "altered: a negation" in rows(pilot)[0]
        await pilot.press("enter")
        await until(pilot, lambda: passage(pilot).startswith("“I have promised money"))


async def test_a_verdict_is_kept_on_the_quote_and_told_when_it_is_out_of_date(workspace: Workspace) -> None:
    async with reading(workspace, (160, 50)) as pilot:
        await opened(pilot)
        await pilot.press("r")
        assert "this quotation has no tag: V closes this, then q tags it" in status(pilot)
        await pilot.press("escape", "g", '"', "q", "k")
        await pilot.press("V")
        await until(pilot, lambda: "a negation" in rows(pilot)[0])
        await pilot.press("r")
        await until(pilot, lambda: "altered, linked to the original, saved" in status(pilot))
        (annotation,) = workspace.annotations
        assert annotation.fields == {"verdict": "altered"}
        assert [link["type"] for link in annotation.links.values()] == ["original"]
        await until(pilot, lambda: rows(pilot)[1] == " kept on the quote, with a link to the original")
        path = workspace.sources.folder / COUNCIL
        path.write_text(TRANSCRIPT + "\nOne more line.\n")
        app(pilot).session.sources_changed.emit(None)
        await until(pilot, lambda: "altered was kept, but is out of date: a text" in rows(pilot)[1])
        await pilot.press("escape", "j", "k")
        assert "kept as altered, out of date · now altered: a negation · V shows the original" in status(pilot)
        assert any("q  !" in row for row in screen_rows(pilot)), "the gutter tells it from one that holds"
        await pilot.press("i")
        await until(pilot, lambda: app(pilot).query(CardPane) and app(pilot).query_one(CardPane).has_focus)
        card = app(pilot).query_one(CardPane)
        assert any("! out of date" in row for row in lines(card)), lines(card)
        await pilot.press("escape", "T", "O")
        tags = app(pilot).query_one(TagList)
        await until(pilot, lambda: tags.order == "verdict")
        assert "out of date 1" in tags.heading[0]
        assert any("! verdict out of date · altered" in row for row in lines(tags))


OTHER = "Reaction\n\n“Let the gulls pay for the lighthouse, since they are the only ones who use it,” a post read.\n"


@pytest.fixture
def tagged(workspace: Workspace) -> Workspace:
    """All nine quotations of the article are tagged as quote."""
    article = workspace.article(workspace.source("article.txt"))
    for each in workspace.quote_check.quotations(article):
        workspace.tag(article, each.span, "quote")
    return workspace


def actions(pilot: Reader) -> list[str]:
    return [each.label for each in app(pilot).palette_actions() if "verdicts" in each.label and each.heading != "Panes"]


async def test_all_verdicts_are_kept_at_once_after_their_number_was_shown(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await checked(pilot)
        assert actions(pilot) == ["keep 9 verdicts of this article", "keep the verdicts of all sources"]
        await opened(pilot)
        await until(pilot, lambda: any(row.endswith("A keeps all 9") for row in rows(pilot)))
        await pilot.press("A")
        await until(pilot, lambda: app(pilot).screen.query(DialogBox))
        assert app(pilot).screen.query_one(DialogBox).border_title == "keep 9 verdicts of this article?"
        await no_burst(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "kept 9 verdicts of this article, saved · u undoes" in status(pilot))
        kept = [each.fields["verdict"] for each in tagged.annotations]
        assert sorted(kept) == ["altered"] * 7 + ["exact", "not-found"]
        await until(pilot, lambda: "kept on the quote, with a link to the original" in rows(pilot)[1])
        await pilot.press("A")
        await until(pilot, lambda: "the verdict on every quote is kept" in status(pilot))
        await pilot.press("u")
        await until(pilot, lambda: not any(each.fields for each in tagged.annotations))


async def test_the_only_verdict_to_be_kept_is_not_called_all(workspace: Workspace) -> None:
    article = workspace.article(workspace.source("article.txt"))
    workspace.tag(article, workspace.quote_check.quotations(article)[0].span, "quote")
    async with reading(workspace) as pilot:
        await checked(pilot)
        await opened(pilot)
        await until(pilot, lambda: any(row.endswith("A keeps 1") for row in rows(pilot)))


async def test_the_list_of_tags_finds_verdicts_that_nobody_kept(tagged: Workspace) -> None:
    async with reading(tagged, (160, 50)) as pilot:
        await pilot.press("T", "slash", *"verdict:alt", "enter")
        found = app(pilot).query(TagList).first
        await until(pilot, lambda: app(pilot).query(TagList) and len(found().shown) == 7)
        assert "≠" in found().render_line(2).text
        await pilot.press("S")
        await until(pilot, lambda: found().is_all and found().verdicts and len(found().shown) == 7)


async def test_the_list_of_tags_says_that_quotations_are_being_checked(
    tagged: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quote_checks, "WAIT", 3600)  # seconds
    async with reading(tagged) as pilot:
        await pilot.press("T", "slash", *"verdict:altered", "enter")
        shown = app(pilot).query_one(TagList)
        await until(pilot, lambda: "checking the quotations …" in shown.render_line(1).text)


@pytest.mark.parametrize("has_originals", [True, False])
async def test_other_articles_that_quote_the_same_words_are_lesser_evidence(has_originals: bool, make: Make) -> None:
    workspace = make({"article.txt": ARTICLE, "reaction.txt": OTHER} | ({COUNCIL: TRANSCRIPT} if has_originals else {}))
    async with reading(workspace, (160, 50)) as pilot:
        await pilot.press("G", "V")
        await until(pilot, lambda: app(pilot).query(CheckPane) and any("lesser evidence" in row for row in rows(pilot)))
        shown = " ".join(" ".join(rows(pilot)).split())
        assert ("0 not found in 1 original" if has_originals else "there are no originals") in shown
        assert ("no originals yet: put them into a folder named originals" in shown) is not has_originals
        assert "lesser evidence: quoted in another article" in shown
        assert "reaction.txt, line 3" in shown
        await pilot.press("enter")
        await until(pilot, lambda: passage(pilot).startswith("Let the gulls pay for the lighthouse"))
        article = view(pilot).reading.article
        assert article and article.source.id == "reaction.txt"


async def test_without_originals_it_says_where_to_put_them(make: Make) -> None:
    async with reading(make({"a.txt": ARTICLE})) as pilot:
        await pilot.press("!")
        assert "no originals yet: put them into a folder named originals" in status(pilot)


async def test_the_sheet_can_fill_the_screen_and_be_scrolled(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await opened(pilot)
        rows_of_sheet = pane(pilot).size.height
        await pilot.press("F")
        await until(pilot, lambda: pane(pilot).size.height > 2 * rows_of_sheet)
        await pilot.press("F")
        await until(pilot, lambda: pane(pilot).size.height == rows_of_sheet)
        await pilot.resize_terminal(60, 14)
        await until(pilot, lambda: pane(pilot).max_scroll_y > 0)
        await pilot.press("j")
        await until(pilot, lambda: pane(pilot).scroll_offset.y == 1)
