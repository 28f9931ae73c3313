import pytest

from home.search.vocabulary import vocabulary_of


@pytest.fixture(autouse=True)
def _forget_vocabulary() -> None:
    """Forget the words of earlier tests: a page there can have the same key and title as one here."""
    vocabulary_of.cache_clear()
