"""`python -m tests.torture [--rows NAME...] [--full]`: each row's count and result; status 1 if one fell short."""

import argparse
import sys
import time

from .rows import ROWS, Row

OTHERS = "Rows of their own: tests.torture.keys, tests.torture.naughty, tests.torture.anchoring."


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__, epilog=OTHERS)
    parser.add_argument("--rows", nargs="+", choices=[row.name for row in ROWS], metavar="NAME", help="only these")
    parser.add_argument("--full", action="store_true", help="as many as it takes to be sure")
    options = parser.parse_args()
    fell_short = [_shown(row, options.full) for row in ROWS if not options.rows or row.name in options.rows]
    return int(any(fell_short))


def _shown(row: Row, full: bool) -> bool:
    """Runs a row, prints what came of it, and returns whether it fell short."""
    lacks = row.lacks or ("" if full or row.some else "it runs with --full only")
    if lacks:
        print(f"{row.name:<10} SKIPPED: {lacks}", flush=True)
        return False
    begin = time.monotonic()
    count, problems = row.run(row.full if full else row.some)
    print(f"{row.name:<10} {count:>6}  {len(problems)} bad  {time.monotonic() - begin:6.0f} s  {row.words}", flush=True)
    for problem in problems[:10]:
        print(f"    {problem}", flush=True)
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
