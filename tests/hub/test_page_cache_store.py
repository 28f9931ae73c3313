"""What the page cache stores, and how much of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token

from hub.page_cache import store
from hub.page_cache.middleware import is_cacheable
from tests import factories

pytestmark = pytest.mark.django_db


def public(response):
    response["Cache-Control"] = "public, no-cache"
    return response


def with_token(rf):
    def show_form(request):
        get_token(request)
        return public(HttpResponse("form"))

    return CsrfViewMiddleware(show_form)(rf.get("/"))


def with_cookie():
    response = public(HttpResponse("tea"))
    response.set_cookie("taste", "milk")
    return response


def test_only_a_whole_answer_for_everybody_may_be_kept(rf):
    assert is_cacheable(public(HttpResponse("tea")))
    private = HttpResponse("tea", headers={"Cache-Control": "private, no-cache"})
    by_language = public(HttpResponse("tea", headers={"Vary": "Accept-Encoding, Accept-Language"}))
    for response in (
        *(HttpResponse("tea"), private, by_language, with_token(rf), with_cookie()),
        *(public(HttpResponse(status=404)), public(HttpResponse(status=301))),
        public(StreamingHttpResponse(["tea"])),
    ):
        assert not is_cacheable(response)


def test_a_page_that_took_from_one_minute_into_the_next_is_not_kept():
    end, moment = datetime(2027, 1, 11, 9, 1, tzinfo=UTC), timedelta(microseconds=1)
    there = store.PageCache()
    there.set("key", store.CachedResponse(b"tea", ()), began=end - moment, ended=end)
    assert not there.pages


def test_a_page_cache_never_holds_more_than_it_may(now, monkeypatch):
    monkeypatch.setattr(store, "MAX_BYTES", 1000)
    monkeypatch.setattr(store, "MAX_RESPONSE_BYTES", 400)
    there = store.PageCache()
    for number in range(50):
        there.set(number, store.CachedResponse(b"x" * 300, ()), began=now, ended=now)
        held = sum(page.size for page in there.pages.values())
        assert held <= there.size <= 1000
    assert there.get(49, now)
    there.set("large", store.CachedResponse(b"x" * 401, ()), began=now, ended=now)
    assert there.get("large", now) is None


def test_a_page_is_right_until_a_session_begins_or_ends_or_the_minute_does(site):
    start = factories.STARTS_AT + timedelta(seconds=20)
    end = start + timedelta(hours=1, seconds=10)
    factories.make_session(starts_at=start, ends_at=end)
    for now, until in (
        (factories.STARTS_AT, start),
        (start, factories.STARTS_AT + timedelta(minutes=1)),
        (end - timedelta(seconds=5), end),
        (end, factories.STARTS_AT + timedelta(minutes=61)),
        (end + timedelta(hours=1), factories.STARTS_AT + timedelta(minutes=121)),
    ):
        assert store.valid_until(now) == until
