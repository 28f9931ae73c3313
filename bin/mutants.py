"""Mutation run: change one place of the services at a time, and see whether a test fails.

A seeded sample of all changes that cosmic-ray knows, as mutants.toml says. Each change is tried with the
tests that run its line, in a copy of the tree, so nothing here is touched.
"""

import argparse
import itertools
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Manager, Queue
from operator import attrgetter
from pathlib import Path
from xml.etree import ElementTree

from cosmic_ray.commands.init import init
from cosmic_ray.config import load_config
from cosmic_ray.modules import find_modules
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkResult
from coverage import CoverageData

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import build_cache  # noqa: E402

FOLDER = ROOT / "var" / "mutants"
SHARED = (".venv", "node_modules")  # linked into each copy of the tree
KILLERS = FOLDER / "killers.txt"  # tests that noticed a change in earlier runs are tried first
SURVIVORS = FOLDER / "survivors.txt"  # of the last run
FAILED = re.compile(r"^(?:FAILED|ERROR) (tests/.+?)(?: - .*)?$", re.M)

SLOW_SECONDS = 2.0  # tests that take longer come last
BASELINE_TESTS = 3  # of each mutation; they must pass without it

CONFIG = load_config(str(ROOT / "mutants.toml"))
SAMPLE = CONFIG["sample"]


def sample(size: int, seed: int) -> list[MutationSpec]:
    """Return the same mutations for the same code, size and seed, in the order of the code."""
    modules = find_modules(Path(path) for path in CONFIG["module-path"])
    session = FOLDER / "session.sqlite"
    with use_db(str(session), WorkDB.Mode.create) as db:
        init(sorted(modules), db, CONFIG.operators_config)
        mutations = [item.mutations[0] for item in db.work_items]
    session.unlink()
    excluded = CONFIG.sub("filters", "operators-filter")["exclude-operators"]
    unwanted = re.compile("|".join(excluded))
    wanted = [each for each in mutations if not unwanted.fullmatch(each.operator_name)]
    place = attrgetter("module_path", "start_pos", "operator_name", "occurrence")
    wanted.sort(key=place)
    print(f"{len(wanted)} possible mutations, {size} tried (seed {seed})", flush=True)
    return sorted(random.Random(seed).sample(wanted, min(size, len(wanted))), key=place)


class Coverage:
    """Which tests run which line."""

    def __init__(self) -> None:
        paths = [path.rstrip("/") for path in CONFIG["module-path"]]
        code = [path if path.endswith(".py") else f"{path}/**/*.py" for path in paths]
        file = FOLDER / f"coverage-{build_cache.digest(*code, 'tests/**/*.py')}.sqlite"
        if not file.exists():
            measure(file)
        data = CoverageData(str(file))
        data.read()
        cases = ElementTree.parse(file.with_suffix(".xml")).iter("testcase")
        self.seconds = {node_id(each): float(each.get("time", 0)) for each in cases}
        self.killers = KILLERS.read_text().splitlines() if KILLERS.exists() else []
        self.breadth: Counter[str] = Counter()  # how many lines a test runs
        self.lines: dict[str, dict[int, set[str]]] = {}
        for path in data.measured_files():
            self.lines[path] = {
                line: {context.rpartition("|")[0] for context in contexts if context}
                for line, contexts in data.contexts_by_lineno(path).items()
            }
            for tests in self.lines[path].values():
                self.breadth.update(tests)

    def tests_of(self, mutation: MutationSpec) -> list[str]:
        """Return the tests that run the line, those first that are likely to notice.

        A line that runs on import has none of its own: then the tests of the module, or those named after it.
        """
        lines = self.lines.get(str(ROOT / mutation.module_path), {})
        at = range(mutation.start_pos[0], mutation.end_pos[0] + 1)
        tests = set().union(*(lines.get(line, ()) for line in at))
        if not tests:
            named = {test for test in self.seconds if is_named_after(mutation.module_path, test)}
            tests = named.union(*lines.values())
        known = [test for test in self.killers if test in tests]
        others = self._spread(tests)
        named = [test for test in others if is_named_after(mutation.module_path, test)]
        fast = sorted([*named, *others], key=lambda test: self.seconds.get(test, 0) > SLOW_SECONDS)
        return list(dict.fromkeys([*known, *fast]))[: SAMPLE["tests"]]

    def _spread(self, tests: set[str]) -> list[str]:
        """Take one test of each file in turn, the narrowest first."""
        files: dict[str, list[str]] = defaultdict(list)
        for test in sorted(tests, key=lambda test: (self.breadth[test], test)):
            files[test.partition("::")[0]].append(test)
        return [test for each in itertools.zip_longest(*files.values()) for test in each if test]


def is_named_after(module: Path, test: str) -> bool:
    """Return whether the file of a test is named after this module, its beginning, or its package."""
    file = Path(test.partition("::")[0]).stem
    return any(f"_{name}" in file for name in (module.stem, module.parent.name)) or (
        module.stem.startswith(file.removeprefix("test_"))
    )


def node_id(case: ElementTree.Element) -> str:
    """Return pytest's name for a test in a JUnit file."""
    return f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"


def measure(file: Path) -> None:
    """Run the tests once, and write down for each line which of them ran it."""
    print("Which test runs which line? Running them all once ...", flush=True)
    configuration = FOLDER / "coverage.ini"
    paths = [str(ROOT / path) for path in CONFIG["module-path"]]
    include = "\n  ".join(path if path.endswith(".py") else f"{path}/*" for path in paths)
    configuration.write_text(f"[run]\ndata_file = {file}\ninclude =\n  {include}\n")
    subprocess.run(
        [
            *("bin/test", "tests", "-m", "not browser and not processes", "-p", "no:randomly"),
            *("--cov", "--cov-context=test", f"--cov-config={configuration}", "--cov-report="),
            f"--junitxml={file.with_suffix('.xml')}",
        ],
        cwd=ROOT,
        check=True,
    )


def tree(number: int) -> None:
    """Make a copy of the tree, in which one process changes files."""
    copy = FOLDER / f"tree-{number}"
    shutil.rmtree(copy, ignore_errors=True)
    not_copied = (".git", ".*cache", "__pycache__", "var", *SHARED)
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*not_copied))
    for shared in SHARED:
        if (ROOT / shared).exists():
            (copy / shared).symlink_to(ROOT / shared)


def start_process(numbers: "Queue[int]") -> None:
    os.chdir(FOLDER / f"tree-{numbers.get()}")
    os.environ["HUB_TEST_CACHE"] = str(build_cache.FOLDER)


def try_one(mutation: MutationSpec, tests: list[str]) -> WorkResult:
    if not tests:
        return WorkResult(worker_outcome="normal", test_outcome=TestOutcome.SURVIVED, output="")
    result = mutate_and_test([mutation], shlex.join(pytest(tests)), CONFIG.timeout)
    if "ERROR: not found" in (result.output or ""):
        raise RuntimeError(f"A test is not there any more: {result.output}")
    return result


def pytest(tests: list[str]) -> list[str]:
    """Return the command that runs these tests in the folder of the caller, and stops at the first that fails."""
    listed = Path.cwd() / "tests-to-run.txt"
    listed.write_text("\n".join(tests))
    return [sys.executable, "-m", "pytest", *shlex.split(CONFIG.test_command), f"@{listed}"]


def check_unchanged(tests: list[str]) -> None:
    """Stop when a test fails without any change: it would seem to notice every one."""
    print(f"Without a change, {len(tests)} tests must pass ...", flush=True)
    os.chdir(FOLDER / "tree-0")
    environment = {**os.environ, "HUB_TEST_CACHE": str(build_cache.FOLDER)}
    subprocess.run(pytest(tests), check=True, env=environment)
    os.chdir(ROOT)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SAMPLE["size"])
    parser.add_argument("--seed", type=int, default=SAMPLE["seed"])
    parser.add_argument(
        "--again",
        action="store_true",
        help="only what survived the last time, after tests were added",
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    os.chdir(ROOT)
    FOLDER.mkdir(parents=True, exist_ok=True)

    mutations = sample(options.size, options.seed)
    tried = mutations
    if options.again:
        survivors = SURVIVORS.read_text().splitlines()
        mutations = [each for each in mutations if title(each) in survivors]
    coverage = Coverage()
    numbers = Manager().Queue()
    for number in range(options.processes):
        tree(number)
        numbers.put(number)
    tests = [coverage.tests_of(each) for each in mutations]
    check_unchanged(sorted({test for each in tests for test in each[:BASELINE_TESTS]}))
    with ProcessPoolExecutor(
        options.processes, initializer=start_process, initargs=[numbers]
    ) as pool:
        tries = [pool.submit(try_one, *each) for each in zip(mutations, tests, strict=True)]
        results = []
        for number, (mutation, future) in enumerate(zip(mutations, tries, strict=True), start=1):
            result = future.result()
            results.append((mutation, result))
            print(f"{number:4} {result.test_outcome.value:11} {title(mutation)}", flush=True)
    return report(results, killed_before=len(tried) - len(mutations))


def title(mutation: MutationSpec) -> str:
    line, _ = mutation.start_pos
    return f"{mutation.module_path}:{line} {mutation.operator_name.removeprefix('core/')}"


def report(results: list[tuple[MutationSpec, WorkResult]], *, killed_before: int) -> int:
    """Print survivors and figures, remember who noticed, and return 1 when too few were noticed."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    killers = KILLERS.read_text().splitlines() if killed_before else []
    survivors = []
    for mutation, result in results:
        if result.test_outcome == TestOutcome.SURVIVED:
            survivors.append(title(mutation))
            print(f"\nsurvived: {title(mutation)}\n{result.diff or 'no test runs this line'}")
        counts[str(mutation.module_path)][result.test_outcome.value] += 1
        killers += FAILED.findall(result.output or "")[:1]
    KILLERS.write_text("\n".join(dict.fromkeys(killers)))
    SURVIVORS.write_text("\n".join(survivors))
    outputs = [f"{title(mutation)}\n{result.diff}\n{result.output}" for mutation, result in results]
    (FOLDER / "last-run.txt").write_text("\n\n".join(outputs))
    print()
    for module, outcomes in sorted(counts.items()):
        print(f"{outcomes['killed']:4} of {outcomes.total():4}  {module}")
    killed = killed_before + sum(outcomes["killed"] for outcomes in counts.values())
    number = killed_before + len(results)
    rate = 100 * killed / number
    print(f"{killed} of {number} mutations killed: {rate:.1f}%")
    return int(rate < SAMPLE["least"])


if __name__ == "__main__":
    sys.exit(main())
