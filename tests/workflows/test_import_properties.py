"""Fields and links of imported annotations: what a file adds to those that are here."""

from typing import Any

import pytest

from reader.workflows.import_properties import with_additions
from tests.support.stores import an_annotation

TO = {"type": "original", "to": {"url": "https://example.org/a"}}
HERE = an_annotation("a", fields={"speaker": "Ann", "share": 4}, links={"1": TO})


@pytest.mark.parametrize(
    ("there", "changed"),
    [
        ({}, {}),
        ({"fields": {"speaker": "Ann"}}, {}),
        ({"fields": {"share": "4"}}, {}),  # formats that have texts only write it so
        ({"fields": {"speaker": "Bo"}}, {"fields": {"speaker": "Bo", "share": 4}}),
        ({"fields": {"manner": "direct"}}, {"fields": {"speaker": "Ann", "share": 4, "manner": "direct"}}),
        ({"links": {"2": TO}}, {}),
        ({"links": {"2": {**TO, "type": "same"}}}, {"links": {"1": TO, "2": {**TO, "type": "same"}}}),
    ],
)
def test_a_file_adds_what_is_new_and_removes_nothing(there: dict[str, Any], changed: dict[str, Any]) -> None:
    found = with_additions(HERE, an_annotation("a", **there))
    assert found == an_annotation("a", **{"fields": HERE.fields, "links": HERE.links, **changed})
    assert (found is HERE) == (not changed)
