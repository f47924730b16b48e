"""`reader schema`: the JSON Schema of the export."""

import argparse
import json


def arguments(_command: argparse.ArgumentParser) -> None:
    """For a command that takes none."""


def run(_options: argparse.Namespace) -> int:
    from reader.formats.reader_json import schema

    print(json.dumps(schema(), indent=2))
    return 0
