"""A private page: what visitors without access see of it."""

import re

import pytest

from hub.models import User
from tests.stories.factories import make_piece


@pytest.fixture
def page(site):
    return make_piece(title="Our secret plan", summary="We buy a boat.", author_name="Joy")


def test_who_has_no_password_learns_nothing_of_the_page_and_finds_a_person(page, client):
    page.view_restrictions.create(restriction_type="password", password="tea-at-four")
    seen = client.get(page.url)
    words = seen.content.decode()
    assert seen.status_code == 200
    assert "This page needs a password" in words
    for secret in ("secret plan", "boat", "Joy", "tea-at-four"):
        assert secret not in words.replace("our-secret-plan", "")
    assert '<html lang="en-GB"' in words
    assert 'id="help-title"' in words
    assert "public" not in seen.get("Cache-Control", "")


def test_a_wrong_password_is_told_and_the_right_one_opens_the_page(page, client):
    page.view_restrictions.create(restriction_type="password", password="tea-at-four")
    form = client.get(page.url).content.decode()
    address = re.search(r'action="(/_util/[^"]+)"', form).group(1)
    wrong = client.post(address, {"password": "coffee", "return_url": page.url})
    assert "Error: This page needs a password" in wrong.content.decode()
    assert "not correct" in wrong.content.decode()
    right = client.post(address, {"password": "tea-at-four", "return_url": page.url}, follow=True)
    assert "We buy a boat." in right.content.decode()


def test_a_page_for_those_who_work_here_asks_them_to_log_in(page, client):
    page.view_restrictions.create(restriction_type="login")
    asked = client.get(page.url)
    assert asked.url == f"/admin/login/?next={page.url}"
    client.force_login(User.objects.create_user("ed", "ed@example.org", "pass"))
    assert client.get(page.url).status_code == 200
