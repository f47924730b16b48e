"""A name that is not known is answered with the one that was probably meant, if there is one."""

from pathlib import Path

import pytest

from reader.similar import similar_name, similar_path

COMMANDS = ("export", "import", "list", "stats")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("exprot", "export"), ("EXPORT", "export"), ("lst", "list"), ("stat", "stats"), ("frobnicate", ""), ("", "")],
)
def test_the_most_similar_name_is_meant(name: str, meant: str) -> None:
    assert similar_name(name, COMMANDS) == meant


def test_a_name_is_given_back_as_it_is_known() -> None:
    assert similar_name("readme.MD", ["README.md"]) == "README.md"


def test_a_path_is_compared_with_what_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    assert similar_path(tmp_path / "artcles") == str(tmp_path / "articles")
    (tmp_path / "one.txt").touch()
    assert similar_path(tmp_path / "one") == str(tmp_path / "one.txt"), "without its suffix"
    assert similar_path(tmp_path / "something.txt") == "", "a suffix is nothing in common"
    assert similar_path(tmp_path / "other") == ""
    assert similar_path(tmp_path / "nowhere" / "artcles") == "", "a folder that is not there has nothing in it"
