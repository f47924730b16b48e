"""Write the manual page, docs/reader.1, from the parser of the command line: `python docs/manual.py`."""

import os
import re
from pathlib import Path

from argparse_manpage.manpage import Manpage

from reader.cli.parser import make_parser

PAGE = Path(__file__).with_name("reader.1")


def main() -> None:
    os.environ["COLUMNS"] = "78"
    whole = make_parser()
    vars(whole)["_manpage"] = []  # sections of our own, which argparse-manpage looks for
    page = str(Manpage(whole, format="pretty"))
    page = re.sub(r"^\.TH .*$", '.TH READER "1" "" "reader\\\\-tui" "User Commands"', page, count=1, flags=re.MULTILINE)
    PAGE.write_text(page.strip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
