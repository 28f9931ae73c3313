"""Print the slowest 30 tests of a run, and the sum of case folder.

Reads the JUnit file of `bin/test --junitxml=FILE`. Times are of one process, with others running.
"""

import sys
from collections import Counter
from xml.etree import ElementTree

MAX_TESTS = 30


def main(file: str) -> None:
    cases = ElementTree.parse(file).iter("testcase")
    tests = [(float(case.get("time")), case.get("classname"), case.get("name")) for case in cases]
    print(f"The slowest {MAX_TESTS} of {len(tests)} tests, in seconds:")
    for seconds, module, name in sorted(tests, reverse=True)[:MAX_TESTS]:
        print(f"{seconds:8.1f}  {module.replace('.', '/')}.py::{name}")
    sums: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for seconds, module, _ in tests:
        folder = "/".join(module.split(".")[:-1])
        sums[folder] += seconds
        counts[folder] += 1
    print("\nBy folder:")
    for folder, seconds in sums.most_common():
        print(f"{seconds:8.1f}  {folder} ({counts[folder]} tests)")


if __name__ == "__main__":
    main(*sys.argv[1:])
