"""How many examples a property-based test tries."""

import os
from typing import Any

from hypothesis import settings

TENTH = os.environ.get("HYPOTHESIS_PROFILE") == "quick"


def examples(number: int, **more: Any) -> settings:
    """Return settings for so many examples, without a time limit for one; a tenth in `make test`."""
    return settings(max_examples=max(number // 10, 5) if TENTH else number, deadline=None, **more)
