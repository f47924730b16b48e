"""Importing a module changes nothing that belongs to the whole process, and loads no library before it is needed."""

import json
import subprocess
import sys

import pytest

PACKAGES = ("reader", "reader.formats", "reader.ingest", "reader.collaboration")
LATE = ("trafilatura", "lxml", "pypdf", "markdown_it", "textual", "rich", "distributed", "pandas", "spacy")
PROGRAM = """
import asyncio, csv, gc, importlib, json, locale, os, pkgutil, signal, socket, sys, threading, warnings

def state():
    return {
        "csv limit": csv.field_size_limit(),
        "collection": [gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()],
        "switch interval": sys.getswitchinterval(),
        "recursion limit": sys.getrecursionlimit(),
        "digits": sys.get_int_max_str_digits(),
        "locale": locale.setlocale(locale.LC_ALL),
        "folder": os.getcwd(),
        "environment": dict(os.environ),
        "signals": [str(signal.getsignal(each)) for each in signal.valid_signals()],
        "hooks": [str(each) for each in (sys.excepthook, sys.displayhook, threading.excepthook, sys.unraisablehook)],
        "warnings": [str(each) for each in warnings.filters],
        "socket timeout": socket.getdefaulttimeout(),
        "threads": threading.active_count(),
        "path": list(sys.path),
    }

before = state()
package = importlib.import_module(sys.argv[1])
if sys.argv[1] != "reader":  # which is imported alone
    for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(each.name)
after = state()
changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
print(json.dumps({"changed": changed, "loaded": sorted(sys.modules)}))
"""


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_is_without_effect(package: str) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, package], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found["changed"] == {}
    assert not {*LATE}.intersection(found["loaded"])
    assert any(name.startswith(f"{package}.") for name in found["loaded"]) == (package != "reader")
