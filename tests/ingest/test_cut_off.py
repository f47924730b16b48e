"""Signs that a page shows only a part of its article."""

import json

import pytest

from reader.ingest.cut_off import FEW_CHARACTERS, FEW_WORDS, MUCH, SHORT, signs_of_more

LONG = "rope " * FEW_WORDS


def page(**data: object) -> str:
    return f"<p>Rope<script id=x type='application/ld+json'>{json.dumps([{'@graph': [data]}])}</script>"


@pytest.mark.parametrize(
    ("markup", "article", "notes"),
    [
        ("<p>Rope", LONG, []),
        ("<p>Rope", "rope " * (FEW_WORDS - 1), [f"only {FEW_WORDS - 1} words were found: if the page needs scripts"]),
        ("<p>Rope", "Rope", ["only 1 word was found: if"]),
        ("<p>Rope", "港" * (FEW_CHARACTERS // 4), []),
        ("<p>Rope", "港" * (FEW_CHARACTERS // 4 - 1), ["only 1 word was found"]),
        ("<p>Rope", "x" * FEW_CHARACTERS, []),
        (page(articleBody="<p>rope " * 91), LONG, ["the page has 91 words of the article for search engines, but onl"]),
        (page(articleBody="rope " * (FEW_WORDS + MUCH)), LONG, []),
        (page(articleBody="rope " * 500), "rope " * 400, []),
        (page(articleBody=None, isAccessibleForFree="False"), LONG, ["the page says that the article is for subscri"]),
        (page(isAccessibleForFree=False), LONG, ["the page says that the article is for subscribers"]),
        (page(isAccessibleForFree=True), LONG, []),
        ("<script type='application/ld+json'>{</script>", LONG, []),
        (f"<script type='application/ld+json'>{'[' * 100_000}</script>", LONG, []),
        ("<div class='x paywall-box'>", LONG, ["the page has a place where it asks for a subscription"]),
        ("<p>A paywall is news.", LONG, []),
        ("<script>x = '<p class=paywall>'</SCRIPT><style>.paywall {}</style>", LONG, []),
        ("<script></script><style></style><p id=RegWall>", LONG, ["the page has a place"]),
        ("<i class='card paywall-icon'>", LONG, []),
        (page(isAccessibleForFree=True) + "<div class=paywall>", LONG, []),
        (page(itemListElement=[{"isAccessibleForFree": False}]), LONG, []),
        (page(hasPart={"isAccessibleForFree": False}), LONG, ["the page says that the article is for subscribers"]),
    ],
)  # fmt: skip
def test_a_page_that_has_more_than_it_shows_is_reported(markup: str, article: str, notes: list[str]) -> None:
    signs = list(signs_of_more(markup, article))
    assert [sign[: len(note)] for sign, note in zip(signs, notes, strict=True)] == notes


@pytest.mark.parametrize(
    ("title", "article", "note"),
    [
        ("Just a moment...", LONG, "its title, “Just a moment...”, is that of a page without an article"),
        ("404 - Page not found", LONG, "its title, “404 - Page not found”, is"),
        ("Page not found", "rope " * SHORT, None),
        ("Just a moment...", "rope " * (SHORT - 1), "its title"),
        ("A captcharter", LONG, None),
        ("Error 404 (Not Found)!!1", LONG, "its title"),
        ("The Ropes | Access denied", LONG, "its title"),
        ("Forbidden City opens again", LONG, None),
        ("A rope is stolen | 404 Media", LONG, None),
        ("How a captcha works", LONG, None),
        ("Before you go on", f"We use cookies. A cookie is small. {LONG}", "it mentions cookies: if that is all"),
        ("Baking", f"A cookie is small. {LONG}", None),
        ("Baking", f"Accept cookies, cookies. {'rope ' * 96}", "it mentions cookies"),
        ("Baking", f"Accept cookies, cookies. {'rope ' * 97}", None),
        ("Baking", f"Cookies, cookies and cookies. {LONG}", None),
        ("Baking", f"Accept cookies, cookies, cookies. {'rope ' * 150}", None),
    ],
)
def test_a_notice_is_not_an_article(title: str, article: str, note: str | None) -> None:
    signs = list(signs_of_more("<p>Rope", article, title))
    assert [sign.startswith(note or "-") for sign in signs] == ([True] if note else [])
