from datetime import UTC, datetime

import pytest

from tests import factories


@pytest.fixture
def now() -> datetime:
    """A Monday morning in winter, when London and UTC agree."""
    return datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


@pytest.fixture
def site(db) -> factories.Tree:
    """The page tree with its home page, sessions page and stories page."""
    return factories.make_site()
