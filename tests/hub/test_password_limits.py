"""Reset mails and shared passwords have limits, by place and by account, in words that help."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from hub import login_limits
from hub.models import User

RESET = "/admin/password_reset/"


def ask_for_reset(email: str, *, place: str = "192.0.2.1"):
    return Client().post(RESET, {"email": email}, REMOTE_ADDR=place)


def test_a_reset_is_asked_for_as_before(site):
    User.objects.create_superuser("pat", "pat@brew.test", "kettle-on-1")
    assert Client().get(RESET).status_code == 200
    assert ask_for_reset("pat@brew.test").url == "/admin/password_reset/done/"
    assert [message.to for message in mail.outbox] == [["pat@brew.test"]]


def test_one_place_cannot_ask_for_resets_on_and_on(site, monkeypatch):
    monkeypatch.setattr(login_limits, "MAX_RESETS_PER_CLIENT", 2)
    answers = [ask_for_reset(f"p{n}@example.org") for n in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Wait an hour. Then go back and try again." in answers[-1].text
    assert ask_for_reset("pat@brew.test", place="192.0.2.2").status_code == 302


@pytest.mark.parametrize("known", [True, False])
def test_nobody_gets_reset_mails_on_and_on_and_the_answer_does_not_say_who_works_here(site, known):
    if known:
        User.objects.create_superuser("pat", "pat@brew.test", "kettle-on-1")
    spellings = ["pat@brew.test", "Pat@Brew.test", " PAT@BREW.TEST"] * 2
    answers = [
        ask_for_reset(email, place=f"192.0.2.{n}").status_code for n, email in enumerate(spellings)
    ]
    assert answers == [302] * 5 + [429]
    assert len(mail.outbox) == (5 if known else 0)


@pytest.fixture(params=["page", "documents"])
def guess(request, site):
    """Try a password of a page, or of a collection of documents, from one place."""
    if request.param == "page":
        page = site.stories
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type="password", password="teapot"
        )
        name, args = "wagtailcore_authenticate_with_password", [restriction.pk, page.pk]
    else:
        collection = Collection.get_first_root_node().add_child(name="Ours")
        restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="password", password="teapot"
        )
        name, args = "wagtaildocs_authenticate_with_password", [restriction.pk]

    def guess(password: str, *, place: str = "192.0.2.1"):
        form = {"password": password, "return_url": "/stories/"}
        return Client().post(reverse(name, args=args), form, REMOTE_ADDR=place)

    return guess


def test_guessing_a_shared_password_is_slowed_for_who_guesses_only(guess, monkeypatch):
    monkeypatch.setattr(login_limits, "MAX_WRONG_PER_CLIENT", 3)
    answers = [guess("wrong") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "Wait an hour" in answers[-1].text
    assert guess("teapot").status_code == 429
    assert guess("teapot", place="192.0.2.2").status_code == 302


def test_a_whole_group_at_one_address_can_use_the_right_password(guess, monkeypatch):
    monkeypatch.setattr(login_limits, "MAX_WRONG_PER_CLIENT", 3)
    assert [guess("teapot").status_code for _ in range(10)] == [302] * 10


def test_guessing_from_many_places_is_slowed_too(guess, monkeypatch):
    monkeypatch.setattr(login_limits, "MAX_WRONG_PER_PASSWORD", 3)
    answers = [guess("wrong", place=f"192.0.2.{n}").status_code for n in range(4)]
    assert answers == [200, 200, 200, 429]
