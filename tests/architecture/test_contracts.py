"""The import contracts of pyproject.toml hold, cover everything, and are broken by what they forbid."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from tests.architecture.contracts import CONTRACTS, LAYERS, LIBRARIES
from tests.support import ROOT

# Imports that were once possible without anyone noticing.
PLANTED = {
    "reader.workspace.article_loader": ["tinydb"],
    "reader.text.span": ["regex"],
    "reader.workflows.export": ["regex"],
    "reader.ingest.fetch": ["markdown_it"],
    "reader.workspace.demo": ["tinydb", "regex", "markdown_it", "textual", "reader.tui"],
    "reader.reports.stats": ["reader"],
    "reader.insight.suggestion": ["reader.insight.suggestions.pipeline"],
    "reader.insight.quotes.cues": ["reader.insight.claims.cues"],
    "reader.tui.controllers.find": ["reader.tui.controllers.echoes"],
    "reader.tui.session": ["textual"],
    "reader.tui.widgets.line_view": ["reader.tui.main_screen"],
}

Import = tuple[str, str]  # importer, imported


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its contracts, in a folder where both may be changed."""
    shutil.copytree(ROOT / "reader", tmp_path / "reader", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("reader", include_external_packages=True, cache_dir=None)


def lint_imports(folder: Path) -> str:
    """Return what `lint-imports` prints about the package and the contracts in a folder."""
    command = shutil.which("lint-imports", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert command, "lint-imports is missing: pip install -e '.[dev]'"
    arguments = [command, "--no-cache", "--no-logo", "--config", "pyproject.toml"]
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True).stdout


def plant(folder: Path, module: str, *imported: str) -> set[Import]:
    """Add imports to a module, which need not exist yet, and return them."""
    path = folder / f"{module.replace('.', '/')}.py"
    lines = "".join(f"\nimport {name}\n" for name in imported)
    path.write_text((path.read_text("utf-8") if path.exists() else "") + lines, "utf-8")
    return {(module, name) for name in imported}


def reported(output: str) -> set[Import]:
    """Return the imports that a report complains about, and those that lead from one module to such an import."""
    return set(re.findall(r"^(?:- )? *(\S+) -> (\S+) \(l\.\d+\)$", output, re.MULTILINE))


def test_the_contracts_hold(copy: Path) -> None:
    output = lint_imports(copy)
    assert re.search(r"^Contracts: \d+ kept, 0 broken\.$", output, re.MULTILINE), output


def test_a_planted_import_is_reported(copy: Path) -> None:
    planted = set.union(*(plant(copy, module, *imported) for module, imported in PLANTED.items()))
    assert planted - reported(lint_imports(copy)) == set()


def test_an_import_of_a_package_above_or_beside_is_reported(copy: Path) -> None:
    planted: set[Import] = set()
    for number, layer in enumerate(LAYERS):
        for package in layer:
            forbidden = [name for above in LAYERS[: number + 1] for name in above if name != package]
            module = f"{package}.planted" if (copy / "reader" / package).is_dir() else package
            planted |= plant(copy, f"reader.{module}", *(f"reader.{name}" for name in forbidden))
    assert planted - reported(lint_imports(copy)) == set()


def test_an_import_of_any_library_is_reported_outside_its_door(copy: Path) -> None:
    planted = plant(copy, "reader.text.planted", *LIBRARIES)
    assert reported(lint_imports(copy)) == planted


def test_a_package_without_a_layer_is_reported(copy: Path) -> None:
    (copy / "reader" / "newcomer").mkdir()
    (copy / "reader" / "newcomer" / "__init__.py").touch()
    assert "- reader.newcomer\n" in lint_imports(copy)


def test_every_library_has_a_contract(graph: grimp.ImportGraph) -> None:
    imported = {name for name in graph.modules if not name.startswith("reader")} - sys.stdlib_module_names
    assert imported - LIBRARIES.keys() == set(), "say in pyproject.toml who may import it, and why"


@pytest.mark.parametrize("library", LIBRARIES)
def test_no_permission_is_left_over(graph: grimp.ImportGraph, library: str) -> None:
    importers = graph.find_modules_that_directly_import(library)
    unused = [
        allowed
        for allowed in LIBRARIES[library]
        if not any(f"{importer}.".startswith(f"{allowed}.") for importer in importers)
    ]
    assert unused == [], "nothing there imports it any more"


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_comment_says_why_a_contract_is_there(contract: str) -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert re.search(rf'^# .*\n\[\[tool\.importlinter\.contracts\]\]\nid = "{contract}"$', text, re.MULTILINE)
