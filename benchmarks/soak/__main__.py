"""What is kept and what is kept out, by figures: `python -m benchmarks.soak`.

    python -m benchmarks.soak [--short] [--only 1,2,9]

Prints the table of docs/reliability.md, and on stderr what has been measured. Some minutes on
two cores; `--short` some seconds, on fewer kills, states and damages. Exits 1 if a figure misses
its target. POSIX only.
"""

import argparse
import sys

from benchmarks.soak.figures import table
from benchmarks.soak.subjects import figures


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", default="", metavar="N,N", help="the numbers of figures")
    options = parser.parse_args()
    only = frozenset(int(number) for number in options.only.split(",") if number)
    found = figures(short=options.short, only=only)
    print(table(found))
    missed = [figure.number for figure in found if figure.is_met is False]
    if missed:
        print(f"missed: {', '.join(map(str, missed))}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
