"""The test settings without one optional feature, which WITHOUT names: `events.feedback`."""

import os

from hub.settings.test import *  # noqa: F403
from hub.settings.test import INSTALLED_APPS, OPTIONAL_FEATURES

OPTIONAL_FEATURES.remove(os.environ["WITHOUT"])
INSTALLED_APPS.remove(os.environ["WITHOUT"])
