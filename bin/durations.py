"""Print the slowest 30 tests of a run, and the sum of case folder.

Reads the JUnit file of `bin/test --junitxml=FILE`. Times are of one process, with others running.
"""

import sys
from collections import defaultdict
from xml.etree import ElementTree

MAX_TESTS = 30


def main(file: str) -> None:
    cases = ElementTree.parse(file).iter("testcase")
    tests = [(float(case.get("time")), case.get("classname"), case.get("name")) for case in cases]
    print(f"The slowest {MAX_TESTS} of {len(tests)} tests, in seconds:")
    for seconds, module, name in sorted(tests, reverse=True)[:MAX_TESTS]:
        print(f"{seconds:8.1f}  {module.replace('.', '/')}.py::{name}")
    folders: dict[str, list[float]] = defaultdict(list)
    for seconds, module, _ in tests:
        folders["/".join(module.split(".")[:-1])].append(seconds)
    print("\nBy folder:")
    for folder, times in sorted(folders.items(), key=lambda each: sum(each[1]), reverse=True):
        print(f"{sum(times):8.1f}  {folder} ({len(times)} tests)")


if __name__ == "__main__":
    main(*sys.argv[1:])
