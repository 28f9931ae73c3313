"""When something goes wrong, people read what to do and lose nothing they wrote."""

import pytest
from bs4 import BeautifulSoup
from django.http import HttpRequest
from django.test import Client, RequestFactory

from hub import views


def test_a_missing_page_has_ways_on(client, site):
    response = client.get("/there-is-nothing-here/")
    assert response.status_code == 404
    page = BeautifulSoup(response.content, "html.parser")
    links = [a["href"] for a in page.main.select("a")]
    assert {"/", "/sessions/", "/stories/", "/search/"} <= set(links)


def test_a_forbidden_page_says_whom_to_ask(db, rf: RequestFactory):
    answer = views.forbidden(rf.get("/"))
    assert answer.status_code == 403
    assert b"Talk to a person" in answer.content


def test_a_broken_site_still_answers_without_its_database(rf: RequestFactory):
    # No fixture gives this test a database: asking for one would raise.
    answer = views.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert b"This is our mistake, not yours" in answer.content


def test_a_broken_site_tells_nobody_what_broke(client, site, settings, monkeypatch):
    def broken(request: HttpRequest) -> None:
        raise RuntimeError("the secret reason")

    client.raise_request_exception = False
    monkeypatch.setattr("hub.templatetags.site_tags.canonical_url", broken)
    response = client.get("/easier-to-read/")
    assert response.status_code == 500
    assert b"secret" not in response.content


@pytest.fixture
def strict_client() -> Client:
    return Client(enforce_csrf_checks=True)


def test_a_form_that_lay_open_too_long_shows_its_answers_again(strict_client, site):
    answers = {"name": "Sam <b>", "needs": ["breaks", "bsl"], "csrfmiddlewaretoken": "old"}
    response = strict_client.post("/easier-to-read/", answers)
    assert response.status_code == 403
    page = BeautifulSoup(response.content, "html.parser")
    kept = [(i["name"], i["value"]) for i in page.main.select("input[type=hidden]")]
    assert ("name", "Sam <b>") in kept
    assert [value for name, value in kept if name == "needs"] == ["breaks", "bsl"]
    tokens = [value for name, value in kept if name == "csrfmiddlewaretoken"]
    assert len(tokens) == 1
    assert tokens != ["old"]
    assert not page.form.get("action"), "the same answers go to the same place"


def test_the_answers_are_accepted_with_the_fresh_token(strict_client, site):
    response = strict_client.post("/easier-to-read/", {"name": "Sam"})
    page = BeautifulSoup(response.content, "html.parser")
    again = {i["name"]: i["value"] for i in page.main.select("input[type=hidden]")}
    assert strict_client.post("/easier-to-read/", again).status_code == 405  # past the token check


def test_what_another_site_sent_does_not_wait_behind_a_button_of_ours(strict_client, site):
    headers = {"Origin": "https://elsewhere.example"}
    response = strict_client.post(
        "/easier-to-read/", {"name": "made up elsewhere"}, headers=headers
    )
    assert response.status_code == 403
    page = BeautifulSoup(response.content, "html.parser")
    assert not page.main.select("form")
    assert b"made up elsewhere" not in response.content
    assert "Nothing was sent" in page.main.get_text()


def test_a_browser_that_hides_where_it_comes_from_loses_nothing(strict_client, site):
    hidden = {"Origin": "null"}
    ours, theirs = ({**hidden, "Sec-Fetch-Site": where} for where in ("same-origin", "cross-site"))
    answers = {"name": "Sam Field"}
    assert b"Sam Field" in strict_client.post("/easier-to-read/", answers, headers=ours).content
    assert b"Sam" not in strict_client.post("/easier-to-read/", answers, headers=theirs).content


@pytest.mark.parametrize(
    ("cookie", "headers", "words"),
    [
        ("x" * 32, {}, "This page was open for a long time."),
        ("", {}, "Your browser did not send our cookie with them."),
        (
            "x" * 32,
            {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
            "Your browser did not say where they come from.",
        ),
    ],
)
def test_the_page_says_why_the_answers_must_be_sent_again(
    strict_client, site, cookie, headers, words
):
    if cookie:
        strict_client.cookies["csrftoken"] = cookie
    page = strict_client.post("/easier-to-read/", {"name": "Sam"}, headers=headers).text

    assert words in page
    assert ("cookies are off" in page) == (not cookie)


def test_a_password_is_never_shown_again(strict_client, site):
    response = strict_client.post("/admin/login/", {"username": "pat", "password": "kettle-on-1"})
    assert response.status_code == 403
    assert b"kettle-on-1" not in response.content
    page = BeautifulSoup(response.content, "html.parser")
    assert not page.main.select("form")
    assert "/admin/" in [a["href"] for a in page.main.select("a")]


def test_answers_that_are_shown_again_are_kept_by_no_cache(strict_client, site):
    assert "no-store" in strict_client.post("/easier-to-read/", {"name": "Sam"})["Cache-Control"]
