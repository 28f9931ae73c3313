"""Telling the organisers of answers that need a person: once, in few mails, and with nobody's name."""

from datetime import timedelta

import pytest
import textstat
from django.core import mail
from django.utils.html import strip_tags

from events.models import UnresolvedReply
from events.rsvp.unresolved import KEPT, is_recorded, notify_organisers, record_unresolved
from hub.models import SiteDetails

HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_unresolved(now):
    for number, reason in enumerate(["A first reason.", "A first reason.", "A second reason."]):
        record_unresolved(raw=b"%d" % number, reason=reason, now=now)


@pytest.mark.parametrize("url", ["", "imaps://user:secret@mail.example/INBOX"])
def test_one_mail_says_how_many_why_and_where_to_look(now, three_unresolved, settings, url):
    settings.REPLIES_URL = url

    assert notify_organisers(now=now) == {"odd answers told": 3}

    (told,) = mail.outbox
    assert told.to == [SiteDetails.load().contact_email]
    for said in (told.body, strip_tags(told.alternatives[0][0])):
        said = " ".join(said.split())
        assert "We have changed nothing." in said
        assert "A first reason. (2 emails)" in said
        assert "A second reason." in said
        assert "Look in the mailbox hello@overabrew.example" in said
        assert ("in the folder Odd" in said) == bool(url)
    assert "{" not in told.body
    sentences = " ".join(line for line in told.body.splitlines() if line.endswith("."))
    assert textstat.flesch_kincaid_grade(sentences) <= 6


def test_nobody_is_told_twice_or_of_nothing(now, three_unresolved):
    notify_organisers(now=now)

    assert notify_organisers(now=now + 2 * HOUR) == {}
    assert len(mail.outbox) == 1


def test_a_flood_of_odd_mails_is_one_mail_an_hour(now, three_unresolved):
    notify_organisers(now=now)
    record_unresolved(raw=b"later", reason="A third reason.", now=now)

    assert notify_organisers(now=now + HOUR / 2) == {}
    assert notify_organisers(now=now + HOUR) == {"odd answers told": 1}
    assert len(mail.outbox) == 2


def test_a_mail_server_in_trouble_is_tried_again(now, three_unresolved, monkeypatch):
    def failing(self, fail_silently=False):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", failing)
        with pytest.raises(ConnectionRefusedError):
            notify_organisers(now=now)
    assert notify_organisers(now=now + HOUR / 12) == {}  # the first try may still be at it

    assert notify_organisers(now=now + HOUR / 6) == {"odd answers told": 3}


def test_what_another_process_is_telling_is_left_to_it(now, three_unresolved):
    UnresolvedReply.objects.update(claimed_until=now + HOUR / 6)

    assert notify_organisers(now=now) == {}
    assert mail.outbox == []


def test_what_was_told_is_forgotten_after_a_month(now, three_unresolved):
    notify_organisers(now=now)
    assert is_recorded(b"0")

    notify_organisers(now=now + KEPT)

    assert not UnresolvedReply.objects.exists()
