"""Suggestions on the screen: shown beside the tags, gone through, accepted and dismissed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.annotation.model.annotation import Dismissal
from reader.text.span import Span
from reader.tui.controllers import suggestions
from reader.tui.screens.question import Question
from reader.tui.startup import snapshot
from reader.tui.widgets.footer import footer
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import (
    Reader,
    app,
    no_burst,
    passage,
    reading,
    saved,
    screen_rows,
    status,
    typed,
    until,
    view,
)

Make = Callable[..., Workspace]

SHARE, PILLARS = "Share this article", "“We found cracks in two of the pillars,”"
SAID = f"{PILLARS} said Mara Lind, who leads the town's works office."
BUILT = "The bridge was built in 1962 and carries 9,000 cars a day."
HURT = "“Nobody was hurt, and nobody will be,”"
ALSO, SIGN_UP = "You may also like", "Sign up to our newsletter"
BRIDGE = "\n\n".join(
    [
        SHARE,
        "The bridge over the Alder is closed until May",
        SAID,
        BUILT,
        f"{HURT} she said.",
        "It is a pity.",
        ALSO,
        SIGN_UP,
    ]
)
GUTTER = 7  # cells
SURE = [SHARE, SAID, PILLARS, BUILT, HURT, ALSO, SIGN_UP]


@pytest.fixture
def bridge(make: Make) -> Workspace:
    return make({"bridge.txt": BRIDGE, "other.txt": "Nothing is to be seen here, and nobody minds."})


def suggested(pilot: Reader) -> list[str]:
    """Return the passages that are suggested."""
    found = view(pilot).reading.suggestions
    return [each.span.of(BRIDGE) for each in found.all] if found else []


def words(pilot: Reader) -> list[str]:
    """The rows of the article without the gutter."""
    return [row[GUTTER:] for row in screen_rows(pilot)]


def is_underlined(pilot: Reader, word: str) -> bool:
    """Return whether the last place of a word on the screen is underlined."""
    strips = [view(pilot).render_line(y) for y in range(view(pilot).size.height)]
    strip = next(each for each in reversed(strips) if word in each.text)
    at = strip.text.rindex(word)
    return all(segment.style and segment.style.underline for segment in strip.crop(at, at + len(word)))


async def sure_suggested(pilot: Reader) -> None:
    await until(pilot, lambda: suggested(pilot) == SURE)


async def test_the_sure_ones_are_shown_once_the_article_is_shown(bridge: Workspace) -> None:
    async with reading(bridge) as pilot:
        before = words(pilot)
        assert not any("?" in row[:GUTTER] for row in screen_rows(pilot))
        await sure_suggested(pilot)
        assert words(pilot) == before, "no word has moved"
        assert saved(bridge) == []
        gutters = {row[GUTTER:].strip()[:10]: row[:GUTTER] for row in screen_rows(pilot)}
        assert gutters[SHARE[:10]] == "▌?  b  "
        assert gutters[SAID[:10]].rstrip() == " ?qc"


async def test_a_suggestion_is_told_apart_from_a_tag_without_colours(bridge: Workspace) -> None:
    async with reading(bridge) as pilot:
        await sure_suggested(pilot)
        signs = {row[:GUTTER].rstrip() for row in screen_rows(pilot)}
        await pilot.press("b")
        await until(pilot, lambda: saved(bridge) == [("boilerplate", SHARE)])
        tagged = next(row[:GUTTER].rstrip() for row in screen_rows(pilot) if SHARE in row)
        assert tagged not in signs
        assert "?" not in tagged


async def test_one_goes_from_one_to_the_next_and_is_told_why(bridge: Workspace) -> None:
    async with reading(bridge) as pilot:
        await sure_suggested(pilot)
        assert "boilerplate? sure: " in status(pilot)
        visited = []
        for _ in SURE[1:]:
            await pilot.press(".")
            visited.append(passage(pilot))
        assert visited == SURE[1:]
        await pilot.press(".")
        assert "no suggestion after this passage: S shows 1 more" in status(pilot)
        await pilot.press(",", ",", ",", ",")
        assert passage(pilot) == PILLARS
        assert "quote? sure · Mara Lind · “said”" in status(pilot)
        await pilot.press("'")
        assert passage(pilot) == BUILT


async def test_who_cannot_wait_goes_there_when_they_are_found(bridge: Workspace) -> None:
    async with reading(bridge) as pilot:
        await pilot.press("j", ".")
        await until(pilot, lambda: passage(pilot) == SAID)


async def test_enter_accepts_and_goes_on_to_the_next(bridge: Workspace) -> None:
    async with reading(bridge) as pilot:
        await sure_suggested(pilot)
        await pilot.press(".", "enter", "enter", "enter")
        tagged = [("claim", SAID), ("quote", PILLARS), ("claim", BUILT)]
        assert saved(bridge) == tagged
        assert passage(pilot) == HURT
        assert "tagged claim, saved · u undoes" in status(pilot)
        assert suggested(pilot) == [SHARE, *SURE[4:]]
        await pilot.press("u")
        assert saved(bridge) == tagged[:2]
        await until(pilot, lambda: BUILT in suggested(pilot))


PITY = "“It is a pity, of course,” she said, rather sadly.\n\nThen he confessed, “It is so sad, I should say.”\n"


async def test_a_quote_is_accepted_with_its_speaker_and_its_cue_which_one_sees_before(make: Make) -> None:
    workspace = make({"pity.txt": PITY})
    async with reading(workspace) as pilot:
        await until(pilot, lambda: "enter takes all three" in status(pilot))
        assert status(pilot) == "sentence 1 of 2 · quote? sure · she · “said” | enter takes all three"
        shown = ["said", "she", "sadly"]
        assert [is_underlined(pilot, word) for word in shown] == [True, True, False]
        await pilot.press("enter")
        (quote,) = workspace.annotations
        (speaker,), cue = quote.fields["speaker"], quote.fields["cue"]
        assert (speaker["name"], PITY[speaker["start"] : speaker["end"]]) == ("she", "she")
        assert (cue["exact"], PITY[cue["start"] : cue["end"]]) == ("said", "said")
        await pilot.press("u")
        assert list(workspace.annotations) == []


async def test_a_speaker_is_seen_only_while_the_cursor_is_on_the_suggestion(make: Make) -> None:
    async with reading(make({"pity.txt": PITY})) as pilot:
        await pilot.press("j")
        await until(pilot, lambda: "quote? sure · he? · “confessed”" in status(pilot))
        assert [is_underlined(pilot, word) for word in ("he", "confessed")] == [True, True]
        await pilot.press("k")
        assert [is_underlined(pilot, word) for word in ("he", "confessed")] == [False, False]


async def test_who_accepts_all_gets_those_whose_speaker_is_sure_and_then_the_others_without_one(make: Make) -> None:
    workspace = make({"pity.txt": PITY})
    async with reading(workspace) as pilot:
        await pilot.press("j")
        await until(pilot, lambda: "quote? sure · he? · “confessed”" in status(pilot))
        await pilot.press("A")
        await until(pilot, lambda: len(saved(workspace)) == 1)
        assert "quote? sure · he? · “confessed”" in status(pilot)
        await pilot.press("A")
        await until(pilot, lambda: len(saved(workspace)) == 2)
        assert ["speaker" in each.fields for each in workspace.annotations] == [True, False]


async def test_who_reads_on_by_sentence_goes_on_so(bridge: Workspace) -> None:
    async with reading(bridge) as pilot:
        await sure_suggested(pilot)
        await pilot.press("enter")
        assert saved(bridge) == [("boilerplate", SHARE)]
        assert passage(pilot).startswith("The bridge over")
        await pilot.press("enter")
        assert "no suggestion here" in status(pilot)
        assert len(saved(bridge)) == 1


async def test_what_is_dismissed_is_gone_for_good_until_it_is_undone(bridge: Workspace, tmp_path: Path) -> None:
    async with reading(bridge) as pilot:
        await sure_suggested(pilot)
        await pilot.press(".", "backspace")
        assert passage(pilot) == PILLARS
        assert "dismissed the claim suggestion, saved" in status(pilot)
        assert suggested(pilot) == [each for each in SURE if each != SAID]
        assert isinstance(bridge.store.dismissed("bridge.txt")[0], Dismissal)
    again = Workspace(locate_workspace(tmp_path))
    async with reading(again) as pilot:
        await until(pilot, lambda: suggested(pilot) == [each for each in SURE if each != SAID])
        await pilot.press("u")
        await sure_suggested(pilot)
        assert passage(pilot) == SAID


async def test_one_key_shows_all_or_none_and_is_remembered(bridge: Workspace, tmp_path: Path) -> None:
    async with reading(bridge) as pilot:
        await sure_suggested(pilot)
        await pilot.press("S")
        assert len(suggested(pilot)) == len(SURE) + 1
        assert "all suggestions: 8 here" in status(pilot)
        await pilot.press("S")
        assert suggested(pilot) == []
        assert "no suggestions" in status(pilot)
        await pilot.press(".")
        assert "suggestions are off: S shows them" in status(pilot)
    again = Workspace(locate_workspace(tmp_path))
    async with reading(again) as pilot:
        await pilot.pause(2 * suggestions.WAIT)
        assert suggested(pilot) == []
        await pilot.press("S")
        await sure_suggested(pilot)


@pytest.mark.parametrize("by_palette", [True, False])
async def test_all_sure_ones_of_a_kind_are_one_step(bridge: Workspace, by_palette: bool) -> None:
    async with reading(bridge) as pilot:
        await sure_suggested(pilot)
        if by_palette:
            labels = {each.label: each.run for each in app(pilot).palette_actions()}
            labels["accept all sure suggestions in the article: boilerplate (3)"]()
        else:
            await pilot.press("A")
        assert saved(bridge) == [("boilerplate", each) for each in (SHARE, ALSO, SIGN_UP)]
        assert "tagged 3 passages as boilerplate, saved" in status(pilot)
        await pilot.press("u")
        assert saved(bridge) == []
        await sure_suggested(pilot)


async def test_a_burst_asks_before_it_accepts_all(bridge: Workspace) -> None:
    async with reading(bridge) as pilot:
        await sure_suggested(pilot)
        typed(pilot, "left_square_bracket", "A")  # what is left of an arrow whose first byte was lost
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        await no_burst(pilot)
        assert saved(bridge) == []
        await pilot.press("enter")
        await until(pilot, lambda: "tagged 3 passages as boilerplate, saved" in status(pilot))


async def test_a_note_goes_to_the_suggestion_that_was_accepted_just_now(bridge: Workspace) -> None:
    async with reading(bridge) as pilot:
        await sure_suggested(pilot)
        typed(pilot, "full_stop", "enter", "a", "y", "enter")
        await until(pilot, lambda: [(each.exact, each.note) for each in bridge.annotations] == [(SAID, "y")])


async def test_they_follow_what_others_tag_and_what_becomes_of_the_source(bridge: Workspace, tmp_path: Path) -> None:
    async with reading(bridge) as pilot:
        await sure_suggested(pilot)
        other = Workspace(locate_workspace(tmp_path), creator="somebody")
        article = other.article(other.source("bridge.txt"))
        start = BRIDGE.index(HURT)
        other.tag(article, Span(start, start + len(HURT)), "quote")
        await until(pilot, lambda: HURT not in suggested(pilot) and len(suggested(pilot)) == len(SURE) - 1)
        (tmp_path / "seeds" / "bridge.txt").write_text(BRIDGE.replace(SIGN_UP, "It will be opened again."))
        await until(pilot, lambda: len(suggested(pilot)) == len(SURE) - 2)


async def test_what_the_other_sources_tell_comes_later(make: Make) -> None:
    line, body = "The Alder Courier", "The mill by the river was sold, and nobody knows to whom or what it will be."
    sources = {
        f"{name}.txt": f"A title of {name} here\n\n{line}\n\n{body}\n" for name in ("one", "two", "three", "four")
    }
    async with reading(make(sources)) as pilot:
        await pilot.press("S", "j")
        assert passage(pilot) == line
        await until(pilot, lambda: "boilerplate? sure: same line in 4 sources" in status(pilot))


async def test_in_a_large_text_a_message_says_that_nothing_is_looked_for(
    bridge: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "LARGEST", 10)
    async with reading(bridge) as pilot:
        await pilot.press(".")
        assert "no suggestions in texts of more than 10 characters" in status(pilot)
        await pilot.pause(2 * suggestions.WAIT)
        assert suggested(pilot) == []


async def test_the_picture_for_the_next_start_has_none(bridge: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    monkeypatch.setattr(snapshot, "keep_snapshot", lambda _target, _files, picture: kept.extend(picture))
    async with reading(bridge) as pilot:
        await sure_suggested(pilot)
        app(pilot).position._target = "."
        app(pilot).exit()
        assert any(SHARE in line for line in kept)
        assert not any("?b" in line or "boilerplate?" in line for line in kept)


async def test_the_footer_has_what_can_be_done(bridge: Workspace) -> None:
    async with reading(bridge) as pilot:
        await sure_suggested(pilot)
        keys = footer(app(pilot).session.keymap, "suggestion", is_narrow=False)
        assert [f"{key.shown} {key.brief}" for key in keys][3:5] == ["enter accept", "⌫ dismiss"]
        assert app(pilot).main_screen.key_bar.keys == keys


async def test_from_quotation_to_quotation_accepting_leads_to_the_next_suggested_one(make: Make) -> None:
    first, claim, last = "“The ferry is late again today,”", "Sales fell by 45 percent in 2019.", "“We will not wait,”"
    workspace = make({"a.txt": f"A title\n\n{first} said Ann Lee.\n\n{claim}\n\n{last} said Bob Moore.\n"})
    workspace.state.suggestions = "all"
    async with reading(workspace) as pilot:
        await until(pilot, lambda: view(pilot).reading.suggestions)
        await pilot.press("quotation_mark")
        assert passage(pilot) == first
        await pilot.press("enter")
        assert passage(pilot) == last, "what is suggested between them is of another kind"
        await pilot.press("enter")
        assert [each.exact for each in workspace.annotations] == [first, last]
