"""What must still work when a feature is taken out. `test_optional_features` runs it without each.

Rows of the feature are there, as on a site that had it before.
"""

import os
import re
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command, get_commands
from django.core.signing import Signer
from django.test import Client
from django.urls import resolve

from events.bookings import manage_token
from events.models import (
    Booking,
    Broadcast,
    Feedback,
    Invitation,
    Notice,
    Quote,
    Regular,
    SessionCount,
    SessionPageTopic,
    Subscriber,
    Supplier,
    SupplierRequest,
)
from events.privacy.register import PROCESSING_REGISTER
from events.recurrence import NthWeekday, Repeat
from hub.jobs import run_due_jobs
from hub.models import User
from stories.models import SummaryImport
from tests import factories
from tests.events.test_booking_views import answer_all, book_now

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
OUT = os.environ.get("WITHOUT", "")
OWN_SCREENS = ("/admin/sessions/", "/admin/what-we-heard/")
LINKS = re.compile(r'(?:href|action)="([^"#]*)')


@dataclass(frozen=True)
class Traces:
    """What shows that a feature is there."""

    addresses: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # on a page, a screen or in a mail
    counts: tuple[str, ...] = ()  # of a pass of the worker
    mails: tuple[str, ...] = ()  # kinds of notices
    commands: tuple[str, ...] = ()


TRACES = {
    "events.feedback": Traces(
        addresses=(
            "/bookings/{token}/feedback/",
            "/bookings/{token}/feedback/thank-you/",
            "/admin/sessions/{session}/said/",
            "/admin/sessions/said/1/delete/",
            "/bookings/{token}/feedback/words/1/take-back/",
            "/admin/sessions/said/words/1/show/",
            "/admin/sessions/said/words/1/delete/",
        ),
        words=(
            "Tell us how it was",
            "Write down what somebody said",
            "It takes two minutes",
            "said about",
            "did not get all",
        ),
    ),
    "events.insights": Traces(
        addresses=(
            "/admin/sessions/learned/",
            "/admin/sessions/learned/csv/",
            "/admin/sessions/{session}/came/",
        ),
        words=("What we learned", "See what we learned", "Write down how many came"),
        counts=("sessions counted",),
    ),
    "events.suppliers": Traces(
        addresses=(
            "/suppliers/{secret}/",
            "/admin/sessions/{session}/suppliers/",
            "/admin/sessions/{session}/suppliers/words/",
            "/admin/sessions/suppliers/1/update/",
            "/admin/sessions/suppliers/1/call-off/",
            "/admin/sessions/suppliers/1/answer/",
            "/admin/sessions/supplier-list/",
        ),
        words=("Ask a supplier", "Sign Co"),
        mails=("supplier",),
    ),
    "events.broadcasts": Traces(
        addresses=("/admin/sessions/{session}/write/",),
        words=("Write to people", "Letters to people", "Bring a mug"),
        mails=("letter",),
    ),
    "events.subscriptions": Traces(
        addresses=(
            "/tell-me/",
            "/tell-me/sent/",
            "/tell-me/{secret}/",
            "/tell-me/{secret}/stop/",
            "/admin/sessions/news/1/stop/",
        ),
        words=("Tell me about", "Tell me when", "your news of sessions", "kim@example.org"),
        counts=("news owed",),
        mails=("follow", "news"),
    ),
    "events.regulars": Traces(
        addresses=(
            "/bookings/{token}/every-time/",
            "/every-month/stopped/",
            "/every-month/{secret}/",
            "/every-month/{secret}/stop/",
            "/admin/sessions/questions/1/",
        ),
        words=("Come every time", "Ask if they are coming", "Ask them before each session"),
        counts=("questions owed",),
        mails=("invitation",),
    ),
    "events.texts": Traces(
        addresses=("/texts/receipt/", "/texts/reply/", "/admin/sessions/letters/{booking}/"),
        words=("Gets texts", "Texts and letters that we sent"),
        counts=("texts sent",),
    ),
    "stories.importing": Traces(
        addresses=("/admin/what-we-heard/", "/admin/what-we-heard/1/"),
        words=("/admin/what-we-heard/",),
        counts=("imports forgotten",),
    ),
    "events.rsvp": Traces(
        addresses=("/bookings/{token}/said-no/",),
        words=("we ask by email if that is right",),
        commands=("read_replies",),
        mails=("said-no",),
    ),
}


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(factories.NOW, tick=False)
    return time_machine


@pytest.fixture
def session(site, clock):
    rule = Repeat(on=NthWeekday(4, 2)).to_rule()
    series = factories.make_series(rule=rule, first_day=date(2027, 1, 27), slug="over-a-brew")
    made = factories.make_session(series=series, places=9, meeting_url="https://meet.example/x")
    topic = SessionPageTopic.topic.field.related_model.objects.create(name="Carers", slug="carers")
    SessionPageTopic.objects.create(page=made.page, topic=topic)
    return made


@pytest.fixture
def ama(session):
    return factories.make_booking(session=session, needs=("A lamp",))


@pytest.fixture
def gordon(session):
    return factories.make_booking(
        session=session, name="Gordon", email="", phone="01632 960 377", mode="phone"
    )


@pytest.fixture
def organiser(site):
    user = User.objects.create_user("organiser", "o@example.org", "brew")
    user.groups.add(Group.objects.get(name="Organisers"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(site):
    user = User.objects.create_user("editor", "e@example.org", "brew")
    user.groups.add(Group.objects.get(name="Editors"))
    return Client()


def log_in_again(client, name="organiser"):
    """A login ends after a day."""
    client.force_login(User.objects.get(username=name))


@pytest.fixture
def leftovers(session, ama, gordon, settings):
    """Rows and open notices of every feature, from before it was taken out."""
    now = factories.NOW
    settings.TEXT_BACKEND = settings.LETTER_BACKEND = "tests.text_backend.RecordingBackend"
    Booking.objects.filter(pk=gordon.pk).update(text_number="+447700900377")
    Notice.objects.create(
        kind="confirmation", booking=ama, recipient=Notice.CONTACT_TEXT, due_at=now
    )
    Feedback.objects.create(
        session=session, needs_met="no", how_it_was="Warm", form_key=uuid.uuid4()
    )
    Quote.objects.create(session=session, words="Warm", **Quote.link_of(ama))
    SessionCount.objects.create(topic="need", label="A lamp", number=1, held_on=date(2026, 9, 2))
    broadcast = Broadcast.objects.create(
        session=session, subject="Bring a mug", body="Hello", form_key=uuid.uuid4(), written_at=now
    )
    for booking in (ama, gordon):
        Notice.objects.create(
            kind="letter",
            booking=booking,
            broadcast=broadcast,
            dedupe_key=f"letter {broadcast.pk}",
            due_at=now,
        )
    regulars = [Regular.objects.create(series=session.series, booking=b) for b in (ama, gordon)]
    february = factories.make_session(
        series=session.series, starts_at=factories.STARTS_AT + 28 * DAY, title="Unpaid carers"
    )
    for regular in regulars:
        asked = Invitation.objects.create(regular=regular, session=february)
        Notice.objects.create(kind="invitation", invitation=asked, due_at=now, dedupe_key="of old")
    Notice.objects.create(kind="said-no", booking=ama, due_at=now, dedupe_key="of old")
    asked = SupplierRequest.objects.create(
        session=session,
        supplier=Supplier.objects.create(name="Sign Co", email="desk@sign.example"),
        what="A lamp",
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place="online",
        people=1,
        form_key=uuid.uuid4(),
    )
    Notice.objects.create(kind="supplier", supplier_request=asked, due_at=now, dedupe_key="1")
    kim = Subscriber.objects.create(email="kim@example.org", everything=True, confirmed_at=now)
    editor = User.objects.create_user("writer", "w@example.org")
    SummaryImport.objects.create(owner=editor, started_at=now)
    Notice.objects.create(kind="news", subscriber=kim, due_at=now, dedupe_key="of old")
    return session


def editor_screens(session):
    edited = (session.page_id, session.series_id)
    return ("/admin/", *(f"/admin/pages/{pk}/edit/" for pk in edited))


def pages(session, ama):
    token = manage_token(ama)
    own = ("", "booked/", "join/", "cancel/", "my-data/", "erase/")
    return (
        "/",
        "/sessions/",
        session.page.url,
        f"{session.page.url}book/",
        "/sessions/subscribe/",
        "/sessions/month/2027-01/",
        "/bookings/lost-link/",
        "/privacy/",
        "/sitemap.xml",
        *(f"/bookings/{token}/{rest}" for rest in own),
    )


def screens(session):
    named = (
        "",
        "past/",
        "messages/",
        *(f"{session.pk}/{rest}" for rest in ("", "book/", "sheet/")),
    )
    return (
        "/admin/",
        *(f"/admin/sessions/{rest}" for rest in named),
        "/admin/reports/site-history/",
    )


def look(client, path):
    response = client.get(path, follow=True)
    assert response.status_code in (200, 410), path  # gone: a session that is over
    assert not any("/login/" in url for url, _ in response.redirect_chain), path
    shown = response.content.decode()
    for words in TRACES[OUT].words:
        assert words not in shown, (path, words)
    return shown


def is_dead(client, address):
    """Whether a link or a form leads nowhere. A form may refuse to be read, but is there."""
    path = unescape(address).removeprefix(settings.BASE_URL).removeprefix("http://localhost")
    if not path.startswith("/") or path.startswith(("//", "/static/", "/media/")):
        return False
    if path.startswith("/admin/") and not path.startswith(OWN_SCREENS):
        return False
    return client.get(path).status_code == 404


def dead_links(client, shown):
    return {each for each in set(LINKS.findall(shown)) if is_dead(client, each)}


def test_django_finds_nothing_wrong():
    call_command("check", fail_level="WARNING")
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def addresses(feature, session, ama):
    secret = Signer(salt="events.regulars", sep=".").sign(Regular.objects.all()[0].uid.hex)
    facts = {"token": manage_token(ama), "session": session.pk, "secret": secret, "booking": ama.pk}
    return [address.format(**facts) for address in TRACES[feature].addresses]


def test_its_addresses_are_gone(leftovers, ama, organiser):
    for path in addresses(OUT, leftovers, ama):
        assert organiser.get(path).status_code == 404, path


def test_its_commands_are_gone():
    assert not set(TRACES[OUT].commands) & set(get_commands())


@pytest.mark.parametrize("days", [0, 17], ids=["before the session", "after it"])
def test_visitors_meet_no_trace_of_it_and_no_dead_link(leftovers, ama, client, clock, days):
    clock.move_to(factories.NOW + days * DAY, tick=False)

    shown = [look(client, path) for path in pages(leftovers, ama)]
    assert not dead_links(client, "\n".join(shown))


@pytest.mark.parametrize("days", [0, 17], ids=["before the session", "after it"])
def test_organisers_meet_no_trace_of_it_and_no_dead_link(leftovers, organiser, clock, days):
    clock.move_to(factories.NOW + days * DAY, tick=False)
    log_in_again(organiser)

    shown = [look(organiser, path) for path in screens(leftovers)]
    assert not dead_links(organiser, "\n".join(shown))


def test_editors_meet_no_trace_of_it_and_no_dead_link(leftovers, editor, clock):
    clock.move_to(factories.NOW + 17 * DAY, tick=False)
    log_in_again(editor, "editor")

    shown = [look(editor, path) for path in editor_screens(leftovers)]
    assert not dead_links(editor, "\n".join(shown))


def test_the_privacy_page_names_its_data_while_there_is_some(leftovers):
    own = [kept for kept in PROCESSING_REGISTER if kept.feature == OUT]
    assert all(kept.is_shown for kept in own)
    for model in (
        *(Feedback, Quote, SessionCount, Broadcast, Regular, Subscriber),
        *(Supplier, SummaryImport),
    ):
        model.objects.all().delete()

    assert not any(kept.is_shown for kept in own)


def test_an_organiser_finds_people_and_books_for_them(leftovers, organiser):
    for words in ("Ama", "kim@example.org"):
        response = organiser.post("/admin/sessions/find/", {"code": words}, follow=True)
        assert response.status_code == 200
        assert not dead_links(organiser, response.text)
    answers = {"form_key": uuid.uuid4(), "contact_name": "Pat", "phone": "01632 960 001"}
    more = {"for_whom": "me", "way": "phone", "every_time": "on", "told": "on"}
    organiser.post(f"/admin/sessions/{leftovers.pk}/book/", answers | more)

    assert Booking.objects.get(contact_name="Pat").state == Booking.State.BOOKED


def test_a_visitor_books_and_cancels(session, client):
    answer_all(client)
    booked = book_now(client)
    assert booked.status_code == 302
    assert not dead_links(client, look(client, booked.url))
    booking = Booking.objects.get()
    client.post(f"/bookings/{manage_token(booking)}/cancel/")

    booking.refresh_from_db()
    assert booking.state == Booking.State.CANCELLED


def test_the_worker_goes_on_and_its_mails_have_no_dead_link(leftovers, client, clock, settings):
    # Refused at once where calendar replies are read.
    settings.REPLIES_URL = "imap://nobody:x@127.0.0.1:9/INBOX"
    for day in range(20):
        clock.move_to(factories.NOW + day * DAY, tick=False)
        counts = run_due_jobs(now=factories.NOW + day * DAY)
        assert counts.get("problems", 0) == (0 if OUT == "events.rsvp" else 1)
        assert not set(counts) & set(TRACES[OUT].counts)

    assert {"confirmation", "reminder-week", "reminder-day", "thanks"} <= set(
        Notice.objects.exclude(sent_at=None).values_list("kind", flat=True)
    )
    shown = [f"{each.body}\n{each.alternatives[0][0]}" for each in mail.outbox]
    for text in shown:
        assert not any(words in text for words in TRACES[OUT].words), text
    assert not dead_links(client, "\n".join(shown))


def test_no_mail_of_it_is_sent_or_waits_for_ever(leftovers, clock):
    run_due_jobs(now=factories.NOW)

    left = Notice.objects.filter(kind__in=TRACES[OUT].mails)
    assert set(left.values_list("sent_at", flat=True)) <= {None}
    assert not left.open().exclude(booking__email="").exists()


def test_with_all_of_them_each_trace_is_seen(
    leftovers, ama, client, organiser, editor, clock, settings
):
    """Otherwise the runs without one would look for what nobody shows."""
    settings.REPLIES_URL = "imap://nobody:x@127.0.0.1:9/INBOX"  # refused at once
    seen, counts = "", set()
    for day in range(20):
        clock.move_to(factories.NOW + day * DAY, tick=False)
        counts |= set(run_due_jobs(now=factories.NOW + day * DAY))
        if day in (0, 17):
            log_in_again(organiser)
            log_in_again(editor, "editor")
            looks = [(client, path) for path in pages(leftovers, ama)]
            looks += [(organiser, path) for path in screens(leftovers)]
            looks += [(editor, path) for path in editor_screens(leftovers)]
            seen += "".join(who.get(path, follow=True).text for who, path in looks)
            response = organiser.post("/admin/sessions/find/", {"code": "kim@example.org"})
            seen += response.text
    seen += "".join(f"{each.body}{each.alternatives[0][0]}" for each in mail.outbox)

    assert set(TRACES) == set(settings.OPTIONAL_FEATURES)
    for feature, traces in TRACES.items():
        assert [words for words in traces.words if words not in seen] == []
        assert set(traces.counts) <= counts
        assert set(traces.commands) <= set(get_commands())
        for path in addresses(feature, leftovers, ama):
            assert resolve(path).func.__module__.startswith(feature), path
