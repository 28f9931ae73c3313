"""Redis is an extra: when it is away, pages go on and the health page says so."""

import pytest
from django.core.cache import cache
from django.test import Client

from hub.models import User
from tests.events.test_booking_views import answer_all, book_now
from tests.factories import make_session
from tests.processes import free_port

redis_cache = pytest.importorskip("hub.redis_cache", reason="needs the package redis")


@pytest.fixture
def no_redis(settings, monkeypatch):
    """A site whose Redis has stopped: nobody listens at its port."""
    monkeypatch.setattr(redis_cache.FallbackRedisCache, "_away_until", 0.0)
    settings.CACHES = {
        "default": {
            "BACKEND": "hub.redis_cache.FallbackRedisCache",
            "LOCATION": f"redis://127.0.0.1:{free_port()}/0",
        }
    }
    yield
    cache._memory.clear()


def test_pages_forms_and_searches_go_on_without_redis(site, no_redis):
    for address in ("/", "/sessions/", "/stories/", "/search/?q=tea", "/share-your-story/"):
        assert Client().get(address).status_code == 200, address
    form = {"email": "ama@example.org", "everything": "on"}
    assert Client().post("/bookings/lost-link/", form).status_code == 302


def test_staff_log_in_and_work_without_redis(site, no_redis, settings):
    settings.AXES_ENABLED = True
    User.objects.create_superuser("pat", "pat@brew.test", "kettle-on-1")
    client = Client()
    login = {"username": "pat", "password": "kettle-on-1", "next": "/admin/"}
    assert client.post("/admin/login/", login).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_people_book_without_redis(db, client, no_redis, time_machine, now):
    time_machine.move_to(now, tick=False)
    make_session(places=5)
    answer_all(client)
    assert "/booked/" in book_now(client).url


def test_the_health_page_says_that_the_cache_is_away(db, client, no_redis):
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.text == "ok, but the cache is away: pages go on without it"


def test_the_health_page_says_ok_when_all_is_well(db, client):
    assert client.get("/health/").text == "ok"


def test_limits_still_count_without_redis(client, site, no_redis, monkeypatch):
    monkeypatch.setattr("events.public.views.lost_link.MAX_PER_CLIENT", 2)
    form = {"email": "ama@example.org"}
    asked = [client.post("/bookings/lost-link/", form).status_code for _ in range(3)]
    assert asked == [302, 302, 429]


def test_every_method_of_a_cache_works_without_redis(no_redis):
    assert cache.add("a", 1) and not cache.add("a", 2)
    assert cache.incr("a") == 2 and cache.decr("a") == 1
    assert "a" in cache and cache.touch("a", 60)
    assert cache.set_many({"b": 2}) == []
    assert cache.get_many(["a", "b"]) == {"a": 1, "b": 2}
    assert cache.get_or_set("c", lambda: 3) == 3
    cache.delete_many(["b"])
    assert cache.delete("a") and cache.get("a", "none") == "none"
    cache.clear()
    assert cache.get("c") is None
    with pytest.raises(ValueError, match="not found"):
        cache.incr("nothing")


def test_redis_is_asked_again_after_a_pause_and_the_log_has_one_line_each_time(
    no_redis, monkeypatch, caplog
):
    moment, asked = 1000.0, []
    monkeypatch.setattr(redis_cache.time, "monotonic", lambda: moment)

    def fail(self, *args, **kwargs):
        asked.append(args)
        raise redis_cache.RedisError("redis://:password@127.0.0.1")

    monkeypatch.setattr("django.core.cache.backends.redis.RedisCacheClient.get", fail)
    cache.get("a"), cache.get("b")
    assert len(asked) == len(caplog.messages) == 1
    moment += redis_cache.PAUSE
    cache.get("a"), cache.get("b")
    assert len(asked) == len(caplog.messages) == 2
    assert "password" not in caplog.text
    monkeypatch.setattr(
        "django.core.cache.backends.redis.RedisCacheClient.get", lambda *args, **how: "back"
    )
    moment += redis_cache.PAUSE
    assert cache.get("a") == "back"
    assert not cache.is_away


def test_a_mistake_of_ours_is_not_hidden(no_redis):
    with pytest.raises(TypeError):
        cache.get()
