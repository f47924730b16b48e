"""The list of tags, as tests open and look at it."""

from reader.tui.widgets.tag_list import TagList
from reader.workspace.workspace import Workspace
from tests.support.under_test import Reader, until


def listed(pilot: Reader) -> TagList:
    return pilot.app.query_one(TagList)


def texts(pilot: Reader) -> list[str]:
    return [each.exact for each in listed(pilot).shown]


def rows(pilot: Reader) -> str:
    return "\n".join(listed(pilot).render_line(y).text for y in range(listed(pilot).size.height))


HERE = ["First here.", "Second here!", "Fourth here."]


async def opened(pilot: Reader) -> None:
    await pilot.press("T")
    await until(pilot, lambda: pilot.app.query(TagList) and listed(pilot).has_focus and listed(pilot).size.height)


def rated(workspace: Workspace, *ratings: str) -> None:
    """Give claims these ratings, in the order of their places."""
    claims = [each for each in workspace.annotations if each.tag == "claim"]
    for each, rating in zip(claims, ratings, strict=False):
        workspace.fields.set([each], {"rating": rating})
