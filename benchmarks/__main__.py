"""This program and its peers, side by side in one run.

    python -m benchmarks [--rows start,list] [--rounds N] [--json FILE]

Each program runs in a pty of 120 by 40, in turn with the others and with a home of its own; bytecode is compiled
first. Texts and the peers' virtual environments are made in `.benchmarks/` and kept there. All of it takes about half
an hour on two cores that nothing else uses. The report is Markdown.
"""

import argparse
import signal
import sys
from pathlib import Path

from benchmarks.bench import Bench, Result
from benchmarks.cases import GROUPS, TINY, Sizes, cases
from benchmarks.figures import Pace
from benchmarks.report import about, report, write_json
from benchmarks.texts import Texts
from benchmarks.venvs import Venvs, compile_bytecode

ROOT = Path(__file__).parents[1]


def main() -> None:
    options = _parser().parse_args()
    sizes = TINY if options.tiny else Sizes()
    venvs = Venvs(options.folder / "venvs")
    compile_bytecode(ROOT / "reader", libraries=not options.tiny)
    bench = Bench(Texts(options.folder), venvs, _pace(options), 1 if options.tiny else options.rounds, options.programs)
    results: list[Result] = []
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as ctrl+c: what was measured is kept
    try:
        for case in cases(sizes):
            if case.group in options.rows:
                for result in bench.run(case):
                    results.append(result)
    except KeyboardInterrupt:
        print("interrupted: what there is", file=sys.stderr)
    facts = about(venvs)
    if options.json:
        write_json(options.json, facts, results)
    print(report(facts, results, sizes))


def _pace(options: argparse.Namespace) -> Pace:
    if options.tiny:
        return Pace(options.limit, keys=3, seconds=0.5, held=0.3)
    return Pace(options.limit)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("benchmarks", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rows", type=_names, default=GROUPS, help=f"some of {','.join(GROUPS)} (default: all)")
    parser.add_argument("--programs", type=_names, default=(), help="only these, by name, such as reader,less")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for a start (default: 60)")
    parser.add_argument("--tiny", action="store_true", help="small texts, one round: does it work?")
    parser.add_argument("--json", type=Path, metavar="FILE", help="every sample, too")
    parser.add_argument("--folder", type=Path, default=ROOT / ".benchmarks", help="for texts and peers")
    return parser


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split(","))


if __name__ == "__main__":
    main()
