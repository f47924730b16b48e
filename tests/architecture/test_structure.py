"""ARCHITECTURE.md describes the code as it is; the sample is whole; the same checks run everywhere."""

import ast
import re
import subprocess
import sys
import tomllib

from tests.architecture.contracts import LAYERS
from tests.architecture.figures import Code, homonyms
from tests.support import ROOT

PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


def test_the_sample_is_five_sources_and_their_tags() -> None:
    names = sorted(path.name for path in (ROOT / "seeds").iterdir())
    assert len(names) == 5
    assert any(name.endswith(".md") for name in names)
    assert all(name.endswith((".txt", ".md")) for name in names)


def test_every_sample_tag_says_what_its_source_says() -> None:
    done = subprocess.run([sys.executable, "-m", "reader", "check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "orphan" not in done.stdout


def layers_of_the_page() -> list[set[str]]:
    """Return the layers in the picture of ARCHITECTURE.md, from the top, each with its packages and modules."""
    (picture,) = re.findall(r"^## Layers\n.*?^```\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    layers = re.split(r"^-+\n", picture, flags=re.MULTILINE)
    return [set(re.findall(r"(?:^ *|  )([a-z_/]+/|[a-z_]+\.py)(?= |$)", layer, re.MULTILINE)) for layer in layers]


def test_the_architecture_names_every_package() -> None:
    folders = {path.parent.relative_to(ROOT / "reader").as_posix() for path in (ROOT / "reader").rglob("*.py")} - {"."}
    assert set[str]().union(*layers_of_the_page()) == {
        *(f"{folder}/" for folder in folders),
        "errors.py",
        "similar.py",
        "version.py",
    }


def test_the_layers_of_the_architecture_are_those_of_the_contract() -> None:
    tops = [{re.split(r"[/.]", name)[0] for name in layer} for layer in layers_of_the_page()]
    assert [{"__main__"}, *tops] == [*map(set, LAYERS)]


def test_every_path_that_the_architecture_mentions_is_there() -> None:
    paths = set(re.findall(r"`([a-z_]+/[a-z_/.]*|[a-z_]+\.py)`", PAGE))
    assert len(paths) > 30
    places = (ROOT, ROOT / "reader", ROOT / "reader" / "tui")
    assert [path for path in paths if not any((place / path).exists() for place in places)] == []


def test_the_same_checks_run_here_in_ci_and_before_a_commit() -> None:
    scripts = [(ROOT / name).read_text("utf-8") for name in (".ci/run", ".pre-commit-config.yaml", "CONTRIBUTING.md")]
    for tool in ("ruff check", "ruff format", "mypy", "lint-imports"):
        assert all(re.search(rf"\b{tool}\b", script) for script in scripts), tool
    assert "run: .ci/run" in (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")


def test_mypy_says_the_same_with_and_without_the_packages_that_only_the_interop_tests_need() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    overrides = config["tool"]["mypy"]["overrides"]
    modules = [name for each in overrides if each.get("follow_imports") == "skip" for name in each["module"]]
    skipped = {name.partition(".")[0] for name in modules}
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "tests" / "interop").glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    always = {*sys.stdlib_module_names, "reader", "tests", "pytest", "jsonschema"}
    assert "label_studio_sdk" in skipped
    assert {name.partition(".")[0] for name in names} - always <= skipped, "name it among those of `interop` for mypy"


def test_a_public_name_means_one_thing() -> None:
    same_thing_twice = {"attributes", "escaped", "export", "without_nulls"}  # for HTML and XML; here and in the API
    assert homonyms(Code(ROOT)).keys() == same_thing_twice
