import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.test import TransactionTestCase
from hypothesis import settings
from pytest_django import DjangoDbBlocker
from wagtail.models import Page, Site

from tests import database, factories
from tests.fast_avif import encode_quickly

# The same examples in every run, so that a build fails for a change and not by chance. To look for new
# ones:  HYPOTHESIS_PROFILE=default bin/test tests/events/test_reply_mail.py
settings.register_profile("steady", derandomize=True)
settings.register_profile("quick", derandomize=True, max_examples=15)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

SLOW_KINDS = ("slow", "browser", "threads", "processes")  # `make test` leaves them out


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all-pages",
        action="store_true",
        help="Open every page of the sample site, and not only one of each template and state.",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark in item.iter_markers():
            if mark.name in SLOW_KINDS and not mark.args:
                raise pytest.UsageError(f"{item.nodeid}: say why it is {mark.name}")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, worker_id: str
) -> Iterator[None]:
    """In place of pytest-django's own, which would migrate once in every process.

    A test with `transaction=True` leaves the database dirty: the next test gets a new copy. Django's own
    way, to empty all tables, is slower and takes away the rows of the migrations too.
    """
    with django_db_blocker.unblock():
        copies = database.copies(worker_id)
        facts = connection.settings_dict  # shared by the connections of all threads

        def replace(*_: object) -> None:
            connections.close_all()
            dirty, facts["NAME"] = facts["NAME"], copies.create()
            copies.drop(dirty)

        before, facts["NAME"] = facts["NAME"], copies.create()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(TransactionTestCase, "_fixture_teardown", replace)
            yield
        connections.close_all()
        copies.drop(facts["NAME"])
        facts["NAME"] = before


@pytest.fixture(scope="session", autouse=True)
def _quick_pictures() -> None:
    encode_quickly()


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Clear the cache, so that no test sees what another left in it."""
    cache.clear()


@pytest.fixture
def now() -> datetime:
    """A Monday morning in winter, when London and UTC agree."""
    return datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


@pytest.fixture
def site(db: None) -> factories.Tree:
    """The page tree with its home page, sessions page and stories page."""
    return factories.make_site()


@pytest.fixture
def new_database(db: None) -> None:
    """As the migrations leave it: Wagtail's own welcome page, and nothing of ours."""
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    root = Page.get_first_root_node()
    welcome = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home"))
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
