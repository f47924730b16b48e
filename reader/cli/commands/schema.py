"""The command `reader schema`, which prints the JSON Schema of the export."""

import argparse
import json


def arguments(_command: argparse.ArgumentParser) -> None:
    """Declare no arguments."""


def run(_options: argparse.Namespace) -> int:
    """Print the schema."""
    from reader.formats.reader_json import schema

    print(json.dumps(schema(), indent=2))
    return 0
