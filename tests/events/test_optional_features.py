"""Each optional feature is taken out by its line in the settings, and the rest works without it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.processes import ROOT

# What a run of its own must not inherit: its databases and files would be the parent's.
OF_THIS_RUN = ("HUB_TEST_FOLDER", "PYTEST_", "COV_")

pytestmark = pytest.mark.slow("a run of its own, as a feature is taken out before Django starts")


def run_rest(*words: str, without: str) -> None:
    """Run the tests of `rest_without_feature` in a process of their own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OF_THIS_RUN)}
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n0",
            "tests/events/rest_without_feature.py",
            *words,
        ],
        cwd=ROOT,
        env=kept | {"WITHOUT": without, "DJANGO_SETTINGS_MODULE": "tests.settings_without"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]


@pytest.mark.parametrize("feature", settings.OPTIONAL_FEATURES)
def test_the_rest_works_without(feature):
    run_rest("-k", "not with_all", without=feature)


def test_what_is_looked_for_is_there_with_all_of_them():
    run_rest("-k", "with_all", without="")
