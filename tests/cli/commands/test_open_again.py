"""The application begins again with the same workspace when its codebook has changed."""

from argparse import Namespace
from unittest.mock import Mock, patch

from reader.cli.commands import open as command
from reader.workspace.workspace import Workspace


def test_it_begins_again_as_often_as_it_has_news_and_reads_the_settings_anew(workspace: Workspace) -> None:
    news = iter(["renamed a to b", "undone: renamed a to b", ""])
    runs = []

    def run_once(*arguments: object) -> Mock:
        runs.append(arguments)
        (workspace.paths.folder / "reader.toml").write_text(f'[[tags]]\nname = "tag{len(runs)}"\n')
        return Mock(fresh_start=Mock(news=next(news)), next_arguments=[], return_code=0)

    with patch.object(command, "_run_once", run_once):
        assert command._run_app(Namespace(annotator="ann"), workspace, "one.txt", ".") == 0
    assert [(source, target, *said) for _, _, source, target, *said in runs] == [
        ("one.txt", "."),
        (None, ".", "renamed a to b"),
        (None, ".", "undone: renamed a to b"),
    ]
    assert [[tag.name for tag in each.settings.tags][3:] for _, each, *_ in runs] == [[], ["tag1"], ["tag2"]]  # type: ignore[attr-defined]
