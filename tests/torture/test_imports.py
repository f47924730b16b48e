"""A part of the torture of imports; `python -m tests.torture.imports --count 5000` makes 5,000 files of each shape."""

import pytest

from tests.torture.import_shapes import SHAPES
from tests.torture.imports import trials


@pytest.mark.parametrize("shape", SHAPES)
def test_every_record_of_a_damaged_file_is_taken_or_named(shape: str) -> None:
    problems = list(trials(shape, 25))
    assert len(problems) == 25
    assert not list(filter(None, problems))
