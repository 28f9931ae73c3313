"""The two mails to subscribers: what they say in both parts, to whom, and when they do not go."""

import re

import html5lib
import pytest
import textstat
from django.utils.html import strip_tags
from wagtail.models import PageViewRestriction

from events.emails import compose
from events.models import Notice, Session, SessionPage
from events.subscriptions import links, matching, subscribers
from tests import factories
from tests.events.emails.mails import single_spaced
from tests.events.subscription_factories import (
    DAY,
    HOUR,
    make_area,
    make_new_session,
    make_pending_subscriber,
    make_subscriber,
    make_topic,
)

Kind = Notice.Kind

pytestmark = pytest.mark.django_db


def confirmation_mail(who, at):
    return compose(
        Notice.objects.filter(subscriber=who, kind=Kind.SUBSCRIPTION_CONFIRMATION).last(), at
    )


def alert_mail(now):
    matching.enqueue_alerts(now=now)
    return compose(Notice.objects.get(kind=Kind.SESSION_ALERT), now)


def parts(message):
    html = message.alternatives[0][0]
    html5lib.HTMLParser(strict=True).parse(html)
    return (" ".join(message.body.split()), " ".join(strip_tags(html).split()))


def is_easy(text):
    sentences = " ".join(line for line in text.splitlines() if line.endswith((".", "?")))
    return textstat.flesch_kincaid_grade(sentences) <= 6


def each_mail(now):
    """Each mail to subscribers, with its name."""
    topics = [make_topic("Unpaid carers"), make_topic("Getting about")]
    make_pending_subscriber(now, topics=topics, areas=[make_area()])
    yield "follow", compose(Notice.objects.get(kind=Kind.SUBSCRIPTION_CONFIRMATION), now)
    who = make_subscriber(now, "a@example.org", topics=topics)
    make_pending_subscriber(now + HOUR, "a@example.org", topics=topics[:1])
    again = Notice.objects.filter(kind=Kind.SUBSCRIPTION_CONFIRMATION).last()
    yield "follow, known", compose(again, now + HOUR)
    first = make_new_session(
        topics[0], title="Who looks after you?", page={"summary": "A slow, kind hour."}
    )
    yield "news, one", alert_mail(now)
    who.notices.filter(kind=Kind.SESSION_ALERT).delete()
    who.alerts.all().delete()
    make_new_session(
        *topics,
        title="Buses & trains <after> dark",
        starts_at=first.starts_at + DAY,
        places=0,
        note="Bring a coat.",
        page={"area": make_area()},
    )
    yield "news, several", alert_mail(now)


# Is this you? -------------------------------------------------------------------------------------


def test_the_first_mail_says_what_for_what_to_do_and_what_if_it_was_not_you(now):
    who = make_pending_subscriber(
        now, topics=[make_topic("Unpaid carers")], areas=[make_area("Norfolk")]
    )
    message = confirmation_mail(who, now)

    assert message.to == ["kim@example.org"]
    assert message.subject == "Would you like news of our sessions?"
    for said in parts(message):
        assert "You would hear about: Unpaid carers, Norfolk." in said
        assert "Was it not you? Then you do not need to do anything." in said
        assert "We forget your address in 7 days." in said
    link = f"https://brew.test/tell-me/{links.SIGNER.token_for(who.uid)}/"
    assert link in message.body
    assert f'href="{link}"' in message.alternatives[0][0]


def test_the_first_mail_to_someone_who_has_news_already_says_that_all_stays_as_it_is(now):
    make_subscriber(now - DAY, topics=[make_topic("Money")])
    message = confirmation_mail(make_pending_subscriber(now), now)

    for said in parts(message):
        assert "You would hear about: all sessions." in said
        assert "You get news from us already." in said
        assert "All stays as it is." in said
        assert "7 days" not in said
        assert "Money" not in said


def test_the_first_mail_does_not_go_when_it_is_answered_or_too_late(now):
    who = make_pending_subscriber(now)
    assert confirmation_mail(who, now + 7 * DAY) is None
    subscribers.confirm(subscriber=who, now=now)
    assert confirmation_mail(who, now) is None

    again = make_pending_subscriber(now + DAY)
    assert confirmation_mail(again, now + DAY) is not None
    subscribers.confirm(subscriber=again, now=now + DAY + HOUR)
    assert confirmation_mail(again, now + DAY + HOUR) is None


def test_a_second_first_mail_goes_after_an_hour(now):
    who = make_pending_subscriber(now)
    make_pending_subscriber(now + HOUR)
    assert confirmation_mail(who, now + HOUR) is not None


# News ---------------------------------------------------------------------------------------------


def test_one_session_has_one_clear_action(now):
    make_subscriber(now)
    session = make_new_session(make_topic("Unpaid carers"), title="Who looks after you?", places=12)
    message = alert_mail(now)
    url = f"https://brew.test{session.page.url}"

    assert message.subject == "New session: Who looks after you?, Wednesday 27 January 2027"
    for said in parts(message):
        for words in (
            "Who looks after you?",
            "Wednesday 27 January 2027, 10:30am to 12 noon",
            "By video or by phone",
            "Unpaid carers",
            "12 places left",
            "Book a place: Who looks after you?",
        ):
            assert words in said
    assert url in message.body
    assert (
        f'<a href="{url}">“Who looks after you?” on our website</a>' in message.alternatives[0][0]
    )
    assert f"Book a place: Who looks after you?:\n{url}book/" in message.body
    html = single_spaced(message.alternatives[0][0])
    assert f'class="button" href="{url}book/"' in html


def test_several_sessions_come_in_order_each_with_its_own_link(now):
    make_subscriber(now)
    late = make_new_session(title="Later", starts_at=factories.STARTS_AT + DAY)
    soon = make_new_session(title="Sooner")
    message = alert_mail(now)

    assert message.subject == "2 new sessions"
    html = message.alternatives[0][0]
    for session in (soon, late):
        book = f"https://brew.test{session.page.url}book/"
        assert f"Book a place: {session.page.title}:\n{book}" in message.body
        assert f'<a href="{book}">Book a place: {session.page.title}</a>' in html
    assert message.body.index("Sooner") < message.body.index("Later")
    assert 'class="button"' not in html


def test_the_first_link_is_the_one_action_in_both_parts(now):
    who = make_pending_subscriber(now, everything=True)
    asks = compose(Notice.objects.get(kind=Kind.SUBSCRIPTION_CONFIRMATION), now)
    make_subscriber(now, "b@example.org")
    session = make_new_session(title="Alone")
    news = alert_mail(now)
    for message, action in (
        (asks, links.page_address(who)),
        (news, f"https://brew.test{session.page.url}book/"),
    ):
        html = message.alternatives[0][0].partition("<body>")[2]
        assert re.search(r'href="([^"]+)"', html)[1] == action
        assert re.search(r"https?://\S+", message.body)[0] == action


def test_a_full_session_leads_to_the_waiting_list(now):
    make_subscriber(now)
    make_new_session(title="Full house", places=0)
    assert "Join the waiting list: Full house" in alert_mail(now).body


def test_every_news_mail_can_be_stopped_by_header_and_by_link_in_both_parts(now):
    who = make_subscriber(now)
    make_new_session()
    message = alert_mail(now)
    sent = message.message()
    stop = f"https://brew.test/tell-me/{links.SIGNER.token_for(who.uid)}/stop/"

    assert sent["List-Unsubscribe"] == f"<{stop}>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"Stop these emails:\n{stop}" in message.body
    assert f'<a href="{stop}">Stop these emails</a>' in message.alternatives[0][0]
    for said in parts(message):
        assert "If you book a place, we email you when something changes." in said


@pytest.mark.parametrize("what", ["draft", "private", "off", "past", "gone"])
def test_what_is_off_by_then_is_left_out_and_nothing_at_all_is_no_mail(now, what):
    make_subscriber(now)
    goes, stays = make_new_session(title="Goes"), make_new_session(title="Stays")
    matching.enqueue_alerts(now=now)
    notice = Notice.objects.get(kind=Kind.SESSION_ALERT)

    def spoil(session):
        if what == "draft":
            SessionPage.objects.filter(pk=session.page_id).update(live=False)
        elif what == "private":
            PageViewRestriction.objects.create(page=session.page, restriction_type="login")
        elif what == "off":
            Session.objects.filter(pk=session.pk).update(status="cancelled")
        elif what == "past":
            Session.objects.filter(pk=session.pk).update(starts_at=now - HOUR, ends_at=now)
        else:
            SessionPage.objects.get(pk=session.page_id).delete()

    spoil(goes)
    message = compose(notice, now)
    assert "Goes" not in message.body + message.alternatives[0][0]
    assert message.subject.startswith("New session: Stays")

    spoil(stays)
    assert compose(notice, now) is None


def test_a_title_over_two_lines_cannot_add_a_header(now):
    make_subscriber(now)
    make_new_session(title="Brew\r\nBcc: all@example.org")
    assert alert_mail(now).message()["Bcc"] is None


def test_the_meeting_link_is_not_in_it(now):
    make_subscriber(now)
    make_new_session(meeting_url="https://meet.example.org/canary", meeting_phone="01632 canary")
    message = alert_mail(now)
    assert "canary" not in message.body + message.alternatives[0][0]


def test_the_number_of_questions_for_a_mail_does_not_grow(now, django_assert_max_num_queries):
    make_subscriber(now)
    for number in range(12):
        make_new_session(make_topic(f"T{number}"), title=f"Talk {number}")
    matching.enqueue_alerts(now=now)
    notice = Notice.objects.get(kind=Kind.SESSION_ALERT)
    with django_assert_max_num_queries(8):
        assert compose(notice, now).subject == "12 new sessions"


def test_all_of_them_are_easy_to_read_and_have_nothing_left_over(now):
    seen = []
    for name, message in each_mail(now):
        seen.append(name)
        for said in parts(message):
            assert "{{" not in said and "{%" not in said and "None" not in said
        assert is_easy(message.body), name
        assert message.reply_to == ["hello@overabrew.example"]
        assert "<after>" not in message.alternatives[0][0]
        assert "&amp;" not in message.body
        assert max(len(line) for line in message.body.splitlines()) < 300
        assert "\n\n\n" not in message.body
    assert len(seen) == 4
