"""`reader git-merge`: what git runs to merge two versions of a file."""

from pathlib import Path

import pytest

from reader.cli.main import main


@pytest.mark.parametrize(("name", "named"), [((), "ours.json"), (("tags/annotations.json",), "tags/annotations.json")])
def test_a_version_that_is_damaged_is_named_as_git_calls_the_file(
    name: tuple[str, ...],
    named: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for file, content in (("base.json", ""), ("ours.json", "{"), ("theirs.json", "{}")):
        Path(file).write_text(content)
    assert main(["git-merge", "base.json", "ours.json", "theirs.json", *name]) == 1
    assert named in capsys.readouterr().err
    assert Path("ours.json").read_text() == "{", "it is left to git"
