"""The pages and mails of alerts about new sessions, checked in every way, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from events.emails.delivery import send_due
from events.models import Subscriber
from events.subscriptions import links, subscribers
from tests.browser import axe, layout
from tests.browser.faults import faults_of
from tests.browser.visitor import press
from tests.events.subscription_factories import make_area, make_pending_subscriber, make_topic
from tests.events.test_subscription_emails import each_mail

HOUR = timedelta(hours=1)


@pytest.fixture
def labels(transactional_db):
    return [make_topic(name) for name in ("Unpaid carers", "Getting about")], [make_area("Norfolk")]


def addresses(labels):
    """The pages of a pending, a confirmed and a deleted subscriber."""
    topics, areas = labels
    now = timezone.now()
    known = make_pending_subscriber(now - HOUR, "known@example.org", topics=topics, areas=areas)
    known = subscribers.confirm(subscriber=known, now=now - HOUR)
    waiting = make_pending_subscriber(now, "waiting@example.org", topics=topics)
    again = make_pending_subscriber(now, "known@example.org", everything=True)
    gone = make_pending_subscriber(now, "gone@example.org")
    paths = [
        reverse("tell_me_page", args=[links.SIGNER.token_for(who.uid)])
        for who in (waiting, again, known)
    ]
    paths += [f"{paths[2]}?done=yes", f"{paths[2]}stop/"]
    paths.append(reverse("tell_me_page", args=[links.SIGNER.token_for(gone.uid)]))
    subscribers.unsubscribe(subscriber=gone)
    return paths


def test_the_pages_fit_every_window_and_every_reader(live_server, visitor, labels):
    someone = visitor()
    problems = []
    for path in addresses(labels):
        page = someone.open(live_server.url + path)
        problems += [f"{path}: {fault}" for fault in faults_of(page)]
    assert problems == []
    assert someone.messages == []


@pytest.mark.parametrize("script", [True, False])
def test_asking_saying_yes_and_stopping_needs_no_javascript(live_server, visitor, labels, script):
    page = visitor(java_script_enabled=script).open(live_server.url + "/tell-me/?area=norfolk")
    assert page.get_by_label("Norfolk").is_checked()
    page.get_by_label("Unpaid carers").check()
    press(page.get_by_role("button", name="Send me the link"))
    assert page.title().startswith("Error: ")
    assert page.get_by_label("Unpaid carers").is_checked()
    page.get_by_label("Your email address").fill("kim@example.org")
    press(page.get_by_role("button", name="Send me the link"))
    assert page.locator("h1").inner_text() == "Look at your email"

    send_due(now=Subscriber.objects.get().created_at)
    (path,) = re.findall(r"https://brew\.test(/tell-me/\S+)", mail.outbox[-1].body)
    page.goto(live_server.url + path)
    press(page.get_by_role("button", name="Yes, write to me"))
    assert "We will write to you" in page.locator("main").inner_text()
    page.get_by_label("Norfolk").uncheck()
    press(page.get_by_role("button", name="Keep my choices"))
    assert "We have kept your choices" in page.locator("main").inner_text()
    assert not page.get_by_label("Norfolk").is_checked()
    press(page.get_by_role("button", name="Stop writing to me"))

    assert page.locator("h1").inner_text() == "We do not write to you"
    assert not Subscriber.objects.exists()


def test_the_mails_read_well_everywhere(db, now, visitor):
    someone = visitor(width=320)
    page = someone.page
    problems = []
    for name, message in each_mail(now):
        page.set_content(message.alternatives[0][0])
        found = layout.sideways(page) + layout.cut(page) + axe.faults(page)
        page.emulate_media(color_scheme="dark")
        found += axe.faults(page, axe.COLOURS)
        page.emulate_media(color_scheme="light")
        if page.locator("img").count() or page.locator("a.button").count() > 1:
            found.append("has pictures, or asks for more than one thing")
        problems += [f"{name}: {each}" for each in found]
    assert problems == []
    assert someone.hosts <= {""}
