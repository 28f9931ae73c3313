"""The test settings without one optional feature, which WITHOUT names, such as `events.feedback`."""

import os

from hub.settings.test import *  # noqa: F403
from hub.settings.test import INSTALLED_APPS, OPTIONAL_FEATURES

if taken_out := os.environ["WITHOUT"]:
    OPTIONAL_FEATURES.remove(taken_out)
    INSTALLED_APPS.remove(taken_out)
