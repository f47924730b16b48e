"""A part of each row of the torture; `python -m tests.torture --full` runs all of them."""

import pytest

from tests.torture import processes
from tests.torture.rows import ROWS, Row

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")  # the children do no more than their part


@pytest.mark.parametrize("row", [row for row in ROWS if row.some], ids=lambda row: row.name)
def test_nothing_is_lost(row: Row) -> None:
    if row.lacks:
        pytest.skip(row.lacks)
    count, problems = row.run(row.some)
    assert (count, problems) == (row.some, [])


def test_programs_that_tag_at_the_same_time_keep_each_others_tags() -> None:
    assert next(processes.trials(count=15)) == ""
