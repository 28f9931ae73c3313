"""No header, cookie or address of a stranger makes an error page, and a refusal is one line."""

import io
import logging
from urllib.parse import unquote_to_bytes

import pytest
from django.test import Client

from hub.models import User

LONG = "9" * 5000  # more digits than Python makes a number of
LONG_PATH = "9" * 4000  # as long as gunicorn takes: see its limit_request_line
ADDRESSES = ["/", "/sessions/", "/stories/", "/search/?q=tea", "/health/", "/share-your-story/"]
HEADERS = [
    {"Range": f"bytes={LONG}-"},
    {"If-Modified-Since": "Wed, 99 Foo 99999 99:99:99 GMT"},
    {"If-Modified-Since": LONG},
    {"If-None-Match": '"' * 1000},
    {"If-Range": LONG},
    {"Accept-Language": "x-" * 2000},
    {"Accept-Language": "\\0, ;q=nan, *;q=" + LONG},
    {"Accept-Encoding": "gzip;q=" + LONG},
    {"Accept": "*/*;q=nan," * 200},
    {"User-Agent": "☕" * 500},
    {"Referer": "http://[:::"},
    {"Origin": "http://[:::"},
    {"X-Forwarded-For": f"{LONG}, 1.2.3.4.5, ::::"},
    {"X-Forwarded-Proto": LONG},
    {"X-Requested-With": "XMLHttpRequest"},
    {"Cookie": "sessionid=" + "x" * 4000},
    {"Cookie": 'sessionid="\\000\\000\\000\\000\\000\\000\\000\\000\\000"; csrftoken="\\000"'},
    {"Cookie": "sessionid=; csrftoken=☕; messages=garbage:x:y"},
    {"Cookie": ";;;=;=;\x7f="},
    {"Content-Type": "text/html; charset=no-such-one"},
    {"Content-Length": LONG},
    {"Content-Length": "-1"},
]
QUERIES = [
    "q=%00", "q=%ff%fe", "q=%", "q=%zz", "q=%ed%a0%80", "q=" + "x" * 20_000, "q=" + "tea+" * 5_000,
    f"page={LONG}", "page=-1", "page=%00", "page=1e9", f"topic={LONG}&area={LONG}", "topic=%00",
    "&".join(f"a{n}=1" for n in range(900)), "q[]=1&q=", "=&&=",
]  # fmt: skip
PATHS = [
    "/%00/", "/sessions/%00/", "/stories/a%00b/", "/%ff/", "/%ed%a0%80/", "/sessions/%F0%9F%92%A9/",
    f"/sessions/month/{LONG_PATH}/", "/sessions/month/0000-00/", "/sessions/month/9999-12/",
    "/bookings/%00/", f"/bookings/{LONG_PATH}/", "/tell-me/%00/", "/my-calendar/%00/", "/media/%00",
    "/media/" + "x" * 4000, "/documents/%00", f"/documents/{LONG_PATH}/x.pdf",
    f"/_util/authenticate_with_password/{LONG_PATH}/1/", "/static/%00", "/" + "a/" * 2000, "//", "/./../",
]  # fmt: skip


@pytest.fixture
def log():
    """What the site's own handler writes."""
    handler = next(
        each
        for each in logging.getLogger().handlers
        if type(each) is logging.StreamHandler and each.formatter
    )
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def as_sent(headers):
    """Return the headers as a WSGI server passes them on."""
    return {name: value.encode().decode("latin-1") for name, value in headers.items()}


@pytest.mark.parametrize("headers", HEADERS, ids=lambda headers: next(iter(headers)))
def test_no_header_makes_an_error_page(site, headers):
    for address in ADDRESSES:
        assert Client().get(address, headers=as_sent(headers)).status_code < 500, address


def test_no_header_makes_an_error_page_for_a_form(site):
    for headers in HEADERS:
        if "Content-Length" not in headers:
            response = Client().post("/share-your-story/", {"words": "x"}, headers=as_sent(headers))
            assert response.status_code < 500, headers


@pytest.mark.slow("asks for each list with each query")
def test_no_query_makes_an_error_page(site):
    for query in QUERIES:
        for address in ("/", "/sessions/", "/stories/", "/search/", "/tell-me/", "/sessions/feed/"):
            assert Client().get(f"{address}?{query}").status_code < 500, (address, query[:40])


@pytest.mark.slow("asks for each list with each query")
def test_no_query_makes_an_error_page_in_the_admin(admin_client, site):
    for query in QUERIES:
        for address in ("/admin/pages/", "/admin/images/", "/admin/reports/site-history/"):
            assert admin_client.get(f"{address}?{query}").status_code < 500, (address, query[:40])


def test_no_path_makes_an_error_page(site):
    for path in PATHS:
        response = Client().get("/", PATH_INFO=unquoted(path))
        assert response.status_code < 500, path[:60]


def unquoted(path: str) -> str:
    """Return the path as a WSGI server passes it on."""
    return unquote_to_bytes(path).decode("latin-1")


def test_a_nul_in_a_query_is_as_if_it_were_not_there(client, site):
    assert client.get("/search/?q=te%00a").context["question"] == "tea"


def test_a_session_cookie_with_a_nul_is_no_cookie(site):
    headers = {"Cookie": r'sessionid="\000\000\000\000\000\000\000\000\000"'}
    assert Client().get("/admin/", headers=headers).status_code == 302


def test_a_wrong_host_is_one_line_of_the_log(site, log):
    response = Client().get("/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    (line,) = log.getvalue().splitlines()
    assert "evil.example" in line


def test_another_refusal_is_one_line_of_the_log_too(site, log, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    response = Client().post("/share-your-story/", {f"a{n}": "1" for n in range(9)})
    assert response.status_code == 400
    assert len(log.getvalue().splitlines()) == 1


def test_an_error_of_ours_keeps_its_traceback(log):
    try:
        raise RuntimeError("ours")
    except RuntimeError:
        logging.getLogger("django.request").exception("Internal Server Error: /")
    assert "Traceback" in log.getvalue()


@pytest.mark.parametrize("address", ["/share-your-story/", "/admin/login/", "/admin/images/add/"])
def test_a_stranger_cannot_fill_the_disk(site, address, monkeypatch):
    monkeypatch.setattr(
        "django.http.request.HttpRequest._load_post_and_files", lambda self: pytest.fail("read")
    )
    response = Client(enforce_csrf_checks=True).post(
        address, b"x", "multipart/form-data; boundary=x", headers={"Content-Length": "3000000"}
    )
    assert response.status_code == 413
    assert "too big" in response.text
    assert ("Log in again" in response.text) == address.startswith("/admin/")


def test_staff_can_send_films_and_no_more(client, site, settings):
    client.force_login(User.objects.create_superuser("pat", "pat@brew.test", "kettle-on-1"))

    def send(size):
        return client.post(
            "/admin/images/add/", b"", "text/plain", headers={"Content-Length": str(size)}
        ).status_code

    assert send(300_000_000) != 413
    assert send(settings.MAX_STAFF_UPLOAD + 1) == 413
