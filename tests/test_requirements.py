"""The pinned lists hold all that a fresh virtual environment needs."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text().splitlines()
    return dict(line.split("==") for line in lines if "==" in line)


def test_the_reading_tests_find_pkg_resources_although_new_pythons_bring_no_setuptools():
    pinned = pins("requirements-dev.txt")
    assert pinned["textstat"] == "0.7.4", "a later one may do without: then the pin below can go"
    assert int(pinned["setuptools"].split(".")[0]) < 81


def test_the_tests_run_with_exactly_what_runs_the_site():
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()
