"""Each step of the tutorial works where it stands: its keys are pressed in order, and the screen shows what it says.

A comment `<!-- try: KEYS => WORDS -->` beside a step has its keys, and words that are on the screen after them.
"""

import re
from functools import partial
from pathlib import Path

from reader.workspace.demo import copy_in
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support import ROOT
from tests.support.under_test import Reader, answered, reading, until

TRY = re.compile(r"<!-- try: (.+?) => (.+?) -->")
NAMES = {"/": "slash", "?": "question_mark", "+": "plus", "-": "minus", "'": "apostrophe", "!": "exclamation_mark"}
NAMES |= {"[": "left_square_bracket", "]": "right_square_bracket"}


def screen(pilot: Reader) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def shows(pilot: Reader, words: str) -> bool:
    return words in screen(pilot)


async def test_every_step_works_where_it_stands(tmp_path: Path) -> None:
    copy_in(tmp_path / "sample")
    steps = TRY.findall((ROOT / "docs" / "tutorial.md").read_text("utf-8"))
    assert len(steps) > 30
    async with reading(Workspace(locate_workspace(tmp_path / "sample"), creator="ann")) as pilot:
        for keys, words in steps:
            for key in keys.split():
                await pilot.press(NAMES.get(key, key))
            await answered(pilot)
            try:
                await until(pilot, partial(shows, pilot, words))
            except AssertionError as error:
                raise AssertionError(f"after {keys!r} there is no {words!r}:\n{screen(pilot)}") from error
