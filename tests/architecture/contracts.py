"""The import contracts of pyproject.toml, as data."""

import tomllib
from typing import Any

from tests.support import ROOT

CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS: dict[str, dict[str, Any]] = {contract["id"]: contract for contract in CONFIG["contracts"]}
# From the top; the packages of one layer do not import each other.
LAYERS: list[list[str]] = [layer.split(" | ") for layer in CONTRACTS["layers"]["layers"]]
# Library -> the modules and packages that may import it.
LIBRARIES: dict[str, list[str]] = {
    library: contract["allowed_importers"]
    for contract in CONTRACTS.values()
    if contract["type"] == "protected" and contract["id"] != "public-api"
    for library in contract["protected_modules"]
}
