"""The pages of subscribers: anyone can ask, only a mailbox can confirm, and one button stops it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from events.bookings import manage_token
from events.models import Notice, Subscriber
from events.subscriptions import links, subscribers
from hub.jobs import run_due_jobs
from hub.models import Area, Topic
from tests import factories
from tests.events.subscription_factories import (
    DAY,
    HOUR,
    make_area,
    make_new_session,
    make_pending_subscriber,
    make_subscriber,
    make_topic,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/tell-me/"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def at(now, time_machine, site):
    time_machine.move_to(now, tick=False)
    make_topic("Unpaid carers")
    make_area("Norfolk")


def address_of(who):
    return reverse("tell_me_page", args=[links.SIGNER.token_for(who.uid)])


def answers(**change):
    return {"topics": ["unpaid-carers"], "email": "kim@example.org", "website": ""} | change


def said(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def ticked(response):
    boxes = re.findall(r"<input[^>]*checkbox[^>]*>", response.content.decode())
    return {re.search(r'value="([^"]*)"', box)[1] for box in boxes if "checked" in box}


# Asking -------------------------------------------------------------------------------------------


def test_a_whole_life_from_asking_to_stopping(client, now):
    assert client.post(ADDRESS, answers()).headers["Location"] == "/tell-me/sent/"
    run_due_jobs(now=now)
    (path,) = re.findall(r"https://brew\.test(/tell-me/\S+/)", mail.outbox[-1].body)
    page = client.get(path)
    assert "You hear about: Unpaid carers" in said(page)
    assert "kim@example.org" in said(page)

    page = client.post(path, {"do": "yes"}, follow=True)
    assert "We will write to you when we plan something new." in said(page)
    assert ticked(page) == {"unpaid-carers"}

    page = client.post(path, {"areas": ["norfolk"]}, follow=True)
    assert "We have kept your choices." in said(page)
    assert ticked(page) == {"norfolk"}

    page = client.post(f"{path}stop/")
    assert "We do not write to you" in said(page)
    assert not Subscriber.objects.exists()


def test_looking_does_nothing(client, now):
    waiting = make_pending_subscriber(now, topics=[make_topic()])
    for path in (ADDRESS, address_of(waiting), f"{address_of(waiting)}stop/"):
        for visit in (client.get, client.head):
            assert visit(path).status_code == 200
    waiting.refresh_from_db()
    assert waiting.confirmed_at is None

    who = subscribers.confirm(subscriber=waiting, now=now)
    for path in (address_of(who), f"{address_of(who)}stop/"):
        for visit in (client.get, client.head):
            assert visit(path).status_code == 200
    assert Subscriber.objects.get() == who


def test_the_answer_is_the_same_for_known_and_unknown_addresses(client, now):
    make_subscriber(now, "known@example.org")
    pages = [
        client.post(ADDRESS, answers(email=email), follow=True)
        for email in ("known@example.org", "unknown@example.org", "unknown@example.org")
    ]
    assert {page.content for page in pages} == {pages[0].content}
    assert "Look at your email" in said(pages[0])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?topic=unpaid-carers", {"unpaid-carers"}),
        ("?area=norfolk", {"norfolk"}),
        ("?topic=unpaid-carers&topic=money&area=norfolk", {"unpaid-carers", "money", "norfolk"}),
        ("?topic=nobody-knows&area=%00", set()),
        ("", set()),
    ],
)
def test_what_someone_looked_at_is_ticked_in_advance(client, query, expected):
    make_topic("Money")
    assert ticked(client.get(ADDRESS + query)) == expected


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"topics": []}, "Tick “Tell me about all sessions”, or a topic, or an area"),
        ({"topics": ["nothing"]}, "Choose one of the answers in the list"),
        ({"areas": ["norfolk", "x'--"]}, "Choose one of the answers in the list"),
        ({"email": ""}, "Enter your email address"),
        ({"email": "kim"}, "Enter an email address in the right format, like name@example.org"),
        ({"email": f"{'k' * 250}@example.org"}, "Use 254 letters or fewer"),
        ({"email": "kim\0@example.org"}, "Take out the sign that we cannot read"),
    ],
)
def test_a_mistake_is_explained_and_nothing_is_lost(client, change, sentence):
    page = client.post(ADDRESS, answers(**change))

    assert page.status_code == 422
    assert "<title>Error: " in page.content.decode()
    assert sentence in said(page)
    if "topics" not in change:
        assert "unpaid-carers" in ticked(page)
    else:
        assert 'value="kim@example.org"' in page.content.decode()
    assert not Subscriber.objects.exists()


def test_a_machine_in_the_trap_is_asked_to_press_again_and_a_person_gets_through(client):
    page = client.post(ADDRESS, answers(website="https://spam.test"))
    assert page.status_code == 422
    assert "Press the button once more" in said(page)
    assert "spam.test" not in page.content.decode()
    assert not Subscriber.objects.exists()

    assert client.post(ADDRESS, answers()).status_code == 302


def test_one_visitor_cannot_send_mail_to_many(client, monkeypatch):
    def post(number, ip):
        email = f"p{number}@example.org"
        return client.post(ADDRESS, answers(email=email), REMOTE_ADDR=ip).status_code

    monkeypatch.setattr("events.subscriptions.views.MAX_PER_CLIENT", 3)
    assert [post(number, "192.0.2.1") for number in range(4)] == [302, 302, 302, 429]
    assert post(5, "192.0.2.2") == 302
    assert Subscriber.objects.count() == 4


def test_one_who_asks_too_often_keeps_the_answers_and_reads_how_long_to_wait(client, monkeypatch):
    monkeypatch.setattr("events.subscriptions.views.MAX_PER_CLIENT", 0)
    page = client.post(ADDRESS, answers())

    assert page.status_code == 429
    assert "Your answers are still here. Try again in an hour" in said(page)
    assert ticked(page) == {"unpaid-carers"}


def test_without_topics_or_areas_one_can_still_ask_for_all(client):
    Topic.objects.all().delete()
    Area.objects.all().delete()
    page = client.get(ADDRESS)
    assert "<fieldset" not in page.content.decode()

    data = {"everything": "on", "email": "kim@example.org"}
    assert client.post(ADDRESS, data).status_code == 302
    assert Subscriber.objects.get().everything


def test_the_form_is_never_kept_by_a_cache_and_cannot_be_sent_from_elsewhere(client):
    assert "no-store" in client.get(ADDRESS)["Cache-Control"]
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ADDRESS, answers()).status_code == 403
    assert not Subscriber.objects.exists()


# The page behind the link -------------------------------------------------------------------------


def test_yes_needs_its_button(client, now):
    who = make_pending_subscriber(now)
    for data in ({}, {"do": "no"}, {"everything": "on"}):
        client.post(address_of(who), data)
    assert not Subscriber.objects.filter(confirmed_at__isnull=False).exists()

    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(address_of(who), {"do": "yes"}, headers=elsewhere).status_code == 403
    assert not Subscriber.objects.filter(confirmed_at__isnull=False).exists()


def test_yes_pressed_twice_is_no_mistake(client, now):
    who = make_pending_subscriber(now)
    for _ in range(2):
        page = client.post(address_of(who), {"do": "yes"}, follow=True)
        assert "News of our sessions" in said(page)
    assert Subscriber.objects.count() == 1


def test_who_asks_again_sees_what_they_had_and_can_stop_it_without_a_yes(client, now):
    make_subscriber(now - DAY, topics=[make_topic("Money")])
    again = make_pending_subscriber(now, topics=[make_topic("Unpaid carers")])
    page = client.get(address_of(again))
    assert "You hear about: Unpaid carers" in said(page)
    assert "Until now you hear about: Money." in said(page)

    client.post(f"{address_of(again)}stop/")
    assert not Subscriber.objects.exists()


def test_choices_with_a_mistake_change_nothing(client, now):
    who = make_subscriber(now, topics=[make_topic("Unpaid carers")])
    page = client.post(address_of(who), {})

    assert page.status_code == 422
    assert "<title>Error: " in page.content.decode()
    assert [each.slug for each in who.topics.all()] == ["unpaid-carers"]


def test_the_page_shows_all_that_we_know_and_nobody_else(client, now):
    who = make_subscriber(now, topics=[make_topic("Unpaid carers")])
    make_subscriber(now, "canary@example.net", areas=[make_area("Norfolk")])
    page = client.get(address_of(who))

    assert "Your email address is kim@example.org." in said(page)
    assert ticked(page) == {"unpaid-carers"}
    assert "canary" not in page.content.decode()


def test_secret_pages_stay_out_of_caches_search_and_referers(client, now):
    who = make_subscriber(now)
    for path in (address_of(who), f"{address_of(who)}stop/"):
        page = client.get(path)
        assert page["Cache-Control"] == "private, no-store"
        assert "noindex" in page["X-Robots-Tag"]
        assert page["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("change", [str.upper, lambda s: s[:-1], lambda s: s + "A", lambda s: "x"])
def test_a_guess_opens_nothing(client, now, change):
    who = make_subscriber(now)
    wrong = change(links.SIGNER.token_for(who.uid))
    for visit in (client.get, client.post):
        assert visit(f"/tell-me/{wrong}/").status_code == 404
        assert visit(f"/tell-me/{wrong}/stop/").status_code == 404
    assert Subscriber.objects.exists()


def test_the_secret_of_another_room_is_no_key(client, now):
    booking = factories.make_booking()
    client.post(reverse("own_calendar", args=[manage_token(booking)]), {"do": "send"})
    run_due_jobs(now=now)
    (secret,) = {
        found for each in mail.outbox for found in re.findall(r"/my-calendar/(\S+?)/", each.body)
    }
    assert client.get(f"/tell-me/{secret}/").status_code == 404
    who = make_subscriber(now)
    assert client.get(f"/my-calendar/{links.SIGNER.token_for(who.uid)}/").status_code == 404


# Unsubscribe --------------------------------------------------------------------------------------


def test_a_mail_program_stops_it_without_cookie_or_token(now):
    """RFC 8058: a POST with this body alone, and an answer that is no redirect."""
    who = make_subscriber(now)
    program = Client(enforce_csrf_checks=True)
    answer = program.post(f"{address_of(who)}stop/", ONE_CLICK)

    assert answer.status_code == 200
    assert not answer.cookies
    assert not Subscriber.objects.exists()


def test_the_press_comes_as_multipart_or_as_a_plain_form(now):
    for kind, body in [
        ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; "
         'name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'),
    ]:  # fmt: skip
        who = make_subscriber(now)
        program = Client(enforce_csrf_checks=True)
        answer = program.generic("POST", f"{address_of(who)}stop/", body, content_type=kind)
        assert answer.status_code == 200
        assert not Subscriber.objects.exists()


def test_pressing_stop_twice_is_no_mistake(client, now):
    path = f"{address_of(make_subscriber(now))}stop/"
    first, second = client.post(path, ONE_CLICK), client.post(path, ONE_CLICK)

    assert first.status_code == second.status_code == 200
    assert first.content == second.content
    assert "We do not write to you" in said(client.get(path))
    assert "We do not write to you" in said(client.get(path.removesuffix("stop/")))


def test_one_click_stops_at_the_stop_address_only_and_no_other_site_can_press(client, now):
    who = make_subscriber(now)
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(address_of(who), {"everything": "on"}, headers=elsewhere).status_code == 403
    assert client.post(f"{address_of(who)}stop/", headers=elsewhere).status_code == 403
    assert client.post(address_of(who), ONE_CLICK).status_code == 422
    assert Subscriber.objects.exists()
    stop = f"{address_of(who)}stop/"
    assert client.post(stop, ONE_CLICK, headers=elsewhere).status_code == 200
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_ways_of_asking_are_refused(client, now, method):
    who = make_subscriber(now)
    for path in (ADDRESS, address_of(who), f"{address_of(who)}stop/"):
        assert getattr(client, method)(path).status_code == 405
    assert Subscriber.objects.exists()


def test_nothing_about_a_follower_is_written_to_the_log(client, now, caplog):
    caplog.set_level("DEBUG")
    client.post(ADDRESS, answers(email="zqmark@example.org"))
    run_due_jobs(now=now)
    who = Subscriber.objects.get()
    client.post(address_of(who), {"do": "yes"})
    make_new_session(make_topic("Unpaid carers"), published=now - 2 * HOUR)
    run_due_jobs(now=now)
    client.post(f"{address_of(who)}stop/")
    client.get(address_of(who))

    ours = [each for each in caplog.records if not each.name.startswith("django.db")]
    assert not [each for each in ours if "zqmark" in each.getMessage()]


# Ways in ------------------------------------------------------------------------------------------


def test_lists_lead_to_it_with_what_is_chosen(client):
    make_new_session(make_topic("Unpaid carers"), page={"area": make_area("Norfolk")})
    for path in ("/sessions/", "/sessions/subscribe/"):
        assert 'href="/tell-me/"' in client.get(path).content.decode()
        page = client.get(f"{path}?topic=unpaid-carers&area=norfolk&way=video&time=morning")
        assert 'href="/tell-me/?topic=unpaid-carers&amp;area=norfolk"' in page.content.decode()


def test_a_session_leads_to_it_with_its_topics(client):
    session = make_new_session(make_topic("Unpaid carers"), make_topic("Money"))
    page = client.get(session.page.url).content.decode()
    assert 'href="/tell-me/?topic=unpaid-carers&amp;topic=money"' in page

    bare = make_new_session(starts_at=factories.STARTS_AT + timedelta(days=9))
    assert "more like this" not in client.get(bare.page.url).content.decode()


def test_every_page_and_the_page_for_lost_links_lead_to_it(client):
    for path in ("/", "/stories/", "/bookings/lost-link/"):
        assert 'href="/tell-me/"' in client.get(path).content.decode()


def test_no_mail_is_owed_by_looking_at_a_link_in_advance(client, now):
    """Mail scanners open every link."""
    make_pending_subscriber(now)
    run_due_jobs(now=now)
    for link in re.findall(r"https://brew\.test(/\S+)", mail.outbox[0].body):
        client.get(link)
    assert not Subscriber.objects.filter(confirmed_at__isnull=False).exists()
    assert Notice.objects.count() == 1
