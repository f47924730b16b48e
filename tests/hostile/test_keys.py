"""Random keys, clicks and sizes: nothing breaks, and the tags are those that were asked for."""

from pathlib import Path

import pytest

from tests.torture.keys import WORKSPACES, play
from tests.torture.keys_model import Watched


@pytest.mark.parametrize("name", ["sample", "naughty", "empty"])
async def test_random_keys_leave_the_tags_that_they_asked_for(name: str, tmp_path: Path) -> None:
    WORKSPACES[name](tmp_path)
    workspace = Watched(tmp_path)
    assert await play(workspace, seed=0, count=150) == []
    assert workspace.model.steps > 3 or name == "empty"
