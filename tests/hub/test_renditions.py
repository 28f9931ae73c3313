"""No visitor waits for a picture to be cut to size."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django_tasks_db.models import DBTaskResult

from hub.models import Picture, PictureRendition
from hub.task_queue import run_tasks
from tests.stories.factories import make_picture, make_piece

TASK = "hub.models.pictures.make_renditions"


@pytest.fixture(autouse=True)
def worker(settings):
    """A worker that takes what is queued when we let it."""
    settings.PICTURES_BY_WORKER = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    cache.clear()  # it may know the pictures of another test
    return run_tasks


@pytest.fixture
def picture():
    return make_picture()


@pytest.fixture
def piece(site, picture):
    return make_piece(picture=picture, picture_is_decorative=True)


def made(picture):
    return set(PictureRendition.objects.filter(image=picture).values_list("filter_spec", flat=True))


def kinds(client, page):
    """The kinds of file that a page offers for its large picture, the one for old browsers last."""
    shown = BeautifulSoup(client.get(page.url).content, "html.parser").select_one("main picture")
    offered = [source["type"] for source in shown.select("source")]
    return [*offered, shown.img["src"].rsplit(".", 1)[-1]]


def queued():
    return DBTaskResult.objects.filter(task_path=TASK, finished_at=None)


@pytest.mark.django_db(transaction=True)
def test_publishing_a_page_makes_its_pictures(client, picture, piece, worker):
    assert not made(picture)
    piece.save_revision().publish()
    worker()
    ready = made(picture)
    assert any("avif" in spec for spec in ready)
    for address in (piece.url, "/stories/", "/"):
        assert client.get(address).status_code == 200
    assert made(picture) == ready
    assert not queued().exists()


@pytest.mark.django_db(transaction=True)
def test_until_then_a_visitor_gets_the_kind_that_is_quick_to_make(client, picture, piece, worker):
    assert kinds(client, piece) == ["jpg"]
    assert {spec for spec in made(picture) if "avif" in spec or "webp" in spec} == set()
    worker()
    assert kinds(client, piece) == ["image/avif", "image/webp", "jpg"]


@pytest.mark.django_db(transaction=True)
def test_many_visitors_ask_the_worker_once(client, picture, piece):
    for _ in range(3):
        client.get(piece.url)
    assert queued().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_was_deleted_meanwhile_stops_nothing(client, picture, piece, worker):
    piece.save_revision().publish()
    picture.delete()
    worker()
    assert not queued().exists()
    assert not DBTaskResult.objects.failed().filter(task_path=TASK).exists()


def test_a_page_without_a_picture_is_published_all_the_same(site):
    make_piece().save_revision().publish()
    assert not PictureRendition.objects.exists()


def test_a_picture_that_was_shown_before_is_looked_up_once_and_not_cached_again(
    piece, settings, django_assert_num_queries, monkeypatch
):
    settings.PICTURES_BY_WORKER = False
    specs = ["width-480|format-webp", "width-480|format-jpeg"]
    first = piece.picture.get_renditions(*specs)
    again = Picture.objects.get(pk=piece.picture_id)
    backend, asked = PictureRendition.cache_backend, []
    find = backend.get_many
    monkeypatch.setattr(backend, "set_many", None)
    monkeypatch.setattr(backend, "get_many", lambda keys: asked.append(keys) or find(keys))
    with django_assert_num_queries(0):
        found = again.get_renditions(*specs)
    assert [each.url for each in found.values()] == [each.url for each in first.values()]
    assert len(asked) == 1
