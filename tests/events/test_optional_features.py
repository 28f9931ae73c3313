"""Each optional feature is taken out by its line in the settings, and the rest works without it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.processes import ROOT

# What a run of its own must not inherit: its databases and files would be the parent's.
OF_THIS_RUN = ("HUB_TEST_FOLDER", "PYTEST_", "COV_")


def without(feature: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OF_THIS_RUN)}
    return kept | {"WITHOUT": feature, "DJANGO_SETTINGS_MODULE": "tests.settings_without"}


@pytest.mark.slow("starts a test run of its own, as a feature is taken out before Django starts")
@pytest.mark.parametrize("feature", settings.OPTIONAL_FEATURES)
def test_the_rest_works_without(feature):
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "tests/events/rest_without_feature.py"],
        cwd=ROOT,
        env=without(feature),
        capture_output=True,
        text=True,
    )

    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
