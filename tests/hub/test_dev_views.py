"""The mails that development has sent, as a person would read them."""

import importlib

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import clear_url_caches

import hub.urls
from hub import dev_views
from hub.eml_backend import EmlFileBackend


@pytest.fixture
def sent(settings, tmp_path):
    settings.EML_DIR = tmp_path
    mail = EmailMultiAlternatives("You have booked a place", "Plain words", to=["sam@example.org"])
    mail.attach_alternative("<p style='color: red'>Fine words</p>", "text/html")
    EmlFileBackend().send_messages([mail])
    return next(tmp_path.glob("*.eml")).stem


@pytest.fixture
def with_addresses(settings):
    """The addresses that exist while developing."""

    settings.DEBUG = True
    importlib.reload(hub.urls)
    clear_url_caches()
    yield
    settings.DEBUG = False
    importlib.reload(hub.urls)
    clear_url_caches()


def test_mails_are_listed(client, site, sent, with_addresses):
    assert b"You have booked a place" in client.get("/dev/mail/").content


def test_a_mail_is_shown_in_all_its_forms(client, site, sent, with_addresses):
    page = client.get(f"/dev/mail/{sent}/").content.decode()
    assert "Plain words" in page
    assert f"/dev/mail/{sent}/html/" in page
    alone = client.get(f"/dev/mail/{sent}/html/")
    assert b"Fine words" in alone.content
    assert "style-src 'unsafe-inline'" in alone["Content-Security-Policy"]


def test_no_other_file_can_be_read(sent):
    with pytest.raises(dev_views.Http404):
        dev_views._path("../settings")


def test_mails_are_not_on_a_real_site(client, site, sent):
    assert client.get("/dev/mail/").status_code == 404
