"""`python -m bench [part…]`: measure, keep the figures, write RESULTS.md. See README.md."""

from __future__ import annotations

import argparse

from bench import accuracy, coverage, febrl, peers, results, speed

PARTS = {
    "accuracy": accuracy.run,
    "speed": speed.run,
    "coverage": coverage.run,
    "peer": peers.run,
    "febrl": febrl.run,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure; all by default")
    parser.add_argument(
        "--quick", action="store_true", help="small sizes, to try the bench itself; not written to RESULTS.md"
    )
    asked = parser.parse_args()
    for part in asked.parts or PARTS:
        PARTS[part](quick=asked.quick)
    if not asked.quick:
        results.write()


main()
