"""The site is light: measured as it goes over the wire, from a server as in production."""

import pytest
from playwright.sync_api import Request

KB = 1024


@pytest.fixture
def first_visit(demo, visitor) -> list[Request]:
    """What the browser asks for on a first visit to the home page."""
    someone = visitor(width=390)
    asked: list[Request] = []
    someone.page.on("requestfinished", lambda request: asked.append(request))
    someone.open(demo.url + "/")
    someone.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    someone.page.wait_for_load_state("networkidle")
    return asked


def size(requests: list[Request]) -> int:
    """Bytes on the wire, with the heads of the answers."""
    return sum(r.sizes()["responseBodySize"] + r.sizes()["responseHeadersSize"] for r in requests)


def is_picture(request: Request) -> bool:
    return request.resource_type == "image" and "/media/" in request.url


def test_the_first_visit_without_pictures_is_at_most_45_kb_in_6_requests(first_visit):
    plain = [r for r in first_visit if not is_picture(r)]
    assert len(plain) <= 6, [r.url for r in plain]
    assert size(plain) <= 45 * KB


def test_scripts_are_at_most_8_kb_and_styles_at_most_14_kb(first_visit):
    assert 0 < size([r for r in first_visit if r.resource_type == "script"]) <= 8 * KB
    assert 0 < size([r for r in first_visit if r.resource_type == "stylesheet"]) <= 14 * KB


def test_the_whole_home_page_with_pictures_is_under_250_kb(first_visit):
    assert size(first_visit) < 250 * KB


def test_text_is_sent_compressed(first_visit):
    for request in first_visit:
        if request.resource_type in ("document", "script", "stylesheet"):
            assert request.response().headers.get("content-encoding") in ("br", "gzip"), request.url
