import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from hypothesis import settings
from PIL import Image
from pytest_django import DjangoDbBlocker
from wagtail.models import Page, Site

from tests import database, factories

# The same examples in every run, so that a build fails for a change and not by chance. To look for new
# ones:  HYPOTHESIS_PROFILE=default bin/test tests/events/test_replies.py
settings.register_profile("steady", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, worker_id: str
) -> Iterator[None]:
    """In place of pytest-django's own, which would migrate once in every process."""
    with django_db_blocker.unblock(), database.copied(worker_id):
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_pictures() -> None:
    """Squeeze AVIF pictures with little effort: the sample site's take half a minute otherwise."""
    Image.init()
    save = Image.SAVE["AVIF"]

    def save_quickly(picture: Image.Image, *where: object) -> None:
        picture.encoderinfo.setdefault("speed", 10)
        save(picture, *where)

    Image.SAVE["AVIF"] = save_quickly


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """What one test left in the cache is not there for the next."""
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
